"""Settings: how the bot speaks to somebody from now on."""

from dataclasses import replace

import pytest

from bot.chat.replies import Reject, whisper
from bot.chat.ui import action
from tests.conversation import ADA, EVA, GERMAN, Chat, asked, said
from tests.planning import plan


def test_the_form_shows_what_holds_now(chat: Chat) -> None:
    ada, eva = (
        {entry.name: entry.value for entry in asked(chat.type("/jrg settings", by)).inputs} for by in (ADA, EVA)
    )

    assert ada == {"language": "en", "zone": "Europe/Berlin", "reminders": True}
    assert eva == ada | {"language": "de"}
    assert chat.press(action("settings.edit")) == chat.type("/jrg einstellungen")


def test_a_new_language_holds_at_once(chat: Chat) -> None:
    form = asked(chat.type("/jrg settings"))

    assert said(chat.fill(form, language="de")) == (
        "Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in Europe/Berlin; "
        "ich erinnere dich an Treffen."
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
    ("values", "field", "problem"),
    [
        ({"zone": "Berlin"}, "zone", "No such time zone. Try Europe/Berlin."),
        ({"zone": "../../etc/passwd"}, "zone", None),
        ({"language": "tlh"}, "language", "“tlh” does not fit. You can say: en and de."),
        ({"language": None}, "language", "Please fill this in."),
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
