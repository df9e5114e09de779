"""The parts of a running bot that answer events, and what of them a handler can ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.chat.channels import Channels
from bot.chat.events import Account, Click, Command, Joined, Place, Submission, Tick
from bot.chat.links import Links
from bot.chat.network import Network
from bot.chat.text import LANGUAGES, Reader, country, is_zone
from bot.clock import Clock
from bot.domain.news import Fetched
from bot.domain.people import Person
from bot.domain.publicholidays import is_region
from bot.domain.quiet import Habits, HabitsOf, hours_between
from bot.rights import may
from bot.routing import Offer, Table
from storage import Database, Store
from storage.roster import Roster, Snapshot
from storage.vault import Vault

INJECTABLE = frozenset(
    {
        Command,
        Click,
        Submission,
        Joined,
        Tick,
        Fetched,
        Store,
        Person,
        Snapshot,
        Network,
        Channels,
        Links,
        Vault,
        Offer,
        Reader,
        HabitsOf,
    }
)
VAULT = Path("netbot-secrets")
NO_ACCOUNT = Account("", "")


@dataclass(frozen=True, slots=True)
class Context:
    """`places` maps the names of channels in the settings to channels of the platforms."""

    table: Table
    database: Database
    roster: Roster
    network: Network
    clock: Clock
    places: Mapping[str, Sequence[Place]]
    links: Links = field(default_factory=Links)
    vault: Vault = field(default_factory=lambda: Vault(VAULT))

    def reader(self, me: Person | None = None, account: Account = NO_ACCOUNT) -> Reader:
        """Language and zone of a person: as they chose, else as their platform says, else as the network has it."""
        spoken = (me.language if me else "", account.language[:2], self.network.language)
        lived = (me.zone if me else "", account.zone, self.network.timezone)
        return _reader(spoken, lived)

    def habits(self, me: Person | None) -> Habits:
        """When a person may be written to: in their zone, in their hours or the network's, with their holidays."""
        network = self.network
        span, weekends = (me.hours, me.weekends) if me else ("", False)
        zone = self.reader(me).zone
        return _habits(zone, span or network.hours, weekends, network.holidays if zone == network.timezone else None)

    def habits_of(self, person: str) -> Habits:
        return self.habits(self.roster.now().people.get(person))

    def parts(self, store: Store, me: Person | None, reader: Reader) -> dict[object, object]:
        """What a handler's signature may name, by type."""
        return {
            Store: store,
            Person: me,
            Snapshot: self.roster.now(),
            Network: self.network,
            Channels: Channels(self.places),
            Links: self.links,
            Vault: self.vault,
            Offer: Offer(self.table, lambda route: may(me, route)),
            Reader: reader,
            HabitsOf: self.habits_of,
        }


@lru_cache(maxsize=1024)  # asked at every event, and there are few different ones
def _reader(spoken: tuple[str, ...], lived: tuple[str, ...]) -> Reader:
    language = next((language for language in spoken if language in LANGUAGES), "en")
    return Reader(language, next((zone for zone in lived if is_zone(zone)), "UTC"))


@lru_cache(maxsize=1024)
def _habits(zone: str, span: str, weekends: bool, region: str | None) -> Habits:
    """Without a region, it is the country of the zone, if that is known."""
    if region is None:
        region = country(zone) if is_region(country(zone)) else ""
    return Habits(zone, hours_between(span, weekends=weekends, region=region))
