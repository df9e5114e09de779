"""The electoral roll: who may vote, drawn up from the directory, and the hash by which everybody can check it."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.domain.people import Directory, Person, Role

LEADING = (Role.LEADER, Role.DEPUTY)


class By(StrEnum):
    """What has a vote."""

    PERSON = "person"
    GROUP = "group"  # one vote, cast by its leader or the deputy


@dataclass(frozen=True, slots=True)
class RollRule:
    """Who is put on the roll: of the people with one of these roles, in these groups, who joined by this day.

    Empty collections leave nobody out. `also` and `without` name people beside the rule, and `deputies` who shares the
    vote of a group in place of the deputy in the directory, each with the group's acronym, folded.
    """

    by: By = By.PERSON
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()  # acronyms, folded
    joined_by: date | None = None
    also: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    deputies: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """One vote: its holder and, for a group, a deputy; whoever of the two votes last counts."""

    number: int
    holder: str
    deputy: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """All votes of an election, numbered from 1."""

    slots: tuple[Slot, ...] = ()
    _by_person: Mapping[str, Slot] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {slot.deputy: slot for slot in self.slots if slot.deputy}
        object.__setattr__(self, "_by_person", known | {slot.holder: slot for slot in self.slots})

    def of(self, person: str) -> Slot | None:
        """The vote of somebody: their own, or else the one for which they are the deputy."""
        return self._by_person.get(person)

    @property
    def people(self) -> list[str]:
        """Everybody who may vote, holders first."""
        return list(dict.fromkeys([*(s.holder for s in self.slots), *(s.deputy for s in self.slots if s.deputy)]))


def with_two_votes(roll: Roll) -> str | None:
    """Somebody who holds or shares more than one vote, which nobody must."""
    counted = Counter(person for slot in roll.slots for person in filter(None, (slot.holder, slot.deputy)))
    return next((person for person, votes in counted.items() if votes > 1), None)


def drawn_up(rule: RollRule, directory: Directory) -> Roll:
    """The roll by a rule, as the directory is now, in the order of its people or groups."""
    active = [person for person in directory.people if person.is_active]
    if rule.by is By.PERSON:
        chosen = [person for person in active if _is_meant(rule, person)]
        return Roll(tuple(Slot(number, person.id) for number, person in enumerate(chosen, 1)))
    found = [slot for group in directory.groups if (slot := _of_group(group.acronym, rule, active))]
    used = {slot.holder for slot in found} | {slot.deputy for slot in found}
    beside = [Slot(0, person.id) for person in active if person.id in rule.also and person.id not in used]
    numbered = enumerate((*found, *beside), 1)
    return Roll(tuple(Slot(number, slot.holder, slot.deputy, slot.group) for number, slot in numbered))


def roll_hash(roll: Roll) -> str:
    """SHA-256 over the slots in order; it is posted when the election opens."""
    lines: Sequence[object] = [[slot.number, slot.holder, slot.deputy, slot.group] for slot in roll.slots]
    return sha256(json.dumps(lines, separators=(",", ":")).encode()).hexdigest()


def written(rule: RollRule) -> str:
    """The rule as text, to be kept."""
    by_day = rule.joined_by and rule.joined_by.isoformat()
    lists = {name: sorted(getattr(rule, name)) for name in ("roles", "groups", "also", "without")}
    deputies = {"deputies": dict(sorted(rule.deputies))} if rule.deputies else {}
    return json.dumps({"by": rule.by.value, "joined_by": by_day, **lists, **deputies}, sort_keys=True)


def read(text: str) -> RollRule:
    """The rule of a text."""
    given = json.loads(text)
    roles = frozenset(Role(role) for role in given["roles"])
    day = date.fromisoformat(given["joined_by"]) if given["joined_by"] else None
    groups, also, without = (frozenset[str](given[name]) for name in ("groups", "also", "without"))
    deputies = frozenset[tuple[str, str]](given.get("deputies", {}).items())
    return RollRule(By(given["by"]), roles, groups, day, also, without, deputies)


def _is_meant(rule: RollRule, person: Person) -> bool:
    if person.id in rule.without:
        return False
    if person.id in rule.also:
        return True
    in_group = not rule.groups or person.group.casefold() in rule.groups
    in_time = rule.joined_by is None or person.joined is None or person.joined <= rule.joined_by
    return in_group and in_time and (not rule.roles or person.role in rule.roles)


def _of_group(acronym: str, rule: RollRule, active: Iterable[Person]) -> Slot | None:
    """The vote of a group, held by its leader or else by a deputy, the one that was named for it before that of the
    directory; None where there is neither.
    """
    if rule.groups and acronym.casefold() not in rule.groups:
        return None
    here = [person for person in active if person.group == acronym and _may_hold(person, rule.without, rule)]
    ordered = [person.id for person in sorted(here, key=lambda person: LEADING.index(person.role))]
    named = dict(rule.deputies).get(acronym.casefold())
    if any(person.id == named for person in active):
        ordered = list(dict.fromkeys([*ordered[:1], str(named)]))
    if not ordered:
        return None
    return Slot(0, ordered[0], ordered[1] if len(ordered) > 1 else None, acronym)


def _may_hold(person: Person, without: Collection[str], rule: RollRule) -> bool:
    in_time = rule.joined_by is None or person.joined is None or person.joined <= rule.joined_by
    return person.role in LEADING and person.id not in without and in_time
