"""Arguments of commands, buttons and forms: typed by the signature, forgiving in spelling, strict in meaning."""

from datetime import date, datetime, time
from enum import Enum
from zoneinfo import ZoneInfo

import pytest

from bot import excuses
from bot.arguments import (
    DATE,
    MOMENT,
    NEEDED,
    NUMBER,
    ONE_OF,
    TIME,
    TOO_LONG,
    TOO_MUCH,
    ZONE,
    BadValue,
    convert,
)
from bot.binding import BadArguments, bind, named, typed
from bot.chat.text import Text
from bot.domain.meetings import Answer
from bot.routing import Help, Prose, Router, Words
from handlers.meetings.texts import TYPED

HELP = Help(Text(en="A toy.", de="Ein Spielzeug."), usage=Text(en="toy", de="toy"))
routes = Router(words=TYPED)


@routes.command("rsvp", help=HELP)
def rsvp(answer: Answer, meeting: int | None = None) -> None: ...


@routes.command("find", help=HELP)
def find(kind: str, words: Words = Words("")) -> None: ...


@routes.form("plan")
def plan(title: str, topics: tuple[str, ...], day: date, remind: bool, note: Prose = Prose("")) -> None: ...


RSVP, FIND, PLAN = (bind(route, frozenset()) for route in routes.routes)


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        (int, "7", 7),
        (int, "#7", 7),
        (int, "٧", 7),
        (date, "2026-12-03", date(2026, 12, 3)),
        (date, "3.12.2026", date(2026, 12, 3)),
        (date, " 03.12.2026 ", date(2026, 12, 3)),
        (time, "14:00", time(14)),
        (time, "9.30 Uhr", time(9, 30)),
        (time, "14", time(14)),
        (time, "14 h", time(14)),
        (datetime, "2026-12-03 14:00", datetime.fromisoformat("2026-12-03T14:00")),
        (datetime, "2026-12-03T14:00", datetime.fromisoformat("2026-12-03T14:00")),
        (datetime, "03.12.2026 14.30", datetime.fromisoformat("2026-12-03T14:30")),
        (ZoneInfo, "Europe/Berlin", ZoneInfo("Europe/Berlin")),
        (str, " two \t words\n", "two words"),
        (Prose, "two\n lines", "two\n lines"),
        (bool, True, True),
        (bool, "on", True),
        (bool, None, False),
        (bool, "off", False),
        (tuple[str, ...], ("a", "b"), ("a", "b")),
        (tuple[str, ...], "a", ("a",)),
        (tuple[str, ...], None, ()),
        (Answer, "vor-ort", Answer.ONSITE),
        (Answer, "VIELLEICHT", Answer.MAYBE),
        (Answer, "Maybe", Answer.MAYBE),
    ],
)
def test_a_value_is_understood(kind: object, given: object, meant: object) -> None:
    assert convert(kind, given, TYPED) == meant


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (int, "seven", NUMBER),
        (int, "1.5", NUMBER),
        (int, "1234567890", NUMBER),
        (date, "tomorrow", DATE),
        (date, "31.02.2026", DATE),
        (date, "0001-01-01", DATE),
        (date, "9999-12-31", DATE),
        (time, "25:00", TIME),
        (time, "noon", TIME),
        (datetime, "2026-12-03", MOMENT),
        (datetime, "2026-12-03 noon", MOMENT),
        (ZoneInfo, "Europe/Berln", ZONE.format(nearest="Europe/Berlin")),
        (str, "x" * 301, TOO_LONG.format(longest=300, given=301)),
        (Prose, "x" * 3001, TOO_LONG.format(longest=3000, given=3001)),
        (str, None, NEEDED),
        (int, True, NEEDED),
        (int, ("1",), NEEDED),
        (Answer, "perhaps", ONE_OF.format(given="perhaps", options=list(TYPED.values()))),
        (tuple[int, ...], ("1", "x"), NUMBER),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_advice(kind: object, given: object, said: Text) -> None:
    with pytest.raises(BadValue) as refused:
        convert(kind, given, TYPED)

    assert refused.value.text == said


def test_arguments_of_a_command_come_in_the_order_of_the_signature() -> None:
    assert typed(RSVP, "vielleicht 3") == {"answer": Answer.MAYBE, "meeting": 3}
    assert typed(RSVP, "no") == {"answer": Answer.NO, "meeting": None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", excuses.MISSING),
        ("no 3 please do", TOO_MUCH.format(words="please do")),
        (f"no 3 {'x' * 90}", TOO_MUCH.format(words=f"{'x' * 59}…")),
    ],
)
def test_a_command_says_what_is_missing_and_what_is_too_much(words: str, said: Text) -> None:
    with pytest.raises(BadValue) as refused:
        typed(RSVP, words)

    assert refused.value.text == said


def test_the_last_argument_may_take_all_words_as_they_were_typed() -> None:
    assert typed(FIND, 'people NLP  "text mining" Leipzig') == {
        "kind": "people",
        "words": 'NLP  "text mining" Leipzig',
    }
    assert typed(FIND, "people") == {"kind": "people", "words": ""}


def test_quotes_keep_words_together() -> None:
    assert typed(FIND, '"two words" more') == {"kind": "two words", "words": "more"}


def test_a_form_gives_its_values_by_name() -> None:
    given = {"title": "A", "topics": ("x", "y"), "day": "2026-12-03", "remind": True, "note": "a\nb", "more": "?"}

    assert named(PLAN, given) == {
        "title": "A",
        "topics": ("x", "y"),
        "day": date(2026, 12, 3),
        "remind": True,
        "note": "a\nb",
    }


def test_a_form_says_at_once_everything_that_is_wrong() -> None:
    with pytest.raises(BadArguments) as refused:
        named(PLAN, {"title": "", "topics": (), "day": "soon"})

    assert refused.value.errors == {"title": NEEDED, "topics": NEEDED, "day": DATE}


def test_what_was_not_ticked_or_filled_in_has_its_default() -> None:
    given = {"title": "A", "topics": ("x",), "day": "2026-12-03", "remind": None, "note": None}

    assert named(PLAN, given) == {"title": "A", "topics": ("x",), "day": date(2026, 12, 3), "remind": False, "note": ""}


def test_without_words_of_its_own_an_answer_is_typed_as_its_value() -> None:
    class Size(Enum):
        SMALL = "small"

    assert convert(Size, "SMALL", {}) is Size.SMALL
