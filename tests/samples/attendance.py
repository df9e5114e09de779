"""Samples of what is marked after a meeting: by clicks, all others at once, taken back, and from a pasted list."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.text import literal
from bot.chat.ui import action
from bot.domain.meetings import Answer
from handlers.meetings.attendance import OTHERS_ABSENT, PASTE, UNDO
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked
from tests.planning import answer, cancel, plan
from tests.sampling import Shown, reveal, sample


def held(chat: Chat) -> None:
    """A meeting that has begun, to which Ada and Ben wanted to come."""
    plan(chat)
    answer(chat, ADA, Answer.ONLINE)
    answer(chat, BEN, Answer.ONSITE, guests=1)
    answer(chat, EVA, Answer.NO)
    chat.clock.move_to(NOW + timedelta(days=31, hours=5))


@sample
def meeting_attendance(chat: Chat) -> Sequence[Shown]:
    """Nobody marked, one by a click, the others, the answers with marks, and one taken back."""
    held(chat)
    [first] = chat.type("meeting attendance", CLARA)
    [second] = chat.click(first.message, literal(ADA.name), CLARA)
    [third] = chat.click(second.message, OTHERS_ABSENT, CLARA)
    menu = chat.click(third.message, UNDO, CLARA)
    undone = chat.press(action("attendance.undo", meeting=1, choice=BEN.id), CLARA)
    return reveal([first, second, third, *menu, *undone])


@sample
def meeting_attendance_from_a_list(chat: Chat) -> Sequence[Shown]:
    held(chat)
    [first] = chat.type("meeting attendance 1", CLARA)
    form = asked(chat.click(first.message, PASTE, CLARA))
    wrong = [*chat.fill(form, CLARA, people="Ada Müller\nXanthippe"), *chat.fill(form, CLARA, people="12:30")]
    right = chat.fill(form, CLARA, people="Name;E-Mail\nAda Müller;ada@example.org\nEva Groß\nOrdnung, Clara")
    return [first.message, form, *reveal([*wrong, *right, *chat.type("meeting answers 1", CLARA)])]


@sample
def meeting_attendance_refused(chat: Chat) -> Sequence[Shown]:
    """No meeting yet, one to come, one that was cancelled, nobody marked, nobody expected."""
    none = chat.type("meeting attendance", CLARA)
    plan(chat)
    plan(chat, "Cancelled one")
    cancel(chat, meeting=2)
    early = [*chat.type("meeting attendance 1", CLARA), *chat.type("meeting attendance 2", CLARA)]
    chat.clock.move_to(NOW + timedelta(days=31, hours=5))
    nobody = [*chat.press(action("attendance.marked", meeting=1), CLARA), *chat.type("meeting attendance", CLARA)]
    return reveal([*none, *early, *nobody])
