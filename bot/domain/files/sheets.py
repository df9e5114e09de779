"""The four files of the directory: their columns in order, and what each column holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.files import cells
from bot.domain.files.problems import Reason
from bot.domain.people import Directory, Group, Person, Site, Topic

LIST = 2000  # characters of a cell that holds a list


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a cell is read, how long it may be (characters), and what must hold for it."""

    name: str
    most: int
    read: Callable[[str], object] = cells.text
    required: bool = False  # the file must have this column
    filled: bool = False  # and no cell of it may be empty
    unique: bool = False  # no two entries may share a value, whatever its case
    lines: bool = False  # line breaks are allowed
    refers: Reason | None = None  # the problem when no entry elsewhere has this name
    field: str = ""  # of the entry, where it differs from the column's name

    @property
    def attribute(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Span:
    """Two columns of which the second may not be before the first."""

    earlier: str
    later: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: the kind of entry that its rows hold; the first column is the entry's key."""

    kind: str
    make: Callable[..., Any]
    columns: tuple[Column, ...]
    spans: tuple[Span, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.kind}.csv"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a row tells of its entry, without the key."""
        return tuple(column.attribute for column in self.columns[1:])

    def key(self, entry: object) -> str:
        """What identifies the entry among those of its kind."""
        return getattr(entry, self.columns[0].attribute)

    def entries(self, directory: Directory) -> tuple[Any, ...]:
        """The entries of this kind in the directory, in their order."""
        return getattr(directory, self.kind)


PEOPLE = Sheet(
    "people",
    Person,
    (
        Column("id", 64, required=True, filled=True, unique=True),
        Column("first_name", 100, required=True),
        Column("last_name", 100, required=True, filled=True),
        Column("title", 50),
        Column("email", 254, cells.email, unique=True),
        Column("role", 20, cells.role, filled=True),
        Column("group", 40, refers=Reason.UNKNOWN_GROUP),
        Column("site", 100, refers=Reason.UNKNOWN_SITE),
        Column("topics", LIST, cells.items),
        Column("orcid", 40, cells.orcid, unique=True),
        Column("languages", 300, cells.items),
        Column("joined", 20, cells.day),
        Column("left", 20, cells.day),
    ),
    (Span("joined", "left", Reason.LEFT_BEFORE_JOINED),),
)

GROUPS = Sheet(
    "groups",
    Group,
    (
        Column("id", 64, required=True, filled=True, unique=True),
        Column("acronym", 40, required=True, filled=True, unique=True),
        Column("name_en", 200, required=True, filled=True),
        Column("name_de", 200, required=True),
        Column("site", 100, refers=Reason.UNKNOWN_SITE),
        Column("lead", 254, refers=Reason.UNKNOWN_LEAD),
        Column("programme", 200),
        Column("funded_from", 20, cells.month),
        Column("funded_until", 20, cells.month),
        Column("topics", LIST, cells.items),
        Column("summary", 3000, lines=True),
        Column("website", 300, cells.website),
    ),
    (Span("funded_from", "funded_until", Reason.FUNDING_ENDS_BEFORE_START),),
)

TOPICS = Sheet(
    "topics",
    Topic,
    (
        Column("id", 64, required=True, filled=True, unique=True),
        Column("en", 200, required=True, filled=True),
        Column("de", 200, required=True),
        Column("abbreviations", LIST, cells.items),
        Column("synonyms", LIST, cells.items),
    ),
)

SITES = Sheet(
    "sites",
    Site,
    (
        Column("site", 100, required=True, filled=True, unique=True, field="name"),
        Column("aliases", LIST, cells.items),
    ),
)

SHEETS = {sheet.file: sheet for sheet in (PEOPLE, GROUPS, TOPICS, SITES)}
FILES = tuple(SHEETS)
