"""The directory: people, groups, topics and sites of a network, and who may see what of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the network; `alumni` have left their group."""

    RESEARCHER = "researcher"
    LEADER = "leader"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    ALUMNI = "alumni"


LEADING = (Role.LEADER, Role.DEPUTY, Role.COORDINATOR)


class Visibility(StrEnum):
    """Who may see a field of a profile: only its owner, everybody in the network, or the world."""

    NOBODY = "nobody"
    NETWORK = "network"
    PUBLIC = "public"


class DirectoryError(Exception):
    """A wish about the directory that cannot be fulfilled."""


class NoSuchPerson(DirectoryError):
    """Nobody in the directory is meant by this."""


class NoSuchGroup(DirectoryError):
    """No group of the directory is meant by this."""


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the network. `id` is the network's own ("p000017"); `group` is an acronym or empty."""

    id: str
    first_name: str
    last_name: str
    title: str = ""
    email: str = ""
    role: Role = Role.RESEARCHER
    group: str = ""
    site: str = ""
    topics: tuple[str, ...] = ()
    orcid: str = ""
    languages: tuple[str, ...] = ()
    joined: date | None = None
    left: date | None = None
    visibility: Mapping[str, Visibility] = field(default_factory=dict[str, Visibility])
    language: str = ""  # "" and no zone mean: as the platform or the network says
    zone: str = ""
    reminders: bool = True
    hours: str = ""  # in which to write what is not urgent ("08:00-18:00"); "" as the network has it
    weekends: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_active(self) -> bool:
        return self.left is None and self.role is not Role.ALUMNI

    @property
    def is_coordinator(self) -> bool:
        """Whether they are one today: who has left is none any more, whatever the directory still says."""
        return self.role is Role.COORDINATOR and self.is_active

    @property
    def leads(self) -> bool:
        """Whether they lead a group, are its deputy, or coordinate the network."""
        return self.role in LEADING and self.is_active

    def shows(self, name: str, to: "Person | None") -> bool:
        """Whether the field `name` may be shown to this viewer; None is the world outside the network."""
        if to is not None and to.id == self.id:
            return True
        level = self.visibility.get(name, Visibility.NETWORK)
        return level is Visibility.PUBLIC or (level is Visibility.NETWORK and to is not None)


@dataclass(frozen=True, slots=True)
class Group:
    """A research group; `lead` is the leader's e-mail address, the months of funding are "2023-01"."""

    id: str
    acronym: str
    name_en: str
    name_de: str
    site: str = ""
    lead: str = ""
    programme: str = ""
    funded_from: str = ""
    funded_until: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work with every way in which people write it."""

    id: str
    en: str
    de: str
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        return (self.en, self.de, *self.abbreviations, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Site:
    """A place with a university hospital, and other names for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that can be looked up, as one immutable snapshot."""

    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    topics: tuple[Topic, ...] = ()
    sites: tuple[Site, ...] = ()
