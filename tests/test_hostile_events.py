"""Whatever comes in, from whomever: it gets an answer in words, and nothing breaks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import handlers
from bot import excuses
from bot.binding import bind
from bot.chat.events import Account, Click, Command, Joined, Place, Submission
from bot.chat.replies import Answer, Ask, Reject, Whisper
from bot.chat.text import Reader
from bot.context import INJECTABLE
from bot.platforms.web import forms, render
from tests.announcing import announce
from tests.conversation import ADA, ANNOUNCEMENTS, CLARA, EVA, NOW, PEOPLE, Chat, account_of, asked
from tests.databases import sqlite_database
from tests.hostile import HOSTILE

TABLE = handlers.discover()
NAMES = {
    kind: {route.name: [argument.name for argument in bind(route, INJECTABLE).arguments] for route in TABLE.every(kind)}
    for kind in ("button", "form")
}
COMMANDS = sorted(name for name in TABLE.command_names() if name)
PLAUSIBLE = ["1", "2", "online", "2026-12-03", "14:00", "Europe/Berlin", "de", "network", "CDX", "p2", "g1", "Ada"]

anything = st.text(st.characters(), max_size=60)
value = st.one_of(
    st.sampled_from(PLAUSIBLE), st.sampled_from(PLAUSIBLE), st.sampled_from([*HOSTILE.values()]), anything
)
submitted: st.SearchStrategy[Any] = st.one_of(
    value, st.none(), st.booleans(), st.integers(), st.floats(), st.lists(value, max_size=3).map(tuple), st.just({})
)
languages = st.sampled_from(["", "de", "en-US", "tlh", "x" * 50])
zones = st.sampled_from(["", "Europe/Vienna", "Mars/Olympus", "../etc/passwd", "\x00"])
members = st.builds(replace, st.sampled_from([account_of(p) for p in PEOPLE]), language=languages, zone=zones)
strangers = st.builds(
    Account,
    platform=st.sampled_from(["paper", "web", ""]),
    user=st.text(max_size=40),
    name=anything,
    email=st.one_of(st.just(""), st.emails(), st.text(max_size=40), st.just(EVA.email)),
    language=languages,
    zone=zones,
)
accounts = st.one_of(members, members, members, strangers)
places = st.builds(Place, st.just("paper"), st.text(max_size=20))
keys = st.one_of(st.just(""), st.text(max_size=40))
command = st.sampled_from(COMMANDS)
typed = st.one_of(st.tuples(anything), st.tuples(command, value), st.tuples(command, value, value))


@st.composite
def packed(draw: st.DrawFn, kind: str) -> str:
    """An action or a carry: of a route with arguments that may fit, or anything at all."""
    known = st.sampled_from(sorted(NAMES[kind]))
    name = draw(st.one_of(known, known, known, anything))
    wanted = [*NAMES[kind].get(name, []), "choice", "more"]
    query = draw(st.dictionaries(st.sampled_from(wanted), value, min_size=1, max_size=4))
    return draw(st.sampled_from([f"{name}?{urlencode(query, errors='replace')}", name, f"{name}?{draw(anything)}"]))


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    carry = draw(packed("form"))
    names = [*NAMES["form"].get(carry.partition("?")[0], []), "me", "store", "now", ""]
    values = draw(st.dictionaries(st.one_of(st.sampled_from(names), anything), submitted, max_size=8))
    if draw(st.booleans()):
        values = dict.fromkeys(names, draw(value)) | values
    return Submission(carry, values, draw(accounts), draw(places), NOW, draw(keys))


commands = st.builds(
    Command,
    typed.map(" ".join),
    accounts,
    places,
    st.just(NOW),
    st.dictionaries(value, value, max_size=2),
    keys,
    st.just(object()),
)
clicks = st.builds(Click, packed("button"), accounts, places, st.just(NOW), st.one_of(st.none(), value), keys)
events = st.one_of(
    commands,
    commands,
    clicks,
    clicks,
    submissions(),
    submissions(),
    st.builds(Joined, accounts, places, st.just(NOW), keys),
)


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """One chat for all events, so that they also meet what earlier ones left behind."""
    database = sqlite_database(tmp_path_factory.mktemp("hostile"))
    chat = Chat(database)
    for title in ("Winter meeting", "Spring assembly"):
        chat.fill(asked(chat.type("meeting new", CLARA)), CLARA, title=title, day="2026-12-03")
    yield chat
    database.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
@given(event=events)
def test_every_event_gets_an_answer_in_words(chat: Chat, event: Command | Click | Submission | Joined) -> None:
    answer = chat.dispatcher.hear(event)

    assert answer.replies or isinstance(event, Joined)
    assert _drawn(answer, answer.reader).count(_broken(answer.reader)) == 0


def test_what_came_in_can_still_be_delivered(chat: Chat) -> None:
    for title in ("Summer school", "Autumn school"):  # so that something is to be delivered whatever came in
        announce(chat, title, to="everybody", urgent=True)
    for days in (40, 2, 1, 1, 1):  # whoever has chosen no weekend waits for Monday, and letters come one a day
        chat.pass_time(timedelta(days=days))

    with chat.database.reading() as store:
        found = store.outbox.tally()
    assert found.keys() <= {"sent", "dropped", "owed"}  # what is not urgent may wait; nothing has failed
    assert found.get("owed", 0) <= len(PEOPLE) < found["sent"]


def test_a_person_of_the_network_is_heard_as_before(chat: Chat) -> None:
    [reply] = chat.hear(Command("who", account_of(ADA), ANNOUNCEMENTS, NOW)).replies

    assert isinstance(reply, Whisper)
    assert "Ada Müller" in reply.message.title.plain(Reader())


def _drawn(answer: Answer, reader: Reader) -> str:
    """What the web platform makes of an answer; fails if it cannot be put into words."""
    drawn: list[str] = []
    for reply in answer.replies:
        match reply:
            case Whisper(message):
                drawn.append(render.message(message, reader, str))
            case Ask(form):
                drawn.append(forms.form(form, reader, str))
            case Reject(errors):
                drawn += [render.inline(text, reader) for text in errors.values()]
    return "".join(drawn).encode().decode()


def _broken(reader: Reader) -> str:
    return (excuses.BROKEN.de if reader.language == "de" else excuses.BROKEN.en).partition("{")[0]
