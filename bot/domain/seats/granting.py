"""Who gets the seats that are free: offers in the order of the line, and on the last day to whom clicks first.

The order is strict. If the party at the head does not fit, nobody behind it is served: the seats are saved up for it,
or it would wait for ever while smaller ones pass. It holds the others up until the last day at most, when everybody
who fits may click. A party larger than the whole capacity holds nobody up: it keeps its position and is passed over.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.meetings import Answer
from bot.domain.seats.events import Called, Event, Offered, Promoted
from bot.domain.seats.places import IN_LINE, MODES, WISHED, Place, Seating, State

LAST_DAY = timedelta(hours=24)
LONGEST_OFFER = timedelta(hours=24)
Granted = tuple[Seating, list[Event]]


def settle(seating: Seating, now: datetime, here: str | None = None) -> Granted:
    """Gives away what is free, and says so to all but the person who is `here` and clicks right now.

    Who is here needs no offer: what they would be offered is theirs. After the meeting has begun nothing moves.
    """
    events: list[Event] = []
    while now < seating.starts:
        before = seating
        for mode in MODES:
            seating, told = _give(seating, mode, now, here)
            events += told
        if seating == before:  # who moves to the other mode leaves a seat behind, so one round may not be enough
            break
    return seating, _last_offers(events)


def offer_until(now: datetime, starts: datetime) -> datetime:
    """An offer stands for 24 hours, or a quarter of what is left if that is shorter: at least six hours.

    It is never shorter since nothing is offered on the last day.
    """
    return now + min(LONGEST_OFFER, (starts - now) / 4)


def seat(seating: Seating, place: Place) -> Seating:
    """The wish fulfilled: an old seat and smaller wishes go, larger ones stay in the line."""
    more = [other for other in seating.of(place.person) if other.state in IN_LINE and other.guests > place.guests]
    taken = replace(place, state=State.SEATED, offered_until=None)
    return seating.replaced(place.person, (taken, *(other for other in more if other.answer is place.answer)))


def _give(seating: Seating, mode: Answer, now: datetime, here: str | None) -> Granted:
    if seating.limit(mode) is None:
        return _admit(seating, mode, here)
    if seating.starts - now <= LAST_DAY:
        return _call(seating, mode, here)
    return _promote(seating, mode, now, here)


def _admit(seating: Seating, mode: Answer, here: str | None) -> Granted:
    """Without a limit everybody sits down at once: an offer exists to keep a scarce seat from staying empty."""
    events: list[Event] = []
    waiting = (place for place in seating.places if place.answer is mode and place.state in WISHED)
    for person in dict.fromkeys(place.person for place in waiting):
        wish = seating.wishes_of(person)[-1]
        seating = seat(seating, wish)
        if person != here:
            events.append(Promoted(person, mode, wish.guests))
    return seating, events


def _promote(seating: Seating, mode: Answer, now: datetime, here: str | None) -> Granted:
    """Offers seats from the head of the line until the next party does not fit."""
    events: list[Event] = []
    for place in seating.line(mode):  # some were called, if the meeting has been moved to a later day
        seating = _marked(seating, place, State.WAITING)
    for place in seating.line(mode):
        if place.party > (seating.limit(mode) or 0):
            continue
        if not _fits(seating, place):
            break
        if place.person == here:
            seating = seat(seating, place)
        else:
            until = offer_until(now, seating.starts)
            seating = _offer(seating, place, until)
            events.append(Offered(place.person, mode, place.guests, until))
    return seating, events


def _call(seating: Seating, mode: Answer, here: str | None) -> Granted:
    """Lets everybody know for whom there is room, once; reserves nothing."""
    for place in seating.line(mode):
        if place.person == here and _fits(seating, place):
            seating = seat(seating, place)
    events: list[Event] = []
    for place in seating.line(mode):
        is_next = seating.wishes_of(place.person)[0] == place
        can_click = is_next and _fits(seating, place)
        if can_click and place.state is not State.CALLED:
            events.append(Called(place.person, mode, place.guests))
        seating = _marked(seating, place, State.CALLED if can_click else State.WAITING)
    return seating, events


def _last_offers(events: list[Event]) -> list[Event]:
    """Without the offers that a larger one to the same person has replaced already."""
    last = {event.person: event for event in events if isinstance(event, Offered)}
    return [event for event in events if not isinstance(event, Offered) or event == last[event.person]]


def _fits(seating: Seating, place: Place) -> bool:
    free = seating.free(place.answer)
    return free is None or seating.need(place) <= free


def _offer(seating: Seating, place: Place, until: datetime) -> Seating:
    """Reserves the seats; if a smaller party of the same person has an offer already, this one takes its place."""
    rest = [other for other in seating.of(place.person) if other != place and other.state is not State.OFFERED]
    offered = replace(place, state=State.OFFERED, offered_until=until)
    return seating.replaced(place.person, (offered, *rest))


def _marked(seating: Seating, place: Place, state: State) -> Seating:
    if place.state is state:
        return seating
    rest = [other for other in seating.of(place.person) if other != place]
    return seating.replaced(place.person, (replace(place, state=state), *rest))
