"""What `netbot doctor` says of feeds, looked at over real sockets with the reach that polling has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.news import Trouble
from bot.feedcheck import ADVICE, findings
from bot.feeds.addresses import Reach
from bot.platforms.port import Finding
from tests.feeds.atom import Written, atom
from tests.feeds.authority import Authority
from tests.feeds.server import FeedServer, Page, serving

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
FEED = "https://news.example.org/feed"


@dataclass(frozen=True)
class Given:
    url: str
    name: str = "Minutes"
    committee: str = ""
    topic: str = ""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FeedServer]:
    with serving(Authority.founded(), tmp_path) as running:
        yield running


def test_a_feed_that_can_be_read_passes_and_its_key_is_not_shown(server: FeedServer) -> None:
    server.pages["/feed?key=secret"] = server.pages["/feed"] = Page(
        atom(Written("One", "urn:1"), Written("Two", "u:2"))
    )

    found = list(findings([Given(f"{FEED}?key=secret")], server.reach(), AT))

    assert found == [Finding(f"feed {FEED}, 2 entries", ok=True)]


def test_each_that_cannot_is_named_with_what_to_do(server: FeedServer) -> None:
    server.pages["/page"] = Page(b"<html><title>News</title></html>", headers={"Content-Type": "text/html"})
    server.pages["/feed"] = Page(status=500)
    server.pages["/there"] = Page(status=302, headers={"Location": "https://169.254.169.254/latest/meta-data/"})
    given = [Given(f"https://news.example.org/{path}") for path in ("page", "feed", "there", "nothing")]

    found = list(findings(given, server.reach(), AT))

    wrong = [Trouble.NO_FEED, Trouble.STATUS, Trouble.HOST, Trouble.STATUS]
    assert [(each.ok, each.advice) for each in found] == [(False, ADVICE[trouble]) for trouble in wrong]


def test_a_name_that_leads_into_a_private_network_is_not_followed() -> None:
    reach = Reach(frozenset({"news.example.org"}), resolve=lambda _host, _seconds: [("127.0.0.1", 2)])

    [found] = findings([Given(FEED)], reach, AT)

    assert found == Finding(f"feed {FEED}", ok=False, advice=ADVICE[Trouble.ADDRESS])


def test_there_is_advice_for_every_trouble() -> None:
    assert ADVICE.keys() == set(Trouble)
