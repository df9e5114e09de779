"""What speakers hear: when it is their turn, that it has changed, and what has become of a proposal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, notice, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Button, Fields, Message, Paragraph, Part, action
from bot.domain.agenda import AT_REST, NoSuchTalk, NotYours, Slot, State, Talk, slots, tell
from bot.domain.people import Person
from bot.routing import Router
from handlers.meetings.texts import LASTS, REASON, WHEN, length
from handlers.talks.programme import programme_of
from handlers.talks.show import ARRANGE, what
from handlers.talks.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="In the programme: {title}", de="Im Programm: {title}")
MEETING = Text(en="Meeting", de="Treffen")
ASK = Text(en="Does that suit you?", de="Passt das?")
ONCE_MORE = Text(
    en="Your place has changed, so please answer again.", de="Dein Platz hat sich geändert, bitte antworte noch einmal."
)
YES, NO = Text(en="I will be there", de="Ich bin da"), Text(en="I cannot", de="Ich kann nicht")
NOT_NOW = Text(en="Not in the programme for now: {title}", de="Vorerst nicht im Programm: {title}")
STAYS = Text(
    en="It stays among the proposals, and you hear from me when it finds a place.",
    de="Es bleibt bei den Vorschlägen, und du hörst von mir, wenn es einen Platz findet.",
)
NOT_TAKEN = Text(en="Not taken: {title}", de="Nicht aufgenommen: {title}")
SORRY = Text(
    en="The coordinators have not taken this into a programme. `{command} talk` proposes something else.",
    de="Die Koordination hat das nicht aufgenommen. Mit `{command} vortrag` schlägst du etwas anderes vor.",
)
THANKS = Text(en="Thank you. See you at *{title}*.", de="Danke. Bis bald bei *{title}*.")
PITY = Text(
    en="A pity. The coordinators hear of it; your proposal stays for another meeting.",
    de="Schade. Die Koordination erfährt es; dein Vorschlag bleibt für ein anderes Treffen.",
)
OUT_OF_DATE = Text(
    en="Your place has changed since. Please answer my latest message.",
    de="Dein Platz hat sich seitdem geändert. Bitte antworte auf meine letzte Nachricht.",
)
CANNOT = Text(en="Cannot speak: {name}", de="Kann nicht sprechen: {name}")

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("plan")
def tell_speakers(store: Store, now: datetime) -> Iterator[Reply]:
    """Whoever has another slot than they know of, once nobody shifts things about any more."""
    looked_at = store.talks.to_look_at(now)
    last = store.talks.last_change() if looked_at else None
    if last is None or now - last < AT_REST:
        return
    for number in [talk.id for talk in looked_at]:
        talk = store.talks.lock(number)
        slot = _slot(store, talk)
        if slot != talk.told:
            told = tell(talk, slot)
            store.talks.save([told])
            view = notice("talk.slot", talk=talk.id, turn=told.round)
            yield Tell(talk.speaker, view, f"talk.slot:{talk.id}:{told.round}")


@routes.notice("talk.slot")
def slot_notice(store: Store, me: Person, talk: int, turn: int) -> Message | None:
    found = _found(store, talk)
    if found is None or found.round != turn or found.speaker != me.id:
        return None  # another message says what is true now
    if found.told is None:
        gone = found.state in (State.DECLINED, State.WITHDRAWN)
        return None if gone else Message(NOT_NOW.format(title=found.title), (Paragraph(STAYS),))
    meeting = store.meetings.get(found.told.meeting)
    pairs = (
        (MEETING, literal(meeting.title)),
        (WHEN, Text(en="{at}", de="{at}").format(at=meeting.starts + found.told.begins)),
        (LASTS, length(found.told.lasts)),
    )
    question = Paragraph(ASK if turn == 1 else ONCE_MORE)
    yes = Button(YES, action("talk.answer", talk=talk, turn=turn, comes="true"), "primary")
    no = Button(NO, action("talk.answer", talk=talk, turn=turn, comes="false"))
    return Message(TITLE.format(title=found.title), (Fields(pairs), question, yes, no))


@routes.button("talk.answer")
def take_answer(store: Store, snapshot: Snapshot, me: Person, talk: int, turn: int, comes: bool) -> Iterator[Reply]:
    found = store.talks.lock(talk)
    if found.speaker != me.id:
        raise NotYours
    if found.round != turn or found.told is None or _slot(store, found) != found.told:
        yield whisper(OUT_OF_DATE)
        return
    store.talks.save([replace(found, confirmed=comes)])
    title = store.meetings.get(found.told.meeting).title
    yield whisper(THANKS.format(title=title) if comes else PITY)
    if not comes and found.confirmed is not False:
        for person in snapshot.directory.people:
            if person.is_coordinator and person.is_active and person.id != me.id:
                view = notice("talk.cannot", talk=talk, turn=turn)
                yield Tell(person.id, view, f"talk.cannot:{talk}:{turn}:{person.id}")


@routes.notice("talk.cannot")
def cannot(store: Store, snapshot: Snapshot, me: Person, talk: int, turn: int) -> Message | None:
    """For coordinators, as long as nothing has been done about it."""
    found = _found(store, talk)
    if found is None or found.round != turn or found.confirmed is not False or found.told is None:
        return None
    speaker = snapshot.people.get(found.speaker)
    if speaker is None or not me.is_coordinator:
        return None
    button = Button(ARRANGE, action("agenda.arrange", meeting=found.told.meeting))
    return Message(CANNOT.format(name=speaker.name), (Paragraph(what(found, snapshot)), button))


@routes.notice("talk.declined")
def declined(store: Store, network: Network, talk: int) -> Message | None:
    found = _found(store, talk)
    if found is None or found.state is not State.DECLINED:
        return None
    parts: list[Part] = [Fields(((REASON, literal(found.reason)),))] if found.reason else []
    return Message(NOT_TAKEN.format(title=found.title), (Paragraph(SORRY.format(command=network.command)), *parts))


def _found(store: Store, talk: int) -> Talk | None:
    try:
        return store.talks.get(talk)
    except NoSuchTalk:
        return None


def _slot(store: Store, talk: Talk) -> Slot | None:
    """Where it stands now, None if it is in no programme."""
    if talk.state is not State.ACCEPTED or talk.meeting is None:
        return None
    meeting = store.meetings.get(talk.meeting)
    return slots(meeting, programme_of(store, meeting)).get(talk.id)
