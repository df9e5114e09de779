"""The programme of a meeting as a part of its calendar entry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.chat.text import Reader, Text
from bot.domain.agenda import Entry as Line
from bot.domain.calendar import Entry
from bot.domain.meetings import Meeting

HEAD = Text(en="Programme ({zone})", de="Programm ({zone})")
LINE = Text(en="{at} {title} · {speaker}", de="{at} {title} · {speaker}")
WITHOUT = Text(en="{at} {title}", de="{at} {title}")


def with_programme(
    entry: Entry, meeting: Meeting, lines: Sequence[Line], names: Mapping[str, str], reader: Reader
) -> Entry:
    """The entry with the programme below its description; it counts as changed when the programme did."""
    zone = ZoneInfo(meeting.zone)
    said = [HEAD.format(zone=meeting.zone).plain(reader)]
    for line in lines:
        begins = (meeting.starts + line.begins).astimezone(zone).time()
        name = names.get(line.talk.speaker)
        text = LINE.format(speaker=name) if name else WITHOUT
        said.append(text.format(at=begins, title=line.talk.title).plain(reader))
    changed = max(entry.changed, *(line.talk.changed or entry.changed for line in lines))
    description = "\n\n".join(filter(None, (entry.description, "\n".join(said))))
    return replace(entry, description=description, changed=changed)
