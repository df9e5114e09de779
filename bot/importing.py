"""Import and export of the directory, as the command line does it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.config import Settings
from bot.domain import files
from bot.domain.files import FILES, Changes, Compared
from bot.domain.people import Directory
from storage import Database
from storage.migrate import upgrade


class NothingToRead(Exception):
    """No file of the directory was named."""


def collect(sources: Iterable[Path]) -> dict[str, bytes]:
    """The contents of the named files, and of the known files in named folders. Raises NothingToRead."""
    found: dict[str, bytes] = {}
    for source in sources:
        paths = [source / name for name in FILES if (source / name).exists()] if source.is_dir() else [source]
        found |= {path.name.casefold(): path.read_bytes() for path in paths}
    if not found:
        raise NothingToRead(f"There is none of {', '.join(FILES)}.")
    return found


def run(
    settings: Settings, given: Mapping[str, bytes], *, allow_leavers: bool, dry_run: bool, screen: Console
) -> Table:
    """Imports all files or none, and returns a summary. Raises BadFiles or TooManyLeavers."""
    database = Database(settings.database.url)
    upgrade(database)
    with Progress(console=screen, transient=True) as progress:
        step = progress.add_task("Reading and checking", total=4)
        with database.transaction() as store:
            known = store.directory.read()
            kept = store.directory.own_fields()
            progress.advance(step)
            wanted = files.read(given, known)
            changes = files.compare(known, wanted, kept)
            progress.update(step, advance=1, description="Comparing")
            today = date.today()  # noqa: DTZ011 (the administrator's calendar day)
            merged = files.merge(known, wanted, kept, today=today, allow_leavers=allow_leavers)
            progress.update(step, advance=1, description="Saving")
            if not dry_run and not changes.is_empty:
                store.directory.save(merged, today)
            progress.advance(step)
    database.close()
    return _summary(changes, dry_run)


def load_into(database: Database, given: Mapping[str, bytes]) -> Directory:
    """Imports into an open database, as the demo does. Raises BadFiles."""
    today = date.today()  # noqa: DTZ011 (the administrator's calendar day)
    with database.transaction() as store:
        known = store.directory.read()
        merged = files.merge(
            known, files.read(given, known), store.directory.own_fields(), today=today, allow_leavers=True
        )
        if merged != known:
            store.directory.save(merged, today)
    return merged


def export(settings: Settings, folder: Path) -> list[Path]:
    """Writes the four files; returns their paths."""
    database = Database(settings.database.url)
    upgrade(database)
    with database.reading() as store:
        contents = files.write(store.directory.read())
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    database.close()
    return [folder / name for name in contents]


def _summary(changes: Changes, dry_run: bool) -> Table:
    table = Table(title="Would be imported" if dry_run else "Imported")
    table.add_column("what")
    for heading in ("new", "changed", "unchanged", "left", "kept (own edits)"):
        table.add_column(heading, justify="right")
    _row(table, "people", changes.people, str(len(changes.left)), str(len(changes.kept)))
    for name, compared in (("groups", changes.groups), ("topics", changes.topics), ("sites", changes.sites)):
        _row(table, name, compared, "", "")
    return table


def _row(table: Table, name: str, compared: Compared, *more: str) -> None:
    table.add_row(name, *(str(len(ids)) for ids in (compared.new, compared.changed, compared.unchanged)), *more)
