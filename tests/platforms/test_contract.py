"""The port's contract: the same scenes on every platform."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.events import Click, Command, Place, Submission
from bot.chat.replies import Ask, Reject, Whisper, whisper
from bot.chat.text import Reader, Text, literal
from bot.chat.ui import (
    Area,
    Button,
    Check,
    Choice,
    Choices,
    Day,
    Form,
    Items,
    Line,
    Menu,
    Message,
    Moment,
    Option,
    Paragraph,
    action,
)
from bot.platforms.port import Refused
from tests.platforms.contract import Ear, Stage
from tests.platforms.stages import STAGES

ENGLISH, GERMAN = Reader("en"), Reader("de")
HELLO = Text(en="Good morning", de="Guten Morgen")
YES = Text(en="I am coming", de="Ich komme")
WHO = Text(en="Who", de="Wer")
NEEDED = Text(en="This is needed.", de="Das wird gebraucht.")
CARD = Message(HELLO, (Button(YES, action("rsvp", answer="yes"), "primary"),))
NASTY = "<b>Zoë</b> & *a* `b` {c} @channel @all <!here> <@U1> [x](https://evil.example) https://evil.example 🎉 مرحبا"
OPTIONS = tuple(Option(literal(name), name.lower()) for name in ("One", "Two", "Three"))
FORM = Form(
    Text(en="New meeting", de="Neues Treffen"),
    (
        Line("title", Text(en="Title", de="Titel")),
        Area("agenda", Text(en="Agenda", de="Programm"), required=False),
        Choice("kind", Text(en="Kind", de="Art"), OPTIONS),
        Choices("topics", Text(en="Topics", de="Themen"), OPTIONS),
        Check("remind", Text(en="Remind", de="Erinnern")),
        Day("until", Text(en="Until", de="Bis"), date(2026, 12, 1)),
        Moment("starts", Text(en="Begins", de="Beginn"), datetime(2026, 12, 3, 14, 0)),  # noqa: DTZ001
    ),
    Text(en="Plan", de="Planen"),
    action("meeting.new", draft=7),
)
VALUES = {
    "title": "Räume & <Träume> 🎉",
    "agenda": None,
    "kind": "two",
    "topics": ("one", "three"),
    "remind": True,
    "until": "2026-12-01",
    "starts": "2026-12-03T14:00",
}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    opened = STAGES[request.param](tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def ear(stage: Stage) -> Ear:
    return Ear(stage)


def test_a_post_is_found_by_its_key_and_edited_in_place(stage: Stage):
    ref = stage.platform.post(stage.public, Message(HELLO), ENGLISH, "key 1")

    assert stage.platform.find(stage.public, "key 1", stage.now() - timedelta(minutes=1)) == ref
    stage.platform.edit(ref, Message(HELLO), GERMAN)
    stage.platform.edit(ref, Message(HELLO), GERMAN)

    assert [seen.text for seen in stage.read(stage.public, "ada")] == ["Guten Morgen"]
    assert stage.platform.find(stage.public, "key 1", stage.now() - timedelta(minutes=1)) == ref


def test_only_posts_since_a_moment_and_of_the_place_are_found(stage: Stage):
    stage.platform.post(stage.public, Message(HELLO), ENGLISH, "key 1")
    stage.later(timedelta(hours=2))

    assert stage.platform.find(stage.public, "key 1", stage.now() - timedelta(hours=1)) is None
    assert stage.platform.find(stage.public, "key 2", stage.now() - timedelta(hours=3)) is None
    assert stage.platform.find(stage.platform.direct("ada"), "key 1", stage.now() - timedelta(hours=3)) is None


def test_a_second_post_with_the_same_key_is_shown_or_is_the_first(stage: Stage):
    first = stage.platform.post(stage.public, Message(HELLO), ENGLISH, "key 1")
    second = stage.platform.post(stage.public, Message(HELLO), ENGLISH, "key 1")

    # A server may recognise that it was asked twice; what matters is that the bot knows what stands there.
    assert len(stage.read(stage.public, "ada")) == len({first, second})


def test_a_direct_message_is_seen_by_its_person_only(stage: Stage):
    stage.platform.post(stage.platform.direct("ada"), Message(HELLO), GERMAN, "key 1")

    assert [seen.text for seen in stage.read(stage.platform.direct("ada"), "ada")] == ["Guten Morgen"]
    assert list(stage.read(stage.platform.direct("grace"), "grace")) == []
    assert list(stage.read(stage.public, "grace")) == []


def test_what_can_never_be_posted_is_refused(stage: Stage):
    with pytest.raises(Refused):
        stage.platform.direct("nobody")
    with pytest.raises(Refused):
        stage.platform.post(Place(stage.platform.name, "nowhere"), Message(HELLO), ENGLISH, "key 1")


def test_a_command_is_heard_with_person_place_and_words(stage: Stage, ear: Ear):
    stage.type("ada", "find  Zoë @grace 🎉 مرحبا", stage.public)

    [command] = ear.heard
    assert isinstance(command, Command)
    assert (command.words, command.place) == ("find  Zoë @grace 🎉 مرحبا", stage.public)
    assert (command.account.platform, command.account.user) == (stage.platform.name, "ada")
    assert command.mentions == {"@grace": "grace"}


def test_a_whisper_comes_back_to_the_caller_and_is_seen_nowhere_else(stage: Stage, ear: Ear):
    ear.replies = (whisper(HELLO),)
    ear.reader = GERMAN

    returned = stage.type("ada", "", stage.public)

    assert [seen.text for seen in returned.private] == ["Guten Morgen"]
    assert list(stage.read(stage.public, "ada")) == list(stage.read(stage.public, "grace")) == []


def test_a_button_of_a_public_post_is_anybodys(stage: Stage, ear: Ear):
    stage.platform.post(stage.public, CARD, ENGLISH, "key 1")
    [card] = stage.read(stage.public, "grace")

    stage.click("grace", card.buttons["I am coming"], stage.public)
    stage.click("ada", card.buttons["I am coming"], stage.public)

    assert [(type(click), click.action, click.account.user) for click in ear.heard] == [
        (Click, "rsvp?answer=yes", "grace"),
        (Click, "rsvp?answer=yes", "ada"),
    ]


def test_a_menu_says_what_was_chosen(stage: Stage, ear: Ear):
    ear.replies = (Whisper(Message(parts=(Menu(WHO, action("who"), OPTIONS),))),)
    [menu] = stage.type("ada", "", stage.public).private

    stage.click("ada", menu.menus["Who"], stage.public, choice="two")

    click = ear.heard[-1]
    assert isinstance(click, Click)
    assert (click.action, click.choice) == ("who", "two")


def test_a_form_opens_and_its_values_are_heard(stage: Stage, ear: Ear):
    ear.replies = (Ask(FORM),)
    form = stage.type("ada", "meeting new", stage.public).form
    ear.replies = (whisper(HELLO),)

    returned = stage.submit("ada", form.state, VALUES, stage.public)
    stage.submit("ada", form.state, VALUES, stage.public)

    _, first, second = ear.heard
    assert (form.title, form.inputs) == ("New meeting", tuple(VALUES))
    assert isinstance(first, Submission)
    assert (first.carry, dict(first.values), first.account.user) == ("meeting.new?draft=7", VALUES, "ada")
    assert (first.key, first.place) == (second.key, stage.public)
    assert first.key
    assert returned.errors == {}


def test_two_forms_have_two_keys(stage: Stage, ear: Ear):
    ear.replies = (Ask(FORM),)
    for form in [stage.type("ada", "meeting new", stage.public).form for _ in range(2)]:
        stage.submit("ada", form.state, VALUES, stage.public)

    assert len({event.key for event in ear.heard if isinstance(event, Submission)}) == 2


def test_a_rejected_form_stays_open_and_can_be_sent_again(stage: Stage, ear: Ear):
    ear.replies = (Ask(FORM),)
    form = stage.type("ada", "meeting new", stage.public).form
    ear.replies, ear.reader = (Reject({"title": NEEDED}),), GERMAN

    rejected = stage.submit("ada", form.state, {**VALUES, "title": ""}, stage.public)
    ear.replies = ()
    accepted = stage.submit("ada", form.state, VALUES, stage.public)

    assert rejected.errors == {"title": "Das wird gebraucht."}
    assert accepted.errors == {}
    assert [event.values["title"] for event in ear.heard[1:]] == [None, VALUES["title"]]


def test_what_was_forged_expired_or_made_for_somebody_else_is_never_heard(stage: Stage, ear: Ear):
    ear.replies = (Whisper(CARD), Ask(FORM))
    returned = stage.type("ada", "", stage.public)
    stage.platform.post(stage.platform.direct("ada"), CARD, ENGLISH, "key 1")
    button, form = returned.private[0].buttons["I am coming"], returned.form.state
    [told] = stage.read(stage.platform.direct("ada"), "ada")
    ear.heard.clear()

    refused = [
        stage.click("grace", button, stage.public),
        stage.click("grace", told.buttons["I am coming"], stage.platform.direct("grace")),
        stage.click("ada", button.replace("yes", "no"), stage.public),
        stage.click("ada", form, stage.public),
        stage.click("ada", "", stage.public),
        stage.submit("grace", form, VALUES, stage.public),
        stage.submit("ada", form.replace("7", "8"), VALUES, stage.public),
        stage.submit("ada", button, VALUES, stage.public),
    ]
    stage.later(timedelta(days=31))
    refused += [stage.click("ada", button, stage.public), stage.submit("ada", form, VALUES, stage.public)]

    assert [returned.refused for returned in refused] == [True] * len(refused)
    assert ear.heard == []


@pytest.mark.parametrize("shown", [Paragraph(literal(NASTY)), Items((literal(NASTY),))])
def test_what_people_wrote_stays_what_it_is(stage: Stage, shown: Paragraph | Items):
    stage.platform.post(stage.public, Message(literal(NASTY), (shown,)), ENGLISH, "key 1")

    [seen] = stage.read(stage.public, "grace")

    assert (seen.text.split("\n"), seen.links, seen.pings) == ([NASTY, NASTY], (), ())
