"""Breakout rooms as a conversation: assigned, looked at, published, and what changes afterwards."""

import threading
from datetime import timedelta

from bot.chat.ui import action
from bot.domain.meetings import Answer
from handlers.breakouts.preview import SHUFFLE
from handlers.breakouts.texts import PUBLISH
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, GERMAN, Chat, button, said, words
from tests.planning import answer, cancel, edit
from tests.roomplanning import ask_for_wishes, assign, meeting_with, plan_rooms, publish, shown
from tests.roomplanning import wish as wish_for

DAY = timedelta(days=1)


def test_a_plan_is_previewed_by_coordinators_alone_and_shuffled(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    before = len(chat.public())

    preview = assign(chat)
    again = shown(chat.click(preview, SHUFFLE, CLARA))
    chat.deliver()

    assert words(preview).startswith("Plan of the rooms: Winter meeting\nOnly coordinators see this")
    assert words(again).startswith("Plan of the rooms")
    assert len(chat.public()) == before
    assert said(chat.type("/jrg breakouts", ADA)).startswith("Breakout rooms: Winter meeting\nWishes until")


def test_the_same_people_and_seed_give_the_same_plan(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)
    assign(chat)
    first = _draft(chat)
    assign(chat)

    assert _draft(chat) == first


def test_a_preview_that_is_out_of_date_is_not_published(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)
    stale = assign(chat)
    assign(chat)

    assert said(chat.click(stale, PUBLISH, CLARA)).startswith("Something has changed since you looked")
    assert _public(chat) == {}


def test_publishing_posts_a_card_a_room_and_tells_everybody_once(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    wish_for(chat, EVA, 1)
    preview = assign(chat)
    before = len(chat.public())

    replies = chat.click(preview, PUBLISH, CLARA)
    again = chat.click(preview, PUBLISH, CLARA)
    chat.deliver()

    assert said(replies) == "The rooms of Winter meeting are published; 4 people get a message with their rooms."
    assert said(again) == "The rooms of Winter meeting are published already."
    assert [words(card).splitlines()[0] for card in chat.public()[before:]] == [
        "Data sharing · Winter meeting",
        "Careers · Winter meeting",
    ]
    told = {person.id: [m for m in chat.direct(person) if words(m).startswith("Your rooms")] for person in (ADA, BEN)}
    assert {who: len(messages) for who, messages in told.items()} == {ADA.id: 1, BEN.id: 1}
    [mine] = [words(m, GERMAN) for m in chat.direct(EVA) if words(m, GERMAN).startswith("Deine Räume")]
    assert mine == words(shown(chat.type("/jrg räume", EVA)), GERMAN)
    assert "Es ist deine erste Wahl." in mine


def test_nobody_is_seated_where_it_cannot_be(chat: Chat) -> None:
    meeting_with(chat)

    shown_plan = words(plan_rooms(chat, rooms="Data; 1-2; online\nCareers; 1-2"))
    refused = words(shown(chat.press(action("breakouts.assign", meeting=1), CLARA)))

    assert "3 people are online, the rooms that can be joined online hold 2. Make another room online." in shown_plan
    assert refused == (
        "Nobody can be given a room like this\n"
        "3 people are online, the rooms that can be joined online hold 2. Make another room online."
    )


def test_somebody_who_facilitates_online_needs_a_room_online(chat: Chat) -> None:
    meeting_with(chat)

    shown_plan = words(plan_rooms(chat, rooms="Data; 1-4; online\nCareers; 1-4; Ada Müller"))

    assert "Ada Müller is online and bound to “Careers”, which cannot be joined online." in shown_plan


def test_a_cancelled_meeting_has_no_rooms_any_more(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    publish(chat)
    cancel(chat, "Storm")

    titles = [words(card).splitlines()[0] for card in chat.public()]
    assert titles == ["Cancelled: Winter meeting"] * 4
    for press in ("breakouts.assign", "breakouts.plan", "breakouts.wish", "breakouts.late"):
        assert "has been cancelled" in said(chat.press(action(press, meeting=1), CLARA))
    assert words(shown(chat.type("/jrg breakouts 1", ADA))).startswith("Cancelled: Winter meeting")


def test_a_moved_date_moves_the_deadline_and_asks_anew_who_comes(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    edit(chat, day="2026-12-10")

    assert "Wishes until: Tue, 8 Dec 2026, 14:00 CET" in words(_card(chat))
    assert "Who comes: 0 people" in words(shown(chat.type("/jrg breakouts plan 1", CLARA)))


def test_who_says_no_after_the_plan_is_out_leaves_their_room(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)
    publish(chat)
    answer(chat, BEN, Answer.NO)
    chat.deliver()

    assert not any(BEN.name in words(card) for card in chat.public())
    assert said(chat.type("/jrg breakouts", BEN)).startswith("The rooms are published, and you have none")


def test_a_plan_made_before_somebody_answered_says_so(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN))
    plan_rooms(chat)
    assign(chat)
    answer(chat, EVA, Answer.ONLINE)

    preview = words(shown(chat.press(action("breakouts.preview", meeting=1), CLARA)))

    assert "This plan is out of date: Eva Groß comes. Assign again to take it in." in preview


def test_without_a_plan_there_is_nothing_to_publish(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)

    assert said(chat.type("/jrg breakouts publish", CLARA)).startswith("Nobody has been given a room yet")


def _card(chat: Chat):
    [card] = [m for m in chat.public() if words(m).startswith("Breakout rooms:")]
    return card


def test_what_is_forced_is_said_with_what_would_help(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat, rooms="Data; 1-3; online\nCareers; 1-3")

    preview = words(assign(chat))

    assert "Meetings of two who have met here already: 3 · at least 3 · by chance" in preview
    assert "Repeated meetings that cannot be avoided: 3, with 3 people online in one room online." in preview
    assert "With one room more online, 0 would remain." in preview


def test_two_who_publish_at_once_do_it_once(database: Database) -> None:
    chat = Chat(database)
    meeting_with(chat)
    plan_rooms(chat)
    press = button(assign(chat), PUBLISH).action
    said_to = list[str]()
    threads = [threading.Thread(target=lambda: said_to.append(said(chat.press(press, CLARA)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chat.deliver()

    assert sorted(each.partition(";")[0] for each in said_to) == [
        "The rooms of Winter meeting are published",
        *["The rooms of Winter meeting are published already."] * 3,
    ]
    assert sum(words(message).startswith("Your rooms") for message in chat.direct(ADA)) == 1


def _draft(chat: Chat):
    with chat.database.reading() as store:
        return store.breakouts.seats(1, public=False)


def _public(chat: Chat):
    with chat.database.reading() as store:
        return store.breakouts.seats(1, public=True)
