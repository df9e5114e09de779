"""A person's calendar: the announced meetings as this person may see them, as calendar files."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.chat.text import Reader, Text, literal
from bot.context import Context
from bot.domain.agenda import programme
from bot.domain.calendar import Entry, Status, calendar, event
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, State
from bot.programmes import with_programme
from storage import Store

NAME = Text(en="{network}: meetings", de="{network}: Treffen")
COMING = Text(en="You are coming: {answer}.", de="Du bist dabei: {answer}.")
OFFERED = Text(
    en="A seat is offered to you; accept it in the chat.", de="Dir ist ein Platz angeboten; nimm ihn im Chat an."
)
CALLED = Text(
    en="A seat is free, and the first who clicks in the chat has it.",
    de="Ein Platz ist frei; wer im Chat zuerst klickt, hat ihn.",
)
WAITING = Text(en="You are on the waiting list.", de="Du stehst auf der Warteliste.")
NO_SEAT = Text(en="You have no seat.", de="Du hast keinen Platz.")
MAYBE = Text(en="You said maybe.", de="Du hast vielleicht gesagt.")
NO_ANSWER = Text(en="You have not answered yet.", de="Du hast noch nicht geantwortet.")
EARLIER = Text(
    en="You answered before the meeting was changed; please answer again.",
    de="Du hast geantwortet, bevor das Treffen geändert wurde; bitte antworte noch einmal.",
)
CANCELLED = Text(en="The meeting is cancelled.", de="Das Treffen ist abgesagt.")
CANCELLED_BECAUSE = Text(en="The meeting is cancelled: {reason}", de="Das Treffen ist abgesagt: {reason}")
LINK = Text(en="Join at {link}", de="Teilnehmen unter {link}")
WITHOUT_SEAT = {State.OFFERED: OFFERED, State.CALLED: CALLED, State.WAITING: WAITING, State.NONE: NO_SEAT}
HOW = {Answer.ONLINE: Text(en="online", de="online"), Answer.ONSITE: Text(en="on site", de="vor Ort")}

KEPT = timedelta(days=365)  # after the beginning
CANCELLED_KEPT = timedelta(days=30)  # after the cancellation, so that every calendar has seen it
REFRESH = timedelta(hours=4)
UNKNOWN = datetime(2026, 1, 1, tzinfo=UTC)  # the change of a meeting that has never been changed


def feed(context: Context, store: Store, person: Person) -> bytes:
    """Everything, to subscribe to; the same bytes as long as nothing has changed."""
    found = store.meetings.since(context.clock.now() - KEPT)
    name = NAME.format(network=context.network.name).plain(context.reader(person))
    entries = _entries(context, store, person, found)
    return calendar((event(entry, comes=True) for entry in entries), name, REFRESH)


def single(context: Context, store: Store, person: Person, number: int) -> bytes | None:
    """One meeting, to download; None if it is not in the person's calendar. Raises NoSuchMeeting."""
    meeting = store.meetings.get(number)
    old = meeting.starts <= context.clock.now() - KEPT
    entries = [] if old or not meeting.is_announced else list(_entries(context, store, person, [meeting]))
    return calendar(event(entry, comes=True) for entry in entries) if entries else None


def _entries(context: Context, store: Store, person: Person, found: Sequence[Meeting]) -> Iterator[Entry]:
    """What the person may see; who does not come finds no link in it."""
    host, reader = urlsplit(context.links.public).hostname or "localhost", context.reader(person)
    numbers = [meeting.id for meeting in found]
    said, talks = store.seats.of_person(person.id, numbers), store.talks.of_meetings(numbers)
    names = store.talks.speakers(numbers)
    for meeting in found:
        mine = said.get(meeting.id, ())
        if _is_kept(meeting, mine, context.clock.now()):
            entries = programme(meeting, talks.get(meeting.id, ()))
            entry = _entry(meeting, mine, store.seats.capacity(meeting.id), host, reader)
            yield with_programme(entry, meeting, entries, names, reader) if entries else entry


def _is_kept(meeting: Meeting, mine: Sequence[Place], now: datetime) -> bool:
    """Whether the meeting is in the calendar of somebody who said this of it."""
    refused = bool(mine) and mine[-1].answer is Answer.NO and mine[-1].asked >= meeting.asked
    gone = meeting.cancelled is not None and now - (meeting.changed or UNKNOWN) > CANCELLED_KEPT
    return not refused and not gone


def _entry(meeting: Meeting, mine: Sequence[Place], modes: Collection[Answer], host: str, reader: Reader) -> Entry:
    seat = next((place for place in mine if place.state is State.SEATED), None)
    link = meeting.link if seat and meeting.cancelled is None else ""
    lines = (_standing(meeting, mine, seat), literal(meeting.description), LINK.format(link=link) if link else None)
    said = (line.plain(reader) for line in lines if line)
    return Entry(
        meeting.id,
        host,
        meeting.title,
        meeting.wall,
        meeting.zone,
        meeting.lasts,
        changed=max(filter(None, (meeting.changed, *(place.since for place in mine))), default=UNKNOWN),
        revision=meeting.revision,
        status=_status(meeting, seat),
        place=meeting.place if Answer.ONSITE in modes else "",
        description="\n\n".join(filter(None, said)),
        link=link,
    )


def _status(meeting: Meeting, seat: Place | None) -> Status:
    if meeting.cancelled is not None:
        return Status.CANCELLED
    return Status.CONFIRMED if seat and seat.asked >= meeting.asked else Status.TENTATIVE


def _standing(meeting: Meeting, mine: Sequence[Place], seat: Place | None) -> Text:
    """What the person has said and has of it; who has a seat is told of that, whatever else they wait for."""
    if meeting.cancelled is not None:
        return CANCELLED_BECAUSE.format(reason=meeting.cancelled) if meeting.cancelled else CANCELLED
    if not mine:
        return NO_ANSWER
    if mine[-1].asked < meeting.asked:
        return EARLIER
    if seat:
        return COMING.format(answer=HOW[seat.answer])
    return WITHOUT_SEAT[mine[-1].state] if mine[-1].answer in MODES else MAYBE
