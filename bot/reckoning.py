"""The `netbot` commands that compute without a server and print JSON, so that anybody can check what the bot says."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.console import explained, fail, screen

app = typer.Typer()


@app.command()
def find(
    words: Annotated[str, typer.Argument(help='What to look for; "-" reads JSON strings from standard input.')],
    load: Annotated[Path, typer.Option(help="Folder with people.csv, groups.csv, topics.csv, sites.csv.", exists=True)],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many hits to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Search CSV files as `/jrg find` searches the directory."""
    with explained():
        from bot.domain import files  # noqa: PLC0415 (as in bot/cli.py)
        from bot.finding import Finder  # noqa: PLC0415
        from bot.importing import collect  # noqa: PLC0415

        finder = Finder(files.read(collect([load])), limit)
        for query in _queries() if words == "-" else [words]:
            hits = finder.find(query)
            print(json.dumps(hits) if as_json or words == "-" else finder.in_words(hits), flush=True)  # noqa: T201


@app.command()
def tally(
    file: Annotated[Path, typer.Argument(help="BLT, or PrefLib's .soi, .toi.", exists=True, dir_okay=False)],
    method: Annotated[str, typer.Option(help="Such as scottish-stv; a wrong word lists all methods.")],
    seats: Annotated[int | None, typer.Option(min=1, help="Seats to fill, if not as the file says.")] = None,
    marks: Annotated[int | None, typer.Option(min=1, help="several-seats: how many one may mark.")] = None,
    base: Annotated[
        str, typer.Option(help="Majorities: more than half of valid, with-abstentions, cast or eligible.")
    ] = "valid",
    eligible: Annotated[int | None, typer.Option(min=1, help="How many people may vote.")] = None,
    seed: Annotated[str, typer.Option(help="Draws the lots; without, the order of the file decides.")] = "",
    save: Annotated[Path | None, typer.Option(help="Folder for the ballots and a script to count them again.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count the ballots of a file, with the full record of rounds and ties."""
    from bot.tallying import CannotTally, Tally  # noqa: PLC0415 (as above)

    with explained():
        try:
            counted = Tally(file, method, seats=seats, marks=marks, base=base, eligible=eligible, seed=seed)
            written = counted.save(save) if save else []
        except CannotTally as error:
            fail(str(error), *error.further)
        print(json.dumps(counted.report, ensure_ascii=False) if as_json else counted.in_words())  # noqa: T201
        for path in written:
            screen.print(f"wrote {path}", markup=False, soft_wrap=True)


@app.command()
def breakouts(
    problem: Annotated[Path, typer.Argument(help="A JSON file with people, rooms, rounds and weights.", exists=True)],
    seconds: Annotated[float, typer.Option(min=0.01, max=600, help="How long the search may take.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives another plan.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Seat people in breakout rooms: the plan, what it costs, and what no plan can go below."""
    from bot import roomplan  # noqa: PLC0415 (as above)

    with explained():
        try:
            given = roomplan.load(problem)
            found, shown = roomplan.plan(given, seconds, seed)
        except roomplan.Refused as error:
            fail("There is no plan for this:", *error.lines)
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
            fail(f"Line {number} of standard input is no JSON string.")
        yield query
