"""The `netbot` command."""

import json
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot import importing
from bot.config import BadSettings, Settings, read
from bot.domain import files
from bot.logs import configure
from storage.migrate import DatabaseTooNew, MigrationBroken

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A chat bot that keeps a research network together.",
)
screen = Console(stderr=True, highlight=False)

Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file; ./config.toml if it is there.")]
Sources = Annotated[list[Path], typer.Argument(help="A folder, or files such as people.csv.", exists=True)]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8080,
    home: Annotated[Path, typer.Option(help="Folder in which the demo keeps its state.")] = Path("demo-home"),
    load: Annotated[Path | None, typer.Option(help="Folder with CSV files of another network.", exists=True)] = None,
) -> None:
    """Start the bot with an embedded chat and an invented network. Nothing leaves this machine."""
    from bot.serving import serve_demo  # noqa: PLC0415 (each command imports what it needs, so that all start fast)

    with _explained():
        serve_demo(port=port, home=home, load=load, screen=screen)


@app.command()
def run(config: Config = None) -> None:
    """Start the bot as the settings say."""
    from bot.serving import serve  # noqa: PLC0415 (as above)

    with _explained():
        settings = _settings(config)
        configure(settings.log.level, as_json=settings.log.json_lines)
        serve(settings, screen=screen)


@app.command()
def migrate(config: Config = None) -> None:
    """Bring the database to the newest schema (`run` does this too)."""
    from storage import Database  # noqa: PLC0415 (as above)
    from storage.migrate import newest, upgrade  # noqa: PLC0415

    with _explained():
        database = Database(_settings(config).database.url)
        done = upgrade(database)
        screen.print(f"The database is {'now' if done else 'already'} at revision {newest()}.")


@app.command(name="import")
def import_files(
    sources: Sources,
    config: Config = None,
    allow_leavers: Annotated[
        bool, typer.Option(help="Import even if more than a fifth of the active people are missing.")
    ] = False,
    dry_run: Annotated[bool, typer.Option(help="Only say what would change.")] = False,
) -> None:
    """Read people, groups, topics and sites from CSV files: all of it or, if a row is wrong, nothing."""
    with _explained():
        given = importing.collect(sources)
        summary = importing.run(_settings(config), given, allow_leavers=allow_leavers, dry_run=dry_run, screen=screen)
        screen.print(summary)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder for people.csv, groups.csv, topics.csv and sites.csv.")],
    config: Config = None,
) -> None:
    """Write the directory as the CSV files that `import` reads."""
    with _explained():
        for path in importing.export(_settings(config), folder):
            screen.print(f"wrote {path}")


@app.command()
def find(
    words: Annotated[str, typer.Argument(help='What to look for; "-" reads JSON strings from standard input.')],
    load: Annotated[Path, typer.Option(help="Folder with people.csv, groups.csv, topics.csv, sites.csv.", exists=True)],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many hits to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Search CSV files as `/jrg find` searches the directory."""
    with _explained():
        from bot.finding import Finder  # noqa: PLC0415 (as above)

        finder = Finder(files.read(importing.collect([load])), limit)
        for query in _queries() if words == "-" else [words]:
            hits = finder.find(query)
            print(json.dumps(hits) if as_json or words == "-" else finder.in_words(hits), flush=True)  # noqa: T201


@app.command()
def breakouts(
    problem: Annotated[Path, typer.Argument(help="A JSON file with people, rooms, rounds and weights.", exists=True)],
    seconds: Annotated[float, typer.Option(min=0.01, max=600, help="How long the search may take.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives another plan.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Seat people in breakout rooms: the plan, what it costs, and what no plan can go below."""
    from bot import roomplan  # noqa: PLC0415 (as above)

    with _explained():
        try:
            given = roomplan.load(problem)
            found, shown = roomplan.plan(given, seconds, seed)
        except roomplan.Refused as error:
            _fail("There is no plan for this:", *error.lines)
        print(json.dumps(shown) if as_json else "\n".join(roomplan.in_words(given, found)))  # noqa: T201
        if found.truncated:
            screen.print("The clock ended the search; the same seed may give another plan next time.")


def _queries() -> Iterator[str]:
    """The JSON strings on standard input, one a line."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
        except (ValueError, RecursionError):
            query = None
        if not isinstance(query, str):
            _fail(f"Line {number} of standard input is no JSON string.")
        yield query


def _settings(path: Path | None) -> Settings:
    standard = Path("config.toml")
    return read(path or (standard if standard.exists() else None))


@contextmanager
def _explained() -> Generator[None]:
    """Turns what can go wrong into words and an exit code; a trace is for mistakes of ours only."""
    try:
        yield
    except BadSettings as error:
        _fail("These settings need another look:", *error.problems)
    except files.BadFiles as error:
        _fail("These files need another look, and nothing was changed:", *map(str, error.problems))
    except files.TooManyLeavers as error:
        _fail(
            f"Nothing was imported: {error}.",
            "Is the file complete? If so, repeat with --allow-leavers.",
        )
    except (importing.NothingToRead, MigrationBroken) as error:
        _fail(str(error))
    except DatabaseTooNew as error:
        _fail(f"Nothing was changed: {error}.", "Run a version at least as new as the one that wrote it.")
    except BrokenPipeError:  # whoever reads our output has read enough
        raise
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _fail(first: str, *lines: str) -> NoReturn:
    screen.print(first, style="bold", markup=False)
    for line in lines[:50]:
        screen.print(f"  {line}", markup=False, soft_wrap=True)
    if lines[50:]:
        screen.print(f"  and {len(lines) - 50} more")
    raise typer.Exit(2)
