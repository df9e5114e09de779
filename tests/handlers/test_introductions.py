"""Introductions as conversations: who takes part, who meets whom and where, and what nobody is told."""

from datetime import timedelta

import pytest

from bot.chat.ui import action
from handlers.introductions.join import PAUSE, SKIP
from handlers.introductions.rounds import NO, YES
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat, asked, said, words

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def take_part(chat: Chat, *people) -> None:
    for person in people:
        chat.press(action("intro.join"), person)


def plan(chat: Chat, day: str = "2026-11-09", weeks: int = 4) -> None:
    chat.fill(asked(chat.press(action("intro.plan"), CLARA)), CLARA, day=day, weeks=str(weeks))


def together(chat: Chat, *people) -> list[str]:
    """What stands in the conversation of these people with the bot."""
    channel = "@" + "+".join(sorted(person.id for person in people))
    return [words(message) for message in chat.paper.in_channel(channel)]


def titles(chat: Chat, person) -> list[str]:
    return [words(message).splitlines()[0] for message in chat.direct(person)]


def test_two_of_different_groups_meet_in_a_conversation_of_their_own(chat_on_both: Chat) -> None:
    chat = chat_on_both
    take_part(chat, ADA, EVA)
    plan(chat)
    chat.pass_time(WEEK + timedelta(hours=1))
    chat.pass_time(timedelta(minutes=1))

    [card] = together(chat, ADA, EVA)
    assert "Ada Müller, CDX" in card
    assert "Eva Groß, FEDORIS" in card
    assert "example.org" not in card
    assert chat.direct(BEN) == []


def test_who_shares_no_platform_is_told_in_person(chat: Chat) -> None:
    with chat.database.transaction() as store:
        store.accounts.link("elsewhere", "eva", EVA.id, "test", NOW)
        store.accounts.link("paper", EVA.id, BEN.id, "test", NOW)  # Eva is not on paper any more
    take_part(chat, ADA)
    with chat.database.transaction() as store:
        store.introductions.join(EVA.id, NOW)
    plan(chat)
    chat.pass_time(WEEK + timedelta(hours=1))

    assert titles(chat, ADA) == ["Meet Eva Groß"]
    assert "eva@example.org" in words(chat.direct(ADA)[0])


def test_nobody_of_one_group_is_introduced_and_who_stays_alone_hears_of_it(chat: Chat) -> None:
    take_part(chat, ADA, BEN)
    plan(chat)
    chat.pass_time(WEEK + timedelta(hours=1))
    chat.pass_time(DAY)

    assert together(chat, ADA, BEN) == []
    assert [titles(chat, person)[-1] for person in (ADA, BEN)] == ["Nobody for you this time"] * 2


def test_before_a_round_everybody_is_warned_and_may_skip_it(chat: Chat) -> None:
    take_part(chat, ADA, EVA, BEN)
    plan(chat, day="2026-11-13")
    chat.pass_time(8 * DAY)  # the 10th, three days before
    [warning] = chat.direct(BEN)

    skipped = said(chat.click(warning, SKIP, BEN))
    said(chat.click(chat.direct(EVA)[0], PAUSE, EVA))
    chat.pass_time(4 * DAY)
    chat.pass_time(4 * WEEK)

    assert skipped == "You skip this round and take part in the next one."
    assert titles(chat, BEN)[0] == "Soon I introduce you to somebody"
    assert together(chat, ADA, BEN, EVA) == []
    assert together(chat, ADA, EVA) == []


def test_rounds_follow_each_other_at_the_same_hour_and_nothing_is_caught_up(chat: Chat) -> None:
    take_part(chat, ADA, EVA)
    plan(chat, day="2027-03-15", weeks=2)

    chat.pass_time(timedelta(days=140))  # the bot was away over the change of clocks
    shown = said(chat.type("/jrg intro", ADA))

    assert len(together(chat, ADA, EVA)) == 1
    assert "Next round: Mon, 29 Mar 2027, 10:00 CEST" in shown


def test_afterwards_each_is_asked_and_only_numbers_are_shown(chat: Chat) -> None:
    take_part(chat, ADA, EVA)
    plan(chat)
    chat.pass_time(WEEK + timedelta(hours=1))
    chat.pass_time(2 * WEEK)
    chat.pass_time(DAY)
    chat.click(chat.direct(ADA)[-1], YES, ADA)
    chat.click(chat.direct(EVA)[-1], NO, EVA)
    chat.click(chat.direct(EVA)[-1], YES, EVA)

    numbers = said(chat.type("/jrg intro", CLARA))
    assert titles(chat, ADA)[-1] == "Did you meet Eva Groß?"
    assert "people: 2, conversations: 1, met: 2, did not meet: 0, had nobody: 0" in numbers
    assert "Ada" not in numbers
    assert "people:" not in said(chat.type("/jrg intro", BEN))


def test_the_same_round_is_made_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    take_part(chat, ADA, EVA)
    plan(chat)
    chat.clock.move_to(NOW + WEEK + timedelta(hours=1))
    for _ in range(3):
        chat.dispatcher.tick("plan")
    chat.deliver()

    assert len(together(chat, ADA, EVA)) == 1
    with chat.database.reading() as store:
        assert store.introductions.numbers(1).parties == 1


@pytest.mark.parametrize("what", ["intro.plan"])
def test_only_coordinators_plan(chat: Chat, what: str) -> None:
    assert "coordinators" in said(chat.press(action(what), ADA))


def test_who_leaves_is_introduced_no_more(chat: Chat) -> None:
    take_part(chat, ADA, EVA)
    plan(chat)
    chat.press(action("intro.leave"), EVA)
    chat.pass_time(WEEK + timedelta(hours=1))

    assert together(chat, ADA, EVA) == []
    assert "You take part" not in said(chat.type("/jrg intro", EVA))
