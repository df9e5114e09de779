"""The programme of meetings: what is proposed, what is accepted and in which order, and what speakers were told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.meetings import Meeting

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=4)
AT_REST = timedelta(minutes=10)  # since the last change, before speakers hear of it: coordinators shift things about


class Kind(StrEnum):
    """What somebody wants to bring to a meeting."""

    TALK = "talk"
    HIGHLIGHT = "highlight"
    QUESTION = "question"


USUAL = {Kind.TALK: timedelta(minutes=15), Kind.HIGHLIGHT: timedelta(minutes=5), Kind.QUESTION: timedelta(minutes=5)}


class State(StrEnum):
    """What has become of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TalkError(Exception):
    """A wish about the programme that cannot be fulfilled."""


class NoSuchTalk(TalkError):
    """There is no proposal with this number, or it was withdrawn."""


class NotYours(TalkError):
    """Only who proposed it, who speaks and the coordinators may change it."""


class TalkTooLong(TalkError):
    """An entry lasts from one minute to four hours."""


class NoMeetingAhead(TalkError):
    """There is no meeting into which it could be taken."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When somebody speaks: in which meeting, how long after its beginning, for how long. `asked` is the meeting's
    round of questions: after a moved date the same minutes are another slot.
    """

    meeting: int
    begins: timedelta
    lasts: timedelta
    asked: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A proposal and what became of it. `meeting` is the wished or, once accepted, the decided one; None is any.

    `told` is the slot that the speaker was told last, in message number `round`; `confirmed` is their answer to it.
    """

    id: int
    kind: Kind
    title: str
    speaker: str
    lasts: timedelta
    description: str = ""
    proposed_by: str | None = None
    state: State = State.PROPOSED
    meeting: int | None = None
    place: int = 0
    reason: str = ""
    told: Slot | None = None
    round: int = 0
    confirmed: bool | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a programme."""

    talk: Talk
    begins: timedelta

    @property
    def ends(self) -> timedelta:
        return self.begins + self.talk.lasts


def programme(meeting: Meeting, talks: Iterable[Talk]) -> tuple[Entry, ...]:
    """The accepted entries of a meeting in their order, one after the other from its beginning."""
    entries: list[Entry] = []
    begins = timedelta()
    if meeting.cancelled is not None:
        return ()
    for talk in sorted(talks, key=lambda one: (one.place, one.id)):
        if talk.state is State.ACCEPTED and talk.meeting == meeting.id:
            entries.append(Entry(talk, begins))
            begins += talk.lasts
    return tuple(entries)


def too_long(meeting: Meeting, entries: Sequence[Entry]) -> timedelta:
    """By how much the programme is longer than the meeting; nothing if it fits."""
    return max(entries[-1].ends - meeting.lasts, timedelta()) if entries else timedelta()


def slots(meeting: Meeting, entries: Iterable[Entry]) -> dict[int, Slot]:
    """The slot of each talk of a programme."""
    return {one.talk.id: Slot(meeting.id, one.begins, one.talk.lasts, meeting.asked) for one in entries}


def is_open(talk: Talk, meeting: Meeting | None, now: datetime) -> bool:
    """Whether it still waits for its moment: it was not taken yet, or its meeting fell through, or its speaker did."""
    if talk.state is State.PROPOSED:
        return True
    if talk.state is not State.ACCEPTED:
        return False
    if meeting is None or meeting.cancelled is not None:
        return True
    return meeting.ends <= now and talk.confirmed is False


def accept(talk: Talk, meeting: Meeting, others: Iterable[Talk], now: datetime) -> Talk:
    """Takes it into a meeting, at the end of the programme; the same again changes nothing."""
    if talk.state is State.ACCEPTED and talk.meeting == meeting.id:
        return talk
    last = max((one.talk.place for one in programme(meeting, others)), default=-1)
    return replace(talk, state=State.ACCEPTED, meeting=meeting.id, place=last + 1, reason="", changed=now)


def put(talks: Sequence[Entry], number: int, at: int, now: datetime) -> list[Talk]:
    """The talks in their new order after one of them was put at a position, the first is 0; what differs comes back."""
    order = [entry.talk for entry in talks]
    moved = next((talk for talk in order if talk.id == number), None)
    if moved is None:
        raise NoSuchTalk
    order.remove(moved)
    order.insert(max(at, 0), moved)
    return [replace(talk, place=place, changed=now) for place, talk in enumerate(order) if talk.place != place]


def expect_length(lasts: timedelta) -> None:
    """Raises TalkTooLong."""
    if not SHORTEST <= lasts <= LONGEST:
        raise TalkTooLong


def tell(talk: Talk, slot: Slot | None) -> Talk:
    """The speaker is told this slot; what they said of another one no longer counts."""
    return replace(talk, told=slot, round=talk.round + 1, confirmed=None)
