"""What an import would change: who is new, changed, unchanged or gone, and what people keep of their own entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.files.sheets import GROUPS, PEOPLE, SITES, TOPICS, Sheet
from bot.domain.people import Directory

MOST_LEAVERS = 20  # per cent of the active people; a file that was cut off must not empty the network

Kept = Mapping[str, frozenset[str]]  # by person id the fields that this person has edited and an import leaves alone
Fields = Mapping[str, tuple[str, ...]]  # by id the fields meant, in the order of the file's columns


@dataclass(frozen=True, slots=True)
class Compared:
    """The ids of one kind in the order of the file (of sites: the names), with the fields that change."""

    new: tuple[str, ...] = ()
    changed: Fields = field(default_factory=dict[str, tuple[str, ...]], hash=False)
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does to each kind; `left` are active people who are not in the new directory.

    `kept` are the fields in which the file differs and the person's own edit stays; `active` counts the people who were
    active before.
    """

    people: Compared
    groups: Compared
    topics: Compared
    sites: Compared
    left: tuple[str, ...] = ()
    kept: Fields = field(default_factory=dict[str, tuple[str, ...]], hash=False)
    active: int = 0

    @property
    def too_many_leave(self) -> bool:
        """Whether more of the active people would leave than an import may do unasked."""
        return len(self.left) * 100 > self.active * MOST_LEAVERS

    @property
    def is_empty(self) -> bool:
        """Whether the import would change nothing."""
        kinds = (self.people, self.groups, self.topics, self.sites)
        return not self.left and not any(kind.new or kind.changed for kind in kinds)


def compare(old: Directory, new: Directory, kept: Kept | None = None) -> Changes:
    """What becomes of `old` when `new` is imported; groups, topics and sites missing in `new` stay and do not count."""
    kept = kept or {}
    differing = _differing(PEOPLE, old, new)
    own = {person: tuple(name for name in names if name in kept.get(person, ())) for person, names in differing.items()}
    changing = {person: tuple(name for name in names if name not in own[person]) for person, names in differing.items()}
    listed = {person.id for person in new.people}
    active = [person.id for person in old.people if person.is_active]
    return Changes(
        people=_compared(PEOPLE, new, changing),
        groups=_compared(GROUPS, new, _differing(GROUPS, old, new)),
        topics=_compared(TOPICS, new, _differing(TOPICS, old, new)),
        sites=_compared(SITES, new, _differing(SITES, old, new)),
        left=tuple(person for person in active if person not in listed),
        kept={person: names for person, names in own.items() if names},
        active=len(active),
    )


def _differing(sheet: Sheet, old: Directory, new: Directory) -> dict[str, tuple[str, ...]]:
    """By key the fields that differ, perhaps none, of all entries that are in both directories."""
    before = {sheet.key(entry): entry for entry in sheet.entries(old)}
    both = [
        (sheet.key(entry), before[sheet.key(entry)], entry)
        for entry in sheet.entries(new)
        if sheet.key(entry) in before
    ]
    return {
        key: tuple(name for name in sheet.fields if getattr(was, name) != getattr(becomes, name))
        for key, was, becomes in both
    }


def _compared(sheet: Sheet, new: Directory, differing: Fields) -> Compared:
    keys = [sheet.key(entry) for entry in sheet.entries(new)]
    return Compared(
        new=tuple(key for key in keys if key not in differing),
        changed={key: names for key, names in differing.items() if names},
        unchanged=tuple(key for key in keys if key in differing and not differing[key]),
    )
