"""Words that several parts of the breakout rooms share."""

from collections.abc import Mapping
from enum import Enum

from bot.chat.text import Plural, Text
from bot.domain.breakouts.session import (
    AllRoundsOver,
    BreakoutsChanged,
    NoBreakouts,
    NotComing,
    NothingAssigned,
    Profile,
    WishesClosed,
)
from bot.routing import Refusal
from handlers.meetings.texts import REFUSALS as MEETING_REFUSALS

PROFILES: Mapping[Enum, Text] = {
    Profile.BALANCED: Text(en="balanced", de="ausgewogen"),
    Profile.MIX: Text(en="meeting new people", de="neue Leute treffen"),
    Profile.TOPICS: Text(en="the topics wished for", de="die gewünschten Themen"),
}

TITLE = Text(en="Breakout rooms: {title}", de="Gruppenräume: {title}")
ONE_PERSON = Text(en="one person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
NOBODY = Text(en="nobody", de="niemand")
ROUND = Text(en="Round {n}", de="Runde {n}")
ROUNDS = Text(en="Rounds", de="Runden")
ROOMS = Text(en="Rooms", de="Räume")
ROOM = Text(en="Room", de="Raum")
PERSON = Text(en="Who", de="Wer")
PERSON_HINT = Text(en="The whole name or the e-mail address", de="Der ganze Name oder die E-Mail-Adresse")
FACILITATOR = Text(en="Facilitator", de="Moderation")
LINK = Text(en="Link", de="Link")
ONLINE = Text(en="can be joined online", de="online erreichbar")
ONSITE = Text(en="on site only", de="nur vor Ort")
WISH = Text(en="My wishes", de="Meine Wünsche")
PLAN = Text(en="Plan", de="Planung")
CHANGE = Text(en="Change", de="Ändern")
ASSIGN = Text(en="Assign", de="Verteilen")
PREVIEW = Text(en="Look at the plan", de="Plan ansehen")
PUBLISH = Text(en="Publish", de="Veröffentlichen")
LATE = Text(en="Late comers", de="Nachzügler")
EXPORT = Text(en="Files for Zoom and BigBlueButton", de="Dateien für Zoom und BigBlueButton")
SAVE = Text(en="Save", de="Speichern")
LONGEST_NAME = 100

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    **MEETING_REFUSALS,
    NoBreakouts: Text(
        en="There are no breakout rooms for this meeting, or not yet.",
        de="Für dieses Treffen gibt es keine Gruppenräume, oder noch nicht.",
    ),
    BreakoutsChanged: Text(
        en="Something has changed since you looked, and I have done nothing. Look again, please: "
        "`{command} breakouts plan`",
        de="Inzwischen hat sich etwas geändert, und ich habe nichts getan. Bitte sieh noch einmal nach: "
        "`{command} räume planen`",
    ),
    WishesClosed: Text(
        en="Wishes for breakout rooms are not taken now. `{command} breakouts` shows how things stand.",
        de="Wünsche für Gruppenräume werden gerade nicht angenommen. `{command} räume` zeigt den Stand.",
    ),
    NotComing: Text(
        en="Tell me first that you are coming, with `{command} rsvp online` or `{command} rsvp onsite`.",
        de="Sag mir zuerst, dass du kommst, mit `{command} zusage online` oder `{command} zusage vor-ort`.",
    ),
    NothingAssigned: Text(
        en="Nobody has been given a room yet. `{command} breakouts assign` does it.",
        de="Noch hat niemand einen Raum bekommen. `{command} räume verteilen` erledigt das.",
    ),
    AllRoundsOver: Text(
        en="All rounds have begun, so there is nothing left to plan.",
        de="Alle Runden haben begonnen, es gibt nichts mehr zu planen.",
    ),
}


def people(number: int) -> Plural:
    return Plural(number, one=ONE_PERSON, other=PEOPLE)
