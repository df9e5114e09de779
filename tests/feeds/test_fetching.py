"""Fetching feeds from a real server: conditions, redirects, limits, and the addresses that may be reached."""

import gzip
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.news import Entry, Feed, Fetched, Trouble
from bot.feeds.addresses import Address, Reach
from bot.feeds.fetching import Limits, look
from tests.feeds.atom import Written, atom, rss
from tests.feeds.authority import Authority
from tests.feeds.server import ATOM, FeedServer, Page, serving

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
FEED = Feed(1, "https://news.example.org/feed", "News")
SHORT = Limits(seconds=1.0)
CALL = Written("Call for talks", "urn:call:1", "https://news.example.org/call")
ENTRY = Entry("Call for talks", "https://news.example.org/call", guid="urn:call:1")
HOME = "https://news.example.org/"
ENDLESS = b"x" * 65536


def test_a_feed_is_fetched_with_the_name_of_its_host(server: FeedServer) -> None:
    server.pages["/feed"] = Page(atom(CALL))

    fetched = look(FEED, server.reach(), AT)

    assert fetched == Fetched(1, AT, (ENTRY,), HOME)
    [asked] = server.asked
    assert (asked.server_name, asked.host, asked.path) == ("news.example.org", "news.example.org", "/feed")
    assert asked.headers.keys() == {"Host", "Accept", "Accept-Encoding", "Connection", "User-Agent"}


def test_what_has_not_changed_is_not_sent_again(server: FeedServer) -> None:
    validators = {"ETag": '"one"', "Last-Modified": "Thu, 26 Nov 2026 08:00:00 GMT"}
    server.pages["/feed"] = Page(atom(CALL), headers={"Content-Type": ATOM} | validators)

    first = look(FEED, server.reach(), AT)
    known = Feed(1, FEED.url, "News", etag=first.etag, modified=first.modified)
    second = look(known, server.reach(), AT)

    assert (first.etag, first.modified) == tuple(validators.values())
    assert second == Fetched(1, AT, None, etag=first.etag, modified=first.modified)
    assert server.asked[1].headers["If-Modified-Since"] == validators["Last-Modified"]


def test_a_packed_feed_is_unpacked(server: FeedServer) -> None:
    server.pages["/feed"] = Page(gzip.compress(rss(CALL)), headers={"Content-Encoding": "gzip"})

    assert look(FEED, server.reach(), AT).entries == (ENTRY,)


def test_redirects_are_followed_as_far_as_hosts_are_allowed(server: FeedServer) -> None:
    server.pages["/feed"] = Page(status=301, headers={"Location": "https://other.example.org/moved"})
    server.pages["/moved"] = Page(status=302, headers={"Location": "/there"})
    server.pages["/there"] = Page(atom(CALL))

    assert look(FEED, server.reach(), AT).entries == (ENTRY,)
    assert [(each.host, each.path) for each in server.asked] == [
        ("news.example.org", "/feed"),
        ("other.example.org", "/moved"),
        ("other.example.org", "/there"),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "http://news.example.org/feed",
        "https://127.0.0.1/feed",
        "https://[::1]/feed",
        "https://2130706433/feed",
        "https://0x7f.1/feed",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/feed",
        "https://metadata.google.internal/computeMetadata/v1/",
        "https://news.example.org:22/feed",
        "https://news.example.org@127.0.0.1/feed",
        "https://user:secret@news.example.org/feed",
        "https://unknown.example.org/feed",
        "https://news.example.org.evil.net/feed",
        "file:///etc/passwd",
        "gopher://news.example.org/",
    ],
)
def test_no_redirect_leads_where_nobody_may_go(server: FeedServer, target: str) -> None:
    server.pages["/feed"] = Page(status=302, headers={"Location": target})

    assert look(FEED, server.reach(), AT) == Fetched(1, AT, trouble=Trouble.HOST)
    assert [each.path for each in server.asked] == ["/feed"]


def test_redirects_that_never_end_are_left(server: FeedServer) -> None:
    server.pages["/feed"] = Page(status=302, headers={"Location": "/feed"})

    assert look(FEED, server.reach(), AT) == Fetched(1, AT, trouble=Trouble.REDIRECTS)
    assert len(server.asked) == Limits().redirects + 1


