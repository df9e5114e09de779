"""Many people with long names, many rooms with long topics: whatever is shown fits on every platform."""

from collections.abc import Iterator

import pytest

from bot.chat.limits import problems
from bot.chat.replies import Ask, Whisper
from bot.chat.text import LANGUAGES, Reader
from bot.chat.ui import Form, Message, action
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.breakouts.preview import SHUFFLE
from storage import Database
from tests.conversation import CLARA, GROUPS, NOW, Chat, button
from tests.planning import plan
from tests.roomplanning import assign, plan_rooms, publish, shown

CROWD = tuple(
    Person(
        f"x{n:06}", f"Maximiliana-{n:02}", f"von und zu Hohenlöhe-{n:02}", group=GROUPS[n % 2].acronym, site=f"S{n % 5}"
    )
    for n in range(44)
)
ROOMS = "\n".join(f"{n:02} *Über* <Daten> & [Verfahren] in der Versorgung; 1-8; online" for n in range(20))


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, (CLARA, *CROWD))


def everything(chat: Chat) -> Iterator[Message | Form]:
    """All that there is to see of a meeting with so many."""
    plan(chat)
    with chat.database.transaction() as store:
        for person in CROWD:
            store.seats.answer(1, person.id, Answer.ONLINE, now=NOW)
    form = chat.press(action("breakouts.change", meeting=1), CLARA)
    apart = "\n".join(f"{one.id} + {other.id}" for one, other in zip(CROWD[::2], CROWD[1::2], strict=True))
    overview = plan_rooms(chat, rooms=ROOMS, rounds="5", apart=apart)
    preview = assign(chat)
    yield from (overview, preview, button_free(chat, preview))
    publish(chat)
    yield from chat.public()
    yield from chat.direct(CROWD[0])
    names = ("breakouts.change", "breakouts.late", "breakouts.improve?most=20", "breakouts.pin", "breakouts.export")
    replies = [form, *(chat.press(_with_meeting(name), CLARA) for name in names)]
    for each in replies:
        [reply] = each
        assert isinstance(reply, Whisper | Ask)
        yield reply.message if isinstance(reply, Whisper) else reply.form


def button_free(chat: Chat, preview: Message) -> Message:
    """One round of the plan; the button to shuffle is there, too."""
    assert button(preview, SHUFFLE)
    return shown(chat.press(action("breakouts.round", meeting=1, number=5), CLARA))


def _with_meeting(name: str) -> str:
    route, _, query = name.partition("?")
    return f"{route}?meeting=1{'&' if query else ''}{query}"


def test_it_fits_however_many_come(chat: Chat) -> None:
    found = [(each.title, problems(each, Reader(language))) for each in everything(chat) for language in LANGUAGES]

    assert [(title, wrong) for title, wrong in found if wrong] == []
    assert len(found) > 50
