"""A certificate authority of the tests' own: its certificate, and those of servers, as long as a test needs them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


@dataclass(frozen=True)
class Authority:
    """Signs certificates; `pem` is what one has to trust."""

    key: ec.EllipticCurvePrivateKey
    pem: str

    @classmethod
    def founded(cls) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        made = _begun("Authority of the tests", "Authority of the tests", key)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        made = made.add_extension(usage, critical=True)
        identity = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        signed = made.add_extension(identity, critical=False).sign(key, SHA256())
        return cls(key, signed.public_bytes(Encoding.PEM).decode())

    def certificate(self, folder: Path, *hosts: str) -> Path:
        """A file with key and certificate of a server that has these names."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _begun(hosts[0], "Authority of the tests", key)
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        made = made.add_extension(names, critical=False)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        signed = made.add_extension(issuer, critical=False).sign(self.key, SHA256())
        file = folder / f"{hosts[0].replace('*', 'any')}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(secret + signed.public_bytes(Encoding.PEM))
        return file


def _begun(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer_name=_named(issuer),
        subject_name=_named(subject),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - DAY,
        not_valid_after=now + DAY,
    )
