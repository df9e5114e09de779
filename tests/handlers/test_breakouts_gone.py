"""Breakout rooms where hardly anybody comes, where rooms are too small, and after somebody has left the network."""

from dataclasses import replace

from bot.chat.replies import Reject
from bot.chat.ui import Message, action
from bot.domain.breakouts.session import Presence
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.breakouts.ongoing import SETTLE
from tests.conversation import ADA, BEN, CLARA, EVA, GERMAN, NOW, Chat, asked, said, words
from tests.planning import answer, plan
from tests.roomplanning import ROOMS, ask_for_wishes, assign, meeting_with, plan_rooms, publish, shown, wish


def leave(chat: Chat, person: Person) -> None:
    """Somebody leaves the network, and the bot has not kept house since."""
    with chat.database.transaction() as store:
        store.directory.edit(replace(store.directory.person(person.id), left=NOW.date()))


def seated(chat: Chat) -> dict[int, set[str]]:
    with chat.database.reading() as store:
        return {number: {*places} for number, places in store.breakouts.seats(1, public=True).items()}


def late(chat: Chat) -> Message:
    return shown(chat.type("/jrg breakouts late 1", CLARA))


def room(chat: Chat, number: int) -> str:
    """A room's post as it is drawn now."""
    message, _ = chat.views.show("card", action("breakouts.room", room=number))
    assert isinstance(message, Message)
    return words(message)


def test_without_answers_there_is_nobody_to_seat(chat: Chat) -> None:
    plan(chat)
    plan_rooms(chat)

    refused = shown(chat.press(action("breakouts.assign", meeting=1), CLARA))

    assert words(refused) == (
        "Nobody can be given a room like this\nNobody has said yet that they come, so there is nobody to seat."
    )
    assert words(refused, GERMAN) == (
        "So lässt sich niemand verteilen\nNoch hat niemand zugesagt, also gibt es niemanden zu verteilen."
    )


def test_one_person_does_not_fill_two_rooms_and_has_one_for_themselves(chat: Chat) -> None:
    plan(chat)
    answer(chat, ADA, Answer.ONLINE)
    overview = plan_rooms(chat)
    refused = "Die Räume wollen mindestens 2 Personen; Zusagen: 1. Streiche einen Raum oder senke eine Mindestgröße."
    assert refused in words(overview, GERMAN)

    plan_rooms(chat, rooms="Data; 1-1; online")
    publish(chat)

    mine = shown(chat.type("/jrg breakouts", ADA))
    assert seated(chat) == {1: {ADA.id}, 2: {ADA.id}}
    assert "Round 1: Data\nNobody else is there yet." in words(mine)
    assert "Noch ist niemand sonst da." in words(mine, GERMAN)
    assert "Data · one person · can be joined online" in words(shown(chat.type("/jrg breakouts plan 1", CLARA)))


def test_rooms_that_are_too_small_are_all_named_with_what_would_help(chat: Chat) -> None:
    meeting_with(chat)
    apart = "Ada Müller + Ben Mayr + Eva Groß"

    overview = words(plan_rooms(chat, rooms="Data; 1-1; online\nCareers; 1-1", apart=apart))

    assert overview.splitlines()[-3:] == [
        "4 people come, the rooms hold 2. Add a room, or more seats.",
        "3 people are online, the rooms that can be joined online hold 1. Make another room online.",
        "Ada Müller, Ben Mayr and Eva Groß are all to be kept apart from each other: 3 people, 2 rooms. Let two of "
        "them share a room, or add one.",
    ]


def test_nobody_has_to_wish(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat)
    publish(chat)

    assert seated(chat) == {number: {ADA.id, BEN.id, CLARA.id, EVA.id} for number in (1, 2)}
    assert "You had no wishes, so you meet as many new people as possible." in words(
        shown(chat.type("/jrg breakouts", BEN))
    )


def test_who_has_left_the_network_gets_no_room(chat: Chat) -> None:
    meeting_with(chat)
    ask_for_wishes(chat, together="Eva Groß + Ben Mayr")
    wish(chat, EVA, 1)
    leave(chat, EVA)

    preview = assign(chat)
    publish(chat)

    assert "Eva" not in words(preview)
    assert seated(chat) == {number: {ADA.id, BEN.id, CLARA.id} for number in (1, 2)}
    assert [words(each) for each in chat.direct(EVA) if words(each).startswith("Your rooms")] == []


def test_who_leaves_the_network_after_publishing_leaves_their_room_and_nobody_else_moves(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)
    publish(chat)
    before = seated(chat)
    leave(chat, EVA)

    assert "Have a room and do not come (1): Eva Groß" in words(late(chat))
    chat.click(late(chat), SETTLE, CLARA)

    assert seated(chat) == {number: people - {EVA.id} for number, people in before.items()}
    assert all("Eva" not in room(chat, number) for number in (1, 2))


def test_who_has_left_the_network_cannot_be_seated(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN))
    plan_rooms(chat)
    publish(chat)
    leave(chat, EVA)
    form = asked(chat.press(action("breakouts.join", meeting=1), CLARA))

    for written in ("Eva Groß", EVA.id):
        [refused] = chat.fill(form, CLARA, person=written, way="online")
        assert isinstance(refused, Reject)
    assert seated(chat) == {number: {ADA.id, BEN.id, CLARA.id} for number in (1, 2)}


def test_who_joined_without_an_answer_and_left_the_network_is_not_counted(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN))
    plan_rooms(chat)
    publish(chat)
    with chat.database.transaction() as store:
        store.breakouts.saw(1, Presence(EVA.id, 1, None, True))
    assert "Come and have no room (1): Eva Groß" in words(late(chat))

    leave(chat, EVA)

    assert "Everybody who comes has a room." in words(late(chat))


def test_who_facilitated_and_left_the_network_is_not_announced(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat, rooms=ROOMS)
    publish(chat)
    assert "Facilitator: Ada Müller" in room(chat, 1)

    leave(chat, ADA)

    assert "Ada" not in room(chat, 1)
    assert "Ada Müller facilitates." not in said(chat.type("/jrg breakouts", BEN))
