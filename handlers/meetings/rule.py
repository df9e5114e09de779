"""Planning a series by two short forms: first its rule, then what its dates begin with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Choice, Choices, Day, Form, Input, Line, Option, action
from bot.domain.meetings import LONGEST, USUAL_LENGTH, Answer, LengthImpossible, Mode
from bot.domain.people import Person
from bot.domain.recurrence import Rule, RuleImpossible
from bot.domain.series import EARLIEST_ANNOUNCEMENT, USUAL_ANNOUNCEMENT, Series
from bot.routing import Router, Who
from handlers.meetings.ahead import fill, follow_rule
from handlers.meetings.details import NO_SEATS, ONLINE_SEATS, ONSITE_SEATS, SEATS_HINT
from handlers.meetings.plan import LASTS_HINT, LINK_HINT, LONGEST_TITLE, TIME, TIME_HINT, TITLE, ZONE
from handlers.meetings.rhythm import EVERY, MONTHS, NTH, WEEKDAYS
from handlers.meetings.series import dates
from handlers.meetings.texts import HOW, LASTS, LINK, REFUSALS, WHERE, written
from handlers.meetings.texts import MODES as MODE_NAMES
from storage import Store

RULE = Text(en="A series", de="Eine Reihe")
SUBMIT = Text(en="Show the dates", de="Termine zeigen")
INTRO = Text(
    en="You see the dates of a year ahead. Nothing is announced before a coordinator has confirmed a date.",
    de="Du siehst die Termine eines Jahres. Angekündigt wird nichts, bevor die Koordination zugestimmt hat.",
)
RHYTHM = Text(en="How often", de="Wie oft")
WHICH = Text(en="Which one", de="Der wievielte")
WHICH_HINT = Text(en="Such as the first Thursday of the month", de="Zum Beispiel der erste Donnerstag im Monat")
WEEKDAY = Text(en="Day of the week", de="Wochentag")
FROM = Text(en="From", de="Ab")
FROM_HINT = Text(
    en="The months are counted from this one: March, June and so on.",
    de="Ab diesem Monat wird gezählt: März, Juni und so weiter.",
)
ONSITE_IN = Text(en="On site in", de="Vor Ort im")
DETAILS = Text(en="Details of the series", de="Details der Reihe")
SAVE = Text(en="Save", de="Speichern")
DETAILS_INTRO = Text(
    en="This holds for the dates that nobody has changed or confirmed yet.",
    de="Das gilt für die Termine, die noch niemand geändert oder bestätigt hat.",
)
DEADLINE = Text(en="Answer by, days before", de="Antwort: Tage vorher")
ANNOUNCED = Text(en="Announced, days before", de="Ankündigen: Tage vorher")
ANNOUNCED_HINT = Text(
    en="Four weeks earlier coordinators are asked to confirm.", de="Vier Wochen früher wird die Koordination gefragt."
)
IMPOSSIBLE = Text(en="This does not fit. Choose one of the options.", de="Das passt nicht. Wähle eine Möglichkeit aus.")
DAYS = Text(en="From {least} to {most} days, please.", de="Bitte zwischen {least} und {most} Tagen.")
BESIDE = {"modes": "onsite", "at": "time"}  # parts of the rule whose inputs are called otherwise

routes = Router(words={**MODE_NAMES})
routes.refuse(REFUSALS)


@routes.button("series.rule", who=Who.COORDINATORS, reads=True)
def open_rule(store: Store, network: Network, now: datetime, series: int | None = None) -> Iterator[Ask]:
    today = now.astimezone(ZoneInfo(network.timezone)).date()
    found = store.series.get(series) if series is not None else None
    rule = found.rule if found else Rule(1, 3, time(14), network.timezone, today, every=3)
    every = tuple(Option(name, str(months)) for months, name in EVERY.items())
    inputs: tuple[Input, ...] = (
        Line("title", TITLE, found.title if found else "", longest=LONGEST_TITLE),
        Choice("every", RHYTHM, every, str(rule.every)),
        Choice("nth", WHICH, tuple(Option(name, str(nth)) for nth, name in NTH.items()), str(rule.nth), WHICH_HINT),
        Choice("weekday", WEEKDAY, _numbered(WEEKDAYS, 0), str(rule.weekday)),
        Line("time", TIME, f"{rule.at:%H:%M}", TIME_HINT, longest=10),
        Day("start", FROM, rule.start, FROM_HINT),
        Choice("mode", HOW, _modes(), (found.mode if found else Mode.HYBRID).value),
        Choices("onsite", ONSITE_IN, _numbered(MONTHS, 1), tuple(str(month) for month in sorted(rule.modes))),
    )
    yield Ask(Form(RULE, inputs, SUBMIT, action("series.rule", series=series), INTRO))


@routes.form("series.rule", who=Who.COORDINATORS)
def save_rule(
    store: Store,
    me: Person,
    network: Network,
    now: datetime,
    title: Annotated[str, LONGEST_TITLE],
    every: int,
    nth: int,
    weekday: int,
    time: time,
    start: date,
    mode: Mode = Mode.HYBRID,
    onsite: tuple[int, ...] = (),
    series: int | None = None,
) -> Iterator[Reply]:
    before = store.series.lock(series) if series is not None else None
    zone = before.rule.zone if before else network.timezone
    at = time.replace(second=0, microsecond=0)
    try:
        if every not in EVERY:
            raise RuleImpossible("every")
        rule = Rule(nth, weekday, at, zone, start, every=every, modes=dict.fromkeys(onsite, Mode.ONSITE.value))
    except RuleImpossible as wrong:
        yield Reject({BESIDE.get(wrong.field, wrong.field): IMPOSSIBLE})
        return
    if before:
        kept = replace(before, title=title, rule=rule, mode=mode)
        store.series.save(kept)
        follow_rule(store, kept, network.holidays, now)
    else:
        kept = store.series.add(Series(0, title, rule, mode, planned_by=me.id))
        fill(store, kept, network.holidays, now)
    yield Whisper(dates(store, kept, network.holidays, now))


@routes.button("series.details", who=Who.COORDINATORS, reads=True)
def open_details(store: Store, series: int) -> Iterator[Ask]:
    found = store.series.get(series)
    onsite, online = (str(found.seats.get(mode) or "") for mode in (Answer.ONSITE, Answer.ONLINE))
    deadline = "" if found.deadline_days is None else str(found.deadline_days)
    inputs: tuple[Input, ...] = (
        Line("zone", ZONE, found.rule.zone, longest=60),
        Line("lasts", LASTS, written(found.lasts), LASTS_HINT, longest=20),
        Line("place", WHERE, found.place, required=False, longest=300),
        Line("link", LINK, found.link, LINK_HINT, required=False, longest=300),
        Line("onsite_seats", ONSITE_SEATS, onsite, SEATS_HINT, required=False, longest=6),
        Line("online_seats", ONLINE_SEATS, online, SEATS_HINT, required=False, longest=6),
        Line("deadline_days", DEADLINE, deadline, required=False, longest=3),
        Line("announce_days", ANNOUNCED, str(found.announce_days), ANNOUNCED_HINT, longest=3),
    )
    yield Ask(Form(DETAILS, inputs, SAVE, action("series.details", series=series), DETAILS_INTRO))


@routes.form("series.details", who=Who.COORDINATORS)
def save_details(
    store: Store,
    network: Network,
    now: datetime,
    series: int,
    zone: ZoneInfo,
    lasts: timedelta = USUAL_LENGTH,
    place: str = "",
    link: str = "",
    onsite_seats: int | None = None,
    online_seats: int | None = None,
    deadline_days: int | None = None,
    announce_days: int = USUAL_ANNOUNCEMENT,
) -> Iterator[Reply]:
    found = store.series.lock(series)
    sizes = {"onsite_seats": onsite_seats, "online_seats": online_seats}
    wrong = {name: NO_SEATS for name, size in sizes.items() if size is not None and size < 1}
    if not 1 <= announce_days <= EARLIEST_ANNOUNCEMENT:
        wrong["announce_days"] = DAYS.format(least=1, most=EARLIEST_ANNOUNCEMENT)
    elif deadline_days is not None and not 0 <= deadline_days <= announce_days:
        wrong["deadline_days"] = DAYS.format(least=0, most=announce_days)
    if wrong:
        yield Reject(wrong)
        return
    if not timedelta() < lasts <= LONGEST:
        raise LengthImpossible
    changed = replace(
        found,
        rule=replace(found.rule, zone=zone.key),
        lasts=lasts,
        place=place,
        link=link,
        seats={Answer.ONSITE: onsite_seats, Answer.ONLINE: online_seats},
        deadline_days=deadline_days,
        announce_days=announce_days,
    )
    store.series.save(changed)
    follow_rule(store, changed, network.holidays, now)
    yield Whisper(dates(store, changed, network.holidays, now))


def _numbered(names: tuple[Text, ...], first: int) -> tuple[Option, ...]:
    return tuple(Option(name, str(number)) for number, name in enumerate(names, first))


def _modes() -> tuple[Option, ...]:
    return tuple(Option(name, mode.value) for mode, name in MODE_NAMES.items())
