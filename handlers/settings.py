"""How the bot speaks to somebody: language, time zone, reminders."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, whisper
from bot.chat.text import Text
from bot.chat.ui import Check, Choice, Form, Line, Option, action
from bot.domain.people import Person
from bot.routing import Help, Router
from storage import Store

TITLE = Text(en="My settings", de="Meine Einstellungen")
SAVE = Text(en="Save", de="Speichern")
LANGUAGE = Text(en="Language", de="Sprache")
ZONE = Text(en="Time zone", de="Zeitzone")
ZONE_HINT = Text(en="Such as Europe/Berlin", de="Zum Beispiel Europe/Berlin")
REMINDERS = Text(en="Remind me", de="Erinnere mich")
REMINDERS_HINT = Text(
    en="A direct message before a meeting that I have not answered.",
    de="Eine Direktnachricht vor einem Treffen, zu dem ich nicht geantwortet habe.",
)
SAVED_WITH = Text(
    en="Saved. From now on I write to you in English and show times in {zone}; I remind you of meetings.",
    de="Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in {zone}; ich erinnere dich an Treffen.",
)
SAVED_WITHOUT = Text(
    en="Saved. From now on I write to you in English and show times in {zone}; I send you no reminders.",
    de="Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in {zone}; Erinnerungen schicke ich keine.",
)


class Language(StrEnum):
    """The languages that the bot speaks."""

    ENGLISH = "en"
    GERMAN = "de"


NAMES = {Language.ENGLISH: Text(en="English", de="English"), Language.GERMAN: Text(en="Deutsch", de="Deutsch")}

routes = Router()


@routes.command(
    "settings",
    "einstellungen",
    reads=True,
    help=Help(
        Text(en="Language, time zone and reminders.", de="Sprache, Zeitzone und Erinnerungen."),
        usage=Text(en="settings", de="einstellungen"),
    ),
)
def open_settings(me: Person, network: Network) -> Iterator[Ask]:
    options = tuple(Option(name, language.value) for language, name in NAMES.items())
    inputs = (
        Choice("language", LANGUAGE, options, me.language or network.language),
        Line("zone", ZONE, me.zone or network.timezone, ZONE_HINT, longest=60),
        Check("reminders", REMINDERS, me.reminders, REMINDERS_HINT),
    )
    yield Ask(Form(TITLE, inputs, SAVE, action("settings.save")))


routes.button("settings.edit", reads=True)(open_settings)


@routes.form("settings.save")
def save_settings(
    store: Store, me: Person, language: Language, zone: ZoneInfo, reminders: bool = False
) -> Iterator[Reply]:
    stored = store.directory.person(me.id)
    store.directory.edit(replace(stored, language=language.value, zone=zone.key, reminders=reminders))
    saved = SAVED_WITH if reminders else SAVED_WITHOUT
    # Said in the language just chosen, whatever the reader's was a moment ago.
    chosen = saved.de if language is Language.GERMAN else saved.en
    yield whisper(Text(en=chosen, de=chosen).format(zone=zone.key))
