"""Words that several parts of the meetings share."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum

from bot.chat.text import Plural, Text
from bot.domain.meetings import (
    Answer,
    DeadlineTooLate,
    LengthImpossible,
    MeetingCancelled,
    MeetingChanged,
    MeetingInPast,
    MeetingStarted,
    MeetingTooFar,
    Mode,
    NoSuchMeeting,
)
from bot.domain.people import NoSuchPerson
from bot.domain.seats import ModeNotOffered, PartyTooLarge
from bot.domain.series import NoSuchSeries
from bot.domain.walltime import WallTimeMissing, WallTimeTwice
from bot.routing import Refusal

ANNOUNCEMENTS = "announcements"

ANSWERS: Mapping[Answer, Text] = {
    Answer.ONLINE: Text(en="online", de="online"),
    Answer.ONSITE: Text(en="on site", de="vor Ort"),
    Answer.MAYBE: Text(en="maybe", de="vielleicht"),
    Answer.NO: Text(en="no", de="nein"),
}
MODES: Mapping[Mode, Text] = {
    Mode.ONLINE: Text(en="online", de="online"),
    Mode.ONSITE: Text(en="on site", de="vor Ort"),
    Mode.HYBRID: Text(en="online and on site", de="online und vor Ort"),
}
TYPED: Mapping[Enum, Text] = {
    Answer.ONLINE: Text(en="online", de="online"),
    Answer.ONSITE: Text(en="onsite", de="vor-ort"),
    Answer.MAYBE: Text(en="maybe", de="vielleicht"),
    Answer.NO: Text(en="no", de="nein"),
}
BUTTONS: Mapping[Answer, Text] = {
    Answer.ONLINE: Text(en="Online", de="Online"),
    Answer.ONSITE: Text(en="On site", de="Vor Ort"),
    Answer.MAYBE: Text(en="Maybe", de="Vielleicht"),
    Answer.NO: Text(en="I cannot come", de="Ich kann nicht"),
}

WHEN = Text(en="When", de="Wann")
LASTS = Text(en="Lasts", de="Dauer")
WHERE = Text(en="Where", de="Wo")
HOW = Text(en="How", de="Wie")
LINK = Text(en="Link", de="Link")
OPEN = Text(en="to be announced", de="wird noch bekannt gegeben")
CANCELLED = Text(en="Cancelled: {title}", de="Abgesagt: {title}")
REASON = Text(en="Reason", de="Grund")
NO_REASON = Text(en="none given", de="nicht genannt")
CONFIRM = Text(en="Confirm the date", de="Termin bestätigen")
NOT_THIS_TIME = Text(en="Not this time", de="Diesmal nicht")
JOINED = Text(en="{one}, {other}", de="{one}, {other}")

DAY, DAYS = Text(en="{n} day", de="{n} Tag"), Text(en="{n} days", de="{n} Tage")
HOURS = Text(en="{n} h", de="{n} Std")
MINUTES = Text(en="{n} min", de="{n} Min")
ONE_PERSON = Text(en="one person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
ONE_GUEST = Text(en="one guest", de="einer Begleitung")
GUESTS = Text(en="{n} guests", de="{n} Begleitungen")
WITH_GUESTS = Text(en="{answer} with {guests}", de="{answer} mit {guests}")

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    NoSuchMeeting: Text(
        en="There is no such meeting. `{command} meetings` shows those that are coming.",
        de="Dieses Treffen gibt es nicht. `{command} treffen` zeigt, was ansteht.",
    ),
    MeetingCancelled: Text(
        en="This meeting has been cancelled, so there is nothing left to answer.",
        de="Dieses Treffen ist abgesagt, es gibt nichts mehr zu beantworten.",
    ),
    MeetingStarted: Text(
        en="This meeting has already begun. `{command} meetings` shows those that are coming.",
        de="Dieses Treffen hat schon begonnen. `{command} treffen` zeigt, was ansteht.",
    ),
    MeetingChanged: Text(
        en="Somebody has changed this meeting meanwhile, and I have saved nothing. Open the form again.",
        de="Inzwischen hat jemand dieses Treffen geändert, und ich habe nichts gespeichert. Öffne das Formular neu.",
    ),
    MeetingInPast: Refusal(
        Text(en="This moment has passed. Choose a later one.", de="Dieser Zeitpunkt ist vorbei. Wähle einen späteren."),
        field="day",
    ),
    MeetingTooFar: Refusal(
        Text(
            en="Meetings can be planned up to three years ahead. Check the year.",
            de="Treffen lassen sich bis zu drei Jahre im Voraus planen. Prüfe das Jahr.",
        ),
        field="day",
    ),
    LengthImpossible: Refusal(
        Text(
            en="A meeting lasts from one minute to 14 days, such as 2h, 90min or 1d 6h.",
            de="Ein Treffen dauert zwischen einer Minute und 14 Tagen, zum Beispiel 2h, 90min oder 1d 6h.",
        ),
        field="lasts",
    ),
    DeadlineTooLate: Refusal(
        Text(
            en="The deadline is after the meeting. Choose its day or an earlier one.",
            de="Die Frist liegt nach dem Treffen. Wähle spätestens dessen Tag.",
        ),
        field="deadline",
    ),
    ModeNotOffered: Refusal(
        Text(
            en="This meeting does not take place in this way. Choose another answer.",
            de="Auf diese Weise findet das Treffen nicht statt. Wähle eine andere Antwort.",
        ),
        field="answer",
    ),
    PartyTooLarge: Refusal(
        Text(
            en="There are only {limit} seats in all. Bring fewer guests, or ask a coordinator.",
            de="Es gibt insgesamt nur {limit} Plätze. Bring weniger Begleitung mit oder frag die Koordination.",
        ),
        field="guests",
    ),
    NoSuchPerson: Refusal(
        Text(
            en="I cannot tell who that is. Give the whole name or the e-mail address.",
            de="Ich weiß nicht, wer das ist. Schreib den ganzen Namen oder die E-Mail-Adresse.",
        ),
        field="person",
    ),
    NoSuchSeries: Text(
        en="There is no such series any more. `{command} meeting series` shows those that go on.",
        de="Diese Reihe gibt es nicht mehr. `{command} treffen reihe` zeigt, welche weitergehen.",
    ),
    WallTimeMissing: Refusal(
        Text(
            en="The clocks skip this time that night. Try {proposal}.",
            de="Diese Zeit überspringen die Uhren in dieser Nacht. Versuche {proposal}.",
        ),
        field="time",
    ),
    WallTimeTwice: Refusal(
        Text(
            en="The clocks go back that night, so this time comes twice. Try {proposal}.",
            de="In dieser Nacht werden die Uhren zurückgestellt, diese Zeit kommt zweimal. Versuche {proposal}.",
        ),
        field="time",
    ),
}


def length(lasts: timedelta) -> Text:
    """How long something lasts: "1 day, 6 h", "90 min"."""
    if lasts < timedelta(hours=3) and lasts % timedelta(hours=1):
        return MINUTES.format(n=lasts // timedelta(minutes=1))
    hours, minutes = lasts.seconds // 3600, lasts.seconds // 60 % 60
    days = Text(en="{days}", de="{days}").format(days=Plural(lasts.days, one=DAY, other=DAYS))
    parts = [days] if lasts.days else []
    parts += [unit.format(n=number) for unit, number in ((HOURS, hours), (MINUTES, minutes)) if number]
    said = parts[0]
    for part in parts[1:]:
        said = JOINED.format(one=said, other=part)
    return said


def written(lasts: timedelta) -> str:
    """The length as it is typed into a form: "1d 6h", "90min"."""
    if lasts < timedelta(hours=3) and lasts % timedelta(hours=1):
        return f"{lasts // timedelta(minutes=1)}min"
    hours, minutes = lasts.seconds // 3600, lasts.seconds // 60 % 60
    given = ((lasts.days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{number}{unit}" for number, unit in given if number)


def people(number: int) -> Plural:
    return Plural(number, one=ONE_PERSON, other=PEOPLE)


def with_guests(answer: Answer, guests: int) -> Text:
    """The answer, with how many guests if there are any."""
    if not guests:
        return ANSWERS[answer]
    return WITH_GUESTS.format(answer=ANSWERS[answer], guests=Plural(guests, one=ONE_GUEST, other=GUESTS))
