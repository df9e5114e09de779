"""An adversary who links voters to ballots in every way that we know; what each way suggests is a guess."""

from collections.abc import Iterator, Sequence

from tests.storage.evidence import Evidence, Row

Guess = dict[int, str]  # the code of the ballot by the slot of its voter


def guesses(evidence: Evidence, voters: str, ballots: str, published: Sequence[str]) -> Iterator[tuple[str, Guess]]:
    """Every guess with its name; `voters` and `ballots` are tables, `published` the codes as they were published."""
    for name, order in orders(evidence, ballots, published):
        for whose, arrival in arrivals(evidence, voters):
            yield f"{whose} by {name}", dict(zip(arrival, order, strict=False))
    yield "same transaction", same_transaction(evidence, voters, ballots)
    yield "side by side", side_by_side(evidence, published)
    yield "between two snapshots", between_snapshots(evidence, voters, published)


def arrivals(evidence: Evidence, voters: str) -> Iterator[tuple[str, list[int]]]:
    """The voters in the order of their last vote, as the messages to them say, and as the rows do."""
    last = {slot: number for number, slot in enumerate(evidence.received)}
    yield "messages", sorted(last, key=last.__getitem__)
    seen = [rows for snapshot in evidence.snapshots if (rows := snapshot.rows[voters])]
    yield "rows", [row["slot"] for row in _written(max(seen, key=len))] if seen else []


def orders(evidence: Evidence, ballots: str, published: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The ballots in every order that could be that of their casting."""
    yield "publication", list(published)
    for snapshot in evidence.snapshots[-1:]:
        yield "rows", [row["code"] for row in snapshot.rows[ballots]]
        yield "transactions", [row["code"] for row in _written(snapshot.rows[ballots])]
    for name in sorted({name for snapshot in evidence.snapshots for name in snapshot.files}):
        content = b"".join(snapshot.files.get(name, b"") for snapshot in evidence.snapshots)
        places = {code: content.find(code.encode()) for code in published}
        yield f"first place in {name}", sorted((c for c in places if places[c] >= 0), key=places.__getitem__)
        last = {code: content.rfind(code.encode()) for code in published}
        yield f"last place in {name}", sorted((c for c in last if last[c] >= 0), key=last.__getitem__)
    in_log = {code: evidence.log.find(code) for code in published}
    yield "log", sorted((code for code in in_log if in_log[code] >= 0), key=in_log.__getitem__)


def same_transaction(evidence: Evidence, voters: str, ballots: str) -> Guess:
    """Rows of voter and ballot that one transaction wrote alone."""
    guess: Guess = {}
    for snapshot in evidence.snapshots:
        by_transaction: dict[int, list[str]] = {}
        for row in snapshot.rows[ballots]:
            by_transaction.setdefault(row.get("xmin_", 0), []).append(row["code"])
        for row in snapshot.rows[voters]:
            together = by_transaction.get(row.get("xmin_", -1), [])
            if len(together) == 1:
                guess[row["slot"]] = together[0]
    return guess


def side_by_side(evidence: Evidence, published: Sequence[str]) -> Guess:
    """A line of the log, or a message, that names a voter and a ballot."""
    guess: Guess = {}
    for line in evidence.log.splitlines():
        for code in (code for code in published if code in line):
            for slot in set(evidence.received):
                if any(f"{name} " in f"{line} " for name in (f"slot={slot}", *evidence.called.get(slot, ()))):
                    guess[slot] = code
    return guess


def between_snapshots(evidence: Evidence, voters: str, published: Sequence[str]) -> Guess:
    """Whose row changed from one snapshot to the next, and which ballots appeared in any file meanwhile."""
    guess: Guess = {}
    known_rows: dict[int, Row] = {}
    known_codes: set[str] = set()
    for snapshot in evidence.snapshots:
        rows = {row["slot"]: row for row in snapshot.rows[voters]}
        moved = [slot for slot, row in rows.items() if known_rows.get(slot) != row]
        content = b"".join(snapshot.files.values())
        new = [code for code in published if code not in known_codes and code.encode() in content]
        guess |= dict(zip(moved, sorted(new, key=lambda code: content.find(code.encode())), strict=False))
        known_rows |= rows
        known_codes |= set(new)
    return guess


def _written(rows: Sequence[Row]) -> list[Row]:
    """In the order of their transactions, or of their row numbers, where they have any."""
    return sorted(rows, key=lambda row: row.get("xmin_", row.get("id", 0)))
