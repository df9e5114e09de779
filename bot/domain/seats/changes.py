"""What can happen to a seating: answers, offers taken, declined or run out, a new capacity, somebody leaving.

Each function takes the seating and the moment, and returns the new one with the events that must be told; whatever
ran out by then is dealt with first. The same again changes nothing and tells nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.meetings import Answer, MeetingError, MeetingStarted
from bot.domain.seats.events import (
    Event,
    Noted,
    OfferDeclined,
    OfferExpired,
    Promoted,
    Queued,
    Seated,
    Unlisted,
    Withdrawn,
)
from bot.domain.seats.granting import LAST_DAY, offer_until, seat, settle
from bot.domain.seats.places import CHAIN, MODES, WISHED, Place, Seating, State

Change = tuple[Seating, tuple[Event, ...]]


class ModeNotOffered(MeetingError):
    """This meeting cannot be attended in this way."""


class PartyTooLarge(MeetingError):
    """There will never be room for so many guests; `limit` is the number of all seats."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def answer(
    seating: Seating,
    person: str,
    said: Answer,
    guests: int = 0,
    *,
    now: datetime,
    deadline: datetime | None = None,
    by: str | None = None,
    asked: int = 1,
) -> Change:
    """Takes an answer, in place of an earlier one; after the deadline it is only marked as late.

    Somebody who wants more than is free keeps what they have, also in the other mode, and waits for the rest: a
    place in the line that they had already stays where it is, and the additional guests join at the end. Fewer
    guests keep the position. Who asks again for what they are offered, or on the last day for what is free, takes
    it. Maybe and no give everything back. Raises ModeNotOffered, PartyTooLarge, MeetingStarted, and ValueError for
    negative guests.
    """
    if guests < 0:
        raise ValueError(f"{guests} guests")
    _expect_before_start(seating, now)
    before, told = _with_offers_ended(seating, now)
    if said in MODES and said not in seating.capacity:
        raise ModeNotOffered
    late = deadline is not None and now > deadline
    new = Place(person, said, guests, State.NONE, before.next_since(person, now), late=late, by=by, asked=asked)
    if said in MODES:
        after = _with_offer_taken(before.replaced(person, _wishing(before, new)), person)
    elif [(place.answer, place.state) for place in before.of(person)] != [(said, State.NONE)]:
        after = before.replaced(person, (replace(new, guests=0),))
    else:
        after = before.replaced(person, (_said_again(place, new) for place in before.of(person)))
    after, others = settle(after, now, here=person)
    return after, (*told, *_news(person, before, after), *others)


def accept(seating: Seating, person: str, *, now: datetime, asked: int = 1) -> Change:
    """Takes what the person is offered, or on the last day what is free of what they wait for.

    If that is nothing (any more), no event says that they were promoted. Raises MeetingStarted.
    """
    _expect_before_start(seating, now)
    before, told = _with_offers_ended(seating, now)
    said = before.replaced(person, (replace(place, asked=asked) for place in before.of(person)))
    after, others = settle(_with_offer_taken(said, person), now, here=person)
    return after, (*told, *_news(person, before, after), *others)


def decline(seating: Seating, person: str, *, now: datetime, asked: int = 1) -> Change:
    """Gives back what the person is offered or called to, and all they wait for; without a seat that is a no."""
    seating, told = _with_offers_ended(seating, now)
    offers = (place for place in seating.wishes_of(person) if place.state in (State.OFFERED, State.CALLED))
    offer = next(offers, None)
    if offer:
        since = seating.next_since(person, now)
        no = Place(person, Answer.NO, 0, State.NONE, since, late=offer.late, asked=asked)
        seating = _without_wishes(seating, person, no)
        told.append(OfferDeclined(person, offer.answer, offer.guests))
    seating, others = settle(seating, now)
    return seating, (*told, *others)


def expire(seating: Seating, now: datetime) -> Change:
    """Ends the offers whose time is over, and gives away what is free; to be called after a meeting was moved, too.

    Who let an offer run out is off the list, not at its end: alone on it, they would be asked again every day.
    """
    seating, told = _with_offers_ended(seating, now)
    seating, others = settle(seating, now)
    return seating, (*told, *others)


def move(seating: Seating, now: datetime) -> Change:
    """Fits the offers to a meeting that was moved: none stands longer than one that is made now, and on the last day
    nothing is kept for anybody; who was offered a seat then waits with the others for the first click.
    """
    for place in seating.places:
        if place.offered_until is None or now >= seating.starts:
            continue
        rest = [other for other in seating.of(place.person) if other != place]
        if seating.starts - now <= LAST_DAY:
            fitted = replace(place, state=State.WAITING, offered_until=None)
        else:
            fitted = replace(place, offered_until=min(place.offered_until, offer_until(now, seating.starts)))
        seating = seating.replaced(place.person, (*rest, fitted))
    return expire(seating, now)


