"""`netbot doctor`: what it says of settings, database, clock and addresses, and that it asks the platforms."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from storage import Database
from tests.databases import sqlite_database
from tests.platforms.mattermost.fake import TOKEN, open_fake

Doctor = Callable[..., Result]
WEB = "[web]\nenabled = true\n"


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Runs the command in a folder with these settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NETBOT_")]:
        monkeypatch.delenv(name)

    def run(settings: str) -> Result:
        Path("config.toml").write_text(settings, "utf-8")
        return CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "200"})

    return run


def test_what_is_right_passes(doctor: Doctor) -> None:
    done = doctor(WEB)

    assert done.exit_code == 0
    assert [line[:4] for line in done.stderr.splitlines()] == ["pass"] * 5


def test_keys_of_ballot_boxes_that_others_may_read_are_named_with_what_to_do(doctor: Doctor) -> None:
    Path("keys").mkdir(mode=0o755)

    done = doctor(WEB + '[elections]\nsecrets_dir = "keys"\n')

    assert done.exit_code == 1
    assert "FIX   keys of ballot boxes in keys" in done.stderr
    assert "chmod u=rwX,go= keys" in done.stderr


def test_settings_that_are_wrong_are_named_each(doctor: Doctor) -> None:
    done = doctor('[network]\nlanguage = "fr"\n[web]\nenabled = "perhaps"\n')

    assert done.exit_code == 1
    assert [line for line in done.stderr.splitlines() if "network.language" in line or "web.enabled" in line]


def test_feeds_are_looked_at_and_those_that_cannot_be_read_named(doctor: Doctor) -> None:
    done = doctor(WEB + '[[feeds]]\nurl = "https://feeds.invalid/atom.xml?key=a7b9"\n')

    assert done.exit_code == 1
    assert "FIX   feed https://feeds.invalid/atom.xml\n" in done.stderr
    assert "cannot be reached" in done.stderr
    assert "a7b9" not in done.stderr


def test_without_a_platform_there_is_nothing_to_run(doctor: Doctor) -> None:
    assert "None is switched on" in doctor("").stderr


def test_a_database_that_cannot_be_opened_is_named_without_its_password(doctor: Doctor) -> None:
    done = doctor(WEB + '[database]\nurl = "postgresql://bot:s3cr3t@127.0.0.1:1/netbot"\n')

    assert done.exit_code == 1
    assert "It cannot be opened" in done.stderr
    assert "s3cr3t" not in done.stderr


def test_a_database_of_a_newer_version_is_named(doctor: Doctor, tmp_path: Path) -> None:
    database = sqlite_database(tmp_path)
    with database.transaction() as store:
        store.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    assert "run one at least as new" in doctor(WEB).stderr


def test_the_clock_of_the_database_is_compared(database: Database, database_url: str, doctor: Doctor) -> None:
    done = doctor(WEB + f'[database]\nurl = "{database_url}"\n')

    assert "pass  the clock" in done.stderr
    assert "at revision" in done.stderr


@pytest.mark.parametrize(("url", "ok"), [("https://bot.example.org", True), ("http://localhost:8080", False)])
def test_a_public_address_must_lead_people_here(doctor: Doctor, url: str, ok: bool) -> None:
    assert (doctor(WEB + f'[http]\npublic_url = "{url}"\n').exit_code == 0) is ok


def test_the_platforms_are_asked(doctor: Doctor) -> None:
    with open_fake(lambda: datetime.now(UTC)) as fake:
        done = doctor(
            f'[mattermost]\nurl = "{fake.url}"\ntoken = "{TOKEN}"\nteam = "team"\ncallback_url = "http://127.0.0.1:1"\n'
        )

    assert "Mattermost: the token is good for @netbot" in done.stderr
    assert TOKEN not in done.stderr
