"""Finds the election that somebody means, checks what they may do, and reads the people whom they name."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.room import some
from bot.chat.text import Text, literal, shortened
from bot.domain.elections.candidacy import standing
from bot.domain.elections.election import (
    Election,
    NoElectionForThis,
    NoSuchElection,
    NotOnCommittee,
    Phase,
    may_know,
    runs,
)
from bot.domain.people import NoSuchPerson, Person
from handlers.elections.texts import NONE, WHY
from handlers.meetings.enter import meant
from storage import Store
from storage.roster import Snapshot

GONE = Text(en="somebody who has left", de="jemand, der nicht mehr da ist")
NO_DEPUTY = Text(
    en="“{part}” names no group. Write it like this: `CDX: Ada Müller`.",
    de="„{part}“ nennt keine Gruppe. Schreib es so: `CDX: Ada Müller`.",
)
MOST_NAMES = 20
LONGEST_NAME, ROOM = 60, 600  # characters


class NameUnknown(Exception):
    """A name in a list means nobody, or several people; `text` says so."""

    def __init__(self, name: str) -> None:
        super().__init__("a name in a list means nobody")
        self.text = WHY["name"].format(name=name[:60])


class NotADeputy(Exception):
    """A part of a list of deputies names no group; `text` says which, and how it is written."""

    def __init__(self, part: str) -> None:
        super().__init__("a deputy of no group")
        self.text = NO_DEPUTY.format(part=part[:40])


def named_or_latest(store: Store, me: Person, number: int | None, *phases: Phase) -> Election:
    """The election with this number, without one the newest in these phases that the person may know of. Raises
    NoSuchElection or NoElectionForThis.
    """
    if number is not None:
        found = store.elections.get(number)
        if not may_know(me, found):
            raise NoSuchElection
        return found
    known = [one for one in store.elections.in_phases(*(phases or tuple(Phase))) if may_know(me, one)]
    if not known:
        raise NoElectionForThis if phases else NoSuchElection
    return known[0]


def expect_runs(store: Store, me: Person, election: Election) -> None:
    """Raises NotOnCommittee for everybody who must not act for this election."""
    if not runs(me, election, [one.person for one in standing(store.election_people.candidacies(election.id))]):
        raise NotOnCommittee


def people_of(words: str, snapshot: Snapshot, me: Person) -> tuple[str, ...]:
    """The people whom a list with commas names, each once. Raises NameUnknown."""
    found: list[str] = []
    for name in filter(None, (part.strip() for part in words.replace(";", ",").split(",")[:MOST_NAMES])):
        try:
            found.append(meant(name, snapshot, me).id)
        except NoSuchPerson:
            raise NameUnknown(name) from None
    return tuple(dict.fromkeys(found))


def deputies_of(words: str, snapshot: Snapshot, me: Person) -> frozenset[tuple[str, str]]:
    """Deputies such as `CDX: Ada Müller`, with commas between them: folded acronym and person. Raises NameUnknown,
    NotADeputy.
    """
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in words.replace(";", ",").split(","))):
        group, colon, name = (piece.strip() for piece in part.partition(":"))
        if not colon or group.casefold() not in snapshot.groups:
            raise NotADeputy(part)
        found |= {group.casefold(): person for person in people_of(name, snapshot, me)}
    return frozenset(found.items())


def names_of(people: Iterable[str], snapshot: Snapshot) -> list[str]:
    """The names as one would type them again; who is unknown is left out."""
    return [snapshot.people[one].name for one in people if one in snapshot.people]


def name_of(person: str, snapshot: Snapshot) -> Text:
    return literal(shortened(snapshot.people[person].name, LONGEST_NAME)) if person in snapshot.people else GONE


def listed(people: Sequence[str], snapshot: Snapshot) -> Text:
    """The names in a sentence."""
    names = some([name_of(one, snapshot) for one in people], ROOM)
    return Text(en="{names}", de="{names}").format(names=names) if names else NONE


def wall(moment: datetime, network: Network) -> datetime:
    """What the clock on the wall of the network shows then."""
    return moment.astimezone(ZoneInfo(network.timezone)).replace(tzinfo=None)
