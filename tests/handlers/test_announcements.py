"""Announcements from the form to the posts, as conversations."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.chat.replies import Reject, whisper
from bot.chat.text import Reader
from bot.chat.ui import Message, action
from bot.domain.announcements import AnnouncementChanged, AnnouncementOut, NoSuchAnnouncement
from bot.domain.people import Person, Role
from bot.platforms.mattermost import render as mattermost
from bot.platforms.slack import render as slack
from bot.platforms.web import render as web
from handlers.announcements.control import POST, SCHEDULE
from handlers.announcements.form import TOO_HEAVY
from handlers.announcements.send import ALREADY
from handlers.announcements.texts import CHANGE, DISCARD, REFUSALS
from storage import Database
from tests.announcing import TEXT, announce, draft, shown, write
from tests.conversation import (
    ADA,
    ANNOUNCEMENTS,
    BEN,
    CLARA,
    ENGLISH,
    EVA,
    GERMAN,
    NEWS,
    PEOPLE,
    Chat,
    asked,
    said,
    words,
)

ANNA = Person("p7", "Anna", "Zweite", role=Role.COORDINATOR, zone="America/New_York", language="de")
BOTH = ("announcements/paper", "news/paper")
MORNING = "2026-11-05T09:30:00"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+00:00")


def refused(error: type[Exception]) -> str:
    text = REFUSALS[error]
    return text.format(command="/jrg").plain(ENGLISH)


def titles(messages: list[Message]) -> list[str]:
    return [words(message).splitlines()[0] for message in messages]


def drawn(message: Message, reader: Reader) -> list[object]:
    """The message as each platform draws it."""
    return [
        slack.message(message, reader, str),
        mattermost.message(message, reader, str, "https://bot.example"),
        web.message(message, reader, str).replace('lang="de"', 'lang="en"'),  # it names the language of its reader
    ]


def test_the_preview_is_the_post_on_every_platform_whatever_its_author_reads(chat_on_both: Chat) -> None:
    chat = chat_on_both
    preview, control = draft(chat, about="NLP", channels=BOTH)
    assert chat.public() == chat.public(NEWS) == []

    chat.click(control, POST, CLARA)
    chat.deliver()

    [post], [other] = chat.public(), chat.public(NEWS)
    assert post == other
    assert drawn(preview, GERMAN) == drawn(preview, ENGLISH) == drawn(post, ENGLISH)
    assert words(post) == f"Spring school\n{TEXT.replace('*', '').replace('`', '')}"


def test_the_markup_of_the_author_is_drawn_and_nothing_else(chat: Chat) -> None:
    announce(chat, "<!channel> @all *x*", text="@here {gap} *bold* <b>b</b> [a](https://evil.example)")

    [post] = chat.public()
    assert words(post) == "<!channel> @all *x*\n@here {gap} bold <b>b</b> [a](https://evil.example)"
    assert "&lt;b&gt;b&lt;/b&gt;" in web.message(post, ENGLISH, str)
    assert mattermost.message(post, ENGLISH, str, "https://bot.example").text.count("@all") == 0


def test_a_second_click_posts_nothing_more(chat_on_both: Chat) -> None:
    chat = chat_on_both
    _, control = draft(chat, to="everybody", urgent=True)

    first, second = chat.click(control, POST, CLARA), chat.click(control, POST, CLARA)
    chat.deliver()

    assert len(first) == 1
    assert second == [whisper(ALREADY.format(title="Spring school"))]
    assert [titles(chat.public()), titles(chat.direct(ADA))] == [["Spring school"]] * 2


def test_a_form_that_is_sent_twice_makes_one_draft(chat: Chat) -> None:
    form = asked(chat.type("/jrg announce", CLARA))
    for _ in range(2):
        chat.fill(form, CLARA, key="the same", title="Once", text="Words")

    with chat.database.reading() as store:
        assert [one.title for one in store.announcements.drafts()] == ["Once"]


def test_it_appears_at_the_moment_that_its_author_means(database: Database) -> None:
    chat = Chat(database, (*PEOPLE, ANNA))
    control = announce(chat, by=ANNA, when=MORNING)
    assert "When: Thu, 5 Nov 2026, 15:30 CET" in words(control)

    chat.pass_time(at("2026-11-05T14:29:59"))
    assert chat.public() == []
    chat.pass_time(at("2026-11-05T14:30:00"))
    chat.pass_time(timedelta(minutes=1))

    assert titles(chat.public()) == ["Spring school"]


@pytest.mark.parametrize(
    ("night", "proposal"),
    [("2027-03-28T02:30:00", "Sun, 28 Mar 2027, 03:30"), ("2027-10-31T02:30:00", "Sun, 31 Oct 2027, 03:30")],
)
def test_a_time_that_is_missing_or_comes_twice_is_refused_with_a_proposal(
    chat: Chat, night: str, proposal: str
) -> None:
    [reply] = write(chat, when=night)

    assert isinstance(reply, Reject)
    assert proposal in reply.errors["when"].plain(ENGLISH)
    with chat.database.reading() as store:
        assert store.announcements.drafts() == []


def test_a_text_that_fits_nowhere_whole_is_refused_and_not_cut(chat: Chat) -> None:
    assert write(chat, text="*" * 2800) == [Reject({"text": TOO_HEAVY})]
    assert len(write(chat, text="x" * 2800)) == 2


def test_what_waits_can_be_changed_and_moved(chat_on_both: Chat) -> None:
    chat = chat_on_both
    control = announce(chat, when=MORNING)
    form = asked(chat.click(control, CHANGE, CLARA))
    assert form.inputs[4].value == datetime.fromisoformat(MORNING)

    post, waiting = shown(chat.fill(form, CLARA, title="Summer school", when="2026-11-06T10:00:00"))
    assert words(post).startswith("Summer school")
    assert "It is scheduled." in words(waiting)

    chat.pass_time(at("2026-11-05T12:00:00"))
    assert chat.public() == []
    chat.pass_time(at("2026-11-06T09:00:00"))
    assert titles(chat.public()) == ["Summer school"]


def test_without_a_moment_it_waits_for_somebody_to_post_it(chat: Chat) -> None:
    form = asked(chat.click(announce(chat, when=MORNING), CHANGE, CLARA))
    _, control = shown(chat.fill(form, CLARA, when=None))
    chat.pass_time(at("2026-11-05T12:00:00"))
    assert chat.public() == []

    chat.click(control, POST, CLARA)
    chat.deliver()
    assert titles(chat.public()) == ["Spring school"]


def test_a_form_that_was_opened_before_the_moment_changes_nothing_after_it(chat_on_both: Chat) -> None:
    chat = chat_on_both
    control = announce(chat, when=MORNING)
    form = asked(chat.click(control, CHANGE, CLARA))
    chat.pass_time(at("2026-11-05T08:30:00"))

    assert said(chat.fill(form, CLARA, title="Too late")) == refused(AnnouncementChanged)
    assert said(chat.click(control, CHANGE, CLARA)) == refused(AnnouncementOut)
    assert said(chat.click(control, DISCARD, CLARA)) == refused(AnnouncementOut)
    chat.deliver()
    assert titles(chat.public()) == ["Spring school"]


def test_of_two_coordinators_the_second_is_told_what_the_first_did(database: Database) -> None:
    chat = Chat(database, (*PEOPLE, ANNA))
    _, control = draft(chat)
    form = asked(chat.press(action("announcement.edit", announcement=1), ANNA))
    chat.clock.move_to(chat.clock.now() + timedelta(seconds=1))
    chat.fill(form, ANNA, title="Summer school")

    assert said(chat.click(control, POST, CLARA)) == refused(AnnouncementChanged)
    chat.deliver()
    assert chat.public() == []


def test_what_is_discarded_never_appears(chat_on_both: Chat) -> None:
    chat = chat_on_both
    control = announce(chat, when=MORNING)
    chat.click(control, DISCARD, CLARA)
    chat.pass_time(at("2026-11-06T12:00:00"))

    assert chat.public() == []
    for label in (CHANGE, POST):
        assert said(chat.click(control, label, CLARA)) == refused(NoSuchAnnouncement)


def test_scheduling_twice_is_one_appointment(chat: Chat) -> None:
    _, control = draft(chat, when=MORNING)
    first, second = chat.click(control, SCHEDULE, CLARA), chat.click(control, SCHEDULE, CLARA)
    assert first == second
    chat.pass_time(at("2026-11-05T09:00:00"))
    assert said(chat.click(control, SCHEDULE, CLARA)) == ALREADY.format(title="Spring school").plain(ENGLISH)
    assert titles(chat.public()) == ["Spring school"]


def test_members_can_neither_write_nor_post(chat: Chat) -> None:
    _, control = draft(chat)
    for person in (ADA, BEN, EVA):
        assert said(chat.click(control, POST, person)) == said(chat.type("/jrg announce", person))
    chat.deliver()

    assert chat.paper.in_channel(ANNOUNCEMENTS.channel) == []


def test_it_can_be_looked_at_on_another_platform_by_those_who_have_an_account_there(chat: Chat) -> None:
    preview, _ = draft(chat)
    look = action("announcement.show_on", announcement=1, platform="paper", seen="now")
    for _ in range(2):
        chat.press(look, CLARA)
    chat.press(action("announcement.show_on", announcement=1, platform="slack"), CLARA)
    chat.deliver()
    assert chat.direct(CLARA) == [preview]

    chat.press(action("announcement.show_on", announcement=1, platform="paper", seen="later"), CLARA)
    chat.press(action("announcement.discard", announcement=1), CLARA)
    chat.deliver()
    assert chat.direct(CLARA) == [preview]
    with chat.database.reading() as store:
        assert store.outbox.tally() == {"sent": 1, "dropped": 1}


def test_the_network_in_german_announces_in_german(sqlite: Database) -> None:
    network = replace(Chat(sqlite).network, language="de")
    chat = Chat(sqlite, network=network)
    preview, control = draft(chat)
    chat.click(control, POST, CLARA)
    chat.deliver()

    [post] = chat.public()
    assert post.footer is not None
    assert post.footer.plain(GERMAN) == "Angekündigt von Clara Ordnung"
    assert drawn(preview, ENGLISH) == drawn(post, GERMAN)
