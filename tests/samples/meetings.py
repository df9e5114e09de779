"""Samples of meetings: planning, the card, answers, reminders, cancelling."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.ui import action
from bot.domain.meetings import Answer
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.sampling import Shown, reveal, sample


def plan(chat: Chat, **values: str) -> list[Shown]:
    """A meeting in a month, planned by the coordinator; gives the confirmation."""
    filled = {"title": "Winter meeting", "day": "2026-12-03", "time": "14:00", "place": "Leipzig"} | values
    replies = chat.fill(asked(chat.type("meeting new", CLARA)), CLARA, **filled)
    chat.deliver()
    return reveal(replies)


def answer(chat: Chat) -> None:
    for person, word in ((ADA, Answer.ONLINE), (BEN, Answer.ONSITE)):
        chat.press(action("meeting.answer", meeting=1, answer=word), person)
    chat.deliver()


def cancel(chat: Chat, reason: str = "Too few of us can come.") -> list[Shown]:
    replies = chat.fill(asked(chat.type("meeting cancel 1", CLARA)), CLARA, reason=reason)
    chat.deliver()
    return reveal(replies)


@sample
def meeting_form(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("meeting new", CLARA))


@sample
def meeting_planned(chat: Chat) -> Sequence[Shown]:
    return plan(chat)


@sample
def meeting_planned_at_short_notice(chat: Chat) -> Sequence[Shown]:
    return plan(chat, day="2026-11-02", time="10:30")


@sample
def meeting_form_with_mistakes(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.type("meeting new", CLARA))
    mistakes = (
        {"title": "", "day": "tomorrow", "time": "noon", "zone": "Berlin"},
        {"title": "Long ago", "day": "2026-11-01"},
        {"title": "A", "day": "2027-03-28", "time": "02:30"},
        {"title": "A", "day": "31.10.2027", "time": "2:30"},
        {"title": "x" * 400, "day": "2026-12-03", "description": "x" * 4000},
    )
    return [shown for values in mistakes for shown in reveal(chat.fill(form, CLARA, **values))]


@sample
def meeting_card(chat: Chat) -> Sequence[Shown]:
    plan(chat, description="Highlights of the groups\nNews from the committees")
    answer(chat)
    return chat.public()


@sample
def meeting_seen_by_one_who_has_answered(chat: Chat) -> Sequence[Shown]:
    plan(chat, place="")
    answer(chat)
    return reveal([*chat.type("meeting 1", ADA), *chat.type("meeting 1", EVA)])


@sample
def meeting_answered(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    pressed = [chat.press(action("meeting.answer", meeting=1, answer=word)) for word in Answer]
    return [shown for replies in pressed for shown in reveal(replies)]


@sample
def meetings_none(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("meetings"))


@sample
def meetings_coming(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    answer(chat)
    return reveal(chat.type("meetings"))


@sample
def meeting_answers(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    answer(chat)
    return reveal(chat.type("meeting answers", CLARA))


@sample
def meeting_answers_complete(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    for person in (ADA, BEN, CLARA, EVA):
        chat.type("rsvp online", person)
    return reveal(chat.type("meeting answers", CLARA))


@sample
def meeting_answers_after_it_was_cancelled(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    answer(chat)
    cancel(chat)
    return reveal(chat.type("meeting answers 1", CLARA))


@sample
def meeting_reminder(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    chat.pass_time(timedelta(days=18))
    return chat.direct(ADA)


@sample
def meeting_reminder_in_the_channel(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    answer(chat)
    chat.pass_time(timedelta(days=25))
    return chat.public()[1:]


@sample
def meeting_cancel_form(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    return reveal(chat.type("meeting cancel", CLARA))


@sample
def meeting_cancelled(chat: Chat) -> Sequence[Shown]:
    """The confirmation, the card as it is now, and the message to those concerned."""
    plan(chat)
    answer(chat)
    return [*cancel(chat), *chat.public(), *chat.direct(ADA)]


@sample
def meeting_cancelled_without_a_reason(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    chat.pass_time(timedelta(days=25))
    return [*cancel(chat, reason=""), *chat.public()]


@sample
def meeting_refusals(chat: Chat) -> Sequence[Shown]:
    """No meeting at all, one that is cancelled, one that has begun."""
    first = [*chat.type("rsvp online"), *chat.type("meeting 7")]
    plan(chat)
    cancel(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    second = chat.type("rsvp no 1")
    chat.clock.move_to(datetime.fromisoformat("2027-04-08T12:00:00+00:00"))
    return reveal([*first, *second, *chat.type("rsvp no 2"), *chat.type("meeting cancel 2", CLARA)])
