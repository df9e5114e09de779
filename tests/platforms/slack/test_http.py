"""Requests over HTTP: only those that Slack has signed within five minutes are heard."""

import time

import httpx
import pytest

from bot.chat.events import Event
from bot.chat.replies import Answer, whisper
from bot.chat.text import Reader, literal
from tests.platforms.slack.people import SECRET, encoded, signed
from tests.platforms.slack.stage import SlackOverHttp

COMMAND = {
    "command": "/jrg",
    "text": "help",
    "user_id": "ada",
    "channel_id": "CNEWS",
    "trigger_id": "1",
    "team_id": "T1",
}
BODY, CONTENT = encoded("slash_commands", COMMAND)


@pytest.fixture
def heard(http: SlackOverHttp) -> list[Event]:
    events: list[Event] = []

    def hear(event: Event) -> Answer:
        events.append(event)
        return Answer((whisper(literal("heard")),), Reader())

    http.listen(hear)
    return events


def send(http: SlackOverHttp, body: str | bytes, headers: dict[str, str], content: str = CONTENT) -> httpx.Response:
    with httpx.Client(base_url=http.address, trust_env=False) as client:
        return client.post("/slack/events", content=body, headers={"Content-Type": content, **headers})


def test_a_signed_command_is_answered_in_the_same_response(http: SlackOverHttp, heard: list[Event]) -> None:
    answer = send(http, BODY, signed(BODY))

    assert (answer.status_code, answer.json()["text"], answer.json()["response_type"]) == (200, "heard", "ephemeral")
    assert len(heard) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": str(int(time.time()))},
        {"X-Slack-Signature": signed(BODY)["X-Slack-Signature"]},
        signed(BODY, secret="another secret"),
        signed(BODY + "&text=more"),
        signed(BODY, at=time.time() - 301),
        signed(BODY, at=time.time() + 86_400),  # made at collection, long before it is sent
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=0"},
        signed(BODY) | {"X-Slack-Signature": "ä".encode("latin-1").decode("latin-1")},
    ],
    ids=[
        "unsigned",
        "no signature",
        "no time",
        "wrong secret",
        "other body",
        "stale",
        "future",
        "soon",
        "-1",
        "umlaut",
    ],
)
def test_what_is_not_signed_is_turned_away(http: SlackOverHttp, heard: list[Event], headers: dict[str, str]) -> None:
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}

    answer = send(http, BODY, raw)

    assert (answer.status_code, heard) == (401, [])


@pytest.mark.parametrize("body", [b"\xff\xfe", b"x" * 1_000_001])
def test_what_slack_never_sends_is_turned_away(http: SlackOverHttp, heard: list[Event], body: bytes) -> None:
    assert (send(http, body, {}).status_code, heard) == (400, [])


@pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"payload": 1}', "null", "payload=%7B"])
def test_broken_json_harms_nobody(http: SlackOverHttp, heard: list[Event], body: str) -> None:
    content = "application/x-www-form-urlencoded" if body.startswith("payload") else "application/json"

    assert send(http, body, signed(body), content).status_code in (400, 404)
    assert send(http, BODY, signed(BODY)).status_code == 200
    assert len(heard) == 1


def test_slack_may_check_the_address(http: SlackOverHttp, heard: list[Event]) -> None:
    body, content = encoded("events_api", {"type": "url_verification", "challenge": "a challenge"})

    answer = send(http, body, signed(body), content)

    assert (answer.status_code, "a challenge" in answer.text, heard) == (200, True, [])


def test_only_posts_are_taken(http: SlackOverHttp, heard: list[Event]) -> None:
    assert httpx.get(f"{http.address}/slack/events", trust_env=False).status_code == 405
    assert heard == []


def test_the_signing_secret_and_the_token_are_in_no_answer(http: SlackOverHttp, heard: list[Event]) -> None:
    answers = [send(http, BODY, headers).text for headers in ({}, signed(BODY, secret="x"), signed(BODY))]

    assert [text for text in answers if SECRET in text or "xoxb" in text] == []
