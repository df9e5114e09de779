"""Samples of introductions: taking part, the plan, the warning, who meets whom, and the question afterwards."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from handlers.introductions.rounds import NO, YES
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked
from tests.sampling import Shown, reveal, sample

WEEK = timedelta(weeks=1)


def planned(chat: Chat, *people) -> None:
    """A round in a week, in which these take part."""
    for person in people:
        chat.press(action("intro.join"), person)
    chat.fill(asked(chat.press(action("intro.plan"), CLARA)), CLARA, day="2026-11-09", weeks="4")


@sample
def intro_offered(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("intro"), *chat.press(action("intro.join")), *chat.type("intro")])


@sample
def intro_planned(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.press(action("intro.plan"), CLARA))
    wrong = [*chat.fill(form, CLARA, weeks="99"), *chat.fill(form, CLARA, day="2026-11-01")]
    right = chat.fill(form, CLARA, day="2026-11-09")
    shown = chat.type("intro", CLARA)
    return [form, *reveal([*wrong, *right, *shown, *chat.fill(form, CLARA, weeks="0")])]


@sample
def intro_left_out(chat: Chat) -> Sequence[Shown]:
    planned(chat, ADA, BEN)
    skip = chat.press(action("intro.skip", number=1), ADA)
    late = chat.press(action("intro.skip", number=9), ADA)
    shown = chat.type("intro", ADA)
    pause = [*chat.press(action("intro.pause"), ADA), *chat.type("intro", ADA)]
    return reveal([*skip, *late, *shown, *pause, *chat.press(action("intro.leave"), ADA)])


@sample
def intro_round(chat: Chat) -> Sequence[Shown]:
    planned(chat, ADA, BEN, EVA)
    chat.pass_time(timedelta(days=4, hours=2))
    chat.pass_time(WEEK)
    first = [*chat.direct(EVA), *chat.paper.in_channel("@p2+p3+p4")]
    chat.pass_time(2 * WEEK)
    chat.pass_time(timedelta(days=1))
    question = chat.direct(EVA)[-1]
    told = [*chat.click(question, YES, EVA), *chat.click(question, NO, EVA), *chat.type("intro", CLARA)]
    return [*first, question, *reveal([*told, *chat.type("intro", EVA)])]


@sample
def intro_with_nobody(chat: Chat) -> Sequence[Shown]:
    planned(chat, ADA, BEN)
    chat.pass_time(WEEK + timedelta(hours=3))
    chat.pass_time(timedelta(days=1))
    return chat.direct(BEN)


@sample
def intro_across_platforms(chat: Chat) -> Sequence[Shown]:
    """Eva is on another platform than Ada, so that each is told for themselves."""
    planned(chat, ADA, EVA)
    with chat.database.transaction() as store:
        store.accounts.link("elsewhere", "eva", EVA.id, "test", NOW)
        store.accounts.link("paper", EVA.id, BEN.id, "test", NOW)
    chat.pass_time(WEEK + timedelta(hours=3))
    return chat.direct(ADA)
