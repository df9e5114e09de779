"""Introductions: who takes part, the round to come, and who was introduced to whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from bot.domain.introductions import Pair, Round
from storage.schema_introductions import intro_members, intro_parties, intro_rounds
from storage.upsert import insert_or

ALONE = 0  # the party of those for whom there was nobody


class Stage(StrEnum):
    """Of a round: to come, introduced, and asked whether they met."""

    OPEN = "open"
    INTRODUCED = "introduced"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody takes part, unless they pause or skip this round."""

    paused: bool
    skips: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A round, and how many weeks after it the next one follows."""

    id: int
    at: datetime
    weeks: int
    warned: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """What coordinators may know: how many take part and pause, and of a round how many parties, people and answers."""

    members: int
    paused: int
    parties: int = 0
    people: int = 0
    alone: int = 0
    met: int = 0
    missed: int = 0


class Introductions:
    """All about introductions."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def membership(self, person: str) -> Membership | None:
        row = self._db.execute(select(intro_members).where(intro_members.c.person_id == person)).first()
        return Membership(row.paused, row.skips) if row else None

    def join(self, person: str, at: datetime) -> None:
        """From now on they take part; who pauses does so no longer."""
        row = {"person_id": person, "since": at, "paused": False}
        query = insert_or(self._db, intro_members).values(row)
        again = {"paused": False, "skips": None}
        self._db.execute(query.on_conflict_do_update(index_elements=["person_id"], set_=again))

    def leave(self, person: str) -> None:
        self._db.execute(delete(intro_members).where(intro_members.c.person_id == person))

    def pause(self, person: str) -> None:
        self._db.execute(update(intro_members).where(intro_members.c.person_id == person).values(paused=True))

    def skip(self, person: str, number: int) -> None:
        self._db.execute(update(intro_members).where(intro_members.c.person_id == person).values(skips=number))

    def taking_part(self, number: int) -> list[str]:
        """Who takes part in this round."""
        free = or_(intro_members.c.skips.is_(None), intro_members.c.skips != number)
        query = select(intro_members.c.person_id).where(~intro_members.c.paused, free)
        return list(self._db.execute(query.order_by(intro_members.c.person_id)).scalars())

    def to_come(self, *, lock: bool = False) -> Planned | None:
        """The round that is to come, none while nothing is planned."""
        query = select(intro_rounds).where(intro_rounds.c.state == Stage.OPEN.value)
        row = self._db.execute(query.with_for_update() if lock else query).first()
        return Planned(row.id, row.at, row.weeks, row.warned) if row else None

    def latest(self) -> Planned | None:
        """The last round in which people were introduced."""
        query = select(intro_rounds).where(intro_rounds.c.state != Stage.OPEN.value)
        row = self._db.execute(query.order_by(intro_rounds.c.id.desc()).limit(1)).first()
        return Planned(row.id, row.at, row.weeks, row.warned) if row else None

    def plan(self, at: datetime, weeks: int) -> None:
        """Sets the round to come, in place of the one that was planned."""
        values = {"at": at, "weeks": weeks, "warned": False}
        if self._db.execute(update(intro_rounds).where(intro_rounds.c.state == "open").values(values)).rowcount == 0:
            self._db.execute(insert(intro_rounds).values(values | {"state": Stage.OPEN.value}))

    def stop(self) -> None:
        """Nothing is planned any more."""
        self._db.execute(delete(intro_rounds).where(intro_rounds.c.state == Stage.OPEN.value))

    def mark_warned(self, number: int) -> None:
        self._db.execute(update(intro_rounds).where(intro_rounds.c.id == number).values(warned=True))

    def keep(self, number: int, found: Round) -> None:
        """Writes down who was introduced to whom in the round that was to come."""
        parties = [(ALONE, found.alone), *enumerate(found.parties, 1)]
        rows = [
            {"round_id": number, "party": party, "person_id": person} for party, people in parties for person in people
        ]
        if rows:
            self._db.execute(insert(intro_parties), rows)
        self._db.execute(update(intro_rounds).where(intro_rounds.c.id == number).values(state="introduced"))

    def met(self) -> Counter[Pair]:
        """How often two people have been introduced."""
        query = select(intro_parties).where(intro_parties.c.party != ALONE)
        parties: dict[tuple[int, int], list[str]] = {}
        for row in self._db.execute(query):
            parties.setdefault((row.round_id, row.party), []).append(row.person_id)
        return Counter(frozenset(pair) for people in parties.values() for pair in combinations(people, 2))

    def party(self, number: int, person: str) -> tuple[str, ...] | None:
        """The others of a person's party in a round, none of them if they stayed alone; None if they took no part."""
        mine = select(intro_parties.c.party).where(
            intro_parties.c.round_id == number, intro_parties.c.person_id == person
        )
        party = self._db.execute(mine).scalar()
        if party is None:
            return None
        return () if party == ALONE else tuple(each for each in self.in_party(number, party) if each != person)

    def in_party(self, number: int, party: int) -> list[str]:
        """Those who were introduced to each other in one party of a round."""
        same = (intro_parties.c.round_id == number) & (intro_parties.c.party == party)
        query = select(intro_parties.c.person_id).where(same).order_by(intro_parties.c.person_id)
        return list(self._db.execute(query).scalars())

    def people(self, number: int, *, alone: bool = False) -> list[str]:
        """Who was introduced to somebody in a round, or who stayed alone in it."""
        which = intro_parties.c.party == ALONE if alone else intro_parties.c.party != ALONE
        query = select(intro_parties.c.person_id).where(intro_parties.c.round_id == number, which)
        return list(self._db.execute(query.order_by(intro_parties.c.person_id)).scalars())

    def to_ask(self, before: datetime) -> Sequence[int]:
        """Marks the rounds before this moment as asked after, and returns them."""
        due = (intro_rounds.c.state == Stage.INTRODUCED.value) & (intro_rounds.c.at <= before)
        query = update(intro_rounds).where(due).values(state=Stage.ASKED.value).returning(intro_rounds.c.id)
        return sorted(self._db.execute(query).scalars())

    def answer(self, number: int, person: str, *, met: bool) -> bool:
        """Notes whether somebody met their party; False if they took no part."""
        mine = (intro_parties.c.round_id == number) & (intro_parties.c.person_id == person)
        return self._db.execute(update(intro_parties).where(mine).values(met=met)).rowcount == 1

    def numbers(self, number: int | None) -> Numbers:
        """Without a round only who takes part."""
        paused = dict(
            self._db.execute(select(intro_members.c.paused, func.count()).group_by(intro_members.c.paused)).all()
        )
        rows = self._db.execute(select(intro_parties).where(intro_parties.c.round_id == number)).all()
        there = [row for row in rows if row.party != ALONE]
        return Numbers(
            paused.get(False, 0),
            paused.get(True, 0),
            len({row.party for row in there}),
            len(there),
            len(rows) - len(there),
            sum(row.met is True for row in there),
            sum(row.met is False for row in there),
        )
