"""What makes two entries one, which links may be shown, and which entries are worth telling."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.news import A_DAY, AT_ONCE, STALE, Entry, canonical, distinct, marks, shared_pages, tidy_link
from bot.domain.news import worth_telling as told

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LINK = "https://news.example.org/a"
ENTRY = Entry("Call", LINK, guid="1", published=NOW)


@pytest.mark.parametrize(
    "same",
    [
        "http://news.example.org/a",
        "https://www.news.example.org/a/",
        "https://news.example.org:443/a#top",
        "https://NEWS.example.org/a?utm_source=x&utm_medium=feed&fbclid=1",
    ],
)
def test_addresses_of_one_page_have_one_canonical_form(same: str) -> None:
    assert canonical(same) == canonical(LINK) == "news.example.org/a"


def test_what_tells_pages_apart_is_kept() -> None:
    assert canonical(f"{LINK}?id=2&b=&utm_id=3") == "news.example.org/a?b=&id=2"
    assert canonical(f"{LINK}?b=&id=2") == "news.example.org/a?b=&id=2"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (f" {LINK} ", LINK),
        ("https://Bücher.example.org/ü?q=ä b", "https://xn--bcher-kva.example.org/%C3%BC?q=%C3%A4%20b"),
        ("https://news.example.org:8443/a%20b", "https://news.example.org:8443/a%20b"),
        ("https://news.example.org/(a)|<b>", "https://news.example.org/%28a%29%7C%3Cb%3E"),
        ("https://news.example.org:port/", ""),
        ("https://[::1", ""),
        ("https://.example.org/", ""),
        ("/a", ""),
    ],
)
def test_a_link_is_shown_tidy_or_not_at_all(given: str, shown: str) -> None:
    assert tidy_link(given) == shown


def test_an_entry_is_known_by_its_guid_here_and_by_its_link_everywhere() -> None:
    here, link = marks(ENTRY, 1)

    assert marks(Entry("Other words", guid="1"), 1) == (here,)
    assert marks(Entry("Other", LINK, guid="2"), 2)[1] == link
    assert marks(Entry("Other", LINK, guid="1"), 2)[0] != here
    assert marks(ENTRY, 1, {canonical(LINK)}) == (here,)
    assert len(marks(Entry("Call", "https://news.example.org"), 1)) == 1  # the whole site is no page
    assert marks(Entry("Call", published=NOW), 1) != marks(Entry("Call", published=NOW - timedelta(days=1)), 1)
    assert marks(Entry("Call", published=NOW), 1) == marks(Entry("CALL", published=NOW + timedelta(hours=1)), 1)


def test_pages_of_several_entries_name_none_of_them() -> None:
    entries = [ENTRY, Entry("Twin", LINK), Entry("CALL", f"{LINK}b"), Entry("Call", f"{LINK}b", guid="9")]

    assert shared_pages(entries, "https://news.example.org/home/") == {"news.example.org/home", canonical(LINK)}


def test_what_says_nothing_or_the_same_is_left_out_and_the_oldest_comes_first() -> None:
    older = Entry("Older", guid="0")

    assert distinct([ENTRY, Entry("", guid="x"), ENTRY, older], 1, ()) == [older, ENTRY]


def test_the_newest_are_told_if_they_are_new_and_not_too_many() -> None:
    entries = [Entry(str(n), published=NOW - STALE + timedelta(days=n - 1)) for n in range(AT_ONCE + 3)]

    assert told(entries, NOW, 0) == [False] * 3 + [True] * AT_ONCE
    assert told(entries, NOW, A_DAY - 1) == [False] * (AT_ONCE + 2) + [True]
    assert told(entries, NOW, A_DAY + 9) == [False] * (AT_ONCE + 3)
    assert told([entries[0], Entry("no date"), Entry("future", published=NOW + STALE)], NOW, 0) == [False, True, True]
