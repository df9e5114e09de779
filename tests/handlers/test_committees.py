"""Committees, who represents the network there, and calls, as conversations."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.chat.replies import Reject, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Message, action
from bot.domain.committees import CallOver, CommitteeChanged, NameTaken, NoSuchCommittee
from handlers.announcements.control import POST
from handlers.committees.interest import INTERESTED, KNOWN, NOTED
from handlers.committees.texts import REFUSALS
from storage import Database
from tests.announcing import shown
from tests.committees import call, enter, name, only
from tests.conversation import ADA, BEN, CLARA, DIRECTORY, ENGLISH, EVA, NOW, PEOPLE, Chat, asked, said, words

INTEREST = action("call.interest", call=1)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+00:00")


def refused(error: type[Exception]) -> str:
    text = REFUSALS[error]
    assert isinstance(text, Text)
    return (text.format(command="/jrg") if "{command}" in text.en else text).plain(ENGLISH)


def titles(messages: list[Message]) -> list[str]:
    return [words(message).splitlines()[0] for message in messages]


def test_everybody_sees_who_represents_the_network_where_and_until_when(chat_on_both: Chat) -> None:
    chat = chat_on_both
    enter(chat, "Überprüfung", kind="project")
    enter(chat, "Consent", about="Forms of *consent*")
    name(chat, ADA, 2, role="speaker", until="2026-12-31")
    name(chat, EVA, 2)
    call(chat, committee=2)

    assert said(chat.type("/jrg committees", BEN)).splitlines() == [
        "Committees",
        "Consent · Working group · Ada Müller and Eva Groß",
        "Überprüfung · Module project · nobody represents us",
        "Open calls",
        "A speaker · Consent · until Tue, 1 Dec 2026",
    ]
    assert said(chat.type("/jrg gremien con", BEN)).splitlines() == [
        "Consent",
        "Kind: Working group",
        "Forms of consent",
        "Who represents us there",
        "Ada Müller, speaker · until Thu, 31 Dec 2026",
        "Eva Groß",
        "Open calls",
        "A speaker · until Tue, 1 Dec 2026",
    ]
    assert said(chat.type("/jrg committees überprüfung", BEN)).startswith("Überprüfung")
    assert said(chat.type("/jrg committees xyz", BEN)) == refused(NoSuchCommittee)


def test_a_mandate_that_is_over_is_shown_to_coordinators_only(chat: Chat) -> None:
    enter(chat)
    name(chat, ADA, until="2026-11-02")
    assert "Ada Müller" in said(chat.type("/jrg committees", BEN))
    chat.pass_time(at("2026-11-02T23:00:00"))

    assert said(chat.type("/jrg committees", BEN)).endswith("nobody represents us")
    assert "Ada" not in said(chat.type("/jrg committees consent", BEN))
    assert "Ada Müller · ended on Mon, 2 Nov 2026" in said(chat.type("/jrg committees consent", CLARA))


def test_a_name_belongs_to_one_committee_and_two_coordinators_do_not_overwrite_each_other(chat: Chat) -> None:
    enter(chat)
    [again] = chat.fill(asked(chat.press(action("committee.new"), CLARA)), CLARA, name="CONSENT")
    assert again == Reject({"name": REFUSALS[NameTaken].text})

    form = asked(chat.press(action("committee.edit", committee=1), CLARA))
    chat.clock.move_to(NOW + timedelta(seconds=1))
    chat.fill(form, CLARA, about="First")
    assert said(chat.fill(form, CLARA, about="Second")) == refused(CommitteeChanged)


def test_who_represents_the_network_is_told_once_and_nobody_is_guessed(chat: Chat) -> None:
    enter(chat)
    for _ in range(2):
        name(chat, ADA, until="2027-06-30")
    chat.pass_time(timedelta(days=2))
    assert titles(chat.direct(ADA)) == ["You represent us: Consent"]

    form = asked(chat.press(action("mandate.new", committee=1), CLARA))
    [reply] = chat.fill(form, CLARA, person="M")
    assert isinstance(reply, Reject)
    assert list(reply.errors) == ["person"]


@pytest.mark.parametrize("prolonged", [False, True])
def test_mandates_that_end_are_remembered_twice_unless_they_are_prolonged(chat_on_both: Chat, prolonged: bool) -> None:
    chat = chat_on_both
    enter(chat)
    name(chat, ADA, until="2027-02-01")
    chat.pass_time(at("2026-11-04T12:00:00"))
    if prolonged:
        chat.fill(asked(chat.press(action("mandate.edit", choice=1), CLARA)), CLARA, until="2028-02-01")
    for day in ("2026-12-04", "2026-12-07", "2027-01-18", "2027-01-20", "2027-03-01"):
        chat.pass_time(at(f"{day}T12:00:00"))

    reminded = 0 if prolonged else 2
    assert titles(chat.direct(ADA)) == ["You represent us: Consent", *["Your mandate ends: Consent"] * reminded]
    assert titles(chat.direct(CLARA)) == ["The mandate of Ada Müller ends: Consent"] * reminded


def test_an_end_that_is_near_when_it_is_entered_is_no_news(chat: Chat) -> None:
    enter(chat)
    name(chat, ADA, until="2026-11-10")
    chat.pass_time(timedelta(days=3))

    assert titles(chat.direct(ADA)) == ["You represent us: Consent"]
    assert chat.direct(CLARA) == []


def test_the_coordination_hears_once_who_is_interested(chat_on_both: Chat) -> None:
    chat = chat_on_both
    enter(chat)
    call(chat)
    said_to_ben = [chat.press(INTEREST, BEN) for _ in range(2)]
    chat.pass_time(timedelta(days=1))
    chat.press(action("call.disinterest", call=1), BEN)
    chat.press(INTEREST, BEN)
    chat.pass_time(timedelta(days=1))

    assert said_to_ben == [[whisper(text.format(title="A speaker"))] for text in (NOTED, KNOWN)]
    assert titles(chat.direct(CLARA)) == ["Ben Mayr is interested: A speaker"]
    assert said(chat.press(action("call.who", call=1), CLARA)) == "Interested: A speaker\nBen Mayr · CDX"


def test_nobody_is_told_of_an_interest_that_is_gone(chat: Chat) -> None:
    enter(chat)
    call(chat)
    chat.clock.move_to(at("2026-11-02T21:00:00"))
    chat.press(INTEREST, BEN)
    chat.press(action("call.disinterest", call=1), BEN)
    chat.pass_time(timedelta(days=1))

    assert chat.direct(CLARA) == []


def test_all_coordinators_hear_of_it_when_its_author_is_none_any_more(sqlite: Database) -> None:
    other = replace(CLARA, id="p7", first_name="Anna", email="")
    chat = Chat(sqlite, (*PEOPLE, other))
    enter(chat)
    call(chat)
    with chat.database.transaction() as store:
        people = (replace(CLARA, role=BEN.role), *PEOPLE[1:], other)
        store.directory.save(replace(DIRECTORY, people=people), NOW.date())
    chat.press(INTEREST, BEN)
    chat.pass_time(timedelta(days=1))

    assert [titles(chat.direct(one)) for one in (CLARA, other)] == [[], ["Ben Mayr is interested: A speaker"]]


def test_a_call_is_open_until_the_end_of_its_day_in_the_zone_of_the_network(chat: Chat) -> None:
    enter(chat)
    call(chat)
    chat.clock.move_to(at("2026-12-01T22:59:59"))
    assert said(chat.press(INTEREST, BEN)) == NOTED.format(title="A speaker").plain(ENGLISH)
    chat.clock.move_to(at("2026-12-01T23:00:00"))
    assert said(chat.press(INTEREST, EVA)) == refused(CallOver)


def test_its_author_is_reminded_of_a_deadline_and_told_when_it_is_over(chat_on_both: Chat) -> None:
    chat = chat_on_both
    enter(chat)
    call(chat)
    for day in ("2026-11-23", "2026-11-24", "2026-11-26", "2026-12-02", "2026-12-04"):
        chat.pass_time(at(f"{day}T12:00:00"))

    assert titles(chat.direct(CLARA)) == ["One week left: A speaker", "The deadline is over: A speaker"]


def test_a_call_that_is_announced_has_its_button_there_until_it_is_over(chat_on_both: Chat) -> None:
    chat = chat_on_both
    enter(chat)
    call(chat)
    _, control = shown(chat.fill(asked(chat.press(action("announcement.of_call", call=1), CLARA)), CLARA))
    chat.click(control, POST, CLARA)
    chat.deliver()
    [post] = chat.public()
    assert said(chat.click(post, INTERESTED, EVA)) == NOTED.format(title="A speaker").plain(ENGLISH)

    changed = only(chat.fill(asked(chat.press(action("call.edit", call=1), CLARA)), CLARA, day="2026-12-03"))
    chat.deliver()
    assert "Deadline: Thu, 3 Dec 2026" in words(chat.public()[0])
    assert "Deadline: Thu, 3 Dec 2026" in words(changed)

    chat.press(action("call.close", call=1), CLARA)
    chat.deliver()
    [post] = chat.public()
    assert words(post).endswith("This call is over.")
    assert [part for part in post.parts if isinstance(part, Button)] == []
    assert said(chat.press(INTEREST, BEN)) == refused(CallOver)


def test_a_committee_that_has_ended_leaves_the_list_but_can_be_read(chat: Chat) -> None:
    enter(chat)
    chat.fill(asked(chat.press(action("committee.edit", committee=1), CLARA)), CLARA, closed=True)

    assert said(chat.type("/jrg committees", BEN)) == "Committees\nNo committee has been entered yet."
    assert "This committee has ended its work." in said(chat.type("/jrg committees consent", BEN))
