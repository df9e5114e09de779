"""Fixtures for tests on the Mattermost server that NETBOT_TEST_MATTERMOST_URL names; without it, none run."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assemble import Bot
from bot.domain.people import Person
from tests.conversation import ADA, BEN, CLARA, EVA
from tests.live.provision import VARIABLE, Ground, provision
from tests.live.running import running
from tests.live.user import User

HERE = Path(__file__).parent
URL = os.environ.get(VARIABLE, "").rstrip("/")
collect_ignore = [] if URL else [path.name for path in HERE.glob("test_*.py") if path.name != "test_a_server.py"]
CAST = {"clara": CLARA, "ada": ADA, "ben": BEN, "eva": EVA}
OUTSIDE = "eva"  # in the directory, and signed up later


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """A team of its own on the server, with Clara, Ada and Ben."""
    if not URL:  # a file that is named is collected nevertheless
        pytest.skip(f"no Mattermost server: {VARIABLE} names none")
    ground = provision(URL, [(who, "en") for who in CAST if who != OUTSIDE])
    yield ground
    ground.admin.close()


@pytest.fixture(scope="module")
def people(ground: Ground) -> list[Person]:
    """The directory, with the addresses of this run; all may be written to whenever these tests run."""
    any_time = {"hours": "00:00-24:00", "weekends": True}
    return [replace(person, email=ground.email(who), **any_time) for who, person in CAST.items()]


@pytest.fixture(scope="module")
def bot(ground: Ground, people: list[Person], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with running(ground, tmp_path_factory.mktemp("bot"), people) as bot:
        yield bot


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bot")


def _user(who: str) -> object:
    @pytest.fixture(scope="module", name=who)
    def user(ground: Ground, bot: Bot) -> Iterator[User]:
        opened = User(ground, who)
        yield opened
        opened.close()

    return user


clara, ada, ben = (_user(who) for who in ("clara", "ada", "ben"))
