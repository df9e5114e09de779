"""What feeds may say: plain text is left of it, whatever they say, and nobody's time is taken by saying it."""

from datetime import UTC, datetime

import pytest

from bot.domain.news import Entry
from bot.feeds.apart import NoFeed, read_apart
from bot.feeds.parsing import ENTRIES, LONGEST_SUMMARY, LONGEST_TITLE, plain, read
from tests.feeds.atom import Written, atom, rss

URL, KIND = "https://news.example.org/feed", "application/xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaaaaaaaa">
%s]><feed xmlns="http://www.w3.org/2005/Atom"><title>&z9;</title>
<entry><title>Boom &z9;</title><id>1</id></entry></feed>"""
LEVELS = "\n".join(f'<!ENTITY z{n} "{f"&z{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(10)).encode()
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">
<!ENTITY y SYSTEM "http://127.0.0.1:9/">]><rss version="2.0"><channel><title>t</title>
<item><title>Read &x; &y;</title><guid>1</guid></item></channel></rss>"""


def entries(body: bytes, kind: str = KIND) -> list[Entry]:
    found = read(body, URL, kind)
    assert found is not None
    return found[0]


def test_atom_and_rss_say_the_same() -> None:
    written = Written("Call", "urn:1", "https://news.example.org/a", summary="<p>One</p><p>Two &amp; more</p>")

    expected = [Entry("Call", "https://news.example.org/a", "One\nTwo & more", "urn:1")]
    assert entries(atom(written)) == entries(rss(written)) == expected


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("<b>Bold</b> &amp; <i>italic</i>", "Bold & italic"),
        ("&lt;b&gt;Escaped twice&lt;/b&gt;", "Escaped twice"),
        ("<img src=x onerror=alert(1)> A <!channel> @all", "A @all"),
        ("<script>alert(1)</script>Hello<style>p{}</style>", "Hello"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hello", "Hello"),
        ("A\u202eB\u0000C\u200d\n\n  D", "ABC\u200d D"),
        ("<svg/onload=alert(1)>x<!-- y --><![CDATA[z]]>", "xz"),
        ("", ""),
        ("<" * 5000, "<" * 299 + "…"),
        ("<a href='javascript:alert(1)'>click</a>", "click"),
        ("p < 0.05 & q > 3", "p < 0.05 & q > 3"),
    ],
)
def test_of_markup_the_words_are_left(given: str, left: str) -> None:
    assert plain(given, LONGEST_TITLE) == left


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://user:secret@news.example.org/",
        "https://localhost/",
        "https://" + "x" * 600 + ".example.org/",
        "ftp://news.example.org/",
    ],
)
def test_a_link_that_nobody_should_follow_is_left_out(link: str) -> None:
    assert [entry.link for entry in entries(atom(Written("Call", "urn:1", link)))] == [""]


def test_a_link_cannot_break_out_of_its_place() -> None:
    link = "https://news.example.org/a|b>c)d\"e'f<g> h\\i`j"

    [entry] = entries(atom(Written("Call", "urn:1", link)))

    assert entry.link == "https://news.example.org/a%7Cb%3Ec%29d%22e'f%3Cg%3E%20h%5Ci%60j"


def test_a_bomb_of_entities_does_not_go_off() -> None:
    try:
        found, _ = read_apart(BOMB % LEVELS, URL, KIND)
    except NoFeed:
        found = ()

    assert all(len(entry.title) <= LONGEST_TITLE for entry in found)


def test_nothing_is_read_that_the_feed_names() -> None:
    [entry] = entries(OUTSIDE)

    assert "root:" not in entry.title
    assert entry.title.startswith("Read")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_umlauts_arrive_in_every_encoding_that_is_declared(encoding: str) -> None:
    assert [entry.title for entry in entries(rss(Written("Größe für Ärzte"), encoding=encoding))] == ["Größe für Ärzte"]


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "utf-32", "klingon", "utf-7"])
def test_a_wrong_encoding_breaks_nothing(declared: str) -> None:
    body = rss(Written("Größe"), encoding="iso-8859-1").replace(b"iso-8859-1", declared.encode())

    found = read(body, URL, KIND)

    assert found is None or all("\0" not in entry.title for entry in found[0])


def test_a_feed_that_ends_in_the_middle_gives_what_it_had() -> None:
    whole = atom(Written("First", "urn:1"), Written("Second", "urn:2"))

    assert entries(whole[: whole.index(b"Second")])[0].title == "First"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body>Hello</body></html>", b"{}", b"/etc/passwd", b"\0" * 1000, b"<" * 100_000, b"%PDF-1.7"],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NoFeed):
        read_apart(body, URL, KIND)


def test_dates_are_read_as_they_are_and_what_is_none_is_left_out() -> None:
    written = [Written(str(n), f"urn:{n}", published=date) for n, date in enumerate(DATES)]

    assert [entry.published for entry in entries(atom(*written))] == list(DATES.values())


DATES = {
    "2026-11-26T12:00:00+01:00": datetime(2026, 11, 26, 11, tzinfo=UTC),
    "2999-01-01T00:00:00Z": datetime(2999, 1, 1, tzinfo=UTC),
    "0000-00-00": None,
    "tomorrow": None,
}


def test_the_longest_feed_gives_no_more_than_its_first_entries_and_no_long_ones() -> None:
    written = [Written(f"{n} {'t' * 1000}", f"urn:{n}", summary="s " * 9000) for n in range(ENTRIES + 5)]

    found, _ = read_apart(atom(*written), URL, KIND)

    assert [entry.title.split()[0] for entry in found] == [str(n) for n in range(ENTRIES)]
    assert {len(entry.title) for entry in found} <= set(range(LONGEST_TITLE + 1))
    assert {len(entry.summary) for entry in found} <= set(range(LONGEST_SUMMARY + 1))


def test_a_feed_that_takes_too_much_of_its_reader_is_given_up() -> None:
    deep = b"<rss version='2.0'><channel><item><title>" + b"<div>" * 400_000

    with pytest.raises(NoFeed):
        read_apart(deep, URL, KIND, seconds=1)
