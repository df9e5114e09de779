"""Samples of how the directory is kept true, and of what a leader hears of a newcomer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.events import Joined, Place
from handlers.upkeep import HALF_A_YEAR, RIGHT
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, account_of
from tests.sampling import Shown, reveal, sample

DAY = timedelta(days=1)


def half_a_year(chat: Chat) -> None:
    chat.dispatcher.tick("keep house")
    chat.clock.move_to(chat.clock.now() + HALF_A_YEAR + DAY)
    chat.dispatcher.tick("keep house")
    chat.pass_time(3 * DAY)


@sample
def entry_asked_about(chat: Chat) -> Sequence[Shown]:
    half_a_year(chat)
    [question] = chat.direct(EVA)
    thanks = chat.click(question, RIGHT, EVA)
    return [question, *reveal([*thanks, *chat.type("who Eva Groß", BEN), *chat.type("admin profiles", CLARA)])]


@sample
def entries_all_confirmed(chat: Chat) -> Sequence[Shown]:
    for person in (ADA, BEN, CLARA, EVA):
        chat.press("entry.confirm", person)
    return reveal(chat.type("admin profiles", CLARA))


@sample
def leader_told_of_a_newcomer(chat: Chat) -> Sequence[Shown]:
    chat.dispatcher.hear(Joined(account_of(BEN), Place("paper", ""), chat.clock.now()))
    chat.pass_time(DAY)
    return chat.direct(ADA)