PRIVATE = ["127.0.0.2", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.100.100.200", "168.63.129.16", "0.0.0.0"]
PRIVATE += ["::1", "fe80::1", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_refused(server: FeedServer, address: str) -> None:
    names: dict[str, list[Address]] = {"evil.example.org": [(address, server.address[1])]}
    server.pages["/feed"] = Page(status=302, headers={"Location": "https://evil.example.org/feed"})

    straight = look(Feed(1, "https://evil.example.org/feed", ""), server.reach(names), AT)
    round_about = look(FEED, server.reach(names), AT)

    assert straight == round_about == Fetched(1, AT, trouble=Trouble.ADDRESS)
    assert [each.host for each in server.asked] == ["news.example.org"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: FeedServer) -> None:
    names: dict[str, list[Address]] = {"evil.example.org": [server.address, ("10.0.0.1", 443)]}

    assert look(Feed(1, "https://evil.example.org/feed", ""), server.reach(names), AT).trouble is Trouble.ADDRESS
    assert server.asked == []


def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere(
    server: FeedServer, authority: Authority, tmp_path: Path
) -> None:
    server.pages["/feed"] = Page(atom(CALL))
    with serving(authority, tmp_path) as inside:
        inside.pages["/feed"] = Page(atom(Written("Secret")))
        answers: Iterator[list[Address]] = iter([[server.address], [("127.0.0.2", inside.address[1])]])
        plain = server.reach()
        reach = Reach(plain.hosts, lambda host, seconds: next(answers), plain.admits, plain.trust)

        first, second = look(FEED, reach, AT), look(FEED, reach, AT)

        assert (first.entries, second.trouble) == ((ENTRY,), Trouble.ADDRESS)
        assert (len(server.asked), inside.asked) == (1, [])


def test_a_certificate_of_another_name_or_authority_is_not_believed(
    server: FeedServer, authority: Authority, tmp_path: Path
) -> None:
    plain = server.reach()
    strict = Reach(plain.hosts, plain.resolve, plain.admits)  # believes the usual authorities alone
    with serving(authority, tmp_path, "somebody.example.org") as wrong:
        assert look(FEED, wrong.reach(), AT).trouble is Trouble.CERTIFICATE
        assert look(FEED, strict, AT).trouble is Trouble.CERTIFICATE
        assert (server.asked, wrong.asked) == ([], [])


def endless(stopped: threading.Event) -> Iterator[bytes]:
    while not stopped.is_set():
        yield ENDLESS


def dripping(stopped: threading.Event) -> Iterator[bytes]:
    while not stopped.wait(0.05):
        yield b"x"


def test_what_never_ends_is_left_at_the_limit(server: FeedServer) -> None:
    server.pages["/feed"] = Page(pieces=endless)

    assert look(FEED, server.reach(), AT).trouble is Trouble.LARGE


def test_what_comes_drop_by_drop_is_left_when_the_time_is_up(server: FeedServer) -> None:
    server.pages["/feed"] = Page(pieces=dripping)

    assert look(FEED, server.reach(), AT, SHORT).trouble is Trouble.SLOW


def test_headers_that_come_drop_by_drop_are_left_too(server: FeedServer) -> None:
    def headers(stopped: threading.Event) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Endless: "
        yield from dripping(stopped)

    server.pages["/feed"] = Page(status=100, pieces=headers, headers={})  # "continue", and then our own words

    assert look(FEED, server.reach(), AT, SHORT).trouble is Trouble.SLOW


def test_fifty_megabytes_are_not_fetched_at_all_when_they_are_announced(server: FeedServer) -> None:
    server.pages["/feed"] = Page(pieces=endless, headers={"Content-Type": ATOM, "Content-Length": str(50 << 20)})

    assert look(FEED, server.reach(), AT).trouble is Trouble.LARGE


def test_a_bomb_of_packed_nothing_is_not_unpacked(server: FeedServer) -> None:
    packed = gzip.compress(b"\0" * (50 << 20))
    server.pages["/feed"] = Page(packed, headers={"Content-Encoding": "gzip", "Content-Type": ATOM})

    assert len(packed) < Limits().size
    assert look(FEED, server.reach(), AT).trouble is Trouble.LARGE


def busy(after: str) -> Page:
    return Page(status=503, headers={"Retry-After": after})


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page(status=404), Fetched(1, AT, trouble=Trouble.STATUS)),
        (Page(status=500), Fetched(1, AT, trouble=Trouble.STATUS)),
        (Page(status=410), Fetched(1, AT, trouble=Trouble.GONE)),
        (busy("7200"), Fetched(1, AT, trouble=Trouble.BUSY, wait=timedelta(hours=2))),
        (busy("9" * 30), Fetched(1, AT, trouble=Trouble.BUSY, wait=timedelta(days=1))),
        (busy("soon"), Fetched(1, AT, trouble=Trouble.BUSY)),
        (Page(b"<html></html>", headers={"Content-Type": "text/html"}), Fetched(1, AT, trouble=Trouble.NO_FEED)),
        (Page(b"{}", headers={"Content-Type": "application/json"}), Fetched(1, AT, trouble=Trouble.NO_FEED)),
        (Page(b"not packed", headers={"Content-Encoding": "gzip"}), Fetched(1, AT, trouble=Trouble.NO_FEED)),
        (Page(b"??", headers={"Content-Encoding": "br"}), Fetched(1, AT, trouble=Trouble.NO_FEED)),
        (Page(b""), Fetched(1, AT, trouble=Trouble.NO_FEED)),
        (Page(b"/etc/passwd"), Fetched(1, AT, trouble=Trouble.NO_FEED)),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_the_trouble_of_the_feed(server: FeedServer, page: Page, expected: Fetched) -> None:
    server.pages["/feed"] = page

    assert look(FEED, server.reach(), AT) == expected


def test_a_name_that_leads_nowhere_and_a_closed_door_are_troubles_too(server: FeedServer) -> None:
    nowhere = server.reach({"news.example.org": []})
    closed = server.reach({"news.example.org": [("127.0.0.1", 1)]})

    assert [look(FEED, reach, AT).trouble for reach in (nowhere, closed)] == [Trouble.UNREACHABLE] * 2


def test_an_etag_that_is_too_long_or_strange_is_not_kept(server: FeedServer) -> None:
    for etag in (f'"{"e" * 400}"', '"\xe9"'):
        server.pages["/feed"] = Page(atom(CALL), headers={"Content-Type": ATOM, "ETag": etag})

        assert look(FEED, server.reach(), AT).etag == ""
