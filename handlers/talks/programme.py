"""The programme of a meeting in words, for its card, its calendar entry and whoever asks for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.room import fitting
from bot.chat.text import Text
from bot.chat.ui import Paragraph, Part
from bot.domain.agenda import Entry, Kind, programme
from bot.domain.meetings import Meeting
from handlers.talks.texts import GONE, KINDS
from storage import Store

HEAD = Text(en="*Programme* ({zone})", de="*Programm* ({zone})")
LINE = Text(en="*{at}* {title} · {speaker}", de="*{at}* {title} · {speaker}")
LINE_OF_KIND = Text(en="*{at}* {title} · {kind} · {speaker}", de="*{at}* {title} · {kind} · {speaker}")
LISTED, BESIDE, ON_CARD = 20, 1500, 2500  # entries; room for what else is shown, and for the programme


def programme_of(store: Store, meeting: Meeting) -> tuple[Entry, ...]:
    """The accepted entries of a meeting."""
    return programme(meeting, store.talks.of_meeting(meeting.id))


def on_card(store: Store, meeting: Meeting, room: int) -> tuple[Part, ...]:
    """The programme as a part of the meeting's card, as much as fits; nothing while it is empty."""
    entries = programme_of(store, meeting)
    if not entries:
        return ()
    shown = fitting(lines(store, meeting, entries), min(room - BESIDE, ON_CARD), most=LISTED)
    return Paragraph(HEAD.format(zone=meeting.zone)), shown


def lines(store: Store, meeting: Meeting, entries: Sequence[Entry]) -> list[Text]:
    """Each entry with the time that a clock on the wall of the meeting will show."""
    zone, names = ZoneInfo(meeting.zone), store.talks.speakers([meeting.id])
    return [_line(entry, (meeting.starts + entry.begins).astimezone(zone), names) for entry in entries]


def _line(entry: Entry, begins: datetime, names: Mapping[str, str]) -> Text:
    kind = entry.talk.kind
    line = LINE if kind is Kind.TALK else LINE_OF_KIND.format(kind=KINDS[kind])
    speaker = names.get(entry.talk.speaker) or GONE
    return line.format(at=begins.time(), title=entry.talk.title, speaker=speaker)
