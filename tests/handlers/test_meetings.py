"""A meeting from its plan to its end, as conversations."""

from datetime import timedelta

from bot.chat.ui import Message
from bot.domain.meetings import Answer
from handlers.meetings.answer import NOTED
from handlers.meetings.show import invitation
from handlers.meetings.texts import ANSWERS, BUTTONS
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked, said, words


def plan(chat: Chat, day: str = "2026-12-03", title: str = "Winter meeting") -> Message:
    """Plans a meeting as the coordinator and returns its card."""
    form = asked(chat.type("/jrg meeting new", by=CLARA))
    chat.fill(form, by=CLARA, title=title, day=day, time="14:00", place="Leipzig")
    chat.deliver()
    return chat.public()[-1]


def test_a_planned_meeting_appears_in_the_announcement_channel(chat_on_both: Chat) -> None:
    card = plan(chat_on_both)

    assert words(card) == (
        "Winter meeting\nWhen: Thu, 3 Dec 2026, 14:00 CET\nWhere: Leipzig\n"
        "Answers: 0 online · 0 on site · 0 maybe · 0 no\nAre you coming?"
    )


def test_an_answer_is_confirmed_privately_and_counted_publicly(chat: Chat) -> None:
    card = plan(chat)

    [noted] = chat.click(card, BUTTONS[Answer.ONLINE], by=ADA)
    chat.deliver()

    assert said([noted]) == NOTED.format(title="Winter meeting", answer=ANSWERS[Answer.ONLINE]).plain(
        chat.context.reader()
    )
    with chat.database.reading() as store:
        assert chat.public() == [invitation(store, store.meetings.get(1), chat.network)]
        assert store.meetings.counts(1)[Answer.ONLINE] == 1


def test_reminders_reach_only_those_who_have_not_answered(chat_on_both: Chat) -> None:
    chat = chat_on_both
    card = plan(chat)
    chat.click(card, BUTTONS[Answer.NO], by=BEN)

    chat.pass_time(timedelta(days=18))

    assert [len(chat.direct(person)) for person in (CLARA, ADA, BEN, EVA)] == [1, 1, 0, 1]
