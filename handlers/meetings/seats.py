"""What people are told of their seats, and what they do with a seat that is offered to them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.chat.replies import Post, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Message, Paragraph, action
from bot.domain.meetings import Answer, Meeting, MeetingError, expect_announced
from bot.domain.people import Person
from bot.domain.seats import MODES, WISHED, Called, Event, Offered, OfferExpired, Place, Promoted, Seated, State
from bot.routing import Router
from handlers.meetings.counting import tally
from handlers.meetings.show import address, answer_buttons, standing, what_stands
from handlers.meetings.texts import ANNOUNCEMENTS, BUTTONS, LINK, REFUSALS, TYPED, with_guests
from storage import Store

OFFER = Text(en="A seat for you: {title}", de="Ein Platz für dich: {title}")
OFFERED = Text(
    en="You were waiting for: {answer}. The seat is yours if you take it by *{until}*; then the next in line gets it.",
    de="Du hast gewartet auf: {answer}. Der Platz gehört dir, wenn du ihn bis *{until}* nimmst; danach bekommt ihn, "
    "wer als Nächstes wartet.",
)
CALLED = Text(
    en="You were waiting for: {answer}. A seat is free, and because the meeting is so near, the first click has it.",
    de="Du hast gewartet auf: {answer}. Ein Platz ist frei, und weil das Treffen so nah ist, zählt der erste Klick.",
)
PROMOTED = Text(en="You have a seat: {title}", de="Du hast einen Platz: {title}")
PROMOTED_TO = Text(
    en="You were waiting for: {answer}. It has worked out. If you cannot come after all, give the seat back.",
    de="Du hast gewartet auf: {answer}. Es hat geklappt. Wenn du doch nicht kannst, gib den Platz zurück.",
)
EXPIRED = Text(en="The offer has run out: {title}", de="Das Angebot ist abgelaufen: {title}")
EXPIRED_OF = Text(
    en="The seat that was kept for you ({answer}) went to the next in line. You can join the waiting list again.",
    de="Der Platz, der für dich frei gehalten war ({answer}), ging weiter. Du kannst dich wieder auf die Warteliste "
    "setzen lassen.",
)
TAKE = Text(en="Take the seat", de="Platz nehmen")
LEAVE = Text(en="No, thanks", de="Nein, danke")
TAKEN = Text(
    en="The seat at *{title}* is yours: {answer}. You can give it back any time.",
    de="Der Platz bei *{title}* gehört dir: {answer}. Du kannst ihn jederzeit zurückgeben.",
)
GONE = Text(
    en="No seat is kept for you at *{title}* any more. Where you stand: {standing}.",
    de="Bei *{title}* ist kein Platz mehr für dich frei gehalten. Dein Stand: {standing}.",
)
DECLINED = Text(
    en="All right, the seat goes to the next in line. Where you stand at *{title}*: {standing}.",
    de="In Ordnung, der Platz geht an die Nächsten. Dein Stand bei *{title}*: {standing}.",
)

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


def tell_of(events: Iterable[Event], meeting: int, now: datetime, but: str | None = None) -> Iterator[Tell]:
    """A direct message for each event of which somebody has to know who did not click just now."""
    for event in events:
        kind = TOLD.get(type(event))
        if kind is None or event.person == but:
            continue
        assert isinstance(event, Offered | Called | Promoted | OfferExpired)
        view = notice(kind, meeting=meeting, answer=event.answer, guests=event.guests)
        once = f"{kind}:{meeting}:{event.answer}:{event.guests}:{now.timestamp():.6f}"
        yield Tell(event.person, view, once, expires=event.until if isinstance(event, Offered) else None)


@routes.tick("plan")
def end_offers(store: Store, now: datetime) -> Iterator[Reply]:
    """Ends offers whose time is over, and gives on what is free."""
    for meeting in store.seats.due(now):
        _, events = store.seats.expire(meeting, now)
        if events:
            yield from tell_of(events, meeting, now)
            yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)


@routes.button("seat.take")
def take_seat(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    expect_announced(found, now)
    seating, events = store.seats.accept(meeting, me.id, now=now, asked=found.asked)
    yield from tell_of(events, meeting, now, but=me.id)
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
    where = standing(seating.of(me.id), seating.position(me.id), found)
    seat = seating.seat_of(me.id)
    won = any(isinstance(event, Promoted | Seated) and event.person == me.id for event in events)
    if seat is None or (seating.wishes_of(me.id) and not won):
        yield Whisper(Message(parts=(Paragraph(GONE.format(title=found.title, standing=where)),)))
        return
    link = (Fields(((LINK, address(found.link)),)),) if found.link else ()
    answer = with_guests(seat.answer, seat.guests)
    yield Whisper(Message(parts=(Paragraph(TAKEN.format(title=found.title, answer=answer)), *link)))


@routes.button("seat.leave")
def leave_seat(store: Store, me: Person, now: datetime, meeting: int) -> Iterator[Reply]:
    found = store.meetings.lock(meeting)
    expect_announced(found, now)
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    if mine and mine[-1].state is State.SEATED:  # they have taken it already, and now do not want it after all
        seating, events = store.seats.answer(
            meeting, me.id, Answer.NO, now=now, deadline=found.closes, asked=found.asked
        )
    else:
        seating, events = store.seats.decline(meeting, me.id, now=now, asked=found.asked)
    yield from tell_of(events, meeting, now, but=me.id)
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
    where = standing(seating.of(me.id), seating.position(me.id), found)
    yield whisper(DECLINED.format(title=found.title, standing=where))


@routes.notice("seat.offered")
def offered(store: Store, me: Person, now: datetime, meeting: int, answer: Answer, guests: int) -> Message | None:
    found, place = _still(store, me, now, meeting, answer, guests, State.OFFERED)
    if found is None or place is None or place.offered_until is None:
        return None
    said = OFFERED.format(answer=with_guests(answer, guests), until=place.offered_until)
    return _offer(store, found, said)


@routes.notice("seat.called")
def called(store: Store, me: Person, now: datetime, meeting: int, answer: Answer, guests: int) -> Message | None:
    found, place = _still(store, me, now, meeting, answer, guests, State.CALLED)
    if found is None or place is None:
        return None
    return _offer(store, found, CALLED.format(answer=with_guests(answer, guests)))


@routes.notice("seat.promoted")
def promoted(store: Store, me: Person, now: datetime, meeting: int, answer: Answer, guests: int) -> Message | None:
    found, place = _still(store, me, now, meeting, answer, guests, State.SEATED)
    if found is None or place is None:
        return None
    facts = what_stands(found, tally(store, found))
    facts += [(LINK, address(found.link))] if found.link else []
    said = Paragraph(PROMOTED_TO.format(answer=with_guests(answer, guests)))
    back = Button(BUTTONS[Answer.NO], action("meeting.answer", meeting=meeting, answer=Answer.NO))
    return Message(PROMOTED.format(title=found.title), (Fields(tuple(facts)), said, back))


@routes.notice("seat.expired")
def expired(store: Store, me: Person, now: datetime, meeting: int, answer: Answer, guests: int) -> Message | None:
    """Says that a wish is off the list, unless the person has answered anew since."""
    found, lost = _still(store, me, now, meeting, answer, guests, State.NONE)
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    waits = any(place.state in WISHED for place in mine)
    if found is None or waits or (lost is None and mine[-1:] and mine[-1].answer not in MODES):
        return None
    buttons = answer_buttons(found, tally(store, found).modes)
    said = Paragraph(EXPIRED_OF.format(answer=with_guests(answer, guests)))
    return Message(EXPIRED.format(title=found.title), (said, *buttons))


TOLD: Mapping[type[Event], str] = {
    Offered: "seat.offered",
    Called: "seat.called",
    Promoted: "seat.promoted",
    OfferExpired: "seat.expired",
}


def _still(
    store: Store, me: Person, now: datetime, meeting: int, answer: Answer, guests: int, state: State
) -> tuple[Meeting | None, Place | None]:
    """The meeting, if one can still come, and the person's place in it, if it is still what it was."""
    try:
        found = store.meetings.get(meeting)
        expect_announced(found, now)
    except MeetingError:
        return None, None
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    same = (place for place in mine if (place.answer, place.guests, place.state) == (answer, guests, state))
    return found, next(same, None)


def _offer(store: Store, meeting: Meeting, said: Text) -> Message:
    facts = Fields(tuple(what_stands(meeting, tally(store, meeting))))
    take = Button(TAKE, action("seat.take", meeting=meeting.id), style="primary")
    leave = Button(LEAVE, action("seat.leave", meeting=meeting.id))
    return Message(OFFER.format(title=meeting.title), (facts, Paragraph(said), take, leave))
