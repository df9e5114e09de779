"""The outbox in the eyes of coordinators: what was given up, and trying it again."""

from bot.domain.meetings import Answer
from bot.platforms.port import Refused
from handlers.admin import AGAIN, NOTHING_TO_TRY
from handlers.meetings.texts import BUTTONS
from tests.conversation import ADA, BEN, CLARA, Chat, said
from tests.planning import announce, cancel, plan


def test_an_outbox_that_was_never_used_is_empty(chat: Chat) -> None:
    assert said(chat.type("/jrg admin outbox", CLARA)) == "Outbox\nNothing has been sent yet."


def test_what_was_delivered_is_counted(chat: Chat) -> None:
    plan(chat)

    assert said(chat.type("/jrg admin outbox", CLARA)) == "Outbox\nDelivered: 1\nNothing was given up."


def test_what_was_given_up_is_listed_and_delivered_after_all(chat: Chat) -> None:
    chat.paper.troubles = [("before", Refused("the channel is archived"))]
    announce(chat)
    [shown] = chat.type("/jrg admin outbox", CLARA)

    again = said(chat.click(shown.message, AGAIN, CLARA))
    chat.deliver()

    assert "meeting.card to announcements (paper), tried once: the channel is archived" in said([shown])
    assert again == "One message is on the way again."
    assert len(chat.public()) == 1
    assert said(chat.press("outbox.again", CLARA)) == NOTHING_TO_TRY.en


def test_a_long_list_says_how_many_are_not_shown(chat: Chat) -> None:
    chat.paper.gone = {ADA.id, BEN.id}
    for day in range(1, 8):
        card = plan(chat, f"Meeting {day}", day=f"2026-12-0{day}")
        for person in (ADA, BEN):
            chat.click(card, BUTTONS[Answer.ONLINE], by=person)
        cancel(chat)  # which is urgent: a message for each

    [shown] = chat.type("/jrg admin outbox", CLARA)
    [failures] = [part for part in shown.message.parts if hasattr(part, "more")]

    assert (len(failures.texts), failures.more) == (10, 4)


def test_what_arrived_after_all_is_not_posted_twice(chat: Chat) -> None:
    chat.paper.troubles = [("after", Refused("no answer in time"))]
    announce(chat)

    chat.press("outbox.again", CLARA)
    chat.deliver()

    assert len(chat.public()) == 1
