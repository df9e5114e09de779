"""Words that several parts of the meetings share."""

from collections.abc import Mapping
from enum import Enum

from bot.chat.text import Text
from bot.domain.meetings import Answer, MeetingCancelled, MeetingInPast, MeetingStarted, NoSuchMeeting
from bot.domain.walltime import WallTimeMissing, WallTimeTwice
from bot.routing import Refusal

ANNOUNCEMENTS = "announcements"

ANSWERS: Mapping[Answer, Text] = {
    Answer.ONLINE: Text(en="online", de="online"),
    Answer.ONSITE: Text(en="on site", de="vor Ort"),
    Answer.MAYBE: Text(en="maybe", de="vielleicht"),
    Answer.NO: Text(en="no", de="nein"),
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
WHERE = Text(en="Where", de="Wo")
OPEN = Text(en="to be announced", de="wird noch bekannt gegeben")
CANCELLED = Text(en="Cancelled: {title}", de="Abgesagt: {title}")
REASON = Text(en="Reason", de="Grund")
NO_REASON = Text(en="none given", de="nicht genannt")

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
    MeetingInPast: Refusal(
        Text(en="This moment has passed. Choose a later one.", de="Dieser Zeitpunkt ist vorbei. Wähle einen späteren."),
        field="day",
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
