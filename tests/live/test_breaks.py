"""The network breaks, the token is taken away, the server restarts: the bot says so, comes back and catches up."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.assemble import Bot
from bot.domain.people import Person
from storage.outbox import NewNotice
from tests.live.provision import Ground
from tests.live.relay import Relay, relay
from tests.live.running import running
from tests.live.user import User, eventually

RESTART = "NETBOT_TEST_MATTERMOST_RESTART"


@pytest.fixture(scope="module")
def line(ground: Ground) -> Iterator[Relay]:
    with relay(ground.url) as opened:
        yield opened


@pytest.fixture(scope="module")
def bot(ground: Ground, people: list[Person], line: Relay, home: Path) -> Iterator[Bot]:
    """A bot whose line to the server can be cut."""
    with running(ground, home, people, line.url) as bot:
        yield bot


def state(bot: Bot) -> str:
    """What `/healthz` says of the platform."""
    address = bot.connected[0]._scene.addresses.dialog.removesuffix("/mattermost/dialog")
    return httpx.get(f"{address}/healthz", trust_env=False).json()["platforms"]["mattermost"]


def test_what_was_missed_while_the_network_was_down_is_made_up_for(
    bot: Bot, line: Relay, ground: Ground, ada: User
) -> None:
    line.cut()
    eventually(lambda: state(bot) == "not connected")
    before = len(ada.told)
    ada.say("find Mayr")
    ground.join(ground.sign_up("eva", "en"))
    line.mend()
    eventually(lambda: state(bot) == "connected")

    assert "Ben Mayr" in ada.message_from_bot(before)["message"]
    eva = User(ground, "eva")
    eventually(lambda: eva.read(eva.bot_channel))
    line.cut()
    eventually(lambda: state(bot) == "not connected")
    line.mend()
    eventually(lambda: state(bot) == "connected")
    assert "Ben Mayr" in ada.asked("find Mayr")["message"]
    assert [len(eva.read(eva.bot_channel)), len(ada.read(ada.bot_channel))] == [1, 4]
    eva.close()


def test_a_token_that_is_taken_away_is_told_and_costs_nothing(bot: Bot, ground: Ground, clara: User) -> None:
    ground.admin.post("/users/tokens/disable", {"token_id": ground.token_id})
    eventually(lambda: state(bot) == "token refused")
    clara.type("/jrg help")  # what the server sends is still answered
    with bot.context.database.transaction() as store:
        owed = NewNotice("welcome:p1", "welcome", "p1", bot.context.clock.now())
        store.accounts.link("mattermost", clara.id, "p1", "test", bot.context.clock.real())
        store.outbox.owe_notices([owed], bot.context.clock.real())
    before = len(clara.told)
    bot.workers.wake()
    ground.admin.post("/users/tokens/enable", {"token_id": ground.token_id})

    assert "Welcome, Clara" in clara.message_from_bot(before)["message"]
    eventually(lambda: state(bot) == "connected")
    assert len(clara.read(clara.bot_channel)) == 1


@pytest.mark.skipif(RESTART not in os.environ, reason=f"{RESTART} holds no command that restarts the server")
def test_a_restart_of_the_server_is_survived(bot: Bot, ada: User) -> None:
    subprocess.run(os.environ[RESTART], shell=True, check=True)
    eventually(lambda: state(bot) == "connected")
    again = User(ada.ground, "ada")

    assert "Ben Mayr" in again.asked("find Mayr")["message"]
    assert "Ben Mayr" in again.whispered("/jrg find Mayr")["message"]
    again.close()
