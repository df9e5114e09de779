"""What stands of a published plan when people come late or stay away: reckoned ahead, kept if nothing has changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.chat.replies import Reply
from bot.domain.breakouts.drawing import Repaired, repair
from bot.domain.breakouts.forming import Known, form, places_of, seats_of
from bot.domain.breakouts.problem import Problem, Seats
from bot.domain.breakouts.session import BreakoutError, BreakoutsChanged, NothingAssigned, Session, Stage
from handlers.breakouts.publish import changed, posts, tell
from storage import Store
from storage.roster import Snapshot


class RoomsFull(BreakoutError):
    """There is no seat left for somebody, or none in which they can be."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended plan with what it was made of; no plan where the rooms do not hold everybody."""

    problem: Problem
    published: Seats
    mended: Repaired | None


def standing(session: Session, known: Known, rounds: Sequence[int]) -> tuple[Problem, Seats]:
    """The problem of these rounds with the people who are there now, and what is published. Raises NothingAssigned."""
    if session.stage is not Stage.PUBLISHED:
        raise NothingAssigned
    public = known.public or {}
    return form(session, known, rounds), tuple(seats_of(session, public.get(number, {})) for number in rounds)


def repairing(session: Session, known: Known, rounds: Sequence[int], most: int = 0) -> Callable[[], Repair]:
    """The work of mending these rounds, to be done ahead."""
    problem, published = standing(session, known, rounds)
    return lambda: Repair(problem, published, repair(problem, published, most=most))


def keep_repair(
    store: Store, snapshot: Snapshot, session: Session, known: Known, rounds: Sequence[int], done: Repair
) -> Iterator[Reply]:
    """Makes the mended rounds public and tells those who have another room.

    Raises BreakoutsChanged if the plan is not the one that was mended, RoomsFull if somebody has no seat.
    """
    if standing(session, known, rounds) != (done.problem, done.published):
        raise BreakoutsChanged
    if done.mended is None or done.mended.broken:
        raise RoomsFull
    after = places_of(session, done.mended.rounds, rounds[0])
    before = known.public or {}
    store.breakouts.seat(session.meeting, after, public=True)
    kept = store.breakouts.save(session)
    yield from posts(kept)
    yield from tell(kept, changed(before, after) & set(snapshot.people))
