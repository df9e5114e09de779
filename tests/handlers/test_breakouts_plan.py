"""Breakout rooms are planned with one form and wished for with another."""

from datetime import timedelta

from bot.chat.replies import Reject
from bot.chat.ui import action
from bot.domain.breakouts.session import NoBreakouts
from bot.domain.meetings import Answer
from handlers.breakouts import form, wish
from handlers.breakouts.texts import REFUSALS, WISH
from tests.conversation import ADA, BEN, CLARA, EVA, GERMAN, NOW, Chat, asked, said, words
from tests.planning import answer
from tests.roomplanning import ask_for_wishes, form_of, meeting_with, plan_rooms, shown
from tests.roomplanning import wish as wish_for

DAY = timedelta(days=1)


def test_rooms_are_proposed_from_those_who_come(chat: Chat) -> None:
    meeting_with(chat)

    values = {entry.name: entry.value for entry in form_of(chat).inputs}

    assert values["rooms"] == "Room 1; 1-3; online\nRoom 2; 1-3; online"
    assert (values["rounds"], values["profile"]) == ("3", "balanced")


def test_only_coordinators_know_of_a_plan_until_wishes_are_asked_for(chat: Chat) -> None:
    meeting_with(chat)
    before = len(chat.public())
    plan_rooms(chat)
    chat.deliver()

    assert len(chat.public()) == before
    assert "No breakout rooms are planned" in said(chat.type("/jrg breakouts", ADA))
    assert said(chat.press(action("breakouts.wish", meeting=1), ADA)) == REFUSALS[NoBreakouts].en


def test_what_cannot_be_understood_stands_beside_its_line(chat: Chat) -> None:
    meeting_with(chat)
    asked_for = form_of(chat)

    replies = chat.fill(
        asked_for,
        CLARA,
        rooms="Data; 3-9\n\nData; 2\n",
        together="Ada Müller + Xanthippe",
        apart="Ada Müller",
        rounds="0",
    )

    assert replies == [
        Reject(
            {
                "rounds": form.TOO_MANY_ROUNDS.format(most=9),
                "rooms": form.WRONG["twice"].format(n=3, part="Data"),
                "together": form.WRONG["person"].format(n=1, part="Xanthippe"),
                "apart": form.WRONG["pair"].format(n=1),
            }
        )
    ]


def test_two_who_are_kept_together_cannot_be_kept_apart(chat: Chat) -> None:
    meeting_with(chat)
    pair = form.PAIR.format(one=ADA.name, other=BEN.name)

    replies = chat.fill(form_of(chat), CLARA, together="Ben Mayr + Ada Müller", apart="Ada Müller; Ben Mayr")

    assert replies == [Reject({"apart": form.BOTH.format(pair=pair)})]


def test_a_room_keeps_its_wishes_while_its_topic_stands(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    wish_for(chat, ADA, 2, 1)

    chat.fill(form_of(chat), CLARA, rooms="Careers; 1-9; online\nMethods; 1-9")

    assert "Your wishes: Careers" in said(chat.type("/jrg breakouts", ADA)).splitlines()


def test_two_coordinators_at_once_do_not_undo_each_other(chat: Chat) -> None:
    meeting_with(chat)
    first, second = form_of(chat), form_of(chat)
    chat.fill(first, CLARA, rooms="Data; 1-9; online")

    refused = said(chat.fill(second, CLARA, rooms="Careers; 1-9; online"))

    assert refused.startswith("Something has changed since you looked, and I have done nothing.")
    assert "Data" in words(shown(chat.type("/jrg breakouts plan", CLARA)))


def test_wishes_are_taken_until_the_deadline_and_kept_in_order(chat: Chat) -> None:
    meeting_with(chat)
    card = ask_for_wishes(chat)

    asked_for = asked(chat.click(card, WISH, EVA))
    assert chat.fill(asked_for, EVA, wish1="2", wish2="2") == [Reject({"wish2": wish.TWICE})]
    assert chat.fill(asked_for, EVA, wish1="77") == [Reject({"wish1": wish.GONE})]
    assert said(chat.fill(asked_for, EVA, wish1="2", wish3="1"), GERMAN).startswith(
        "Notiert für Winter meeting: Careers und Data sharing."
    )
    chat.deliver()
    assert "Wishes so far: from one person" in words(_card(chat))
    chat.clock.move_to(NOW + 30 * DAY)
    for late in (chat.fill(asked_for, EVA, wish1="1"), chat.press(action("breakouts.wish", meeting=1), ADA)):
        assert said(late).startswith("Wishes for breakout rooms are not taken now.")


def test_who_does_not_come_does_not_wish(chat: Chat) -> None:
    meeting_with(chat, online=(ADA,))
    ask_for_wishes(chat)
    answer(chat, EVA, Answer.NO)

    for person in (BEN, EVA):
        assert said(chat.press(action("breakouts.wish", meeting=1), person)).startswith("Tell me first")


def test_those_who_have_not_wished_are_reminded_once(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    wish_for(chat, ADA, 1)
    before = {person.id: len(chat.direct(person)) for person in (ADA, BEN, EVA)}

    for hours in range(0, 60, 6):
        chat.pass_time(NOW + 27 * DAY + timedelta(hours=hours))

    reminders = {
        person.id: sum("have not wished" in words(m) for m in chat.direct(person)[before[person.id] :])
        for person in (ADA, BEN)
    }
    german = sum("noch kein Thema gewünscht" in words(m, GERMAN) for m in chat.direct(EVA))
    assert (reminders, german) == ({ADA.id: 0, BEN.id: 1}, 1)


def test_whoever_planned_the_rooms_hears_once_that_the_wishes_are_in(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    wish_for(chat, ADA, 1)
    for hours in range(0, 60, 6):
        chat.pass_time(NOW + 27 * DAY + timedelta(hours=hours))

    told = [words(message) for message in chat.direct(CLARA)]

    assert sum("The time for wishes is over: 1 of 4 who come" in each for each in told) == 1
    assert "Wishes were taken until: Tue, 1 Dec 2026, 14:00 CET" in words(_card(chat))


def _card(chat: Chat):
    [card] = [m for m in chat.public() if words(m).startswith("Breakout rooms:")]
    return card
