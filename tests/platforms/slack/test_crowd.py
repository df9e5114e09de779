"""Who is in the workspace: paged, cached, vouched for, and looked up one by one where the list has a gap."""

import threading
from pathlib import Path

import pytest

from bot.chat.events import Account
from bot.platforms.port import Refused
from bot.platforms.slack.api import Api
from bot.platforms.slack.crowd import Crowd, profile_of
from tests.outbox.office import wait_until
from tests.platforms.slack.stage import SlackStage, Watched
from tests.platforms.slack.workspace import BOT

ADA = Account("slack", "ada", "Ada", "ada@example.org", "en-US", "Europe/Berlin")
USER = {"id": "ada", "team_id": "T1", "profile": {"email": "ada@example.org"}}


def calls(stage: SlackStage, name: str) -> int:
    return [method for method, _ in stage.workspace.calls].count(name)


def test_everybody_is_read_page_by_page_at_the_start(stage: SlackStage) -> None:
    for number in range(450):
        stage.workspace.add_user(f"u{number}")
    stage.workspace.add_user("robot", is_bot=True)
    stage.workspace.add_user("gone", deleted=True)
    crowd = Crowd(Api(BOT, stage.url), Watched(), stage.met.append)

    assert crowd.refresh() == 454

    assert len(stage.met[-1]) == 452
    assert crowd.account("ada") == ADA


def test_the_reading_waits_where_slack_wants_it_and_goes_on(stage: SlackStage) -> None:
    wait_until(lambda: stage.met)
    for number in range(450):
        stage.workspace.add_user(f"u{number}")
    stage.workspace.troubled = ("users.list",)
    stage.workspace.troubles.extend(["", "429", "429", "", ""])
    pauses: list[float] = []
    crowd = Crowd(Api(BOT, stage.url), stage.aside, stage.met.append, pauses.append)

    assert crowd.refresh() == 452
    assert pauses == [7, 7]


def test_no_request_waits_for_somebody_who_is_known(stage: SlackStage) -> None:
    wait_until(lambda: stage.met)

    for _ in range(3):
        stage.people.type("ada", "help", "CNEWS")

    assert calls(stage, "users.info") == 0


def test_somebody_new_is_looked_up_once(stage: SlackStage) -> None:
    wait_until(lambda: stage.met)
    stage.workspace.add_user("new", tz="Asia/Tokyo")

    heard = [stage.people.type("new", "help", "CNEWS") for _ in range(2)]

    assert (len(heard), calls(stage, "users.info")) == (2, 1)


def test_many_who_ask_at_once_make_one_request(stage: SlackStage) -> None:
    stage.workspace.add_user("new")
    crowd = Crowd(Api(BOT, stage.url), stage.aside, stage.met.append)
    gate = threading.Barrier(5)
    stage.workspace.calls.clear()

    def ask() -> None:
        gate.wait()
        assert crowd.account("new").email == "new@example.org"

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= calls(stage, "users.info") <= 2  # the second, if one came when the first had just ended


def test_who_cannot_be_looked_up_is_an_account_without_an_address(stage: SlackStage) -> None:
    crowd = Crowd(Api(BOT, stage.url), stage.aside, stage.met.append)

    assert crowd.account("nobody") == Account("slack", "nobody")


@pytest.mark.parametrize(
    ("more", "vouched"),
    [
        ({}, True),
        ({"is_email_confirmed": True}, True),
        ({"is_email_confirmed": False}, False),
        ({"is_stranger": True}, False),
        ({"team_id": "T9"}, False),
        ({"team_id": "E1"}, True),
    ],
)
def test_only_our_own_workspace_vouches_for_a_confirmed_address(more: dict[str, object], vouched: bool) -> None:
    assert bool(profile_of(USER | more, ("T1", "E1")).account.email) == vouched


def test_nobody_is_vouched_for_before_we_know_our_workspace() -> None:
    assert profile_of(USER, ()).account.email == ""


def test_without_the_scope_there_are_no_addresses(tmp_path: Path) -> None:
    stage = SlackStage(tmp_path, start=False)
    stage.workspace.granted.discard("users:read.email")
    stage.platform.start()
    wait_until(lambda: stage.met)

    assert [account.email for account in stage.met[-1]] == ["", ""]
    stage.close()


def test_it_starts_though_the_users_cannot_be_read(tmp_path: Path) -> None:
    stage = SlackStage(tmp_path, start=False)
    stage.workspace.granted.discard("users:read")

    stage.platform.start()
    with pytest.raises(Refused):
        stage.platform.direct("nobody")

    assert stage.platform.direct("ada").channel == "Dada"
    stage.close()
