"""Samples of meetings: planning, the card, answers, reminders, cancelling."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.ui import action
from bot.domain.meetings import Answer
from handlers.meetings.plan import ANNOUNCE, DETAILS, DISCARD
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.planning import cancel, draft, plan
from tests.sampling import Shown, reveal, sample


def answers(chat: Chat) -> None:
    for person, word in ((ADA, Answer.ONLINE), (BEN, Answer.ONSITE)):
        chat.press(action("meeting.answer", meeting=1, answer=word), person)
    chat.deliver()


def called_off(chat: Chat, reason: str = "Too few of us can come.") -> list[Shown]:
    return reveal(cancel(chat, reason, 1))


@sample
def meeting_form(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("meeting new", CLARA))


@sample
def meeting_draft(chat: Chat) -> Sequence[Shown]:
    """The preview, seats and more, the preview again, the announcement, a second click, one that is discarded."""
    first = draft(chat, link="https://meet.example.org/winter")
    form = asked(chat.click(first, DETAILS, CLARA))
    wrong = chat.fill(form, CLARA, onsite_seats="0", online_seats="many", deadline="2027-01-01")
    too_late = chat.fill(form, CLARA, deadline="2027-01-01")
    values = {"onsite_seats": "2", "deadline": "2026-11-27", "description": "Highlights of the groups"}
    second = chat.fill(form, CLARA, **values)
    more = [
        *chat.click(first, ANNOUNCE, CLARA),
        *chat.click(first, ANNOUNCE, CLARA),
        *chat.click(first, DISCARD, CLARA),
    ]
    draft(chat, "Kept for later")
    gone = chat.click(draft(chat, "Not needed"), DISCARD, CLARA)
    return [first, form, *reveal([*wrong, *too_late, *second, *more, *gone, *chat.type("meetings", CLARA)])]


@sample
def meeting_draft_at_short_notice(chat: Chat) -> Sequence[Shown]:
    return [draft(chat, day="2026-11-02", time="10:30", lasts="1d 6h", mode="onsite", place="")]


@sample
def meeting_form_with_mistakes(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.type("meeting new", CLARA))
    mistakes = (
        {"title": "", "day": "tomorrow", "time": "noon", "zone": "Berlin"},
        {"title": "Long ago", "day": "2026-11-01"},
        {"title": "A", "day": "2027-03-28", "time": "02:30"},
        {"title": "A", "day": "31.10.2027", "time": "2:30"},
        {"title": "x" * 400, "day": "2026-12-03", "place": "x" * 4000, "lasts": "long"},
        {"title": "A", "day": "2035-12-03"},
        {"title": "A", "day": "2026-12-03", "lasts": "0h"},
    )
    return [shown for values in mistakes for shown in reveal(chat.fill(form, CLARA, **values))]


@sample
def meeting_card(chat: Chat) -> Sequence[Shown]:
    plan(chat, description="Highlights of the groups\nNews from the committees")
    answers(chat)
    return chat.public()


@sample
def meeting_seen_by_one_who_has_answered(chat: Chat) -> Sequence[Shown]:
    plan(chat, place="")
    answers(chat)
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
    answers(chat)
    return reveal(chat.type("meetings"))


@sample
def meeting_answers(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    answers(chat)
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
    answers(chat)
    called_off(chat)
    return reveal(chat.type("meeting answers 1", CLARA))


@sample
def meeting_reminder(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    chat.pass_time(timedelta(days=18))
    return chat.direct(ADA)


@sample
def meeting_reminder_in_the_channel(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    answers(chat)
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
    answers(chat)
    return [*called_off(chat), *chat.public(), *chat.direct(ADA)]


@sample
def meeting_cancelled_without_a_reason(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    chat.pass_time(timedelta(days=25))
    return [*called_off(chat, reason=""), *chat.public()]


@sample
def meeting_refusals(chat: Chat) -> Sequence[Shown]:
    """No meeting at all, one that is cancelled, one that has begun."""
    first = [*chat.type("rsvp online"), *chat.type("meeting 7")]
    plan(chat)
    called_off(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    second = chat.type("rsvp no 1")
    chat.clock.move_to(datetime.fromisoformat("2027-04-08T12:00:00+00:00"))
    return reveal([*first, *second, *chat.type("rsvp no 2"), *chat.type("meeting cancel 2", CLARA)])
