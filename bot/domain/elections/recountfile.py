"""Reads a published ballot file, checks all that can be checked of it, and has it counted again.

This is the other half of `recount.py`; what is published is one file, made of both.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from bot.domain.elections.recount import drawn, listed, recount

USAGE = "Say python3 recount.py ballots.json, and after it the SHA-256 that was published, to have it compared."
AGAIN = "Download the file again; if it stays like this, tell the election committee."
FORMAT = "netbot-ballots-1"
MOST_BALLOTS = 2_000_000
KNOWN: Mapping[str, tuple[str, ...]] = {
    "method": (
        "absolute-majority",
        "relative-majority",
        "yes-no",
        "approval",
        "instant-run-off",
        "several-seats",
        "scottish-stv",
        "schulze",
    ),
    "base": ("valid", "with-abstentions", "cast", "eligible"),
    "abstentions": ("allowed", "void"),
    "ties": ("lot", "run-off-then-lot"),
}


class CannotRecount(Exception):
    """The file is not what was published, or not what it should be; says so in a sentence."""


def main(arguments: list[str]) -> None:
    """Prints the report on standard output, and what was checked on standard error."""
    if not 1 <= len(arguments) <= 2:
        raise SystemExit(USAGE)
    try:
        with open(arguments[0], "rb") as given:
            data = given.read()
        digest, *published = sha256(data).hexdigest(), *arguments[1:]
        if published and published[0].strip().lower() != digest:
            raise CannotRecount(f"This is not the published file: its SHA-256 is {digest}. {AGAIN}")
        file = checked(data)
        sys.stdout.reconfigure(encoding="utf-8")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        sys.stdout.write(json.dumps(recount(file), indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SystemExit(f"{arguments[0]} cannot be read: {error.strerror}.") from None
    except CannotRecount as error:
        raise SystemExit(str(error)) from None
    cast = sum(line.get("times", 1) for line in file["ballots"]) + file["invalid"]
    if cast < file.get("quorum", 0):
        sys.stderr.write(f"Of {file['quorum']} ballots needed only {cast} came in: nobody is elected by them.\n")
    if published:
        sys.stderr.write("The SHA-256 is the one that was published.\n")
    else:
        sys.stderr.write(f"SHA-256 of this file: {digest}. Compare it with the one that was published.\n")


def checked(data: bytes) -> dict[str, Any]:
    """The ballot file, if it is one. Raises CannotRecount."""
    try:
        file: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise CannotRecount(f"This is no ballot file, or only a part of one ({error}). {AGAIN}") from None
    if not an_object(file) or file.get("format") != FORMAT:
        raise CannotRecount(f"This is no ballot file of the format {FORMAT}. {AGAIN}")
    for wrong in mistakes(file):
        raise CannotRecount(f"{wrong} {AGAIN}")
    return file


def mistakes(file: Mapping[str, Any]) -> Iterable[str]:
    """What is wrong with a file, in sentences."""
    for name, known in KNOWN.items():
        if file.get(name) not in known:
            yield f"The file says {file.get(name)!r} for {name}; it should be one of {', '.join(known)}."
    for name, least in (("seats", 1), ("ballot", 1), ("invalid", 0)):
        if not whole(file.get(name), least):
            yield f"The file says {file.get(name)!r} for {name}; it should be a whole number from {least} on."
    for name in ("marks", "eligible", "quorum"):
        if file.get(name) is not None and not whole(file[name], 0):
            yield f"The file says {file[name]!r} for {name}; it should be a whole number or nothing."
    names = said(file, "candidates")
    if not a_list(names) or not all(isinstance(one, str) for one in names) or len({*names}) < len(names):
        yield "The candidates should be a list of different names."
        return
    if file.get("base") == "eligible" and not file.get("eligible"):
        yield "The file does not say how many may vote."
    yield from wrong_ballots(file.get("ballots"), len(names))
    yield from wrong_lot(file, names)


def wrong_ballots(ballots: Any, candidates: int) -> Iterable[str]:
    """Each ballot names candidates by their number, each at most once."""
    if not a_list(ballots):
        yield "There is no list of ballots."
        return
    total = 0
    for place, line in enumerate(ballots, 1):
        vote, times = (said(line, "vote"), said(line, "times", 1)) if an_object(line) else (list[Any](), 0)
        if not a_list(vote) or not whole(times, 1):
            yield f"Ballot {place} should have a list called vote, and how many times it was cast."
            return
        marked: list[Any] = [one for rank in vote for one in listed(rank)]
        if not all(whole(one, 1) and one <= candidates for one in marked) or len({*marked}) < len(marked):
            yield f"Ballot {place} names somebody who does not stand, or somebody twice: {vote!r:.60}."
            return
        total += times
    if total > MOST_BALLOTS:
        yield f"The file speaks of {total} ballots; that cannot be."


def wrong_lot(file: Mapping[str, Any], names: list[str]) -> Iterable[str]:
    """The lot must follow from the seed, and the seed from the ballots and the numbers that were committed before."""
    lot, seed, drawing = file.get("lot"), file.get("seed"), file.get("drawing")
    try:
        if lot is not None and sorted(lot) != sorted(names):
            yield "The lot should be an order of all candidates."
        elif seed and lot != drawn(bytes.fromhex(seed), names):
            yield "The lot does not follow from the seed."
        elif drawing is not None and seed != seed_of(file, drawing):
            yield "The seed does not follow from the ballots and the numbers that were committed."
    except (TypeError, ValueError, KeyError):
        yield "What the file says of the lot cannot be read."


def seed_of(file: Mapping[str, Any], drawing: Mapping[str, Any]) -> str:
    """SHA-256 over the set-up's hash, all ballots sorted and all committed numbers sorted, each with its length."""
    nonces = sorted(bytes.fromhex(nonce) for nonce in drawing["nonces"])
    commitments = sorted(sha256(b"netbot lot nonce\0" + nonce).hexdigest() for nonce in nonces)
    if commitments != sorted(drawing["commitments"]):
        return ""
    papers = (
        [",".join("=".join(map(str, sorted(listed(rank)))) for rank in line["vote"]).encode()] * line.get("times", 1)
        for line in file["ballots"]
    )
    digest = sha256(b"netbot lots\0")
    for parts in ([bytes.fromhex(drawing["configuration"])], sorted(paper for lot in papers for paper in lot), nonces):
        digest.update(len(parts).to_bytes(8, "big") + b"".join(len(one).to_bytes(8, "big") + one for one in parts))
    return digest.hexdigest()


def said(part: Mapping[str, Any], name: str, otherwise: Any = None) -> Any:
    return part.get(name, otherwise)


def an_object(given: Any) -> bool:
    return isinstance(given, dict)


def a_list(given: Any) -> bool:
    return isinstance(given, list)


def whole(number: Any, least: int) -> bool:
    """Whether this is a whole number of at least so much."""
    return type(number) is int and number >= least


if __name__ == "__main__":
    main(sys.argv[1:])
