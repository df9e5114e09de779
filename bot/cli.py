"""The `netbot` command."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import reckoning
from bot.console import explained, screen
from bot.starting import uncollected

if TYPE_CHECKING:
    from bot.config import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A chat bot that keeps a research network together.",
)
app.add_typer(reckoning.app)

Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file; ./config.toml if it is there.")]
Sources = Annotated[list[Path], typer.Argument(help="A folder, or files such as people.csv.", exists=True)]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8080,
    home: Annotated[Path, typer.Option(help="Folder in which the demo keeps its state.")] = Path("demo-home"),
    load: Annotated[Path | None, typer.Option(help="Folder with CSV files of another network.", exists=True)] = None,
) -> None:
    """Start the bot with an embedded chat and an invented network. Nothing leaves this machine."""
    with uncollected():
        from bot.serving import serve_demo  # noqa: PLC0415 (each command imports what it needs, so that all start fast)

    with explained():
        serve_demo(port=port, home=home, load=load, screen=screen)


@app.command()
def run(config: Config = None) -> None:
    """Start the bot as the settings say."""
    with uncollected():
        from bot.logs import configure  # noqa: PLC0415 (as above)
        from bot.serving import serve  # noqa: PLC0415

    with explained():
        settings = _settings(config)
        configure(settings.log.level, as_json=settings.log.json_lines)
        serve(settings, screen=screen)


@app.command()
def doctor(config: Config = None) -> None:
    """Look at everything that must be right before the bot runs, and say what to do where it is not."""
    from bot.doctor import findings, show  # noqa: PLC0415 (as above)
    from bot.logs import configure  # noqa: PLC0415

    configure("CRITICAL")
    standard = Path("config.toml")
    if not show(findings(config or (standard if standard.exists() else None)), screen):
        raise typer.Exit(1)


@app.command()
def migrate(config: Config = None) -> None:
    """Bring the database to the newest schema (`run` does this too)."""
    from storage import Database  # noqa: PLC0415 (as above)
    from storage.migrate import newest, upgrade  # noqa: PLC0415

    with explained():
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
    from bot import importing  # noqa: PLC0415 (as above)

    with explained():
        given = importing.collect(sources)
        summary = importing.run(_settings(config), given, allow_leavers=allow_leavers, dry_run=dry_run, screen=screen)
        screen.print(summary)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder for people.csv, groups.csv, topics.csv and sites.csv.")],
    config: Config = None,
) -> None:
    """Write the directory as the CSV files that `import` reads."""
    from bot import importing  # noqa: PLC0415 (as above)

    with explained():
        for path in importing.export(_settings(config), folder):
            screen.print(f"wrote {path}", markup=False, soft_wrap=True)


@app.command()
def answers(
    number: Annotated[int, typer.Argument(min=1, max=999_999_999, help="Number of the meeting.")],
    file: Annotated[Path, typer.Argument(help="CSV file to write.")],
    config: Config = None,
) -> None:
    """Write who comes to a meeting, who does not and who has not answered, for a spreadsheet program."""
    with explained():
        from bot.answersheet import export  # noqa: PLC0415 (as above)

        export(_settings(config), number, file)
        screen.print(f"wrote {file}", markup=False, soft_wrap=True)


@app.command()
def manifest(
    config: Config = None,
    url: Annotated[str, typer.Option(help="Public address of the bot, for HTTP instead of Socket Mode.")] = "",
    private_channel: Annotated[
        bool, typer.Option("--private-channel", help="The announcement channel is a private one.")
    ] = False,
) -> None:
    """Print the manifest from which to create the Slack app."""
    from bot.mouths import slack_manifest  # noqa: PLC0415 (as above)

    with explained():
        print(json.dumps(slack_manifest(_settings(config), url=url, private=private_channel), indent=2))  # noqa: T201


def _settings(path: Path | None) -> "Settings":
    from bot.config import read  # noqa: PLC0415 (as above)

    standard = Path("config.toml")
    return read(path or (standard if standard.exists() else None))
