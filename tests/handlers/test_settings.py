"""Settings: how the bot speaks to somebody from now on."""

from dataclasses import replace
from datetime import time

import pytest

from bot.chat.replies import Reject, whisper
from bot.chat.ui import action
from bot.domain.quiet import Habits, Hours
from storage import Database
from tests.conversation import ADA, EVA, GERMAN, NETWORK, Chat, asked, said
from tests.planning import plan


def test_the_form_shows_what_holds_now(chat: Chat) -> None:
    ada, eva = (
        {entry.name: entry.value for entry in asked(chat.type("/jrg settings", by)).inputs} for by in (ADA, EVA)
    )

    assert ada == {
        "language": "en",
        "zone": "Europe/Berlin",
        "reminders": True,
        "hours": "08:00-18:00",
        "weekends": False,
    }
    assert eva == ada | {"language": "de"}
    assert chat.press(action("settings.edit")) == chat.type("/jrg einstellungen")


def test_a_new_language_holds_at_once(chat: Chat) -> None:
    form = asked(chat.type("/jrg settings"))

    assert said(chat.fill(form, language="de")) == (
        "Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in Europe/Berlin; "
        "ich erinnere dich montags bis freitags zwischen 08:00 und 18:00 Uhr an Treffen."
    )
    assert said(chat.type("/jrg meetings"), GERMAN) == "Im Moment ist kein Treffen geplant."
    assert chat.context.reader(chat.roster.now().people[ADA.id]).language == "de"


def test_a_new_zone_holds_at_once(chat: Chat) -> None:
    plan(chat)
    form = asked(chat.type("/jrg settings"))

    chat.fill(form, zone="America/Sao_Paulo")

    reader = chat.context.reader(chat.roster.now().people[ADA.id])
    assert said(chat.type("/jrg meeting"), reader).splitlines()[1] == "When: Thu, 3 Dec 2026, 10:00 America/Sao Paulo"


def test_reminders_can_be_switched_off(chat: Chat) -> None:
    form = asked(chat.type("/jrg settings"))

    assert said(chat.fill(form, reminders=False)).endswith("I send you no reminders.")
    with chat.database.reading() as store:
        assert store.directory.person(ADA.id) == replace(ADA, language="en", zone="Europe/Berlin", reminders=False)


@pytest.mark.parametrize(
    ("given", "kept", "shown", "said_to_be"),
    [
        ("8-12", "08:00-12:00", "08:00-12:00", "between 08:00 and 12:00, Monday to Friday."),
        ("9.30 – 17.00", "09:30-17:00", "09:30-17:00", "between 09:30 and 17:00, Monday to Friday."),
        ("22:00-06:00", "22:00-06:00", "22:00-06:00", "between 22:00 and 06:00, Monday to Friday."),
        ("any time", "00:00-00:00", "any time", "at any time, Monday to Friday."),
        ("Jederzeit", "00:00-00:00", "any time", "at any time, Monday to Friday."),
        ("08:00-18:00", "", "08:00-18:00", "between 08:00 and 18:00, Monday to Friday."),
        ("", "", "08:00-18:00", "between 08:00 and 18:00, Monday to Friday."),
    ],
)
def test_hours_are_kept_unless_they_are_those_of_the_network(
    chat: Chat, given: str, kept: str, shown: str, said_to_be: str
) -> None:
    assert said(chat.fill(asked(chat.type("/jrg settings")), hours=given)).endswith(said_to_be)

    with chat.database.reading() as store:
        assert store.directory.person(ADA.id).hours == kept
    assert {entry.name: entry.value for entry in asked(chat.type("/jrg settings")).inputs}["hours"] == shown


def test_who_wants_no_hours_of_their_own_follows_the_network(sqlite: Database) -> None:
    chat = Chat(sqlite, network=replace(NETWORK, hours="10:00-16:00"))
    form = asked(chat.type("/jrg settings"))

    assert said(chat.fill(form, weekends=True)).endswith("between 10:00 and 16:00, every day.")
    assert chat.context.habits_of(ADA.id) == Habits("Europe/Berlin", Hours(time(10), time(16), weekends=True))


@pytest.mark.parametrize(
    ("values", "field", "problem"),
    [
        ({"zone": "Berlin"}, "zone", "No such time zone. Try Europe/Berlin."),
        ({"zone": "../../etc/passwd"}, "zone", None),
        ({"language": "tlh"}, "language", "“tlh” does not fit. You can say: en and de."),
        ({"language": None}, "language", "Please fill this in."),
        ({"hours": "mornings"}, "hours", "Two times, such as 08:00-18:00, or “any time”, please."),
        ({"hours": "8-25"}, "hours", None),
        ({"hours": "8-8"}, "hours", None),
        ({"hours": "08:00-18:00, 20:00-22:00"}, "hours", None),
    ],
)
def test_what_does_not_exist_is_refused_beside_its_input(
    chat: Chat, values: dict[str, str], field: str, problem: str | None
) -> None:
    [rejected] = chat.fill(asked(chat.type("/jrg settings")), **values)

    assert isinstance(rejected, Reject)
    assert list(rejected.errors) == [field]
    assert problem in (None, rejected.errors[field].plain(chat.context.reader()))
    assert whisper(rejected.errors[field])
