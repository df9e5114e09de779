"""Late comers and no-shows: nobody else is moved, the round that runs stands, what happened is remembered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.replies import Reject
from bot.chat.ui import action
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.breakouts.improve import DO
from handlers.breakouts.join import FULL
from handlers.breakouts.ongoing import SETTLE
from handlers.breakouts.texts import PUBLISH
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, PEOPLE, Chat, asked, said, words
from tests.planning import answer
from tests.roomplanning import ask_for_wishes, assign, meeting_with, plan_rooms, publish, shown, wish

FRIEDA, GREGOR = Person("p5", "Frieda", "Ost", group="CDX"), Person("p6", "Gregor", "West", group="FEDORIS")
MORE = tuple(
    Person(f"q{number}", f"Name{number}", f"Nach{number}", group=("CDX", "FEDORIS")[number % 2]) for number in range(8)
)
BEGIN = NOW + timedelta(days=31, hours=4)


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, (*PEOPLE, FRIEDA, GREGOR, *MORE))


def published(chat: Chat, people: Sequence[Person] = (ADA, BEN, CLARA, EVA, FRIEDA), rounds: str = "3") -> None:
    meeting_with(chat, online=people, onsite=())
    plan_rooms(chat, rooms="Data; 1-4; online\nCareers; 1-4; online", rounds=rounds)
    publish(chat)
    chat.clock.move_to(BEGIN)


def rounds(chat: Chat, meeting: int = 1) -> dict[int, dict[str, int]]:
    with chat.database.reading() as store:
        return {number: dict(places) for number, places in store.breakouts.seats(meeting, public=True).items()}


def join(chat: Chat, name: str, way: str = "online"):
    return chat.fill(asked(chat.press(action("breakouts.join", meeting=1), CLARA)), CLARA, person=name, way=way)


def missing(chat: Chat, person: Person):
    return chat.press(action("breakouts.missing", meeting=1, choice=person.id), CLARA)


def begin(chat: Chat, number: int):
    shown_now = shown(chat.type("/jrg breakouts late 1", CLARA))
    [found] = [p for p in shown_now.parts if f"number={number}&" in getattr(p, "action", "")]
    return chat.press(found.action, CLARA)


def test_somebody_who_comes_late_moves_nobody(chat: Chat) -> None:
    published(chat)
    before = rounds(chat)

    said_now = words(shown(join(chat, "Gregor West")))
    chat.deliver()

    after = rounds(chat)
    assert said_now.startswith("Late comers: Winter meeting\nGregor West has a seat from Round 1 on.")
    assert {n: {who: at for who, at in places.items() if who != GREGOR.id} for n, places in after.items()} == before
    assert all(GREGOR.id in places for places in after.values())
    assert [words(m).splitlines()[0] for m in chat.direct(GREGOR)] == ["Your rooms: Winter meeting"]
    assert len([m for m in chat.direct(ADA) if words(m).startswith("Your rooms")]) == 1


def test_a_late_comer_without_a_free_seat_is_named_with_a_proposal(chat: Chat) -> None:
    published(chat, people=(ADA, BEN, CLARA, EVA, FRIEDA, *MORE[:3]))
    before = rounds(chat)

    assert join(chat, "Gregor West") == [Reject({"person": FULL.format(command="/jrg")})]
    assert rounds(chat) == before


def test_who_is_not_there_leaves_and_is_remembered_as_absent(chat: Chat) -> None:
    published(chat)
    before = rounds(chat)

    said_now = words(shown(missing(chat, BEN)))
    again = words(shown(missing(chat, BEN)))
    chat.deliver()

    assert said_now.splitlines()[1] == again.splitlines()[1]
    assert said_now.splitlines()[1] == "Ben Mayr is not there from Round 1 on. Nobody else gets another room."
    others = {n: {w: at for w, at in places.items() if w != BEN.id} for n, places in before.items()}
    assert {n: {w: at for w, at in places.items() if w != BEN.id} for n, places in rounds(chat).items()} == others
    assert not any(BEN.name in words(card) for card in chat.public())
    with chat.database.reading() as store:
        assert store.attendance.of(1) == {BEN.id: False}


def test_who_leaves_after_the_first_round_was_there(chat: Chat) -> None:
    published(chat)
    begin(chat, 1)
    begin(chat, 2)

    missing(chat, BEN)
    chat.deliver()

    cards = [words(card) for card in chat.public()]
    assert sum(line.startswith("Round 1") and BEN.name in line for card in cards for line in card.splitlines()) == 1
    assert not any(
        line.startswith(("Round 2", "Round 3")) and BEN.name in line for card in cards for line in card.splitlines()
    )
    with chat.database.reading() as store:
        assert store.attendance.of(1) == {}


def test_who_was_missed_too_early_comes_back(chat: Chat) -> None:
    published(chat)
    missing(chat, BEN)

    said_now = words(shown(join(chat, "Ben Mayr")))

    assert "Ben Mayr has a seat from Round 1 on" in said_now
    assert "Everybody who comes has a room." in said_now
    with chat.database.reading() as store:
        assert store.attendance.of(1) == {BEN.id: True}


def test_a_late_answer_gets_a_seat_by_a_click(chat: Chat) -> None:
    meeting_with(chat, online=(ADA, BEN, CLARA, EVA), onsite=())
    plan_rooms(chat, rooms="Data; 1-4; online\nCareers; 1-4; online")
    publish(chat)
    before = rounds(chat)
    answer(chat, FRIEDA, Answer.ONLINE)

    late, late_home = shown(chat.type("/jrg breakouts late", CLARA)), shown(chat.type("/jrg", CLARA))
    settled = shown(chat.click(late, SETTLE, CLARA))

    assert "Come and have no room (1): Frieda Ost" in words(late)
    assert "No breakout room yet: one person, /jrg breakouts late" in words(late_home)
    assert "No breakout room yet" not in words(shown(chat.type("/jrg", CLARA)))
    assert "Everybody who comes has a room." in words(settled)
    assert {n: {w: at for w, at in p.items() if w != FRIEDA.id} for n, p in rounds(chat).items()} == before


def test_a_round_begins_once(chat: Chat) -> None:
    published(chat)
    first = shown(chat.type("/jrg breakouts late 1", CLARA))
    [press] = [p.action for p in first.parts if "breakouts.begin" in getattr(p, "action", "")]

    chat.press(press, CLARA)
    again = shown(chat.press(press, CLARA))

    assert "Now: Round 1 of 3" in words(again)


def test_later_rounds_are_planned_around_what_happened(chat: Chat) -> None:
    published(chat)
    begin(chat, 1)
    missing(chat, BEN)
    join(chat, "Gregor West")
    happened = rounds(chat)[1]

    preview = assign(chat)
    chat.click(preview, PUBLISH, CLARA)
    chat.deliver()

    after = rounds(chat)
    assert after[1] == happened
    assert {frozenset(after[number]) for number in (2, 3)} == {
        frozenset(person.id for person in (ADA, CLARA, EVA, FRIEDA, GREGOR))
    }


def test_few_moves_are_shown_with_their_reasons_before_they_are_made(chat: Chat) -> None:
    everybody = (ADA, BEN, CLARA, EVA, FRIEDA, *MORE)
    published_badly(chat, everybody)
    before = rounds(chat)

    shown_moves = shown(chat.press(action("breakouts.improve", meeting=1, most=4), CLARA))
    done = chat.click(shown_moves, DO, CLARA)
    chat.deliver()

    after = rounds(chat)
    moved = {who for n, places in after.items() for who, at in places.items() if before[n][who] != at}
    assert 1 <= len(moved) <= 4
    assert f"{len(moved)} people would get another room: " in words(shown_moves)
    assert said(done).startswith("Done.")
    told = {p.id for p in everybody if len([m for m in chat.direct(p) if words(m).startswith("Your rooms")]) == 2}
    assert told == moved


def published_badly(chat: Chat, people: Sequence[Person]) -> None:
    """Everybody meets the same people in every round."""
    meeting_with(chat, online=people, onsite=())
    plan_rooms(chat, rooms="\n".join(f"Room {n}; 1-5; online" for n in range(4)), rounds="3")
    publish(chat)
    with chat.database.transaction() as store:
        rooms = [room.id for room in store.breakouts.get(1).rooms]
        same = {person.id: rooms[place % 4] for place, person in enumerate(people)}
        store.breakouts.seat(1, dict.fromkeys((1, 2, 3), same), public=True)


def test_who_met_at_an_earlier_meeting_is_not_new_at_the_next(chat: Chat) -> None:
    published(chat, people=(ADA, BEN, CLARA, EVA), rounds="1")
    missing(chat, BEN)
    first = rounds(chat)[1]
    mates = {who for who, at in first.items() if at == first[ADA.id]} - {ADA.id}
    chat.clock.move_to(BEGIN + timedelta(days=1))
    with chat.database.transaction() as store:
        held = store.meetings.get(1)
        store.meetings.add(replace(held, id=0, title="Spring meeting", wall=held.wall + timedelta(days=90)))
    for person in (ADA, BEN, CLARA, EVA):
        answer(chat, person, Answer.ONLINE, meeting=2)
    plan_rooms(chat, 2, rooms="Everybody; 1-9; online", rounds="1")
    publish(chat, 2)

    line = words(shown(chat.type("/jrg breakouts 2", ADA))).split("New to you: ")[1].partition(".")[0]

    names = {person.id: person.name for person in (BEN, CLARA, EVA)}
    assert {name for name in names.values() if name in line} == {names[who] for who in names.keys() - mates}


def test_late_comers_come_after_publishing(chat: Chat) -> None:
    meeting_with(chat)
    plan_rooms(chat)

    assert said(chat.type("/jrg breakouts late 1", CLARA)).startswith("Nobody has been given a room yet")


def test_the_whole_story_on_both_databases(chat_on_both: Chat) -> None:
    chat = chat_on_both
    meeting_with(chat)
    ask_for_wishes(chat)
    wish(chat, EVA, 2, 1)
    publish(chat)
    chat.clock.move_to(BEGIN)
    missing(chat, BEN)
    begin(chat, 1)
    preview = assign(chat)
    chat.click(preview, PUBLISH, CLARA)
    begin(chat, 2)
    chat.deliver()

    left = {ADA.id, CLARA.id, EVA.id}
    assert {number: set(places) for number, places in rounds(chat).items()} == {1: left, 2: left}
    assert not any(BEN.name in words(card) for card in chat.public())
