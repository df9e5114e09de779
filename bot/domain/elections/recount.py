#!/usr/bin/env python3
"""Counts a published ballot file again. It needs nothing but Python 3.9 or newer: `python3 recount.py ballots.json`.

It shares no line with the bot's own count and goes other ways on purpose: paper by paper, slowly, and so that it can
be read. Every step looks at all papers anew. What it prints must be what the bot has published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_DOWN, Context, Decimal
from hashlib import sha256
from typing import Any

CENT = Decimal("0.00001")  # the value of a paper has five decimals, the rest is ignored
EXACT = Context(prec=60)
Numbers = dict[str, int]


def recount(file: dict[str, Any]) -> dict[str, Any]:
    """The report of a ballot file, which is an object as JSON gives it."""
    count = Recount(file)
    getattr(count, file["method"].replace("-", "_"))()
    return count.report | {"open": any(tie["broken"] == "open" for tie in count.report["ties"])}


def drawn(seed: bytes, names: Iterable[str]) -> list[str]:
    """The names in the order in which the seed draws them."""
    return sorted(names, key=lambda name: sha256(seed + b"\0" + name.encode()).digest())


class Recount:
    """The papers of a file, and one function for each method."""

    def __init__(self, file: dict[str, Any]) -> None:
        self.file, self.names, self.seats, self.lot = file, file["candidates"], file["seats"], file["lot"]
        lines = file["ballots"]
        read = [[[self.names[one - 1] for one in rank] for rank in map(listed, line["vote"])] for line in lines]
        clear = read if file["method"] in ("schulze", "instant-run-off") else [until_equal(paper) for paper in read]
        every = [paper for place, line in enumerate(lines) for paper in [clear[place]] * line.get("times", 1)]
        fitting = [paper for paper in every if paper is not None and len(paper) <= (file["marks"] or len(self.names))]
        self.papers: list[Any] = [paper for paper in fitting if paper]
        blank, void = len(fitting) - len(self.papers), len(every) - len(fitting) + file["invalid"]
        allowed = file["abstentions"] == "allowed"
        bases = {"valid": len(self.papers), "with-abstentions": len(self.papers) + blank * allowed}
        self.base = (bases | {"cast": len(every) + file["invalid"], "eligible": file["eligible"]})[file["base"]]
        self.report: dict[str, Any] = {"method": file["method"], "seats": self.seats, "elected": [], "run_off": []}
        self.report |= {"quota": None, "rounds": [], "ties": [], "valid": len(self.papers)}
        self.report |= {"abstentions": blank if allowed else 0, "invalid": void + (0 if allowed else blank)}

    def approval(self) -> None:
        """Every mark is a vote."""
        self.most_votes({name: sum([name] in paper for paper in self.papers) for name in self.names}, 2)

    several_seats = approval

    def relative_majority(self) -> None:
        """Most first choices."""
        self.most_votes(self.firsts(), 2)

    def absolute_majority(self) -> None:
        """More than half of the base, or a run-off, which most votes win."""
        votes = self.firsts()
        if self.file["ballot"] > 1:
            self.most_votes(votes, 3)
            return
        self.report["quota"] = str(self.base // 2 + 1)
        self.report["elected"] = [name for name in self.names if votes[name] * 2 > self.base]
        if not self.report["elected"]:
            places, tied = best(votes, 2)
            if len(places) + len(tied) > 2 and self.file["ties"] == "run-off-then-lot":
                self.note("run-off", tied, tied, "run-off")
            elif len(places) + len(tied) > 2:
                tied = self.by_lot("run-off", tied, 2 - len(places))
            self.report["run_off"] = places + tied
        self.show("first count", None, votes, 0, self.report["elected"])

    def yes_no(self) -> None:
        """Yes from more than half of the base; equality refuses."""
        votes, (yes, no) = self.firsts(), self.names
        self.report["quota"] = str(self.base // 2 + 1)
        self.report["elected"] = [yes] if votes[yes] * 2 > self.base else []
        if votes[yes] == votes[no] != 0:
            self.note("seat", [yes, no], [], "equality refuses")
        self.show("first count", None, votes, 0, self.report["elected"])

    def instant_run_off(self) -> None:
        """In every round all papers are read again from the top."""
        left, deed, out = list(self.names), "first count", None
        while True:
            read = [next_of(paper, left) for paper in self.papers]
            held = [one[0] if len(one) == 1 else None for one in read]
            votes = {name: held.count(name) for name in self.names}
            waiting = sum(1 < len(one) < len(left) for one in read)
            won = [name for name in left if votes[name] * 2 > len(held) - held.count(None) + waiting]
            self.show(deed, out, votes, held.count(None), won)
            self.report["elected"] = won
            over = won or not (waiting or any(votes.values()))
            deed, out = "elimination", None if over else self.one("elimination", left, votes)
            if out is None:
                return
            left.remove(out)

    def scottish_stv(self) -> None:
        """Every paper has a value; a stage moves the papers of one candidate, and all sums are made anew."""
        quota = Decimal(len(self.papers) // (self.seats + 1) + 1)
        self.report["quota"] = str(quota.quantize(CENT))
        values: list[Decimal] = [Decimal(1)] * len(self.papers)
        holders: list[str | None] = [paper[0][0] for paper in self.papers]
        left, waiting, passed, deed, lost = list(self.names), list[str](), list[str](), "first count", Decimal(0)
        subject: str | None = None
        while True:
            votes = dict.fromkeys(self.names, Decimal(0)) | dict.fromkeys(passed, quota)
            for place, holder in enumerate(holders):
                if holder is not None:
                    votes[holder] += values[place]
            order = sorted(left, key=lambda name: -votes[name])
            reached = [name for name in order if votes[name] >= quota]
            new = order if len(order) <= self.seats - len(self.report["elected"]) else reached
            left = [name for name in left if name not in new]
            waiting += reached
            self.report["elected"] += new
            self.show(deed, subject, votes, lost, new, "{:.5f}".format)
            if len(self.report["elected"]) >= self.seats or not left:
                return
            deed = "surplus" if waiting else "elimination"
            subject = self.one(deed, [name for name in self.names if name in (waiting or left)], votes)
            if subject is None:
                return
            if waiting:
                waiting.remove(subject)
                passed.append(subject)
            else:
                left.remove(subject)
            for place in [place for place, holder in enumerate(holders) if holder == subject]:
                if deed == "surplus":
                    share = EXACT.divide(values[place] * (votes[subject] - quota), votes[subject])
                    values[place] = share.quantize(CENT, ROUND_DOWN)
                holders[place] = first_of(self.papers[place], left)
                lost += values[place] if holders[place] is None else 0

    def schulze(self) -> None:
        """Duels, and then who reaches whom through duels of at least some strength."""
        ranks = [{name: place for place, rank in enumerate(paper) for name in rank} for paper in self.papers]
        last = len(self.names)
        wins = {
            one: {two: sum(rank.get(one, last) < rank.get(two, last) for rank in ranks) for two in self.names}
            for one in self.names
        }
        self.report["pairwise"] = {
            one: {two: str(number) for two, number in row.items() if two != one} for one, row in wins.items()
        }
        strength = {one: strongest(one, wins) for one in self.names}
        alone = bool(self.papers) and len(self.names) == 1
        left = [one for one in self.names if alone or any(any(row.values()) for row in wins.values())]
        while left and len(self.report["elected"]) < self.seats:
            top = [one for one in left if all(strength[one][two] >= strength[two][one] for two in left if two != one)]
            free = self.seats - len(self.report["elected"])
            left = [one for one in left if one not in top] if len(top) <= free else []
            self.report["elected"] += top if len(top) <= free else self.by_lot("seat", top, free)

    def firsts(self) -> Numbers:
        return {name: sum(paper[0] == [name] for paper in self.papers) for name in self.names}

    def most_votes(self, votes: Numbers, last_ballot: int) -> None:
        elected, tied = best(votes, self.seats)
        if len(elected) + len(tied) <= self.seats:
            elected += tied
        elif self.file["ties"] == "run-off-then-lot" and self.file["ballot"] < last_ballot:
            self.note("seat", tied, [], "run-off")
            self.report["run_off"] = tied
        else:
            elected += self.by_lot("seat", tied, self.seats - len(elected))
        self.report["elected"] = elected
        self.show("first count", None, votes, 0, elected)

    def one(self, deed: str, among: list[str], votes: dict[str, Any]) -> str | None:
        """Who has most or fewest votes; of equals, who had so in the latest round that differs; else by lot."""
        extreme: Callable[..., Any] = max if deed == "surplus" else min
        equal = tied = [name for name in among if votes[name] == extreme(votes[name] for name in among)]
        for shown in reversed(self.report["rounds"]):
            then = {name: Decimal(shown["votes"][name]) for name in equal}
            equal = [name for name in equal if then[name] == extreme(then.values())]
        how = "earlier round" if len(equal) == 1 else "lot" if self.lot else "open"
        chosen = [] if how == "open" else [min(equal, key=(self.lot or equal).index)]
        if len(tied) > 1:
            self.note(deed, tied, chosen, how)
        return chosen[0] if chosen else None

    def by_lot(self, deciding: str, tied: list[str], places: int) -> list[str]:
        chosen = sorted(tied, key=self.lot.index)[:places] if self.lot else []
        self.note(deciding, tied, chosen, "lot" if self.lot else "open")
        return chosen

    def note(self, deciding: str, tied: list[str], chosen: list[str], how: str) -> None:
        tie = {"deciding": deciding, "candidates": tied, "chosen": chosen, "broken": how}
        self.report["ties"].append({"round": len(self.report["rounds"]), **tie})

    def show(
        self, deed: str, subject: str | None, votes: Any, lost: Any, elected: list[str], words: Callable[..., str] = str
    ) -> None:
        shown = {"deed": deed, "subject": subject, "votes": {name: words(number) for name, number in votes.items()}}
        gone = [subject] if deed == "elimination" else []
        self.report["rounds"].append(shown | {"exhausted": words(lost), "elected": elected, "eliminated": gone})


def listed(rank: Any) -> list[int]:
    return rank if isinstance(rank, list) else [rank]  # pyright: ignore[reportUnknownVariableType]


def until_equal(paper: list[list[str]]) -> list[list[str]] | None:
    """What is clear: a paper until the first rank that two candidates share; None, void, if that is the first."""
    shared = next((place for place, rank in enumerate(paper) if len(rank) > 1), len(paper))
    return paper[:shared] if shared or not paper else None


def next_of(paper: list[list[str]], left: list[str]) -> list[str]:
    """The first on the paper who are left: one, or several who share a rank, or nobody."""
    return next(filter(None, ([name for name in rank if name in left] for rank in paper)), list[str]())


def first_of(paper: list[list[str]], left: list[str]) -> str | None:
    """Whose paper it is: the first who is left; nobody's while several who are left share that rank."""
    standing = next_of(paper, left)
    return standing[0] if len(standing) == 1 else None


def best(votes: Numbers, places: int) -> tuple[list[str], list[str]]:
    """Those above the last place, and all who are equal on it; nobody without a vote."""
    ahead: list[str] = []
    for number in sorted(set(votes.values()) - {0}, reverse=True):
        equal = [name for name in votes if votes[name] == number]
        if len(ahead) + len(equal) >= places:
            return ahead, equal
        ahead += equal
    return ahead, []


def strongest(start: str, wins: dict[str, Numbers]) -> Numbers:
    """For everybody the greatest number so that a chain of duels, each won with at least so many, leads there."""
    found = dict.fromkeys(wins, 0)
    for number in sorted({votes for row in wins.values() for votes in row.values() if votes}):
        reached, waiting = {start}, [start]
        while waiting:
            one = waiting.pop()
            new = {two for two in wins if wins[one][two] >= number and wins[one][two] > wins[two][one]} - reached
            reached |= new
            waiting += new
        found |= dict.fromkeys(reached, number)
    return found
