"""Samples of breakout rooms: planned, wished for, assigned, changed by hand, published, late comers, few moves."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from bot.domain.breakouts.session import Pin
from bot.domain.meetings import Answer
from handlers.breakouts.preview import PIN
from handlers.breakouts.texts import PUBLISH
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked
from tests.planning import answer, cancel
from tests.roomplanning import ask_for_wishes, assign, form_of, meeting_with, plan_rooms, publish, shown, wish
from tests.sampling import Shown, reveal, sample

BEGIN = NOW + timedelta(days=31, hours=4)
TOO_FEW = "Data; 1-2; online\nCareers; 1-2; Ada Müller"


@sample
def breakouts_plan(chat: Chat) -> Sequence[Shown]:
    """Nothing planned, the form with a proposal and with mistakes, what is planned, and what is in the way."""
    meeting_with(chat)
    nothing = [*chat.type("breakouts", ADA), *chat.type("breakouts", CLARA)]
    form = form_of(chat)
    wrong = chat.fill(form, CLARA, rounds="12", rooms="Data; 9-3", together="Ada Müller", apart="Xanthippe + Ben Mayr")
    planned = plan_rooms(chat, together="Ada Müller + Ben Mayr", apart="Eva Groß + Clara Ordnung")
    again = chat.fill(form, CLARA)
    impossible = plan_rooms(chat, rooms=TOO_FEW)
    refused = chat.press(action("breakouts.assign", meeting=1), CLARA)
    return [*reveal(nothing), form, *reveal(wrong), planned, *reveal(again), impossible, *reveal(refused)]


@sample
def breakouts_wishes(chat: Chat) -> Sequence[Shown]:
    """The card, the form, what is noted, mistakes, one's own wishes, the reminder, and that they are in."""
    meeting_with(chat)
    card = ask_for_wishes(chat)
    form = asked(chat.press(action("breakouts.wish", meeting=1), EVA))
    noted = [*chat.fill(form, EVA, wish1="2", wish2="1"), *chat.fill(form, EVA, wish1="2", wish2="2")]
    any_room = [*wish(chat, ADA), *chat.type("breakouts", ADA), *chat.type("home", BEN)]
    answer(chat, CLARA, Answer.NO)
    refused = chat.press(action("breakouts.wish", meeting=1), CLARA)
    chat.pass_time(NOW + timedelta(days=28, hours=4))
    chat.pass_time(NOW + timedelta(days=29, hours=1))
    reminder = chat.direct(BEN)[-1]
    chat.pass_time(NOW + timedelta(days=29, hours=5))
    late = [*chat.fill(form, EVA, wish1="1"), *chat.type("breakouts", EVA)]
    shown_now = [chat.direct(CLARA)[-1], chat.public()[-1]]
    return [card, form, *reveal([*noted, *any_room, *refused]), reminder, *shown_now, *reveal(late)]


@sample
def breakouts_preview(chat: Chat) -> Sequence[Shown]:
    """The plan before it is published: looked at, changed by hand, out of date."""
    meeting_with(chat)
    ask_for_wishes(chat, apart="Ben Mayr + Eva Groß")
    wish(chat, EVA, 2)
    wish(chat, BEN, 2)
    _settle(chat, Pin(BEN.id, 1, 1))
    preview = assign(chat)
    a_round = chat.press(action("breakouts.round", meeting=1, number=1), CLARA)
    pin = asked(chat.click(preview, PIN, CLARA))
    pinned = [
        *chat.fill(pin, CLARA, person="Ada Müller", room="2", number="0"),
        *chat.fill(pin, CLARA, person="Nobody", room="1", number="0"),
        *chat.fill(pin, CLARA, person="Clara Ordnung", room="1", number="1"),
    ]
    swap = asked(chat.press(action("breakouts.swap", meeting=1), CLARA))
    swapped = [
        *chat.fill(swap, CLARA, one="Ada Müller", other="Ben Mayr", number="1"),
        *chat.fill(swap, CLARA, one="Ada Müller", other="Xanthippe", number="1"),
        *chat.fill(swap, CLARA, one="Ada Müller", other="Clara Ordnung", number="1"),
        *chat.fill(swap, CLARA, one="Ben Mayr", other="Clara Ordnung", number="2"),
        *chat.fill(swap, CLARA, one="Ben Mayr", other="Eva Groß", number="2"),
    ]
    answer(chat, EVA, Answer.NO)
    stale = chat.press(action("breakouts.preview", meeting=1), CLARA)
    return [preview, *reveal(a_round), pin, *reveal(pinned), swap, *reveal([*swapped, *stale])]


