"""Samples of letters: several reminders in one message, and more than fit into one."""

from collections.abc import Sequence
from datetime import timedelta

from tests.conversation import ADA, Chat
from tests.samples.meetings import plan
from tests.sampling import Shown, sample

WEEKS_LATER = timedelta(days=18)


@sample
def letter_of_several(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    plan(chat, title="Poster session", day="2026-12-04", time="09:30", place="")
    chat.pass_time(WEEKS_LATER)
    return chat.direct(ADA)


@sample
def letter_with_more_than_fits(chat: Chat) -> Sequence[Shown]:
    for number in range(1, 9):
        plan(chat, title=f"Meeting number {number}", time=f"{8 + number}:00")
    chat.pass_time(WEEKS_LATER)
    return chat.direct(ADA)
