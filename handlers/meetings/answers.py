"""Who comes, who does not, and who has not answered: for coordinators."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.replies import Whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Plural, Text, Value
from bot.chat.ui import Fields, Items, Message, Paragraph, Part
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.domain.reminders import unanswered
from bot.routing import Help, Router, Who
from handlers.meetings.show import named_or_next, when
from handlers.meetings.texts import ANSWERS, CANCELLED, REFUSALS, WHEN
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Answers: {title}", de="Antworten: {title}")
NAMES = Text(en="*{answer}* ({n}): {names}", de="*{answer}* ({n}): {names}")
NOBODY = Text(en="nobody", de="niemand")
MISSING = Text(en="*No answer yet* from {people}, by group:", de="*Noch keine Antwort* von {people}, nach Gruppen:")
ONE_PERSON = Text(en="one person", de="einer Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
GROUP = Text(en="*{group}*: {names}", de="*{group}*: {names}")
NO_GROUP = Text(en="without a group", de="ohne Gruppe")
EVERYBODY = Text(en="Everybody has answered.", de="Alle haben geantwortet.")
IN_ANSWER, IN_GROUP = 800, 400  # room for names in one line

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "meeting answers",
    "treffen antworten",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Who comes, who does not, who has not answered.",
            de="Wer kommt, wer nicht, wer noch nicht geantwortet hat.",
        ),
        usage=Text(en="meeting answers [number]", de="treffen antworten [Nummer]"),
        example=Text(en="meeting answers", de="treffen antworten"),
    ),
)
def show_answers(store: Store, snapshot: Snapshot, now: datetime, meeting: int | None = None) -> Iterator[Whisper]:
    found = named_or_next(store, meeting, now)
    yield Whisper(_overview(found, store.meetings.answers(found.id), snapshot))


routes.button("meeting.answers", who=Who.COORDINATORS, reads=True)(show_answers)


def _overview(meeting: Meeting, answers: dict[str, Answer], snapshot: Snapshot) -> Message:
    title = CANCELLED if meeting.cancelled is not None else TITLE
    given = tuple(_line(answer, [p for p in answers if answers[p] is answer], snapshot) for answer in Answer)
    parts: tuple[Part, ...] = (Fields(((WHEN, when(meeting)),)), Items(given))
    missing = unanswered(snapshot.directory.people, answers)
    people = Plural(len(missing), one=ONE_PERSON, other=PEOPLE)
    state = Paragraph(MISSING.format(people=people) if missing else EVERYBODY)
    shown = Message(title.format(title=meeting.title), (*parts, state))
    if not missing:
        return shown
    lines = [GROUP.format(group=group, names=_names(members, IN_GROUP)) for group, members in _by_group(missing)]
    return replace(shown, parts=(*shown.parts, fitting(lines, left(shown))))


def _line(answer: Answer, ids: Sequence[str], snapshot: Snapshot) -> Text:
    people = [snapshot.people[person] for person in ids if person in snapshot.people]
    return NAMES.format(answer=ANSWERS[answer], n=len(ids), names=_names(people, IN_ANSWER) if people else NOBODY)


def _names(people: Sequence[Person], room: int) -> list[Value]:
    ordered = sorted(people, key=lambda person: (person.last_name, person.first_name))
    return some([person.name for person in ordered], room)


def _by_group(people: Sequence[Person]) -> list[tuple[str | Text, list[Person]]]:
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    return [(group or NO_GROUP, members) for group, members in sorted(groups.items(), key=lambda g: (not g[0], g[0]))]
