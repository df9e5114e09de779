"""The directory stays true: everybody is asked twice a year, and coordinators see who never answers."""

from datetime import timedelta

from bot.chat.events import Joined, Place
from handlers.upkeep import HALF_A_YEAR, RIGHT
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, account_of, asked, said, words

DAY = timedelta(days=1)


def pass_days(chat: Chat, days: int) -> None:
    """With the bot at work: it keeps house, and letters go out."""
    for _ in range(days):
        chat.clock.move_to(chat.clock.now() + DAY)
        chat.dispatcher.tick("keep house")
    for _ in range(4):  # over a weekend, too
        chat.pass_time(DAY)


def questions(chat: Chat, person) -> int:
    return sum("Is this still right?" in words(message) for message in chat.direct(person))


def test_everybody_is_asked_half_a_year_after_they_came_and_then_twice_a_year(chat_on_both: Chat) -> None:
    chat = chat_on_both
    pass_days(chat, 2)
    first = questions(chat, ADA)
    for months in (6, 6):
        chat.clock.move_to(chat.clock.now() + timedelta(days=30 * months))
        pass_days(chat, 3)

    assert (first, questions(chat, ADA), questions(chat, BEN)) == (0, 2, 2)


def test_who_has_just_confirmed_is_not_asked_and_the_profile_says_when(chat: Chat) -> None:
    pass_days(chat, 1)
    chat.clock.move_to(chat.clock.now() + HALF_A_YEAR - 10 * DAY)
    chat.fill(asked(chat.type("/jrg profile", ADA)), ADA)
    pass_days(chat, 12)

    assert (questions(chat, ADA), questions(chat, BEN)) == (0, 1)
    assert "Confirmed on: " in said(chat.type("/jrg who Ada Müller", BEN))
    assert "Confirmed on: " not in said(chat.type("/jrg who Ben Mayr", ADA))


def test_one_click_confirms_and_a_confirmed_question_is_dropped(chat: Chat) -> None:
    pass_days(chat, 1)
    chat.clock.move_to(chat.clock.now() + HALF_A_YEAR + DAY)
    chat.dispatcher.tick("keep house")
    chat.press("entry.confirm", EVA)  # before the question has gone out
    chat.pass_time(3 * DAY)
    [question] = chat.direct(BEN)

    assert said(chat.click(question, RIGHT, BEN)) == "Thank you, noted."
    assert questions(chat, EVA) == 0
    listed = said(chat.type("/jrg admin profiles", CLARA))
    assert "2 of 4" in listed
    assert "Ben Mayr" not in listed
    assert "coordinators" in said(chat.type("/jrg admin profiles", BEN))


def test_the_leader_of_the_group_hears_of_a_newcomer_once(chat: Chat) -> None:
    for _ in range(2):
        chat.dispatcher.hear(Joined(account_of(BEN), Place("paper", ""), chat.clock.now()))
    chat.dispatcher.hear(Joined(account_of(EVA), Place("paper", ""), chat.clock.now()))  # whose group has no leader
    chat.pass_time(DAY)

    assert [words(message).splitlines()[0] for message in chat.direct(ADA)] == ["New in your group: Ben Mayr"]
    assert "ben@example.org" not in words(chat.direct(ADA)[0])
