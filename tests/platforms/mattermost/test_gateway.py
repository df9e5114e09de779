"""The gateway: one connection that stays open, no cookies, typed errors, limits obeyed, nothing quoted."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.platforms.mattermost import client
from bot.platforms.mattermost.client import Denied, TokenRefused
from bot.platforms.mattermost.gateway import Gateway
from bot.platforms.port import TooFast, Unsure
from tests.platforms.mattermost.fake import BOT, TEAM, TOKEN, Fake, open_fake


@pytest.fixture
def fake() -> Iterator[Fake]:
    with open_fake(lambda: datetime.now(UTC)) as fake:
        yield fake


@pytest.fixture
def gateway(fake: Fake) -> Iterator[Gateway]:
    opened = Gateway(fake.url, TOKEN)
    yield opened
    opened.close()


def test_all_calls_of_a_thread_use_one_connection_and_refuse_cookies(fake: Fake, gateway: Gateway) -> None:
    gateway.me()
    gateway.post({"channel_id": "town", "message": "x", "props": {}})
    gateway.users(["ada", "nobody"])

    assert len({headers["peer"] for _, _, headers in fake.asked}) == 1
    assert [headers for _, _, headers in fake.asked if "Cookie" in headers] == []


def test_calls_give_what_the_server_has(gateway: Gateway) -> None:
    posts = [gateway.post({"channel_id": "town", "message": str(n), "props": {}})["id"] for n in range(3)]

    assert gateway.me()["id"] == BOT
    assert gateway.team("team")["id"] == TEAM
    assert list(gateway.members(TEAM)) == ["ada", "grace", BOT]
    assert gateway.settings()["Version"] == "5.37.0"
    assert [each["id"] for each in gateway.posts("town", 0)] == posts[::-1]
    assert gateway.change(posts[0], {"message": "y"})["message"] == "y"
    assert abs(gateway.clock_ahead) < 60


def test_the_people_of_a_channel_are_read_page_by_page_without_those_who_have_left(
    fake: Fake, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.mattermost.gateway.PAGE", 2)
    fake.users["gone"] = fake.users["ada"] | {"id": "gone", "delete_at": 7}

    assert list(gateway.channel_members("town")) == ["ada", "grace", BOT]
    with pytest.raises(Denied):
        list(gateway.channel_members("nowhere"))


def test_many_posts_are_read_page_by_page_until_they_are_old_enough(
    fake: Fake, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.mattermost.gateway.PAGE", 2)
    ids = [gateway.post({"channel_id": "town", "message": str(n), "props": {}})["id"] for n in range(7)]
    for number, each in enumerate(ids):
        fake.posts[each]["create_at"] = number

    assert [each["id"] for each in gateway.posts("town", 3)] == ids[:2:-1]
    assert [each["id"] for each in gateway.posts("town", 0)] == ids[::-1]


def test_no_is_said_with_the_servers_id_and_none_of_its_words(fake: Fake, gateway: Gateway) -> None:
    with pytest.raises(Denied) as denied:
        gateway.channel("nowhere")

    assert (denied.value.status, denied.value.id) == (404, "store.sql.missing.app_error")
    assert str(denied.value) == "404 store.sql.missing.app_error"


def test_a_limit_holds_for_every_thread_until_its_time_has_passed(
    fake: Fake, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.troubles.append((429, "limit exceeded", {"Retry-After": "7"}))
    with pytest.raises(TooFast) as first:
        gateway.me()
    with pytest.raises(TooFast) as second:
        gateway.channel("town")

    assert first.value.seconds == 7
    assert 6 < second.value.seconds <= 7
    assert len(fake.asked) == 1
    later = client.time.monotonic() + 8
    monkeypatch.setattr(client.time, "monotonic", lambda: later)
    assert gateway.me()["id"] == BOT


@pytest.mark.parametrize(("header", "seconds"), [({}, 1), ({"Retry-After": "soon"}, 1), ({"Retry-After": "9999"}, 60)])
def test_a_limit_without_a_sensible_time_is_waited_for_too(
    fake: Fake, gateway: Gateway, header: dict[str, str], seconds: float
) -> None:
    fake.troubles.append((429, "limit exceeded", header))

    with pytest.raises(TooFast) as wait:
        gateway.me()

    assert wait.value.seconds == seconds


def test_a_token_that_is_refused_is_remembered_until_it_is_taken_again(fake: Fake, gateway: Gateway) -> None:
    fake.troubles.append((401, {"id": "api.context.session_expired.app_error"}, {}))
    with pytest.raises(TokenRefused):
        gateway.me()
    refused = gateway.token_refused
    gateway.me()

    assert (refused, gateway.token_refused) == (True, False)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_stumbles_leaves_the_end_open(fake: Fake, gateway: Gateway, status: int) -> None:
    fake.troubles.append((status, {"id": "app.post.save.app_error"}, {}))

    with pytest.raises(Unsure, match=f"status {status} app.post.save.app_error"):
        gateway.post({"channel_id": "town", "message": "x", "props": {}})


def test_a_server_that_is_not_there_leaves_the_end_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    nobody = Gateway(f"http://127.0.0.1:{port}", TOKEN)

    with pytest.raises(Unsure, match="ConnectionError"):
        nobody.me()
    nobody.close()


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "READ", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        gateway = Gateway(f"http://127.0.0.1:{silent.getsockname()[1]}", TOKEN)

        with pytest.raises(Unsure, match="ReadTimeout"):
            gateway.me()
    gateway.close()


def test_a_server_may_stand_below_a_path() -> None:
    with open_fake(lambda: datetime.now(UTC)) as fake:
        gateway = Gateway(f"{fake.url}/chat", TOKEN)
        with pytest.raises(Denied):
            gateway.me()
        gateway.close()

        assert fake.asked[0][1] == "/chat/api/v4/users/me"
