"""The names that cells may refer to: groups by acronym, sites by name, people by e-mail address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.files.cells import Refused, items
from bot.domain.files.problems import Reason, nearest
from bot.domain.files.sheets import GROUPS, PEOPLE, SITES, Sheet
from bot.domain.files.table import Table
from bot.domain.people import Directory


@dataclass(frozen=True, slots=True)
class Names:
    """The spelling of each name by its casefolded form, and other names for some, which are only suggested."""

    spelled: Mapping[str, str]
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])

    def find(self, name: str, reason: Reason) -> str:
        """The name in its own spelling; raises Refused when there is none, unless no names are known at all."""
        if not name or not self.spelled:
            return name
        if found := self.spelled.get(name.casefold()):
            return found
        likely = self.aliases.get(name.casefold()) or nearest(name, list(self.spelled.values()))
        raise Refused(reason, nearest=likely)


def names(tables: Mapping[str, Table], known: Directory) -> dict[Reason, Names]:
    """What a cell may name (in these files, or known and not in them), by the problem of naming something else."""
    sites = _spelled(SITES, "site", tables, known)
    aliases = {alias.casefold(): name for name, others in _aliases(tables, known) for alias in reversed(others)}
    return {
        Reason.UNKNOWN_GROUP: Names(_spelled(GROUPS, "acronym", tables, known)),
        Reason.UNKNOWN_SITE: Names(sites, aliases),
        Reason.UNKNOWN_LEAD: Names(_spelled(PEOPLE, "email", tables, known)),
    }


def absent(sheet: Sheet, table: Table | None, known: Directory) -> list[Any]:
    """The known entries of this kind that are not in the file; an import lets them stay."""
    key = sheet.columns[0].name
    present = {row.cells.get(key) for row in table.rows} if table else set[str | None]()
    return [entry for entry in sheet.entries(known) if sheet.key(entry) not in present]


def _spelled(sheet: Sheet, column: str, tables: Mapping[str, Table], known: Directory) -> dict[str, str]:
    table = tables.get(sheet.file)
    if table and not table.whole:
        return {}  # the missing name may stand in a row that could not be read
    attribute = next(one.attribute for one in sheet.columns if one.name == column)
    told = table is not None and column in table.columns
    stay: Iterable[Any] = absent(sheet, table, known) if told else sheet.entries(known)
    found = [getattr(entry, attribute) for entry in stay]
    found += [row.cells[column] for row in table.rows] if table and told else []
    return {name.casefold(): name for name in found if name}


def _aliases(tables: Mapping[str, Table], known: Directory) -> list[tuple[str, tuple[str, ...]]]:
    table = tables.get(SITES.file)
    rows = table.rows if table else ()
    found = [(row.cells.get("site", ""), items(row.cells.get("aliases", ""))) for row in rows]
    return found or [(site.name, site.aliases) for site in known.sites]
