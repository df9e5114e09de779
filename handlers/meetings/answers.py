"""Who comes, who waits, who does not, and who has not answered: for coordinators."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.replies import Whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Plural, Text, Value
from bot.chat.ui import Button, Fields, Items, Message, Paragraph, Part, action
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.domain.reminders import unanswered
from bot.domain.seats import IN_LINE, MODES, Place, Seating, State
from bot.routing import Help, Router, Who
from handlers.meetings.counting import seats_left, tally
from handlers.meetings.enter import TITLE as ENTER
from handlers.meetings.show import SEATS, named_or_next, when
from handlers.meetings.texts import ANSWERS, CANCELLED, REFUSALS, WHEN
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Answers: {title}", de="Antworten: {title}")
NAMES = Text(en="*{answer}* ({n}): {names}", de="*{answer}* ({n}): {names}")
WAITING = Text(en="{answer}, waiting list", de="{answer}, Warteliste")
OFFERED = Text(en="{answer}, offered", de="{answer}, angeboten")
LAPSED = Text(en="{answer}, offer not taken", de="{answer}, Angebot nicht genommen")
OUTDATED = Text(en="{answer}, before the change", de="{answer}, vor der Änderung")
WITH_MARKS = Text(en="{name} ({marks})", de="{name} ({marks})")
PLUS = Text(en="+{n}", de="+{n}")
LATE = Text(en="late", de="spät")
BY = Text(en="entered by {name}", de="eingetragen von {name}")
NOTE = Text(en="note", de="Hinweis")
THERE = Text(en="was there", de="war da")
ABSENT = Text(en="was not there", de="war nicht da")
UNANSWERED = Text(en="there, but without an answer", de="da, aber ohne Antwort")
ATTENDANCE = Text(en="Who was there?", de="Wer war da?")
NOBODY = Text(en="nobody", de="niemand")
MISSING = Text(en="*No answer yet* from {people}, by group:", de="*Noch keine Antwort* von {people}, nach Gruppen:")
ONE_PERSON = Text(en="one person", de="einer Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
GROUP = Text(en="*{group}*: {names}", de="*{group}*: {names}")
NO_GROUP = Text(en="without a group", de="ohne Gruppe")
EVERYBODY = Text(en="Everybody has answered.", de="Alle haben geantwortet.")
NOTES = Text(en="Notes", de="Hinweise")
NOTES_OF = Text(en="Notes: {title}", de="Hinweise: {title}")
NOTE_OF = Text(en="*{name}*: {note}", de="*{name}*: {note}")
NO_NOTES = Text(en="Nobody has left a note.", de="Niemand hat einen Hinweis hinterlassen.")
ERASED = Text(
    en="For the organisation of this meeting only; erased 14 days after it.",
    de="Nur für die Organisation dieses Treffens; 14 Tage danach gelöscht.",
)
IN_ANSWER, IN_GROUP = 800, 400  # room for names in one line

routes = Router()
routes.refuse(REFUSALS)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of people beside their answers: who left a note, who was there and who was not."""

    notes: Collection[str]
    attendance: Mapping[str, bool]


