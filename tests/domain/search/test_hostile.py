"""Whatever is typed, the search neither fails nor hangs, and does not take code for a name."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.people import Directory, Group, Person, Site, Topic
from bot.domain.search import EVERYONE
from bot.domain.search.index import Index
from tests.domain.search.village import VILLAGE

INDEX = Index(VILLAGE)

HOSTILE = {
    "SQL": "Robert'); DROP TABLE people;--",
    "union": "' UNION SELECT name FROM people WHERE name LIKE '%",
    "markup": "<img src=x onerror=alert(1)>",
    "template": "{{7*7}} ${jndi:ldap://a.b/c}",
    "path": "../../../etc/passwd",
    "shell": "`rm -rf /` $(reboot) | cat",
    "control": "\x00\x01\x07\x1b[31m\r\n",
    "bidi": "\u202e\u2066\u202dlive\u202c",
    "zalgo": "Z\u0338\u0301\u0302a\u0337\u0303l\u0335\u0304g\u0336\u0305o\u0338\u0306",
    "surrogates": "\ud800\udfff\ud800",
    "emoji": "🦄🍕🚀",
    "wildcards": "%_*?[a-z]*",
    "letters": "a" * 10_000,
    "umlauts": "ß" * 10_000,
    "marks": "\u0301" * 10_000,
    "digits": "9" * 10_000,
    "words": "word " * 3_000,
    "initials": "x " * 3_000,
    "small words": "der die das von zu " * 600,
    "mention": "<@U00000000> <!channel> @here",
    "empty": "",
    "unknown words": "lorem ipsum dolor sit amet consetetur sadipscing elitr nonumy eirmod tempor invidunt",
    "near misses": "Annna Muelllr Leipzzig sepsiss Karn Grafndorfer Brzeczkwski onkolgie kardiolgie Kiell",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_finds_nobody(query: str) -> None:
    found = INDEX.find(query, viewer=EVERYONE)

    assert [hit for hit in found.hits if not hit.suggestion] == []


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_answered_at_once(query: str) -> None:
    spent = min(_spent(query) for _ in range(3))

    assert spent < 0.05


def _spent(query: str) -> float:
    started = time.process_time()
    INDEX.find(query, viewer=EVERYONE)
    return time.process_time() - started


@settings(deadline=None)  # how long it takes is tested above
@given(st.text(max_size=60), st.integers(0, 6))
def test_any_text_is_answered(query: str, limit: int) -> None:
    for viewer in (None, EVERYONE, VILLAGE.people[0]):
        found = INDEX.find(query, viewer=viewer, limit=limit)

        assert len({hit.id for hit in found.hits}) == len(found.hits) <= limit
        assert all(0 <= hit.score <= 1 for hit in found.hits)
        assert found.more >= 0


KNOWN = "Anna Müller von der Essen KI Leipzig sepsis NLP AG LUMEN leader alumni wer macht in A. 1 , - ' @ x"
WORDS = st.sampled_from(KNOWN.split())


@settings(deadline=None)  # how long it takes is tested above
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_row_of_known_words_is_answered(query: str) -> None:
    found = INDEX.find(query, viewer=EVERYONE)

    assert len(found.hits) <= 5


NAMES = st.text(max_size=12)


@settings(deadline=None)  # how long it takes is tested above
@given(first=NAMES, last=NAMES, topic=NAMES, query=NAMES)
def test_any_directory_can_be_searched(first: str, last: str, topic: str, query: str) -> None:
    person = Person("1", first, last, email=topic, group=topic, site=last, topics=(topic, first), orcid=last)
    directory = Directory(
        (person,), (Group("2", topic, last, first),), (Topic("3", topic, first),), (Site(last, (first,)),)
    )

    for asked in (query, first, last, f"{first} {last}", topic):
        Index(directory).find(asked, viewer=EVERYONE)
