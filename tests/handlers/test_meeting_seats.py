"""Seats, waiting lists and offers, notes and answers for others, as conversations."""

from datetime import timedelta

import pytest

from bot.chat.replies import Reject
from bot.chat.ui import Message, action
from bot.domain.meetings import Answer
from handlers.meetings.seats import LEAVE, TAKE
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, GERMAN, NOW, Chat, asked, said, words
from tests.planning import answer, details, draft, edit, plan

LINK = "https://meet.example.org/winter"
NO_MEETING = "There is no such meeting. /jrg meetings shows those that are coming."


def full(chat: Chat) -> Message:
    """One seat on site, which Ada has; Ben and Eva wait in this order."""
    card = plan(chat, onsite_seats="1", link=LINK)
    for person in (ADA, BEN, EVA):
        answer(chat, person, Answer.ONSITE)
    chat.deliver()
    return card


def offered(chat: Chat) -> Message:
    """The offer that Ben gets when Ada gives her seat back."""
    full(chat)
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    [offer] = chat.direct(BEN)
    return offer


def titles(chat: Chat, person=BEN) -> list[str]:
    return [words(message).splitlines()[0] for message in chat.direct(person)]


def standing(chat: Chat, person, reader=ENGLISH) -> str:
    label = {"en": "Your answer: ", "de": "Deine Antwort: "}[reader.language]
    lines = said(chat.type("/jrg meeting 1", person), reader).splitlines()
    return next(line.removeprefix(label) for line in lines if line.startswith(label))


def test_a_full_room_makes_people_wait_and_tells_their_position(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat, onsite_seats="1")
    replies = [said(answer(chat, person, Answer.ONSITE)) for person in (ADA, BEN)]
    answer(chat, EVA, Answer.ONSITE)
    chat.deliver()

    assert replies == [
        "Noted for Winter meeting: on site. You can change it any time.",
        "All seats are taken at Winter meeting for: on site. You are number 1 on the waiting list; I write to you as "
        "soon as a seat is free.",
    ]
    assert standing(chat, EVA, GERMAN) == "vor Ort, Nummer 2 auf der Warteliste"
    assert "Seats: on site: all 1 taken, 2 waiting" in words(chat.public()[0])


def test_an_offered_seat_is_taken_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    offer = offered(chat)

    first, again = (said(chat.click(offer, TAKE, BEN)) for _ in range(2))
    chat.deliver()

    assert (
        first == again == f"The seat at Winter meeting is yours: on site. You can give it back any time.\nLink: {LINK}"
    )
    assert (titles(chat), titles(chat, EVA)) == (["A seat for you: Winter meeting"], [])
    assert standing(chat, BEN) == "on site"


def test_an_offered_seat_that_is_left_goes_to_the_next(chat_on_both: Chat) -> None:
    chat = chat_on_both
    offer = offered(chat)

    for _ in range(2):
        chat.click(offer, LEAVE, BEN)
        chat.deliver()

    assert titles(chat, EVA) == ["A seat for you: Winter meeting"]
    assert standing(chat, BEN) == "no"


def test_an_offer_that_runs_out_goes_to_the_next_and_its_button_takes_nothing(chat_on_both: Chat) -> None:
    chat = chat_on_both
    offer = offered(chat)

    chat.pass_time(timedelta(hours=24))

    assert titles(chat) == ["A seat for you: Winter meeting", "The offer has run out: Winter meeting"]
    assert titles(chat, EVA) == ["A seat for you: Winter meeting"]
    assert said(chat.click(offer, TAKE, BEN)).startswith("No seat is kept for you at Winter meeting any more.")


def test_on_the_last_day_all_are_called_and_the_first_click_has_the_seat(chat_on_both: Chat) -> None:
    chat = chat_on_both
    full(chat)
    chat.clock.move_to(NOW + timedelta(days=31))
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    [mine], [other] = chat.direct(BEN), chat.direct(EVA)

    taken, late = chat.click(other, TAKE, EVA), chat.click(mine, TAKE, BEN)

    assert said(taken, GERMAN).startswith("Der Platz bei Winter meeting gehört dir: vor Ort.")
    assert said(late).startswith("No seat is kept for you at Winter meeting any more.")