@routes.command(
    "meeting answers",
    "treffen antworten",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Who comes, who waits, who has not answered.",
            de="Wer kommt, wer wartet, wer noch nicht geantwortet hat.",
        ),
        usage=Text(en="meeting answers [number]", de="treffen antworten [Nummer]"),
        example=Text(en="meeting answers", de="treffen antworten"),
    ),
)
def show_answers(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    found = named_or_next(store, meeting, now, me)
    yield Whisper(_overview(store, found, snapshot, now))


routes.button("meeting.answers", who=Who.COORDINATORS, reads=True)(show_answers)


@routes.button("meeting.notes", who=Who.COORDINATORS, reads=True)
def show_notes(store: Store, snapshot: Snapshot, meeting: int) -> Iterator[Whisper]:
    found = store.meetings.get(meeting)
    notes = [
        NOTE_OF.format(name=snapshot.people[person].name, note=note)
        for person, note in store.notes.of(meeting).items()
        if person in snapshot.people
    ]
    shown = Message(NOTES_OF.format(title=found.title), footer=ERASED)
    part = fitting(notes, left(shown)) if notes else Paragraph(NO_NOTES)
    yield Whisper(replace(shown, parts=(part,)))


def _overview(store: Store, meeting: Meeting, snapshot: Snapshot, now: datetime) -> Message:
    title = CANCELLED if meeting.cancelled is not None else TITLE
    counted = tally(store, meeting)
    seating = store.seats.whole(meeting.id)
    known = Known(store.notes.of(meeting.id).keys(), store.attendance.of(meeting.id))
    pairs = [(WHEN, when(meeting))]
    if limited := seats_left(counted):
        pairs.append((SEATS, limited))
    lines = tuple(_lines(seating, meeting, counted.modes, snapshot, known))
    current = {place.person for place in seating.places if place.asked >= meeting.asked}
    missing = unanswered(snapshot.directory.people, current)
    people = Plural(len(missing), one=ONE_PERSON, other=PEOPLE)
    state = Paragraph(MISSING.format(people=people) if missing else EVERYBODY)
    buttons = [Button(ENTER, action("meeting.enter", meeting=meeting.id))] if _is_open(meeting, now) else []
    buttons += [Button(NOTES, action("meeting.notes", meeting=meeting.id))] if known.notes else []
    buttons += (
        [Button(ATTENDANCE, action("meeting.attendance", meeting=meeting.id))] if _has_begun(meeting, now) else []
    )
    parts: tuple[Part, ...] = (Fields(tuple(pairs)), Items(lines), state)
    shown = Message(title.format(title=meeting.title), (*parts, *buttons))
    if not missing:
        return shown
    groups = [GROUP.format(group=group, names=_names(members, IN_GROUP)) for group, members in _by_group(missing)]
    return replace(shown, parts=(*parts, fitting(groups, left(shown)), *buttons))


def _is_open(meeting: Meeting, now: datetime) -> bool:
    return meeting.is_announced and meeting.cancelled is None and now < meeting.starts


def _has_begun(meeting: Meeting, now: datetime) -> bool:
    return meeting.is_announced and meeting.cancelled is None and now >= meeting.starts


def _lines(
    seating: Seating, meeting: Meeting, modes: Sequence[Answer], snapshot: Snapshot, known: Known
) -> Iterator[Text]:
    """One line for each answer that was given, and for those of the main ones that were not."""
    kinds: defaultdict[Text, list[Place]] = defaultdict(list)
    for answer in (*modes, Answer.MAYBE, Answer.NO):
        kinds[ANSWERS[answer]] = []
    for person in dict.fromkeys(place.person for place in seating.places):
        for place in seating.of(person):
            kinds[_kind(place, meeting)].append(place)
    for kind, places in kinds.items():
        if not any(place.state in IN_LINE for place in places):  # those in line keep their order
            places.sort(key=lambda place: _by_name(place.person, snapshot))
        names = [_marked(place, snapshot, known) for place in places if place.person in snapshot.people]
        yield NAMES.format(answer=kind, n=len(places), names=some(names, IN_ANSWER) if names else NOBODY)
    came = {person for person, attended in known.attendance.items() if attended}
    others = [snapshot.people[p] for p in came - {place.person for place in seating.places} if p in snapshot.people]
    if others:
        yield NAMES.format(answer=UNANSWERED, n=len(others), names=_names(others, IN_ANSWER))


def _by_name(person: str, snapshot: Snapshot) -> tuple[str, str]:
    found = snapshot.people.get(person)
    return (found.last_name, found.first_name) if found else ("", person)


def _kind(place: Place, meeting: Meeting) -> Text:
    answer = ANSWERS[place.answer]
    if place.asked < meeting.asked:
        return OUTDATED.format(answer=answer)
    match place.state:
        case State.WAITING | State.CALLED:
            return WAITING.format(answer=answer)
        case State.OFFERED:
            return OFFERED.format(answer=answer)
        case State.NONE if place.answer in MODES:
            return LAPSED.format(answer=answer)
        case _:
            return answer


def _marked(place: Place, snapshot: Snapshot, known: Known) -> Text | str:
    name = snapshot.people[place.person].name
    marks: list[Value] = [PLUS.format(n=place.guests)] if place.guests else []
    marks += [LATE] if place.late else []
    if place.by is not None and place.by in snapshot.people:
        marks.append(BY.format(name=snapshot.people[place.by].name))
    marks += [NOTE] if place.person in known.notes else []
    if place.person in known.attendance:
        marks.append(THERE if known.attendance[place.person] else ABSENT)
    return WITH_MARKS.format(name=name, marks=marks) if marks else name


def _names(people: Sequence[Person], room: int) -> list[Value]:
    ordered = sorted(people, key=lambda person: (person.last_name, person.first_name))
    return some([person.name for person in ordered], room)


def _by_group(people: Sequence[Person]) -> list[tuple[str | Text, list[Person]]]:
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    return [(group or NO_GROUP, members) for group, members in sorted(groups.items(), key=lambda g: (not g[0], g[0]))]
