"""Who has to hear of a change of a meeting, and what they read of it."""

from collections.abc import Collection, Iterator
from datetime import datetime

from bot.chat.replies import Tell, notice
from bot.chat.text import Text
from bot.chat.ui import Fields, Message, Paragraph, Part
from bot.domain.meetings import MODE_ANSWERS, Answer, Meeting, MeetingError, expect_announced
from bot.domain.people import Person
from bot.domain.seats import MODES, Place, State
from bot.routing import Router
from handlers.meetings.show import address, answer_buttons
from handlers.meetings.texts import HOW, LASTS, LINK, OPEN, REFUSALS, TYPED, WHEN, WHERE, length, with_guests
from handlers.meetings.texts import MODES as MODE_NAMES
from storage import Store
from storage.changes import Facts, facts

MOVED = Text(en="A new date: {title}", de="Neuer Termin: {title}")
CHANGED = Text(en="Changed: {title}", de="Geändert: {title}")
FROM_TO = Text(en="{new} (before: {old})", de="{new} (bisher: {old})")
NEW_LINK = Text(en="has changed: {link}", de="hat sich geändert: {link}")
NONE_NOW = Text(en="none any more", de="keiner mehr")
STILL = Text(
    en="For the earlier date you said: {answer}. Does that still hold? Your seat is kept until you answer.",
    de="Für den früheren Termin hast du gesagt: {answer}. Gilt das noch? Dein Platz bleibt, bis du antwortest.",
)
STILL_NO = Text(
    en="For the earlier date you said: {answer}. Perhaps the new one suits you?",
    de="Für den früheren Termin hast du gesagt: {answer}. Passt dir vielleicht der neue?",
)
HOW_NOW = Text(
    en="You said: {answer}. The meeting no longer takes place in this way. How will you come?",
    de="Du hast gesagt: {answer}. So findet das Treffen nicht mehr statt. Wie kommst du?",
)

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


def tell_those_concerned(
    store: Store, meeting: Meeting, was: Facts, is_now: Facts, lost: Collection[str]
) -> Iterator[Tell]:
    """A message for everybody whom this revision concerns; `lost` are those who waited for what is gone."""
    seating = store.seats.whole(meeting.id)
    view = notice("meeting.changed", meeting=meeting.id, revision=meeting.revision)
    for person in dict.fromkeys(place.person for place in seating.places):
        if person in lost or _concerns(seating.of(person), was, is_now):
            yield Tell(person, view, f"meeting.changed:{meeting.id}:{meeting.revision}")


@routes.notice("meeting.changed")
def changed(store: Store, me: Person, now: datetime, meeting: int, revision: int) -> Message | None:
    """What one revision changed, as it concerns this person."""
    try:
        found = store.meetings.get(meeting)
        expect_announced(found, now)
    except MeetingError:
        return None
    was = store.changes.before(meeting, revision)
    is_now = store.changes.before(meeting, revision + 1) or facts(found, store.seats.capacity(meeting))
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    if was is None or not mine or not me.is_active:
        return None
    has_seat = mine[0].state is State.SEATED
    pairs = tuple(_what_changed(was, is_now, has_seat))
    parts: list[Part] = [Fields(pairs)] if pairs else []
    modes = _modes(store, found)
    question = _question(mine[-1], modes, moved=was.starts != is_now.starts)
    if question and mine[-1].asked < found.asked:
        parts += [Paragraph(question), *answer_buttons(found, modes)]
    title = MOVED if was.starts != is_now.starts else CHANGED
    return Message(title.format(title=found.title), tuple(parts)) if parts else None


def _concerns(mine: tuple[Place, ...], was: Facts, is_now: Facts) -> bool:
    """Whether somebody with these places has to know: a new date is news for all who answered, the rest for those
    whom it touches.
    """
    answers = {place.answer for place in mine}
    gone = set(MODE_ANSWERS[was.mode]) - set(MODE_ANSWERS[is_now.mode])
    if was.starts != is_now.starts or answers & gone:
        return True
    if answers == {Answer.NO}:
        return False
    touched = was.lasts != is_now.lasts
    touched |= was.place != is_now.place and answers != {Answer.ONLINE}
    touched |= was.link != is_now.link and any(place.state is State.SEATED for place in mine)
    touched |= was.mode != is_now.mode and Answer.MAYBE in answers
    return touched


def _what_changed(was: Facts, is_now: Facts, has_seat: bool) -> Iterator[tuple[Text, Text]]:
    if was.starts != is_now.starts:
        yield WHEN, FROM_TO.format(new=is_now.starts, old=was.starts)
    if was.lasts != is_now.lasts:
        yield LASTS, FROM_TO.format(new=length(is_now.lasts), old=length(was.lasts))
    if was.place != is_now.place:
        yield WHERE, FROM_TO.format(new=is_now.place or OPEN, old=was.place or OPEN)
    if was.mode != is_now.mode:
        yield HOW, FROM_TO.format(new=MODE_NAMES[is_now.mode], old=MODE_NAMES[was.mode])
    if was.link != is_now.link and has_seat:
        yield LINK, NEW_LINK.format(link=address(is_now.link)) if is_now.link else NONE_NOW


def _question(said: Place, modes: Collection[Answer], *, moved: bool) -> Text | None:
    """What somebody is asked who has to answer anew because of this revision."""
    answer = with_guests(said.answer, said.guests)
    if said.answer in MODES and said.answer not in modes:
        return HOW_NOW.format(answer=answer)
    if moved:
        return (STILL if said.state is State.SEATED else STILL_NO).format(answer=answer)
    return None


def _modes(store: Store, meeting: Meeting) -> list[Answer]:
    capacity = store.seats.capacity(meeting.id)
    return [mode for mode in MODES if mode in capacity]
