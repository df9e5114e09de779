"""`netbot breakouts`: a plan as JSON, the same again in another process, and refusals that help."""

import json
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

PEOPLE = [{"id": name, "facilitator": name < "c"} for name in "abcdef"]
ROOMS = [{"id": "one", "size": 3}, {"id": "two", "min": 2, "max": 4}]
GIVEN = {"people": PEOPLE, "rooms": ROOMS, "rounds": 2, "history": [["a", "b", 0.5]]}


def run(folder: Path, given: object, *words: str):
    path = folder / "problem.json"
    path.write_text(json.dumps(given), "utf-8")
    return CliRunner().invoke(app, ["breakouts", str(path), *words], env={"COLUMNS": "200"})


def test_the_plan_is_json_with_objective_and_bound(tmp_path: Path) -> None:
    done = run(tmp_path, GIVEN, "--json", "--seconds", "0.05")
    shown = json.loads(done.stdout)

    assert shown.keys() == {"rounds", "objective", "bound"}
    assert [sorted(who for room in seats for who in room) for seats in shown["rounds"]] == [list("abcdef")] * 2
    assert all(shown["bound"][name] <= shown["objective"][name] for name in shown["bound"])


def test_what_cannot_be_done_is_refused_with_a_proposal(tmp_path: Path) -> None:
    done = run(tmp_path, {**GIVEN, "together": [["c", "d"]], "apart": [["d", "c"]]})

    assert done.exit_code == 2
    assert [line.strip() for line in done.stderr.splitlines()] == [
        "There is no plan for this:",
        "together and apart: 2 needed, 1 there (c, d). Let go of one of these pairs.",
    ]


def test_mistakes_are_all_named(tmp_path: Path) -> None:
    done = run(tmp_path, {**GIVEN, "rounds": 0, "apart": [["a", "x"]]})

    assert done.exit_code == 2
    assert [line.strip() for line in done.stderr.splitlines()][1:] == [
        "rounds is a whole number from 1 to 100",
        "apart holds pairs of two people who come: ['a', 'x']",
    ]