def test_more_seats_are_given_at_once_and_told_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    full(chat)

    for _ in range(2):
        details(chat, onsite_seats="3")

    assert [len(chat.direct(person)) for person in (ADA, BEN, EVA)] == [0, 1, 1]


def test_guests_take_seats(chat: Chat) -> None:
    plan(chat, onsite_seats="3")
    answer(chat, ADA, Answer.ONSITE, guests=1)
    chat.deliver()

    assert standing(chat, ADA) == "on site with one guest"
    assert "Seats: on site: 1 of 3 free" in words(chat.public()[0])
    assert said(answer(chat, BEN, Answer.ONSITE, guests=1)).startswith("All seats are taken")


def test_who_clicks_the_same_answer_again_keeps_guests_and_place(chat: Chat) -> None:
    card = plan(chat, onsite_seats="3")
    answer(chat, ADA, Answer.ONSITE, guests=2)
    button = action("meeting.answer", meeting=1, answer=Answer.ONSITE)

    replies = [said(chat.press(button, ADA)) for _ in range(2)]

    assert card.title is not None
    assert replies == ["Noted for Winter meeting: on site with 2 guests. You can change it any time."] * 2


def test_an_answer_after_the_deadline_is_taken_and_marked_as_late(chat: Chat) -> None:
    plan(chat, deadline="2026-11-10")
    answer(chat, BEN, Answer.ONLINE)
    chat.clock.move_to(NOW + timedelta(days=10))

    late = said(answer(chat, ADA, Answer.ONLINE))

    assert "The deadline was Tue, 10 Nov 2026, so the coordinators see that this came late." in late
    assert "online (2): Ben Mayr and Ada Müller (late)" in said(chat.type("/jrg meeting answers", CLARA))


def test_the_link_is_for_those_with_a_seat_and_never_public(chat: Chat) -> None:
    full(chat)
    chat.pass_time(timedelta(days=25))  # the reminder in the channel

    shown = [said(chat.type("/jrg meeting 1", person)) for person in (ADA, BEN)]

    assert [LINK in each for each in shown] == [True, False]
    assert len(chat.public()) == 2
    assert [LINK in words(each) for each in chat.public()] == [False, False]


def test_what_a_coordinator_enters_is_recorded_as_such_and_told(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat)
    form = asked(chat.type("/jrg meeting enter", CLARA))

    chat.fill(form, CLARA, person="Ben Mayr", answer="onsite", guests="1")
    chat.deliver()

    assert titles(chat) == ["Entered for you: Winter meeting"]
    answers = said(chat.type("/jrg meeting answers", CLARA))
    assert "on site (1): Ben Mayr (+1 and entered by Clara Ordnung)" in answers


@pytest.mark.parametrize("wish", ["NLP", "coordinator", "Leipzig"])
def test_nobody_is_entered_by_a_topic_a_role_or_a_site(chat: Chat, wish: str) -> None:
    plan(chat)

    [refused] = chat.fill(asked(chat.type("/jrg meeting enter", CLARA)), CLARA, person=wish, answer="onsite")

    assert isinstance(refused, Reject)
    assert list(refused.errors) == ["person"]


def test_a_button_for_a_mode_that_is_gone_takes_no_seat(chat: Chat) -> None:
    plan(chat)
    edit(chat, mode="online")

    assert said(answer(chat, ADA, Answer.ONSITE)) == (
        "This meeting does not take place in this way. Choose another answer."
    )
    assert standing(chat, ADA) == "none yet"


@pytest.mark.parametrize(
    "pressed",
    [
        action("meeting.answer", meeting=1, answer=Answer.ONLINE),
        action("meeting.reply", meeting=1),
        action("seat.take", meeting=1),
        action("seat.leave", meeting=1),
    ],
)
def test_members_reach_no_draft_by_a_button(chat: Chat, pressed: str) -> None:
    draft(chat)

    assert said(chat.press(pressed, ADA)) == NO_MEETING


@pytest.mark.parametrize("typed", ["meeting 1", "treffen 1", "meeting", "rsvp online", "rsvp online 1"])
def test_members_reach_no_draft_by_a_command(chat: Chat, typed: str) -> None:
    draft(chat)

    assert said(chat.type(f"/jrg {typed}", ADA)) == NO_MEETING
    assert "Winter meeting" not in said(chat.type("/jrg meetings", ADA))
    assert "Winter meeting" not in said(chat.type("/jrg", ADA))
