"""A network whose every name, text and list is as long as can be: what is shown is cut in sight and fits anywhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.limits import problems
from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.text import LANGUAGES, Reader
from bot.chat.ui import Form, Items, Message, action
from bot.domain.meetings import Answer
from bot.domain.people import Directory, Group, Person, Role, Site, Topic
from bot.platforms.port import Refused
from tests.conversation import CLARA, NOW, Chat, asked
from tests.databases import sqlite_database
from tests.planning import plan

SIGNS = "<b>&*_`[x](y)"
SITES = [f"Site {n:03} {'s' * 91}" for n in range(40)]
TOPICS = tuple(f"topic {n:03} {'t' * 90}" for n in range(19))
TITLE, PLACE, DESCRIPTION, REASON = SIGNS + "T" * 87, "https://" + "p" * 292, "<d> & *e*\n" * 250, "r" * 300
CROWD = 240


def group(number: int) -> Group:
    return Group(
        f"g{number}",
        f"G{number:03}{'G' * 36}",
        "E" * 200,
        "D" * 200,
        SITES[number % 40],
        programme="P" * 200,
        funded_from="2023-01",
        funded_until="2027-12",
        topics=TOPICS,
        summary=SIGNS * 230,
        website="https://" + "w" * 292,
    )


def person(number: int) -> Person:
    return Person(
        f"c{number}",
        f"{number:03}{SIGNS}{'f' * 84}",
        f"{SIGNS}{'l' * 87}",
        "t" * 50,
        f"{number}{'e' * 240}@example.org",
        Role.LEADER if number < 30 else Role.RESEARCHER,
        GROUPS[number % 4 if number % 2 else number % len(GROUPS)].acronym,
        SITES[number % 40],
        TOPICS,
        "0000-0002-1825-0097",
        tuple(f"{n:03}" for n in range(75)),
    )


GROUPS = [group(number) for number in range(120)]
PEOPLE = [replace(CLARA, group=GROUPS[0].acronym), *(person(number) for number in range(CROWD))]
DIRECTORY = Directory(
    (), tuple(GROUPS), tuple(Topic(f"t{n}", t, t) for n, t in enumerate(TOPICS)), tuple(map(Site, SITES))
)
ME, LEADER = PEOPLE[0], PEOPLE[1]


@pytest.fixture(scope="module", params=LANGUAGES)
def chat(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """A huge network in which a meeting is planned and half of the crowd has answered."""
    database = sqlite_database(tmp_path_factory.mktemp("huge"))
    chat = Chat(database, [replace(each, language=request.param) for each in PEOPLE], directory=DIRECTORY)
    for number in range(40):
        day = "2026-12-01" if number == 0 else f"2027-02-{number % 27 + 1:02}"
        filled = {"title": TITLE, "day": day, "place": PLACE, "description": DESCRIPTION}
        plan(chat, **filled)
    with database.transaction() as store:
        for number in range(CROWD // 2):
            store.seats.answer(1, f"c{number}", list(Answer)[number % 4 and 1], now=NOW)
    yield chat
    database.close()


COMMANDS = [
    "",
    "help",
    f"help {'x' * 9000}",
    f"{'x' * 9000} y",
    "find topic",
    "find f",
    f"find {GROUPS[0].acronym}",
    f"find {'x' * 9000}",
    "who",
    f"who {PEOPLE[1].name}",
    "group",
    f"group {GROUPS[3].acronym}",
    "groups",
    "meetings",
    "meeting 1",
    "meeting answers 1",
    "meeting answers 2",
    f"rsvp {'y' * 9000}",
    f"groups {'y' * 9000}",
    "profile",
    "settings",
    "meeting new",
    "meeting cancel 1",
    "admin outbox",
]


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda typed: typed[:20])
def test_what_a_command_shows_fits(chat: Chat, typed: str) -> None:
    for by in (ME, LEADER):
        assert misfits(chat, chat.type(typed, by), by) == []


def test_what_buttons_and_forms_show_fits(chat: Chat) -> None:
    pressed = [
        *chat.press(action("person.show", person="c3"), ME),
        *chat.press(action("group.show", group="g3"), ME),
        *chat.press(action("meeting.answer", meeting=1, answer=Answer.MAYBE), LEADER),
        *chat.fill(asked(chat.type("profile", LEADER)), LEADER, topics="; ".join("ab" for _ in range(60))),
        *chat.fill(asked(chat.type("settings", LEADER)), LEADER, zone="z" * 300),
        *chat.fill(asked(chat.type("meeting new", ME)), ME, title="x" * 300, day="x" * 300, description="x" * 9000),
    ]

    assert misfits(chat, pressed, ME) == []


def test_what_is_posted_and_sent_fits(chat: Chat) -> None:
    chat.paper.gone = {f"c{number}" for number in range(50)}
    chat.paper.troubles = [("before", Refused("e" * 300))] * 5
    chat.pass_time(timedelta(days=23))
    chat.fill(asked(chat.type("meeting cancel 1", ME)), ME, reason=REASON)
    chat.deliver()

    readers = [Reader(language) for language in LANGUAGES]
    shown = [(name, message) for _, name, message in chat.views.shown]
    assert {name for name, _ in shown} == {
        "letter", "meeting.card", "meeting.channel", "meeting.reminder", "meeting.cancelled",
    }  # fmt: skip
    assert [
        (name, found) for name, message in shown for reader in readers if (found := problems(message, reader))
    ] == []
    assert misfits(chat, chat.type("admin outbox", ME), ME) == []


def test_what_is_marked_after_a_meeting_fits(chat: Chat) -> None:
    with chat.database.transaction() as store:
        store.seats.set_capacity(2, {Answer.ONLINE: None}, now=NOW)
        for number in range(CROWD):
            store.seats.answer(2, f"c{number}", Answer.ONLINE, now=NOW)
    chat.clock.move_to(NOW + timedelta(days=200))
    shown = [*chat.type("meeting attendance 2", ME)]
    with chat.database.transaction() as store:
        store.attendance.mark(2, [f"c{number}" for number in range(200)], attended=True, by=ME.id, at=NOW)
    pressed = [action("meeting.attendance", meeting=2), action("attendance.marked", meeting=2)]
    shown += [reply for each in pressed for reply in chat.press(each, ME)]
    form = asked(chat.press(action("attendance.list", meeting=2), ME))
    shown += chat.fill(form, ME, people="\n".join(f"{number}x@{'y' * 60}.org" for number in range(40)))

    assert misfits(chat, shown, ME) == []


def test_a_cut_is_counted(chat: Chat) -> None:
    [shown] = chat.type("groups", ME)
    [groups] = [part for part in shown.message.parts if isinstance(part, Items)]

    assert groups.more > 0
    assert len(groups.texts) + groups.more == len(SITES)


def misfits(chat: Chat, replies: list[Whisper | Ask | Reject], by: Person) -> list[str]:
    """What is wrong with replies in the eyes of their reader."""
    reader = chat.context.reader(chat.roster.now().people[by.id])
    shown: list[Message | Form] = []
    for reply in replies:
        match reply:
            case Whisper(message):
                shown.append(message)
            case Ask(form):
                shown.append(form)
            case Reject(errors):
                assert all(len(text.plain(reader)) <= 300 for text in errors.values())
    return [problem for each in shown for problem in problems(each, reader)]
