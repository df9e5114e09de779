"""The `netbot` command: import, export, find and migrate as an administrator uses them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.answersheet import answersheet
from bot.cli import app
from bot.demo import demo_files
from storage import Database
from storage.migrate import upgrade
from tests.conversation import ENGLISH
from tests.fetching import WINTER
from tests.sources import ROOT

DEMO = ROOT / "bot" / "demo"
Run = Callable[..., Result]


@pytest.fixture
def netbot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in an empty folder without settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NETBOT_")]:
        monkeypatch.delenv(name)

    def run(*words: str | Path, given: bytes = b"") -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=given, env={"COLUMNS": "200"})

    return run


def lines(done: Result) -> list[str]:
    """What it said to the administrator; an exception would be a mistake of ours."""
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return [line.strip() for line in done.stderr.splitlines() if line.strip()]


def table(done: Result) -> list[list[str]]:
    """The rows of the summary."""
    return [line.strip("│").replace("│", " ").split() for line in lines(done) if line.startswith("│")]


def test_the_real_command_exports_byte_for_byte_what_it_imported(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-W", "error", "-m", "bot"]
    for words in (["import", str(DEMO)], ["export", "out"]):
        environment = {"PYTHONPATH": str(ROOT)}
        done = subprocess.run([*command, *words], cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)

    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == demo_files()


def test_a_dry_run_changes_nothing(netbot: Run) -> None:
    dry = netbot("import", DEMO, "--dry-run")
    real = netbot("import", DEMO)

    assert lines(dry)[0] == "Would be imported"
    assert table(dry) == table(real)


def test_importing_twice_changes_nothing(netbot: Run) -> None:
    netbot("import", DEMO)

    assert table(netbot("import", DEMO))[0] == ["people", "0", "0", "240", "0", "0"]


def test_of_bad_files_nothing_is_imported_and_every_mistake_is_named(netbot: Run, tmp_path: Path) -> None:
    people = demo_files()["people.csv"].decode().splitlines()
    header, rows = people[0], people[1:4]
    (tmp_path / "people.csv").write_text("\n".join([header, *rows, rows[0]]) + "\n", "utf-8")
    for name in ("groups.csv", "topics.csv", "sites.csv"):
        (tmp_path / name).write_bytes(demo_files()[name])

    done = netbot("import", ".")

    assert done.exit_code == 2
    assert lines(done)[0] == "These files need another look, and nothing was changed:"
    assert lines(done)[1] == 'people.csv line 5: id "p000001" stands already in line 2'
    assert table(netbot("import", DEMO))[0] == ["people", "240", "0", "0", "0", "0"]


def test_if_many_people_are_missing_it_asks_before_it_believes(netbot: Run, tmp_path: Path) -> None:
    netbot("import", DEMO)
    few = demo_files()["people.csv"].splitlines(keepends=True)[:100]
    (tmp_path / "people.csv").write_bytes(b"".join(few))

    refused = netbot("import", "people.csv")
    allowed = netbot("import", "people.csv", "--allow-leavers")

    assert (refused.exit_code, allowed.exit_code) == (2, 0)
    assert lines(refused)[-1] == "Is the file complete? If so, repeat with --allow-leavers."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "There is none of people.csv, groups.csv, topics.csv, sites.csv."),
        ("odd", "odd/people.csv: Is a directory"),
    ],
)
def test_a_folder_without_readable_files_is_explained(netbot: Run, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd" / "people.csv").mkdir(parents=True)

    done = netbot("import", name)

    assert (done.exit_code, lines(done)) == (2, [said])


def test_a_file_whose_name_cannot_be_printed_is_explained(netbot: Run) -> None:
    Path("\udcff.csv").write_bytes(b"")

    done = netbot("import", "\udcff.csv")

    assert done.exit_code == 2
    assert lines(done)[1].startswith("\\udcff.csv: unknown file")


def test_migrate_says_at_which_revision_the_database_is(netbot: Run) -> None:
    first, second = netbot("migrate"), netbot("migrate")

    assert [lines(done)[0].partition(" at ")[0] for done in (first, second)] == [
        "The database is now",
        "The database is already",
    ]


def test_answers_are_written_without_a_server(netbot: Run, tmp_path: Path) -> None:
    netbot("import", DEMO)
    with closing(Database("sqlite:///netbot.db")) as database, database.transaction() as store:
        number = store.meetings.add(WINTER).id
        people = {person.id: person for person in store.directory.read().people}
        expected = answersheet(store, people, number, ENGLISH)

    done = netbot("answers", number, "answers.csv")

    assert (done.exit_code, lines(done)) == (0, ["wrote answers.csv"])
    assert (tmp_path / "answers.csv").read_bytes() == expected
    assert expected.count(b"\r\n") > 200


@pytest.mark.parametrize(
    ("number", "said"), [("1", "There is no meeting with this number."), ("0", "number"), ("x", "number")]
)
def test_answers_to_no_meeting_are_not_written(netbot: Run, tmp_path: Path, number: str, said: str) -> None:
    done = netbot("answers", number, "answers.csv")

    assert (done.exit_code, said in done.stderr, (tmp_path / "answers.csv").exists()) == (2, True, False)


def test_a_file_that_cannot_be_written_is_explained(netbot: Run) -> None:
    with closing(Database("sqlite:///netbot.db")) as database:
        upgrade(database)
        with database.transaction() as store:
            store.meetings.add(WINTER)

    done = netbot("answers", 1, "no/such/folder.csv")

    assert (done.exit_code, lines(done)) == (2, ["no/such/folder.csv: No such file or directory"])


def test_settings_that_need_another_look_are_listed(netbot: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[network]\nlanguage = "fr"\n[databse]\n', "utf-8")

    done = netbot("migrate")

    assert done.exit_code == 2
    assert lines(done) == [
        "These settings need another look:",
        "network.language: String should match pattern '^(en|de)$'",
        "databse: there is no such setting; did you mean 'database'?",
    ]


def test_find_prints_words_or_json(netbot: Run) -> None:
    spoken, written = (
        netbot("find", "Mueler Anna", "--load", DEMO),
        netbot("find", "Mueler Anna", "--load", DEMO, "--json"),
    )

    hits = json.loads(written.stdout)
    assert hits[0].keys() == {"id", "kind", "name", "score", "suggestion"}
    assert [hit["id"] for hit in hits] == [line.split()[0] for line in spoken.stdout.splitlines()]


def test_find_answers_each_line_of_standard_input_with_one_line(netbot: Run) -> None:
    hostile = ["Müller", "\ud800 Müller", "\x00\x1b[31m", "", "x" * 100_000, "' OR 1=1 --", "🎉", "\u202eevil"]

    done = netbot("find", "-", "--load", DEMO, given="\n".join(map(json.dumps, hostile)).encode() + b"\n\n")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, lines(done), len(answers)) == (0, [], len(hostile))
    assert answers[0] == answers[1] != []


@pytest.mark.parametrize("line", [b'"abc', b"12", b"null", b'"\xff"', b"[" * 100_000, b'["a"]'])
def test_a_line_that_is_no_json_string_is_named(netbot: Run, line: bytes) -> None:
    done = netbot("find", "-", "--load", DEMO, given=b'"Anna"\n' + line + b"\n")

    assert (done.exit_code, len(done.stdout.splitlines())) == (2, 1)
    assert lines(done) == ["Line 2 of standard input is no JSON string."]


def test_words_that_are_no_text_find_nothing(netbot: Run) -> None:
    done = netbot("find", "\udcff\udcfe", "--load", DEMO)

    assert (done.exit_code, done.stdout) == (0, "nothing found\n")
