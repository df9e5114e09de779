"""Series from their rule to the announcement of each date, as conversations."""

from datetime import datetime, timedelta

from bot.chat.replies import whisper
from bot.chat.ui import Button, Message, action
from bot.domain.meetings import Stage
from bot.domain.people import Person, Role
from bot.domain.series import NoSuchSeries
from handlers.meetings.confirm import ANNOUNCED
from handlers.meetings.plan import CHANGE
from handlers.meetings.series import DETAILS, END, END_SERIES
from handlers.meetings.texts import CONFIRM, NOT_THIS_TIME, REFUSALS
from storage import Database
from tests.conversation import BEN, CLARA, PEOPLE, Chat, asked, said, words
from tests.planning import edit, series

MARCH = "2027-03-04T14:00:00"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def dates(chat: Chat) -> list[tuple[str, Stage, bool]]:
    """The dates of the first series: when, how far, and whether it was dropped or cancelled."""
    with chat.database.reading() as store:
        found = store.meetings.of_series(1)
    return [(f"{one.wall:%Y-%m-%d %H:%M}", one.stage, one.cancelled is not None) for one in found]


def keep_house(chat: Chat, at: str) -> None:
    chat.clock.move_to(moment(at))
    chat.dispatcher.tick("keep house")


def titles(shown: list[Message]) -> list[str]:
    return [words(message).splitlines()[0] for message in shown]


PROPOSED = [
    ("2026-12-03 14:00", Stage.PROPOSED, False),
    ("2027-03-04 14:00", Stage.PROPOSED, False),
    ("2027-06-03 14:00", Stage.PROPOSED, False),
    ("2027-09-02 14:00", Stage.PROPOSED, False),
]


def test_a_rule_becomes_the_meetings_of_a_year_and_nobody_hears_of_them(chat_on_both: Chat) -> None:
    chat = chat_on_both
    shown = series(chat)
    chat.deliver()

    assert words(shown) == (
        "Dates: Working meeting\n"
        "first Thursday in March, June, September and December, 14:00 Europe/Berlin; in December on site\n"
        "Thu, 3 Dec 2026, 14:00 CET · proposed · number 1\n"
        "Thu, 4 Mar 2027, 14:00 CET · proposed · number 2\n"
        "Thu, 3 Jun 2027, 14:00 CEST · proposed · number 3\n"
        "Thu, 2 Sept 2027, 14:00 CEST · proposed · number 4\n"
        "Coordinators are asked about each date 4 weeks before it is announced."
    )
    assert dates(chat) == PROPOSED
    assert chat.public() == chat.direct(CLARA) == []
    assert said(chat.type("/jrg meetings", BEN)) == "No meeting is planned at the moment."


def test_the_mode_of_a_month_and_the_seats_of_the_series_hold_for_its_dates(chat: Chat) -> None:
    details = asked(chat.click(series(chat), DETAILS, CLARA))
    chat.fill(details, CLARA, onsite_seats="40", deadline_days="7", place="Leipzig")

    with chat.database.reading() as store:
        seats = [sorted(store.seats.capacity(number).items()) for number in (1, 2)]
        december = store.meetings.get(1)

    assert seats == [[("onsite", 40)], [("online", None), ("onsite", 40)]]
    assert (december.place, f"{december.deadline}") == ("Leipzig", "2026-11-26")


def test_the_next_year_follows_and_no_date_is_made_twice(chat_on_both: Chat) -> None:
    chat = chat_on_both
    series(chat)

    for day in ("2026-11-02T10:00", "2026-11-02T11:00", "2026-12-10T11:00"):
        keep_house(chat, day)

    assert dates(chat) == [*PROPOSED, ("2027-12-02 14:00", Stage.PROPOSED, False)]


def test_every_coordinator_is_asked_once_and_what_is_confirmed_is_announced(chat_on_both: Chat) -> None:
    chat = chat_on_both
    series(chat, start="2027-03-01")
    chat.pass_time(moment("2026-12-24T12:59"))
    before = len(chat.direct(CLARA))
    chat.pass_time(moment("2026-12-24T13:00"))
    chat.pass_time(moment("2026-12-25T13:00"))
    [question] = chat.direct(CLARA)

    confirmed = said(chat.click(question, CONFIRM, CLARA))
    chat.pass_time(moment("2027-01-21T12:59"))
    unheard = chat.public()
    chat.pass_time(moment("2027-01-21T13:00"))

    assert (before, unheard, chat.direct(BEN)) == (0, [], [])
    assert confirmed == (
        "Working meeting on Thu, 4 Mar 2027, 14:00 CET is confirmed "
        "and will be announced on Thu, 21 Jan 2027, 14:00 CET."
    )
    assert titles(chat.public()) == ["Working meeting"]
    assert len(chat.direct(CLARA)) == 1


def test_what_nobody_confirmed_waits_and_is_announced_at_once_when_somebody_does(chat: Chat) -> None:
    series(chat, start="2027-03-01")
    chat.pass_time(moment("2026-12-24T13:00"))
    chat.pass_time(moment("2027-01-21T13:00"))
    chat.pass_time(moment("2027-01-22T13:00"))
    first, second = chat.direct(CLARA)
    waiting = chat.public()

    replies = chat.click(second, CONFIRM, CLARA)
    chat.deliver()
    chat.pass_time(timedelta(days=1))

    assert waiting == []
    assert "It waits until a coordinator confirms it." in words(second)
    assert "It waits" not in words(first)
    assert replies == [whisper(ANNOUNCED.format(title="Working meeting"))]
    assert titles(chat.public()) == ["Working meeting"]


