"""Samples of seats: guests and notes, waiting lists, offers, answers for others, and meetings that change."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from bot.domain.meetings import Answer
from handlers.meetings.answers import NOTES
from handlers.meetings.seats import LEAVE, TAKE
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked
from tests.planning import answer, details, edit, plan
from tests.sampling import Shown, reveal, sample

LINK = "https://meet.example.org/winter"


def full(chat: Chat) -> None:
    """One seat on site, which Ada has; Ben and Eva wait."""
    plan(chat, onsite_seats="1", link=LINK)
    for person in (ADA, BEN, EVA):
        answer(chat, person, Answer.ONSITE)


@sample
def meeting_reply_form(chat: Chat) -> Sequence[Shown]:
    plan(chat, onsite_seats="3")
    form = asked(chat.press(action("meeting.reply", meeting=1), ADA))
    wrong = chat.fill(form, ADA, answer="onsite", guests="-1")
    too_many = chat.fill(form, ADA, answer="onsite", guests="3")
    without_consent = chat.fill(form, ADA, answer="onsite", guests="2", note="vegan")
    right = chat.fill(form, ADA, answer="onsite", guests="2", note="vegan", consent=True)
    [answers] = chat.type("meeting answers", CLARA)
    notes = chat.click(answers.message, NOTES, CLARA)
    again = chat.press(action("meeting.reply", meeting=1), ADA)
    return [form, *reveal([*wrong, *too_many, *without_consent, *right, answers, *notes, *again])]


@sample
def meeting_note_erased(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    form = asked(chat.press(action("meeting.reply", meeting=1), ADA))
    chat.fill(form, ADA, answer="onsite", note="vegan", consent=True)
    return reveal([*chat.type("meeting 1", ADA), *chat.press(action("meeting.erase-note", meeting=1), ADA)])


@sample
def meeting_without_notes(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    return reveal(chat.press(action("meeting.notes", meeting=1), CLARA))


@sample
def meeting_answered_late(chat: Chat) -> Sequence[Shown]:
    plan(chat, deadline="2026-11-10")
    chat.clock.move_to(NOW + timedelta(days=10))
    late = [*answer(chat, ADA, Answer.ONLINE), *answer(chat, BEN, Answer.NO)]
    return reveal([*late, *chat.type("meeting answers", CLARA), *chat.type("meeting", ADA)])


@sample
def meeting_with_a_waiting_list(chat: Chat) -> Sequence[Shown]:
    plan(chat, onsite_seats="1", link=LINK)
    answer(chat, EVA, Answer.ONLINE)
    said = [reply for person in (ADA, BEN, EVA) for reply in answer(chat, person, Answer.ONSITE)]
    chat.deliver()
    shown = [*chat.type("meeting", EVA), *chat.type("meetings", BEN), *chat.type("meeting answers", CLARA)]
    return [*reveal(said), *chat.public(), *reveal(shown)]


@sample
def seat_offered(chat: Chat) -> Sequence[Shown]:
    """The offer, where one stands with it, taken, taken again; and one that is declined."""
    full(chat)
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    [offer] = chat.direct(BEN)
    seen = [*chat.type("meeting", BEN), *chat.type("meeting answers", CLARA)]
    taken = [*chat.click(offer, TAKE, BEN), *chat.click(offer, LEAVE, EVA), *chat.click(offer, TAKE, EVA)]
    answer(chat, BEN, Answer.NO)
    chat.deliver()
    [other] = chat.direct(EVA)
    return [offer, other, *reveal([*seen, *taken, *chat.click(other, LEAVE, EVA), *chat.type("meeting", EVA)])]


@sample
def seat_lost(chat: Chat) -> Sequence[Shown]:
    """An offer that runs out, and a way to come that is no longer possible."""
    full(chat)
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    chat.pass_time(timedelta(days=1))
    lost = [*chat.direct(BEN)[1:], *reveal([*chat.type("meeting", BEN), *chat.type("meeting answers", CLARA)])]
    answer(chat, BEN, Answer.ONSITE)
    edit(chat, mode="online")
    return [*lost, *chat.direct(BEN)[2:]]


@sample
def seat_called(chat: Chat) -> Sequence[Shown]:
    full(chat)
    chat.clock.move_to(NOW + timedelta(days=31))
    answer(chat, ADA, Answer.NO)
    chat.deliver()
    return [*chat.direct(BEN), *reveal(chat.type("meeting", BEN))]


@sample
def seat_promoted(chat: Chat) -> Sequence[Shown]:
    full(chat)
    details(chat, onsite_seats="")
    return chat.direct(BEN)


@sample
def meeting_entered(chat: Chat) -> Sequence[Shown]:
    """The form, somebody unknown, an answer for Ben, what Ben reads, and how it shows among the answers."""
    plan(chat)
    form = asked(chat.type("meeting enter", CLARA))
    wrong = [*chat.fill(form, CLARA, person="Xanthippe"), *chat.fill(form, CLARA, person="Ben Mayr", guests="40")]
    right = chat.fill(form, CLARA, person="Ben Mayr", answer="onsite", guests="1")
    chat.deliver()
    return [form, *reveal([*wrong, *right]), *chat.direct(BEN), *reveal(chat.type("meeting answers", CLARA))]


@sample
def meeting_moved(chat: Chat) -> Sequence[Shown]:
    """The form, the confirmation, what each answer means for its person, the card and the answers afterwards."""
    plan(chat, link=LINK, deadline="2026-11-30")
    for person, said in ((ADA, Answer.ONLINE), (BEN, Answer.NO), (EVA, Answer.MAYBE)):
        answer(chat, person, said)
    form = asked(chat.type("meeting edit", CLARA))
    saved = edit(chat, day="2026-12-10", time="15:00")
    told = [*chat.direct(ADA), *chat.direct(BEN)]
    seen = [*chat.type("meeting", ADA), *chat.type("meeting answers", CLARA)]
    return [form, *reveal(saved), *told, *chat.public(), *reveal(seen)]


@sample
def meeting_changed(chat: Chat) -> Sequence[Shown]:
    """Place, link, length; then the mode; then nothing."""
    plan(chat, link=LINK)
    for person, said in ((ADA, Answer.ONLINE), (BEN, Answer.ONSITE), (EVA, Answer.NO)):
        answer(chat, person, said)
    first = edit(chat, place="", link="Room 7 of the conference server", lasts="90min")
    second = edit(chat, mode="online", link="")
    third = edit(chat)
    return [*reveal([*first, *second, *third]), *chat.direct(ADA), *chat.direct(BEN), *chat.direct(EVA)]


@sample
def meeting_soon(chat: Chat) -> Sequence[Shown]:
    """What those who come get the day before, and a quarter of an hour before."""
    plan(chat, link=LINK)
    answer(chat, ADA, Answer.ONLINE)
    chat.pass_time(timedelta(days=30, hours=5))
    chat.pass_time(timedelta(hours=23))
    return chat.direct(ADA)
