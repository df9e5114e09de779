"""The stream over a real socket: posts, edits and the clock as they happen, catching up, and a clean end."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import httpx
import pytest

from bot.chat.events import Place
from bot.chat.text import Reader, literal
from bot.chat.ui import Message
from bot.platforms.web.adapter import Web
from tests.platforms.web.serving import serving
from tests.platforms.web.toy import Clock, hear, network

ROOT = Path(__file__).parents[3]
COFFEE = Place("web", "coffee")
PATIENCE = 60  # seconds, however busy the machine is


@pytest.fixture
def web(tmp_path: Path) -> Web:
    web = network(tmp_path, Clock(), crowd=0)
    web.listen(hear)
    return web


@pytest.fixture
def address(web: Web) -> Iterator[str]:
    with serving(web) as address:
        yield address


@contextmanager
def listening(address: str, user: str, last: int | None = None, **query: int) -> Iterator[Queue[dict[str, str]]]:
    """The events that a tab of this person gets, one after another."""
    events: Queue[dict[str, str]] = Queue()
    headers = {} if last is None else {"last-event-id": str(last)}
    asked = {"url": f"{address}/api/stream", "params": {"as": user, **query}, "headers": headers}

    def follow() -> None:
        with httpx.Client(timeout=2 * PATIENCE) as client, client.stream("GET", **asked) as answer:
            event: dict[str, str] = {}
            for line in answer.iter_lines():
                if line:
                    name, _, value = line.partition(": ")
                    event[name] = value
                elif event:
                    events.put(event)
                    event = {}
        events.put({"event": "end"})

    Thread(target=follow).start()  # it ends with the server
    assert events.get(timeout=PATIENCE)["event"] == "hello"
    yield events


def next_post(events: Queue[dict[str, str]]) -> tuple[str, bool]:
    event = events.get(timeout=PATIENCE)
    assert event["event"] == "post"
    post = json.loads(event["data"])
    assert event["id"] == str(post["revision"])
    return re.sub("<[^>]+>", "", post["html"]), post["edited"]


def say(web: Web, words: str, place: Place = COFFEE):
    return web.post(place, Message(literal(words)), Reader(), "")


def test_posts_and_edits_reach_every_tab_but_only_those_who_may_see_them(web: Web, address: str):
    with listening(address, "ada") as ada, listening(address, "ada") as again, listening(address, "grace") as grace:
        ref = say(web, "one")
        assert [next_post(tab) for tab in (ada, again, grace)] == [("one", False)] * 3

        say(web, "for you", web.direct("ada"))
        assert [next_post(tab) for tab in (ada, again)] == [("for you", False)] * 2

        web.edit(ref, Message(literal("two")), Reader())
        assert [next_post(tab) for tab in (ada, again, grace)] == [("two", True)] * 3


def test_a_word_of_a_person_reaches_the_others(web: Web, address: str):
    with listening(address, "grace") as grace:
        httpx.post(f"{address}/api/command", json={"as": "ada", "channel": "coffee", "text": "hello"})

        assert next_post(grace) == ("hello", False)


def test_a_moved_clock_is_told(web: Web, address: str):
    with listening(address, "grace") as grace:
        httpx.post(f"{address}/api/clock", json={"to": "day"})

        assert grace.get(timeout=PATIENCE) == {"event": "clock", "data": "{}"}


def test_whoever_was_away_catches_up_and_sees_each_post_as_it_is_now(web: Web, address: str):
    refs = [say(web, f"{number}") for number in range(3)]
    web.edit(refs[1], Message(literal("1, edited")), Reader())

    with listening(address, "ada", last=1) as reconnected, listening(address, "ada", since=2) as opened:
        assert [next_post(reconnected) for _ in range(2)] == [("2", False), ("1, edited", True)]
        assert [next_post(opened) for _ in range(2)] == [("2", False), ("1, edited", True)]


def test_more_than_one_pageful_is_caught_up_without_a_gap(web: Web, address: str):
    for number in range(450):
        say(web, f"{number}")

    with listening(address, "ada", last=0) as events:
        assert [next_post(events)[0] for _ in range(450)] == [f"{number}" for number in range(450)]


@pytest.mark.parametrize("last", ["x", "-1", "9" * 30, "²"])
def test_a_strange_last_event_starts_from_now(web: Web, address: str, last: str):
    say(web, "before")
    with listening(address, "ada", since=last) as events:  # type: ignore[arg-type]
        say(web, "after")

        assert next_post(events) == ("after", False)


def test_closing_ends_every_stream(web: Web, address: str):
    with listening(address, "ada") as ada:
        web.close()

        assert ada.get(timeout=PATIENCE) == {"event": "end"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_ends_the_server_although_a_tab_is_open():
    playground = [sys.executable, "-m", "tests.platforms.web.playground", "0"]
    with subprocess.Popen(playground, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        address = ""
        while not address:
            found = re.search(r"http://[\d.:]+", server.stderr.readline())
            address = found[0] if found else ""
        with listening(address, "ada") as events:
            server.send_signal(signal.SIGINT)
            assert events.get(timeout=PATIENCE) == {"event": "end"}
            server.wait(PATIENCE)  # which a tab that was not ended would keep from stopping for ever