def test_a_question_that_was_missed_and_the_announcement_are_one_message(chat: Chat) -> None:
    series(chat, start="2027-03-01")

    chat.pass_time(moment("2027-02-01T13:00"))

    assert len(chat.direct(CLARA)) == 1


def test_a_date_on_a_public_holiday_is_moved_by_one_click(chat: Chat) -> None:
    shown = series(chat, start="2027-05-01")
    [take] = [part for part in shown.parts if isinstance(part, Button) and part.action.startswith("series.take")]

    chat.press(take.action, CLARA)
    chat.press(take.action, CLARA)
    keep_house(chat, "2026-11-02T11:00")

    assert dates(chat) == [("2027-05-13 14:00", Stage.CONFIRMED, False), ("2027-08-05 14:00", Stage.PROPOSED, False)]


def test_a_date_that_was_dropped_does_not_come_again(chat_on_both: Chat) -> None:
    chat = chat_on_both
    series(chat, start="2027-03-01")
    chat.pass_time(moment("2026-12-24T13:00"))
    [question] = chat.direct(CLARA)

    replies = chat.click(question, NOT_THIS_TIME, CLARA)
    keep_house(chat, "2026-12-25T11:00")
    chat.pass_time(moment("2027-01-21T13:00"))

    assert said(replies) == "Working meeting on Thu, 4 Mar 2027, 14:00 CET will not take place. The series goes on."
    assert dates(chat)[0] == ("2027-03-04 14:00", Stage.PROPOSED, True)
    assert len(dates(chat)) == len(set(dates(chat))) == 4
    assert (len(chat.direct(CLARA)), chat.public()) == (1, [])


def test_a_moved_date_keeps_its_place_in_the_series_and_is_announced_for_its_new_day(chat: Chat) -> None:
    series(chat, start="2027-03-01")
    edit(chat, 1, day="2027-03-18")
    chat.press(action("series.confirm", series=1, slot=MARCH), CLARA)

    chat.pass_time(moment("2027-02-04T12:59"))
    early = chat.public()
    chat.pass_time(moment("2027-02-04T13:00"))
    keep_house(chat, "2027-02-05T11:00")

    assert (early, len(chat.public())) == ([], 1)
    assert dates(chat)[0] == ("2027-03-18 14:00", Stage.ANNOUNCED, False)
    assert "2027-03-04 14:00" not in [date for date, _, _ in dates(chat)]


def test_a_date_that_is_moved_after_the_question_is_not_asked_about_again(chat: Chat) -> None:
    series(chat, start="2027-03-01")
    chat.pass_time(moment("2026-12-24T13:00"))
    edit(chat, 1, day="2027-05-20")

    chat.pass_time(moment("2027-03-11T13:00"))
    asked_once = len([shown for shown in chat.direct(CLARA) if "20 May" in words(shown)])
    chat.pass_time(moment("2027-04-08T12:00"))

    waiting = [words(shown) for shown in chat.direct(CLARA) if "20 May" in words(shown)]
    assert (asked_once, len(waiting), "It waits" in waiting[0]) == (0, 1, True)


def test_a_changed_rule_moves_only_what_nobody_has_touched(chat_on_both: Chat) -> None:
    chat = chat_on_both
    shown = series(chat)
    chat.press(action("series.confirm", series=1, slot="2027-06-03T14:00:00"), CLARA)
    chat.press(action("series.skip", series=1, slot="2027-09-02T14:00:00"), CLARA)

    chat.fill(asked(chat.click(shown, CHANGE, CLARA)), CLARA, nth="2", time="15:00")

    assert dates(chat) == [
        ("2026-12-10 15:00", Stage.PROPOSED, False),
        ("2027-03-11 15:00", Stage.PROPOSED, False),
        ("2027-06-03 14:00", Stage.CONFIRMED, False),
        ("2027-09-02 14:00", Stage.PROPOSED, True),
    ]


def test_a_rule_with_fewer_months_takes_back_what_is_too_much(chat: Chat) -> None:
    shown = series(chat)

    chat.fill(asked(chat.click(shown, CHANGE, CLARA)), CLARA, every="6")

    assert dates(chat) == [PROPOSED[0], PROPOSED[2]]


def test_the_end_of_a_series_leaves_what_is_announced(chat_on_both: Chat) -> None:
    chat = chat_on_both
    shown = series(chat)
    chat.press(action("series.confirm", series=1, slot="2026-12-03T14:00:00"), CLARA)
    chat.press(action("series.confirm", series=1, slot=MARCH), CLARA)
    [ending] = chat.click(shown, END_SERIES, CLARA)

    chat.click(ending.message, END, CLARA)
    keep_house(chat, "2026-12-01T11:00")

    gone = whisper(REFUSALS[NoSuchSeries].format(command="/jrg"))
    assert dates(chat) == [("2026-12-03 14:00", Stage.ANNOUNCED, False)]
    assert chat.click(ending.message, END, CLARA) == chat.click(shown, CHANGE, CLARA) == [gone]


def test_all_coordinators_are_asked_and_the_second_answer_changes_nothing(sqlite: Database) -> None:
    karl = Person("p8", "Karl", "Ordner", role=Role.COORDINATOR)
    chat = Chat(sqlite, (*PEOPLE, karl))
    series(chat, start="2027-03-01")
    chat.pass_time(moment("2027-01-22T13:00"))
    questions = [question for person in (CLARA, karl) for question in chat.direct(person)]

    first, second = (said(chat.click(question, CONFIRM, CLARA)) for question in questions)
    chat.deliver()

    assert first == "Working meeting is on its way to the announcement channel."
    assert second == "Working meeting has been announced already."
    assert titles(chat.public()) == ["Working meeting"]
