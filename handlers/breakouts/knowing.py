"""Gathers what a plan of breakout rooms depends on: who comes and how, wishes, history, pins, who was seen."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.attendance import Exactly
from bot.domain.breakouts.forming import Known, met_before
from bot.domain.breakouts.session import NoBreakouts, Rounds, Session, Stage
from bot.domain.meetings import Answer, Meeting, MeetingCancelled, NoSuchMeeting
from bot.domain.people import NoSuchPerson, Person
from bot.domain.seats import State
from handlers.meetings.enter import meant
from handlers.meetings.show import named_or_next
from storage import Store
from storage.roster import Snapshot

REMEMBERED = 8  # meetings; what is older has faded


def know(store: Store, snapshot: Snapshot, meeting: Meeting) -> Known:
    """Everything as it stands now. Only the solver may see the wishes in it."""
    presence = store.breakouts.presence(meeting.id)
    remote = coming(store, snapshot, meeting)
    for who, seen in presence.items():
        if seen.remote is not None and who in snapshot.people and snapshot.people[who].is_active:
            remote[who] = seen.remote
    return Known(
        people=snapshot.people,
        remote=remote,
        wishes=store.wishes.all_for_the_solver(meeting.id),
        met=met_before(past(store, meeting.starts)),
        pins=store.breakouts.pins(meeting.id),
        presence=presence,
        public=store.breakouts.seats(meeting.id, public=True),
    )


def coming(store: Store, snapshot: Snapshot, meeting: Meeting) -> dict[str, bool]:
    """Who has a seat and answered the latest question, and whether they are online."""
    seated = [
        place
        for place in store.seats.whole(meeting.id).places
        if place.state is State.SEATED and place.asked >= meeting.asked
    ]
    active = {place.person: place.answer is Answer.ONLINE for place in seated}
    return {who: remote for who, remote in active.items() if who in snapshot.people and snapshot.people[who].is_active}


def past(store: Store, before: datetime) -> list[Rounds]:
    """Who sat together at earlier meetings, the latest first, without those who were marked as not there."""
    found: list[Rounds] = []
    for number in store.breakouts.held(before, REMEMBERED):
        marks = store.attendance.of(number)
        rounds = store.breakouts.seats(number, public=True)
        found.append({n: _there(places, marks) for n, places in rounds.items()})
    return found


def _there(places: Mapping[str, int], marks: Mapping[str, bool]) -> dict[str, int]:
    return {who: at for who, at in places.items() if marks.get(who, True)}


def planned(store: Store, number: int | None, now: datetime, me: Person) -> tuple[Meeting, Session]:
    """A meeting that stands, with its rooms: the one with this number, else the one that runs, else the next.

    Raises NoSuchMeeting, MeetingCancelled or NoBreakouts.
    """
    meeting = running(store, now) if number is None else None
    meeting = meeting or named_or_next(store, number, now, me)
    return meeting, standing(store, meeting)


def standing(store: Store, meeting: Meeting) -> Session:
    """Raises MeetingCancelled or NoBreakouts."""
    if meeting.cancelled is not None:
        raise MeetingCancelled
    return store.breakouts.get(meeting.id)


def running(store: Store, now: datetime) -> Meeting | None:
    """The meeting that has begun and is not over, if it has rooms."""
    latest = store.meetings.latest(now)
    return latest if latest and now < latest.ends and store.breakouts.find(latest.id) else None


def locked(store: Store, number: int) -> tuple[Meeting, Session]:
    """The meeting and its rooms as nobody else can change them now.

    Raises NoSuchMeeting, MeetingCancelled or NoBreakouts.
    """
    meeting = store.meetings.lock(number)
    if not meeting.is_announced:
        raise NoSuchMeeting
    if meeting.cancelled is not None:
        raise MeetingCancelled
    return meeting, store.breakouts.lock(number)


def of_room(store: Store, room: int) -> tuple[Meeting, Session]:
    """The meeting and the rooms among which this one is. Raises NoBreakouts."""
    session = store.breakouts.of_room(room)
    if session.room(room) is None:
        raise NoBreakouts
    return store.meetings.get(session.meeting), session


def naming(snapshot: Snapshot, me: Person) -> Callable[[str], str | None]:
    """Finds the one active person whom words name."""
    exactly = Exactly(snapshot.directory.people, me)

    def who(words: str) -> str | None:
        found = exactly.find(words)
        if len(found) == 1:
            return next(iter(found))
        if words in snapshot.people:
            return words
        try:
            return meant(words, snapshot, me).id
        except NoSuchPerson:
            return None

    return who


def name_of(person: str, snapshot: Snapshot, me: Person) -> str:
    """The name as it can be typed again: where several have it, the address or the id."""
    found = snapshot.people[person]
    exactly = Exactly(snapshot.directory.people, me)
    if len(exactly.find(found.name)) == 1:
        return found.name
    return found.email if found.email and found.shows("email", me) else found.id


def without_room(store: Store, snapshot: Snapshot, now: datetime) -> int:
    """How many come to the meeting that runs, or is next, and have no room in its published plan."""
    meeting = running(store, now) or store.meetings.next_after(now)
    session = store.breakouts.find(meeting.id) if meeting else None
    if meeting is None or session is None or session.stage is not Stage.PUBLISHED:
        return 0
    known = know(store, snapshot, meeting)
    return len(set(known.takes_part(session.current)) - (known.public or {}).get(session.current, {}).keys())
