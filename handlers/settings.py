"""How the bot speaks to somebody: language, time zone, reminders, and the hours for what is not urgent."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Reply, whisper
from bot.chat.text import Reader, Text, literal
from bot.chat.ui import Check, Choice, Form, Line, Option, action
from bot.domain.people import Person
from bot.domain.quiet import Hours, NotHours, hours_between, spelled
from bot.routing import Help, Refusal, Router
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
    en="Saved. From now on I write to you in English and show times in {zone}; I remind you of meetings {when}.",
    de="Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in {zone}; ich erinnere dich {when} "
    "an Treffen.",
)
SAVED_WITHOUT = Text(
    en="Saved. From now on I write to you in English and show times in {zone}; I send you no reminders.",
    de="Gespeichert. Ab jetzt schreibe ich dir auf Deutsch und zeige Zeiten in {zone}; Erinnerungen schicke ich keine.",
)
HOURS = Text(en="Write to me between", de="Schreib mir zwischen")
HOURS_HINT = Text(
    en="Such as 08:00-18:00, or any time. In my zone, not on public holidays. What is urgent comes at once.",
    de="Zum Beispiel 08:00-18:00, oder jederzeit. In meiner Zone, nicht an Feiertagen. Dringendes kommt sofort.",
)
WEEKENDS = Text(en="Also on weekends", de="Auch am Wochenende")
ANY_TIME = Text(en="any time", de="jederzeit")
BETWEEN = Text(en="between {begins} and {ends}", de="zwischen {begins} und {ends} Uhr")
AT_ANY_TIME = Text(en="at any time", de="zu jeder Uhrzeit")
WORKING_DAYS = Text(en="{hours}, Monday to Friday", de="montags bis freitags {hours}")
EVERY_DAY = Text(en="{hours}, every day", de="jeden Tag {hours}")
NO_HOURS = Text(
    en="Two times, such as 08:00-18:00, or “any time”, please.",
    de="Bitte zwei Uhrzeiten, zum Beispiel 08:00-18:00, oder „jederzeit“.",
)
WHOLE_DAY = "00:00-00:00"
HOURS_LENGTH = 40


class Language(StrEnum):
    """The languages that the bot speaks."""

    ENGLISH = "en"
    GERMAN = "de"


NAMES = {Language.ENGLISH: Text(en="English", de="English"), Language.GERMAN: Text(en="Deutsch", de="Deutsch")}

routes = Router()
routes.refuse({NotHours: Refusal(NO_HOURS, field="hours")})


@routes.command(
    "settings",
    "einstellungen",
    reads=True,
    help=Help(
        Text(
            en="Language, time zone, reminders and your hours.", de="Sprache, Zeitzone, Erinnerungen und deine Zeiten."
        ),
        usage=Text(en="settings", de="einstellungen"),
    ),
)
def open_settings(me: Person, network: Network, reader: Reader) -> Iterator[Ask]:
    hours = hours_between(me.hours or network.hours)
    shown = ANY_TIME.plain(reader) if hours.begins == hours.ends else spelled(hours)
    options = tuple(Option(name, language.value) for language, name in NAMES.items())
    inputs = (
        Choice("language", LANGUAGE, options, me.language or network.language),
        Line("zone", ZONE, me.zone or network.timezone, ZONE_HINT, longest=60),
        Check("reminders", REMINDERS, me.reminders, REMINDERS_HINT),
        Line("hours", HOURS, shown, HOURS_HINT, required=False, longest=HOURS_LENGTH),
        Check("weekends", WEEKENDS, me.weekends),
    )
    yield Ask(Form(TITLE, inputs, SAVE, action("settings.save")))


routes.button("settings.edit", reads=True)(open_settings)


@routes.form("settings.save")
def save_settings(
    store: Store,
    me: Person,
    network: Network,
    language: Language,
    zone: ZoneInfo,
    reminders: bool = False,
    hours: Annotated[str, HOURS_LENGTH] = "",
    weekends: bool = False,
) -> Iterator[Reply]:
    wanted = hours_between(_without_words(hours) or network.hours)
    own = "" if spelled(wanted) == network.hours else spelled(wanted)  # who wants no others follows the network
    stored = store.directory.person(me.id)
    chosen = {"language": language.value, "zone": zone.key, "reminders": reminders}
    store.directory.edit(replace(stored, **chosen, hours=own, weekends=weekends))
    saved = SAVED_WITH.format(when=_in_words(wanted, weekends=weekends)) if reminders else SAVED_WITHOUT
    # Said in the language just chosen, whatever the reader's was a moment ago.
    said = saved.format(zone=zone.key).plain(Reader(language.value, zone.key))
    yield whisper(literal(said))


def _without_words(hours: str) -> str:
    return WHOLE_DAY if hours.casefold() in (ANY_TIME.en, ANY_TIME.de) else hours


def _in_words(hours: Hours, *, weekends: bool) -> Text:
    whole = hours.begins == hours.ends
    between = AT_ANY_TIME if whole else BETWEEN.format(begins=hours.begins, ends=hours.ends)
    return (EVERY_DAY if weekends else WORKING_DAYS).format(hours=between)
