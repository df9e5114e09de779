"""Samples of series: the two forms, the dates with holidays, the question about a date, and the end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.ui import action
from handlers.meetings.plan import CHANGE
from handlers.meetings.series import DETAILS, END, END_SERIES
from handlers.meetings.texts import CONFIRM, NOT_THIS_TIME
from tests.conversation import CLARA, EVA, Chat, asked
from tests.planning import series
from tests.sampling import Shown, reveal, sample


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


@sample
def series_none(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("meeting series", CLARA))


@sample
def series_forms(chat: Chat) -> Sequence[Shown]:
    """The rule, with mistakes; its dates, one of them a holiday; the details, with mistakes; both once more."""
    form = asked(chat.press(action("series.rule"), CLARA))
    wrong = [
        *chat.fill(form, CLARA, title="A", every="5"),
        *chat.fill(form, CLARA, title="A", nth="0"),
        *chat.fill(form, CLARA, title="A", onsite=("13",)),
    ]
    shown = series(chat, start="2027-02-01", onsite=("2", "8"))
    details = asked(chat.click(shown, DETAILS, CLARA))
    wrong += chat.fill(details, CLARA, onsite_seats="0", announce_days="400")
    wrong += chat.fill(details, CLARA, deadline_days="50")
    wrong += chat.fill(details, CLARA, lasts="0h")
    values = {"place": "Leipzig", "link": "https://meet.example.org/w", "onsite_seats": "40", "deadline_days": "7"}
    saved = chat.fill(details, CLARA, **values, lasts="3h")
    again = [*chat.click(shown, CHANGE, CLARA), *chat.click(shown, DETAILS, CLARA)]
    return [form, shown, details, *reveal([*wrong, *saved, *again])]


@sample
def series_listed(chat: Chat) -> Sequence[Shown]:
    """Several rules, more than are shown; the preview of one date; a series without dates."""
    rules = (("1", "1", "0"), ("2", "-1", "2"), ("3", "1", "3"), ("12", "3", "6"))
    for every, nth, weekday in rules:
        series(chat, f"Meeting {every}", every=every, nth=nth, weekday=weekday, start="2027-01-01", onsite=())
    series(chat, "Much later", start="2029-01-01")
    preview = chat.press(action("series.open", choice=1), CLARA)
    return reveal([*chat.type("meeting series", CLARA), *preview, *chat.type("meeting series 5", CLARA)])


@sample
def series_question(chat: Chat) -> Sequence[Shown]:
    """Asked in time, confirmed, confirmed again after it was announced; asked again as nobody has confirmed."""
    series(chat)
    chat.pass_time(timedelta(hours=1))
    [late] = chat.direct(CLARA)
    chat.pass_time(moment("2026-12-24T13:00"))
    [_, question] = chat.direct(CLARA)
    confirmed = chat.click(question, CONFIRM, CLARA)
    chat.pass_time(moment("2027-01-21T13:00"))
    again = chat.click(question, CONFIRM, CLARA)
    return [late, question, *reveal([*confirmed, *again]), *chat.public()]


@sample
def series_question_about_a_holiday(chat: Chat) -> Sequence[Shown]:
    """The first of May, asked in time and when it should be announced; the proposal is taken; another is dropped."""
    shown = series(chat, "May meeting", every="12", weekday="5", start="2027-05-01", onsite=())
    chat.pass_time(moment("2027-02-20T13:00"))
    chat.pass_time(moment("2027-03-20T13:00"))
    first, second = chat.direct(CLARA)
    taken = next(part for part in second.parts if getattr(part, "action", "").startswith("series.take"))
    said = chat.press(taken.action, CLARA)
    series(chat, "Other meeting", every="12", start="2027-06-01", onsite=())
    chat.pass_time(moment("2027-04-01T12:00"))
    [*_, third] = chat.direct(CLARA)
    said = [*said, *chat.click(third, NOT_THIS_TIME, CLARA), *chat.type("meeting series 2", CLARA)]
    return [shown, first, second, *reveal(said)]


@sample
def series_in_the_nights_of_changing_clocks(chat: Chat) -> Sequence[Shown]:
    shown = series(chat, "Night", every="1", nth="-1", weekday="6", time="2:30", start="2027-03-01", onsite=())
    chat.pass_time(moment("2027-01-17T02:00"))
    [question] = chat.direct(CLARA)
    confirmed = chat.press(action("series.confirm", series=1, slot="2027-03-28T02:30:00"), CLARA)
    return [shown, question, *reveal(confirmed)]


@sample
def series_ended(chat: Chat) -> Sequence[Shown]:
    shown = series(chat)
    [ending] = chat.click(shown, END_SERIES, CLARA)
    ended = chat.click(ending.message, END, CLARA)
    after = [*chat.click(shown, DETAILS, CLARA), *chat.type("meeting series 1", EVA)]
    return reveal([ending, *ended, *after, *chat.type("meeting series", CLARA)])
