"""The rule of a series in words, and what speaks against one of its dates."""

from bot.chat.text import Text
from bot.domain.meetings import Mode
from bot.domain.recurrence import LAST, Clock, Cycle, Occurrence, Rule, cycle_of, months_of
from bot.domain.walltime import nearest_utc
from handlers.meetings.texts import MODES

NTH = {
    1: Text(en="first", de="erster"),
    2: Text(en="second", de="zweiter"),
    3: Text(en="third", de="dritter"),
    4: Text(en="fourth", de="vierter"),
    LAST: Text(en="last", de="letzter"),
}
WEEKDAYS = (
    Text(en="Monday", de="Montag"),
    Text(en="Tuesday", de="Dienstag"),
    Text(en="Wednesday", de="Mittwoch"),
    Text(en="Thursday", de="Donnerstag"),
    Text(en="Friday", de="Freitag"),
    Text(en="Saturday", de="Samstag"),
    Text(en="Sunday", de="Sonntag"),
)
MONTHS = (
    Text(en="January", de="Januar"),
    Text(en="February", de="Februar"),
    Text(en="March", de="März"),
    Text(en="April", de="April"),
    Text(en="May", de="Mai"),
    Text(en="June", de="Juni"),
    Text(en="July", de="Juli"),
    Text(en="August", de="August"),
    Text(en="September", de="September"),
    Text(en="October", de="Oktober"),
    Text(en="November", de="November"),
    Text(en="December", de="Dezember"),
)
EVERY = {
    1: Text(en="every month", de="jeden Monat"),
    2: Text(en="every two months", de="alle zwei Monate"),
    3: Text(en="every three months", de="alle drei Monate"),
    6: Text(en="twice a year", de="zweimal im Jahr"),
    12: Text(en="once a year", de="einmal im Jahr"),
}
OF_MONTHS = Text(en="in {months}", de="im {months}")
OF_QUARTER = Text(en="at the beginning of each quarter", de="zu Beginn jedes Quartals")
RARER = Text(en="every {n} months", de="alle {n} Monate")
RULE = Text(en="{nth} {weekday} {months}, {at} {zone}", de="{nth} {weekday} {months}, {at} {zone}")
OTHER_MODE = Text(en="{rule}; in {months} {mode}", de="{rule}; im {months} {mode}")

HOLIDAY = Text(en="public holiday: {name}", de="Feiertag: {name}")
MISSING = Text(en="the clocks skip this time that night", de="diese Zeit überspringen die Uhren in dieser Nacht")
TWICE = Text(en="this time comes twice that night", de="diese Zeit kommt in dieser Nacht zweimal")


def told(rule: Rule) -> Text:
    """The rule as one would say it: "first Thursday in March and June, 14:00 Europe/Berlin; in June on site"."""
    match cycle_of(rule):
        case Cycle.MONTH:
            months = EVERY[1]
        case Cycle.QUARTER:
            months = OF_QUARTER
        case Cycle.MONTHS:
            months = OF_MONTHS.format(months=_names(months_of(rule)))
        case Cycle.EVERY:
            months = RARER.format(n=rule.every)
    said = RULE.format(nth=NTH[rule.nth], weekday=WEEKDAYS[rule.weekday], months=months, at=rule.at, zone=rule.zone)
    for mode in dict.fromkeys(rule.modes.values()):
        names = _names(tuple(month for month in sorted(rule.modes) if rule.modes[month] == mode))
        said = OTHER_MODE.format(rule=said, months=names, mode=MODES[Mode(mode)])
    return said


def objection(found: Occurrence) -> Text | None:
    """Why another date is proposed."""
    if found.holiday is not None:
        return HOLIDAY.format(name=Text(en=found.holiday.en, de=found.holiday.de))
    return {Clock.MISSING: MISSING, Clock.TWICE: TWICE}.get(found.clock)


def instead(found: Occurrence, zone: str) -> Text | None:
    """The proposal, in the reader's zone."""
    if found.proposal is None:
        return None
    return Text(en="{when}", de="{when}").format(when=nearest_utc(found.proposal, zone))


def _names(months: tuple[int, ...]) -> list[Text]:
    return [MONTHS[month - 1] for month in months]
