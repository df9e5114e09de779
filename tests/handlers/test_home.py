"""The home card: what somebody sees who types nothing but the command."""

from bot.domain.meetings import Answer
from bot.platforms.port import Refused
from handlers.home import ANSWERS, NOTHING_PLANNED
from handlers.meetings.texts import BUTTONS
from tests.conversation import ADA, CLARA, ENGLISH, EVA, GERMAN, NORA, Chat, said
from tests.planning import announce, plan


def test_without_a_meeting_a_coordinator_learns_how_to_plan_one(chat: Chat) -> None:
    assert said(chat.type("/jrg", ADA)) == f"Hello Ada\n{NOTHING_PLANNED.plain(ENGLISH)}"
    assert said(chat.type("/jrg", CLARA)).splitlines()[2] == "Plan one with /jrg meeting new."


def test_the_next_meeting_can_be_answered_from_here(chat: Chat) -> None:
    plan(chat, "Spring assembly", day="2027-04-08")
    plan(chat)
    [home] = chat.type("/jrg", ADA)

    chat.click(home.message, BUTTONS[Answer.ONSITE], ADA)

    shown = said(chat.type("/jrg", ADA)).splitlines()
    assert shown[1] == "Next meeting: Winter meeting"
    assert "Your answer: on site" in shown
    assert shown[-2:] == ["Waiting for you", "One meeting without your answer: /jrg meetings"]


def test_nothing_waits_for_those_who_have_answered_everything(chat: Chat) -> None:
    plan(chat)
    chat.type("/jrg rsvp no", ADA)

    assert "Waiting for you" not in said(chat.type("/jrg", ADA))


def test_coordinators_see_who_has_answered_and_what_could_not_be_delivered(chat: Chat) -> None:
    chat.paper.troubles = [("before", Refused("archived"))]
    announce(chat)

    [home] = chat.type("/jrg", CLARA)

    assert said([home]).splitlines()[-1] == "One message could not be delivered: /jrg admin outbox"
    assert said(chat.click(home.message, ANSWERS, CLARA)).startswith("Answers: Winter meeting")
    assert "could not be delivered" not in said(chat.type("/jrg", ADA))


def test_home_speaks_german(chat: Chat) -> None:
    plan(chat)

    assert said(chat.type("/jrg start", EVA), GERMAN) == (
        "Hallo Eva\nNächstes Treffen: Winter meeting\nWann: Do., 3. Dez. 2026, 14:00 MEZ\n"
        "Dauer: 2 Std\nWo: Leipzig\nWie: online und vor Ort\n"
        "Antworten: 0 online · 0 vor Ort · 0 vielleicht · 0 nein\nDeine Antwort: noch keine\nBist du dabei?\n"
        "Das wartet auf dich\nEin Treffen ohne deine Antwort: /jrg treffen"
    )


def test_a_stranger_learns_whom_to_ask(chat: Chat) -> None:
    assert said(chat.type("/jrg", NORA)) == (
        "I do not know yet who you are in the network. Ask a coordinator to enter the e-mail address of this account. "
        "Coordinators: Clara Ordnung."
    )