@sample
def breakouts_published(chat: Chat) -> Sequence[Shown]:
    """The posts, what each of them is told, the files, and what is left when the meeting is called off."""
    meeting_with(chat)
    ask_for_wishes(chat)
    wish(chat, EVA, 2, 1)
    _settle(chat, Pin(BEN.id, 2, 1), Pin(EVA.id, 2, 1))
    preview = assign(chat)
    done = chat.click(preview, PUBLISH, CLARA)
    again = chat.click(preview, PUBLISH, CLARA)
    chat.deliver()
    posts = chat.public()[1:]
    told = [chat.direct(person)[-1] for person in (ADA, EVA)]
    files = chat.press(action("breakouts.export", meeting=1), CLARA)
    answer(chat, EVA, Answer.NO)
    without = chat.type("breakouts", EVA)
    cancel(chat, "Storm")
    return [*reveal([*done, *again]), *posts, *told, *reveal([*files, *without]), chat.public()[-1]]


@sample
def breakouts_late(chat: Chat) -> Sequence[Shown]:
    """Before anything is published; an answer that came late; a round that begins; a no-show; somebody new."""
    meeting_with(chat, online=(ADA,), onsite=(BEN,))
    plan_rooms(chat, rooms="Data; 1-2; online\nCareers; 1-2")
    early = chat.type("breakouts late 1", CLARA)
    publish(chat)
    answer(chat, EVA, Answer.ONSITE)
    unseated = shown(chat.type("breakouts late", CLARA))
    chat.clock.move_to(BEGIN)
    seated = chat.press(action("breakouts.settle", meeting=1), CLARA)
    begun = _begin(chat, 1)
    missing = chat.press(action("breakouts.missing", meeting=1, choice=BEN.id), CLARA)
    join = asked(chat.press(action("breakouts.join", meeting=1), CLARA))
    joined = [*chat.fill(join, CLARA, person="Clara Ordnung", way="onsite"), *_begin(chat, 2)]
    full = [*chat.fill(join, CLARA, person="Ben Mayr", way="onsite"), *chat.type("breakouts assign 1", CLARA)]
    return [*reveal(early), unseated, *reveal([*seated, *begun, *missing]), join, *reveal([*joined, *full])]


@sample
def breakouts_improved(chat: Chat) -> Sequence[Shown]:
    """Two of one group who always meet, and whom a single exchange would part; then nothing is left to gain."""
    meeting_with(chat, online=(ADA, BEN, CLARA, EVA), onsite=())
    plan_rooms(chat, rooms="Data; 1-2; online\nCareers; 1-2; online")
    publish(chat)
    with chat.database.transaction() as store:
        first, second = (room.id for room in store.breakouts.get(1).rooms)
        badly = {ADA.id: first, BEN.id: first, CLARA.id: second, EVA.id: second}
        store.breakouts.seat(1, {1: badly, 2: badly}, public=True)
    moves = chat.press(action("breakouts.improve", meeting=1), CLARA)
    with chat.database.reading() as store:
        seen = store.breakouts.get(1).revision
    done = chat.press(action("breakouts.move", meeting=1, most=4, seen=seen), CLARA)
    return reveal([*moves, *done, *chat.press(action("breakouts.improve", meeting=1, most=20), CLARA)])


def _settle(chat: Chat, *pins: Pin) -> None:
    """Leaves one best plan only, so that what is shown does not hang on how the solver searches."""
    with chat.database.transaction() as store:
        for pin in pins:
            store.breakouts.pin(1, pin)


def _begin(chat: Chat, number: int):
    with chat.database.reading() as store:
        seen = store.breakouts.get(1).revision
    return chat.press(action("breakouts.begin", meeting=1, number=number, seen=seen), CLARA)
