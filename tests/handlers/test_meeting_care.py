"""What must not be lost or said wrongly when things happen in an unlucky order."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.meetings import Answer
from handlers.meetings.seats import LEAVE, TAKE
from handlers.meetings.show import PREVIEW
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked, said, words
from tests.planning import answer, draft, edit, plan

CHANGED = "Somebody has changed this meeting meanwhile, and I have saved nothing. Open the form again."


def last(chat: Chat, person=ADA) -> str:
    return words(chat.direct(person)[-1])


def test_after_a_move_another_change_tells_only_those_whom_it_touches(chat: Chat) -> None:
    plan(chat)
    for person, chosen in ((ADA, Answer.ONLINE), (BEN, Answer.NO), (EVA, Answer.ONSITE)):
        answer(chat, person, chosen)
    edit(chat, day="2026-12-10")
    before = [len(chat.direct(person)) for person in (ADA, BEN, EVA)]

    edit(chat, place="Halle")

    assert [len(chat.direct(person)) for person in (ADA, BEN, EVA)] == [before[0], before[1], before[2] + 1]
    assert "no longer takes place" not in last(chat, EVA)


def test_a_date_and_a_mode_that_change_together_ask_how_one_comes(chat: Chat) -> None:
    plan(chat)
    answer(chat, EVA, Answer.ONSITE)

    edit(chat, day="2026-12-10", mode="online")

    assert "So findet das Treffen nicht mehr statt" in words(chat.direct(EVA)[-1], chat.context.reader(EVA))


def test_who_takes_a_seat_and_then_says_no_thanks_gives_it_back(chat: Chat) -> None:
    plan(chat, onsite_seats="1")
    for person in (ADA, BEN):
        answer(chat, person, Answer.ONSITE)
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    [offer] = chat.direct(BEN)

    chat.click(offer, TAKE, BEN)
    chat.click(offer, LEAVE, BEN)

    assert "0 on site" in said(chat.type("/jrg meeting 1", ADA))


def test_a_form_that_was_opened_before_a_change_overwrites_nothing(chat: Chat) -> None:
    plan(chat)
    old = asked(chat.type("/jrg meeting edit", CLARA))
    chat.clock.move_to(NOW + timedelta(seconds=1))
    edit(chat, day="2026-12-10")

    assert said(chat.fill(old, CLARA, title="Another title")) == CHANGED
    assert "Thu, 10 Dec 2026" in said(chat.type("/jrg meeting 1"))


def test_an_offer_does_not_outlive_a_meeting_that_moves_near(chat: Chat) -> None:
    plan(chat, onsite_seats="1")
    for person in (ADA, BEN, EVA):
        answer(chat, person, Answer.ONSITE)
    answer(chat, ADA, Answer.NO)

    edit(chat, day="2026-11-02", time="20:00")

    with chat.database.reading() as store:
        assert {place.state.value for place in store.seats.whole(1).places if place.person != ADA.id} == {"called"}


def test_who_leaves_the_network_leaves_the_seat_to_the_next(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat, onsite_seats="1")
    for person in (BEN, ADA):
        answer(chat, person, Answer.ONSITE)
    with chat.database.transaction() as store:
        left = replace(
            chat.context.roster.now().directory,
            people=tuple(
                replace(person, left=NOW.date()) if person.id == BEN.id else person
                for person in chat.context.roster.now().directory.people
            ),
        )
        store.directory.save(left, NOW.date())

    chat.dispatcher.tick("keep house")
    chat.deliver()

    assert "A seat for you" in last(chat, ADA)


def test_a_declined_offer_answers_the_latest_question(chat: Chat) -> None:
    plan(chat, onsite_seats="1")
    for person in (ADA, BEN):
        answer(chat, person, Answer.ONSITE)
    edit(chat, day="2026-12-10")
    answer(chat, BEN, Answer.ONSITE)
    answer(chat, ADA, Answer.NO)
    chat.deliver()

    chat.click(chat.direct(BEN)[-1], LEAVE, BEN)

    with chat.database.reading() as store:
        assert BEN.id in store.seats.answered(1, 2)


def test_a_mode_that_opens_without_a_limit_is_named(chat: Chat) -> None:
    plan(chat, onsite_seats="2")
    edit(chat, mode="online")

    assert "There is no limit of seats for: on site." in said(edit(chat, mode="hybrid"))


def test_a_deadline_that_would_be_over_moves_to_the_day_of_the_meeting(chat: Chat) -> None:
    plan(chat, deadline="2026-11-20")
    chat.clock.move_to(NOW + timedelta(days=10))
    edit(chat, day="2026-11-16")

    assert "Answer by: Mon, 16 Nov 2026" in said(chat.type("/jrg meeting 1"))


def test_a_draft_is_found_again_and_announced(chat: Chat) -> None:
    draft(chat)

    [shown] = chat.type("/jrg meeting 1", CLARA)

    assert "It is not announced yet" in said([shown])
    assert said(chat.click(shown.message, PREVIEW, CLARA)).startswith("Draft: Winter meeting")