def set_capacity(seating: Seating, capacity: Mapping[Answer, int | None], *, now: datetime) -> Change:
    """Sets the seats of all modes. More seats are offered at once; fewer take away no seat and no offer.

    Who waits for a mode that is gone, or is offered a seat in it, is off the list. Raises ValueError without a mode.
    """
    if not capacity:
        raise ValueError("a meeting needs a mode")
    seating, told = _with_offers_ended(seating, now)
    seating = replace(seating, capacity=dict(capacity))
    for mode in [mode for mode in MODES if mode not in capacity]:
        last = {place.person: place for place in seating.places if place.answer is mode and place.state in WISHED}
        for person, place in last.items():
            kept = [other for other in seating.of(person) if other.state not in WISHED]
            seating = seating.replaced(person, kept or (_lapsed(place),))
            told.append(Unlisted(person, mode, place.guests))
    seating, others = settle(seating, now)
    return seating, (*told, *others)


def withdraw(seating: Seating, person: str, *, now: datetime) -> Change:
    """Forgets the person: their seat is free, and they count as not having answered."""
    seating, told = _with_offers_ended(seating, now)
    if seating.of(person):
        seating = seating.replaced(person, ())
        told.append(Withdrawn(person))
    seating, others = settle(seating, now)
    return seating, (*told, *others)


def _expect_before_start(seating: Seating, now: datetime) -> None:
    if now >= seating.starts:
        raise MeetingStarted


def _wishing(seating: Seating, new: Place) -> Iterator[Place]:
    """The chain of a person who asks for this: what they have stays until they have it."""
    mine = seating.of(new.person)
    for place in mine:
        if place.state is State.SEATED and place.answer is not new.answer:
            yield replace(place, asked=new.asked)
    reached = -1
    for place in (place for place in mine if place.state is not State.NONE and place.answer is new.answer):
        if reached < new.guests:
            reached = min(place.guests, new.guests)
            yield _said_again(place, new) if place.guests == reached else _smaller(place, new)
    if reached < new.guests:
        _expect_possible(seating, new)
        yield replace(new, state=State.WAITING)


def _said_again(place: Place, new: Place) -> Place:
    """The same place; who said so last, and that they answered the latest question."""
    late = new.late if new.asked > place.asked else place.late
    return replace(place, by=new.by, asked=new.asked, late=late)


def _expect_possible(seating: Seating, new: Place) -> None:
    limit = seating.limit(new.answer)
    if limit is not None and new.guests and new.party > limit:  # alone, one may wait even if there are no seats yet
        raise PartyTooLarge(limit)


def _smaller(place: Place, new: Place) -> Place:
    return replace(_said_again(place, new), guests=new.guests, late=place.late or new.late)


def _with_offers_ended(seating: Seating, now: datetime) -> tuple[Seating, list[Event]]:
    told: list[Event] = []
    for place in seating.places:
        if place.offered_until and min(place.offered_until, seating.starts) <= now:
            seating = _without_wishes(seating, place.person, _lapsed(place))
            told.append(OfferExpired(place.person, place.answer, place.guests))
    return seating, told


def _with_offer_taken(seating: Seating, person: str) -> Seating:
    offer = next((place for place in seating.of(person) if place.state is State.OFFERED), None)
    return seat(seating, offer) if offer else seating


def _without_wishes(seating: Seating, person: str, instead: Place) -> Seating:
    """Leaves the person their seat, or `instead` of one."""
    had = seating.seat_of(person)
    return seating.replaced(person, (had or instead,))


def _lapsed(place: Place) -> Place:
    return replace(place, state=State.NONE, offered_until=None)


def _news(person: str, before: Seating, after: Seating) -> Iterator[Event]:
    """What the person who clicked has to know about themselves."""
    old, new = before.of(person), after.of(person)
    had, has, wishes = before.seat_of(person), after.seat_of(person), after.wishes_of(person)
    if _shape(old) == _shape(new):
        return
    if new[0].state is State.NONE:
        yield Noted(person, new[0].answer)
    waits = wishes and _shape(wishes) != _shape(before.wishes_of(person))
    if has and (not waits or _shape((has,)) != _shape((had,) if had else ())):
        grew = not had or had.answer is not has.answer or had.guests < has.guests
        waited = any(wish.answer is has.answer for wish in before.wishes_of(person))
        yield (Promoted if grew and waited else Seated)(person, has.answer, has.guests)
    if waits:
        yield Queued(person, wishes[-1].answer, wishes[-1].guests, after.position(person) or 0)


def _shape(places: Sequence[Place]) -> list[tuple[Answer, int, int]]:
    """What somebody would call a change: being called is none for those who click."""
    return [(place.answer, place.guests, CHAIN[place.state]) for place in places]
