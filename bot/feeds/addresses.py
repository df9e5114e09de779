"""Where the bot may connect to in order to fetch a feed: public addresses of allowed hosts, and no others.

The name is resolved once, every address that it has is checked, and the connection goes to one of these very addresses,
so that a name that leads elsewhere a moment later leads nowhere.
"""

import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# What the registries of special addresses name, whatever this version of Python knows of them; and what providers of
# virtual machines answer on with secrets of the machine, though it looks like any address.
SPECIAL = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/3", "168.63.129.16/32"),
    *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32"),
    *("2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
)
NETWORKS = tuple(ipaddress.ip_network(network) for network in SPECIAL)

Address = tuple[str, int]
Resolve = Callable[[str, float], Sequence[Address]]  # a host, and how many seconds that may take


class AddressRefused(Exception):
    """The name leads to an address to which nobody may be led."""


class Unresolved(Exception):
    """The name leads nowhere."""


def is_public(address: str) -> bool:
    """Whether this is an address of the public internet."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return found.is_global and not any(found in network for network in NETWORKS if network.version == found.version)


def resolve(host: str, seconds: float) -> Sequence[Address]:
    """The addresses of a host for https. Raises Unresolved, or TimeoutError after so many seconds."""
    found: queue.SimpleQueue[Sequence[Address] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
            found.put([(str(answer[4][0]), int(answer[4][1])) for answer in answers])
        except OSError as error:
            found.put(error)

    # The system's resolver cannot be told how long it may take, so that it is left alone when it takes too long.
    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    try:
        answers = found.get(timeout=max(seconds, 0.01))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answers, OSError):
        raise Unresolved from answers
    return answers


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the bot reaches for feeds: allowed hosts, how names are resolved, which addresses are admitted.

    `trust` says whose certificates are believed, None the usual authorities.
    """

    hosts: frozenset[str] = frozenset()
    resolve: Resolve = resolve
    admits: Callable[[str], bool] = is_public
    trust: ssl.SSLContext | None = None

    def addresses(self, host: str, seconds: float) -> Sequence[Address]:
        """The addresses of a host, all of them admitted. Raises AddressRefused, Unresolved or TimeoutError."""
        found = self.resolve(host, seconds)
        if not found:
            raise Unresolved
        if not all(self.admits(address) for address, _ in found):
            raise AddressRefused
        return found
