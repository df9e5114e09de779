"""A meeting from its plan to its end, as conversations."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.replies import Reject, whisper
from bot.chat.ui import Paragraph
from bot.domain.meetings import Answer
from handlers.calendar import SUBSCRIBE
from handlers.meetings.answer import NOTED
from handlers.meetings.cancel import CALLED_OFF_UNHEARD
from handlers.meetings.show import NONE_COMING, invitation
from handlers.meetings.texts import ANSWERS, BUTTONS, REFUSALS
from tests.conversation import ADA, BEN, CLARA, EVA, GERMAN, Chat, asked, said, words
from tests.planning import answer, cancel, plan

CARD = """Winter meeting
When: Thu, 3 Dec 2026, 14:00 CET
Lasts: 2 h
Where: Leipzig
How: online and on site
Answers: {counts}
Are you coming?"""
NO_MEETING, CANCELLED, STARTED = (
    whisper(text.format(command="/jrg") if "{command}" in text.en else text) for text in list(REFUSALS.values())[:3]
)


def called_off(chat: Chat, reason: str = "") -> str:
    return said(cancel(chat, reason))


def test_a_planned_meeting_appears_in_the_announcement_channel(chat_on_both: Chat) -> None:
    assert words(plan(chat_on_both)) == CARD.format(counts="0 online · 0 on site · 0 maybe · 0 no")


def test_a_german_date_and_time_plan_the_same_meeting(chat: Chat) -> None:
    card = plan(chat, day="3.12.2026", time="14.00 Uhr")

    assert words(card).splitlines()[1] == "When: Thu, 3 Dec 2026, 14:00 CET"


def test_a_meeting_elsewhere_is_shown_in_the_zone_of_the_reader(chat: Chat) -> None:
    card = plan(chat, time="9:00", zone="America/New_York")

    assert words(card).splitlines()[1] == "When: Thu, 3 Dec 2026, 15:00 CET"


def test_an_answer_is_confirmed_privately_and_counted_publicly(chat: Chat) -> None:
    card = plan(chat)

    replies = chat.click(card, BUTTONS[Answer.ONLINE], by=ADA)
    chat.deliver()

    assert replies == [whisper(NOTED.format(title="Winter meeting", answer=ANSWERS[Answer.ONLINE]))]
    assert [words(shown) for shown in chat.public()] == [CARD.format(counts="1 online · 0 on site · 0 maybe · 0 no")]


def test_a_change_of_mind_replaces_the_earlier_answer(chat_on_both: Chat) -> None:
    chat = chat_on_both
    card = plan(chat)

    for chosen in (Answer.ONLINE, Answer.NO, Answer.ONSITE):
        chat.click(card, BUTTONS[chosen], by=ADA)
    chat.deliver()

    assert words(chat.public()[0]) == CARD.format(counts="0 online · 1 on site · 0 maybe · 0 no")


def test_an_answer_can_be_typed_in_either_language(chat: Chat) -> None:
    plan(chat)

    english, german = chat.type("/jrg rsvp onsite", ADA), chat.type("/jrg zusage vor-ort", EVA)

    assert said(english) == "Noted for Winter meeting: on site. You can change it any time."
    assert said(german, GERMAN) == "Notiert für Winter meeting: vor Ort. Das lässt sich jederzeit ändern."


def test_a_typed_answer_goes_to_the_next_meeting_or_to_the_one_with_the_number(chat: Chat) -> None:
    plan(chat, "Spring assembly", day="2027-04-08")
    plan(chat, "Winter meeting")

    assert said(chat.type("/jrg rsvp no")).startswith("Noted for Winter meeting: no.")
    assert said(chat.type("/jrg rsvp no 1")).startswith("Noted for Spring assembly: no.")
    assert said(chat.type("/jrg rsvp no #2")).startswith("Noted for Winter meeting: no.")


def test_the_list_shows_what_is_coming_with_ones_own_answers(chat: Chat) -> None:
    plan(chat, "Spring assembly", day="2027-04-08")
    plan(chat)
    chat.type("/jrg rsvp maybe")

    assert said(chat.type("/jrg meetings")) == (
        "Coming meetings\n"
        "Winter meeting · Thu, 3 Dec 2026, 14:00 CET · number 2 · you said: maybe\n"
        "Spring assembly · Thu, 8 Apr 2027, 14:00 CEST · number 1"
    )


def test_the_list_says_so_if_nothing_is_coming(chat: Chat) -> None:
    plan(chat)
    cancel(chat)

    assert chat.type("/jrg meetings") == [whisper(NONE_COMING)]
    assert chat.type("/jrg meeting") == chat.type("/jrg rsvp no") == chat.type("/jrg meeting 0") == [NO_MEETING]


def test_a_meeting_shows_ones_own_answer_to_oneself_only(chat: Chat) -> None:
    card = plan(chat)
    chat.click(card, BUTTONS[Answer.MAYBE], by=ADA)

    with chat.database.reading() as store:
        mine, public = (invitation(store, store.meetings.get(1), chat.network, me) for me in (ADA, None))

    calendar = Paragraph(SUBSCRIBE.format(command="/jrg"))
    expected = replace(mine, parts=(*mine.parts, calendar))
    assert chat.type("/jrg meeting 1")[0].message == chat.type("/jrg treffen 1")[0].message == expected
    assert "Your answer: maybe" in words(mine)
    assert words(public) == CARD.format(counts="0 online · 0 on site · 1 maybe · 0 no")


@pytest.mark.parametrize(
    ("values", "field", "problem"),
    [
        ({"day": "2026-11-01"}, "day", "This moment has passed. Choose a later one."),
        ({"day": "2026-11-02", "time": "10:00"}, "day", "This moment has passed. Choose a later one."),
        (
            {"day": "2027-03-28", "time": "02:30"},
            "time",
            "The clocks skip this time that night. Try Sun, 28 Mar 2027, 03:30.",
        ),
        (
            {"day": "2027-10-31", "time": "02:30"},
            "time",
            "The clocks go back that night, so this time comes twice. Try Sun, 31 Oct 2027, 03:30.",
        ),
        ({"zone": "Berlin"}, "zone", "No such time zone. Try Europe/Berlin."),
        ({"title": None}, "title", "Please fill this in."),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_beside_its_input(
    chat: Chat, values: dict[str, str], field: str, problem: str
) -> None:
    form = asked(chat.type("/jrg meeting new", CLARA))

    [rejected] = chat.fill(form, CLARA, **{"title": "Winter meeting", "day": "2026-12-03"} | values)

    assert isinstance(rejected, Reject)
    assert {name: text.plain(chat.context.reader()) for name, text in rejected.errors.items()} == {field: problem}


def test_the_proposal_for_a_missing_time_is_a_time_that_can_be_planned(chat: Chat) -> None:
    assert "When: Sun, 28 Mar 2027, 03:30 CEST" in words(plan(chat, day="2027-03-28", time="03:30"))


def test_a_cancelled_meeting_says_so_in_its_card_and_can_be_answered_no_more(chat: Chat) -> None:
    card = plan(chat)

    done = called_off(chat, "The hall is flooded.")

    assert done == CALLED_OFF_UNHEARD.format(title="Winter meeting").plain(chat.context.reader())
    assert words(chat.public()[0]) == (
        "Cancelled: Winter meeting\nWhen: Thu, 3 Dec 2026, 14:00 CET\nReason: The hall is flooded."
    )
    assert chat.click(card, BUTTONS[Answer.ONLINE]) == chat.type("/jrg meeting cancel 1", CLARA) == [CANCELLED]


def test_cancelling_tells_those_concerned_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    card = plan(chat)
    for person, chosen in ((ADA, Answer.ONLINE), (BEN, Answer.NO), (EVA, Answer.MAYBE)):
        chat.click(card, BUTTONS[chosen], by=person)
    form = asked(chat.type("/jrg meeting cancel", CLARA))

    first, second = chat.fill(form, CLARA), chat.fill(form, CLARA)
    chat.deliver()

    assert said(first) == "Winter meeting is cancelled; 2 people will be told."
    assert second == [CANCELLED]
    assert [len(chat.direct(person)) for person in (CLARA, ADA, BEN, EVA)] == [0, 1, 0, 1]


def test_a_meeting_that_has_begun_can_be_neither_answered_nor_cancelled(chat: Chat) -> None:
    card = plan(chat, day="2026-11-02", time="11:00")
    form = asked(chat.type("/jrg meeting cancel", CLARA))
    chat.clock.move_to(chat.clock.now().replace(hour=10))

    assert chat.click(card, BUTTONS[Answer.ONLINE]) == chat.fill(form, CLARA) == [STARTED]


def test_coordinators_see_who_has_answered_what_and_who_has_not(chat: Chat) -> None:
    card = plan(chat)
    chat.click(card, BUTTONS[Answer.ONSITE], by=BEN)

    assert said(chat.type("/jrg meeting answers", CLARA)).splitlines()[2:] == [
        "online (0): nobody",
        "on site (1): Ben Mayr",
        "maybe (0): nobody",
        "no (0): nobody",
        "No answer yet from 3 people, by group:",
        "CDX: Ada Müller",
        "FEDORIS: Eva Groß",
        "without a group: Clara Ordnung",
    ]


def test_the_answers_of_a_meeting_that_everybody_has_answered(chat: Chat) -> None:
    card = plan(chat)
    for person in (ADA, BEN, CLARA, EVA):
        chat.click(card, BUTTONS[Answer.ONLINE], by=person)

    assert said(chat.type("/jrg treffen antworten 1", CLARA)).splitlines()[2:] == [
        "online (4): Eva Groß, Ben Mayr, Ada Müller and Clara Ordnung",
        "on site (0): nobody",
        "maybe (0): nobody",
        "no (0): nobody",
        "Everybody has answered.",
    ]


def test_no_seat_of_a_cancelled_meeting_is_offered_on(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat, onsite_seats="1")
    for person in (ADA, BEN, EVA):
        answer(chat, person, Answer.ONSITE)
    answer(chat, ADA, Answer.NO)
    cancel(chat)
    before = [len(chat.direct(person)) for person in (BEN, EVA)]

    chat.pass_time(timedelta(days=3))

    assert [len(chat.direct(person)) for person in (BEN, EVA)] == before
    with chat.database.reading() as store:
        assert (store.seats.due(chat.clock.now()), store.seats.next_expiry()) == ([], None)
