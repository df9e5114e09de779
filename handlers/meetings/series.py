"""Series of meetings: which there are, what their next dates are, and their end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Reply, Whisper, whisper
from bot.chat.room import fitting, left
from bot.chat.text import Plural, Text
from bot.chat.ui import Button, Divider, Menu, Message, Option, Paragraph, Part, action
from bot.domain.meetings import Meeting, Stage, expect_open
from bot.domain.recurrence import looked_at
from bot.domain.series import Series
from bot.routing import Help, Router, Who
from handlers.meetings.confirm import take_button
from handlers.meetings.plan import CHANGE, preview
from handlers.meetings.rhythm import instead, objection, told
from handlers.meetings.show import invitation
from handlers.meetings.texts import REFUSALS
from storage import Store

SERIES = Text(en="Series of meetings", de="Reihen von Treffen")
NONE = Text(
    en="There is no series yet. A rule such as “first Thursday of every month” makes its meetings a year ahead.",
    de="Es gibt noch keine Reihe. Eine Regel wie „erster Donnerstag jeden Monat“ macht Treffen für ein Jahr.",
)
ONE = Text(en="*{title}* · {rule} · {next} · number {number}", de="*{title}* · {rule} · {next} · Nummer {number}")
NEXT = Text(en="next: {when}", de="als Nächstes: {when}")
NO_DATE = Text(en="no date in the coming year", de="kein Termin im kommenden Jahr")
NEW = Text(en="New series", de="Neue Reihe")
DATES, DETAILS = Text(en="Dates", de="Termine"), Text(en="Place, seats, deadline", de="Ort, Plätze, Frist")
END, END_SERIES = Text(en="End it", de="Beenden"), Text(en="End", de="Ende")
MORE = Text(
    en="{n} more: `{command} meeting series {number}` shows one of them.",
    de="{n} weitere: `{command} treffen reihe {number}` zeigt eine davon.",
)
RULE = Text(en="{rule}", de="{rule}")
DATES_OF = Text(en="Dates: {title}", de="Termine: {title}")
DATE = Text(en="{when} · {stage} · number {number}", de="{when} · {stage} · Nummer {number}")
FLAGGED = Text(en="{date} · *{why}* · proposed: {proposal}", de="{date} · *{why}* · Vorschlag: {proposal}")
PROPOSED = Text(en="proposed", de="vorgeschlagen")
CONFIRMED = Text(en="confirmed", de="bestätigt")
ANNOUNCED = Text(en="announced", de="angekündigt")
CANCELLED = Text(en="cancelled", de="abgesagt")
DROPPED = Text(en="not this time", de="diesmal nicht")
OPEN_ONE = Text(en="Open one date", de="Einen Termin öffnen")
UNHEARD = Text(
    en="Coordinators are asked about each date {weeks} weeks before it is announced.",
    de="Zu jedem Termin wird die Koordination gefragt, {weeks} Wochen vor der Ankündigung.",
)
ENDING = Text(
    en="The series *{title}* will end. Dates that are not announced will not take place, the others stand.",
    de="Die Reihe *{title}* wird beendet. Termine, die nicht angekündigt sind, entfallen, die anderen bleiben.",
)
ENDED = Text(
    en="The series *{title}* has ended; {dates} that nobody had heard of will not take place.",
    de="Die Reihe *{title}* ist beendet; davon hatte noch niemand gehört, und es entfällt: {dates}.",
)
ONE_DATE, MANY_DATES = Text(en="one date", de="ein Termin"), Text(en="{n} dates", de="{n} Termine")
SHOWN, TAKEN, WEEKS = 4, 5, 4
STAGES = {Stage.PROPOSED: PROPOSED, Stage.CONFIRMED: CONFIRMED, Stage.ANNOUNCED: ANNOUNCED, Stage.DRAFT: PROPOSED}

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "meeting series",
    "treffen reihe",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="Series of meetings by rule.", de="Reihen von Treffen nach einer Regel."),
        usage=Text(en="meeting series [number]", de="treffen reihe [Nummer]"),
        example=Text(en="meeting series 2", de="treffen reihe 2"),
    ),
)
def list_series(store: Store, network: Network, now: datetime, series: int | None = None) -> Iterator[Whisper]:
    if series is not None:
        yield Whisper(dates(store, store.series.get(series), network.holidays, now))
        return
    found = store.series.open()
    parts: list[Part] = [] if found else [Paragraph(NONE)]
    for one in found[:SHOWN]:
        parts += [Paragraph(_line(store, one, now)), *_buttons(one), Divider()]
    if len(found) > SHOWN:
        number = str(found[SHOWN].id)
        parts.append(Paragraph(MORE.format(n=len(found) - SHOWN, command=network.command, number=number)))
    parts.append(Button(NEW, action("series.rule"), style="plain" if found else "primary"))
    yield Whisper(Message(SERIES, tuple(parts)))


@routes.button("series.dates", who=Who.COORDINATORS, reads=True)
def show_dates(store: Store, network: Network, now: datetime, series: int) -> Iterator[Whisper]:
    yield Whisper(dates(store, store.series.get(series), network.holidays, now))


@routes.button("series.open", who=Who.COORDINATORS, reads=True)
def open_date(store: Store, network: Network, now: datetime, choice: int) -> Iterator[Whisper]:
    """One date as its card will be, with what one can do to it."""
    found = store.meetings.get(choice)
    expect_open(found, now)
    shown = invitation(store, found, network) if found.is_announced else preview(store, found, network, now)
    yield Whisper(shown)


@routes.button("series.ending", who=Who.COORDINATORS, reads=True)
def ask_about_the_end(store: Store, series: int) -> Iterator[Whisper]:
    found = store.series.get(series)
    really = Button(END, action("series.end", series=series), style="danger")
    yield Whisper(Message(parts=(Paragraph(ENDING.format(title=found.title)), really)))


@routes.button("series.end", who=Who.COORDINATORS)
def end_series(store: Store, now: datetime, series: int) -> Iterator[Reply]:
    """Nothing more comes of it; what is announced stands."""
    found = store.series.lock(series)
    store.series.save(replace(found, ended=True))
    unheard = [one for one in _coming(store, found, now) if not one.is_announced and one.cancelled is None]
    for one in unheard:
        store.meetings.discard(one.id)
    yield whisper(ENDED.format(title=found.title, dates=Plural(len(unheard), one=ONE_DATE, other=MANY_DATES)))


def dates(store: Store, series: Series, region: str, now: datetime) -> Message:
    """The coming year of a series, with what speaks against a date and what is proposed instead."""
    coming = _coming(store, series, now)
    still = [one for one in coming if one.stage is Stage.PROPOSED and one.cancelled is None]
    takes = [button for one in still for button in take_button(one, looked_at(one.wall, one.zone, region))][:TAKEN]
    options = tuple(
        Option(RULE.format(rule=one.starts), str(one.id))
        for one in coming
        if not one.is_announced and one.cancelled is None
    )
    around: list[Part] = [Paragraph(RULE.format(rule=told(series.rule)))]
    below: list[Part] = [Paragraph(UNHEARD.format(weeks=WEEKS)), *takes]
    below += [Menu(OPEN_ONE, action("series.open"), options)] if options else []
    below += _buttons(series, listed=False)
    room = left(Message(DATES_OF.format(title=series.title), (*around, *below)))
    lines = [_date(one, region) for one in coming]
    listed = fitting(lines, room) if lines else Paragraph(NO_DATE)
    return Message(DATES_OF.format(title=series.title), (*around, listed, *below))


def _coming(store: Store, series: Series, now: datetime) -> list[Meeting]:
    return [one for one in store.meetings.of_series(series.id) if one.starts > now]


def _line(store: Store, series: Series, now: datetime) -> Text:
    standing = [one for one in _coming(store, series, now) if one.cancelled is None]
    soon = NEXT.format(when=min(one.starts for one in standing)) if standing else NO_DATE
    return ONE.format(title=series.title, rule=told(series.rule), next=soon, number=str(series.id))


def _date(meeting: Meeting, region: str) -> Text:
    stage = STAGES[meeting.stage]
    if meeting.cancelled is not None:
        stage = CANCELLED if meeting.is_announced else DROPPED
    said = DATE.format(when=meeting.starts, stage=stage, number=str(meeting.id))
    seen = looked_at(meeting.wall, meeting.zone, region)
    why, proposal = objection(seen), instead(seen, meeting.zone)
    if meeting.stage is not Stage.PROPOSED or meeting.cancelled is not None or not why or not proposal:
        return said
    return FLAGGED.format(date=said, why=why, proposal=proposal)


def _buttons(series: Series, *, listed: bool = True) -> list[Part]:
    shown = Button(DATES, action("series.dates", series=series.id))
    return [
        shown if listed else Button(DETAILS, action("series.details", series=series.id)),
        Button(CHANGE, action("series.rule", series=series.id)),
        Button(END_SERIES, action("series.ending", series=series.id), style="danger"),
    ]
