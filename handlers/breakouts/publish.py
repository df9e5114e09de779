"""Making the plan public: one post for each room, and a direct message to everybody whose rooms are new to them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.replies import Post, Reply, Tell, Whisper, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.breakouts.session import NothingAssigned, Rounds, Session, Stage, expect_unchanged
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.breakouts.knowing import locked, planned
from handlers.breakouts.preview import preview
from handlers.breakouts.texts import EXPORT, LATE, REFUSALS, people
from handlers.meetings.texts import ANNOUNCEMENTS
from storage import Store
from storage.roster import Snapshot

DONE = Text(
    en="The rooms of *{title}* are published; {told} get a message with their rooms.",
    de="Die Räume von *{title}* sind veröffentlicht; eine Nachricht mit ihren Räumen bekommen: {told}.",
)
ALREADY = Text(
    en="The rooms of *{title}* are published already.", de="Die Räume von *{title}* sind schon veröffentlicht."
)

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "breakouts publish",
    "räume veröffentlichen",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Look at the plan once more, and make it public.",
            de="Den Plan noch einmal ansehen und veröffentlichen.",
        ),
        usage=Text(en="breakouts publish [number]", de="räume veröffentlichen [Nummer]"),
        example=Text(en="breakouts publish 3", de="räume veröffentlichen 3"),
    ),
)
def look_again(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    found, session = planned(store, meeting, now, me)
    yield Whisper(preview(store, snapshot, found, session))


@routes.button("breakouts.publish", who=Who.COORDINATORS)
def publish(store: Store, snapshot: Snapshot, meeting: int, seen: int) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    draft = store.breakouts.seats(meeting, public=False)
    if not draft and session.stage is Stage.PUBLISHED:
        yield whisper(ALREADY.format(title=found.title))
        return
    if not draft:
        raise NothingAssigned
    expect_unchanged(session, seen)
    before = store.breakouts.seats(meeting, public=True)
    store.breakouts.seat(meeting, draft, public=True)
    store.breakouts.clear_draft(meeting)
    kept = store.breakouts.save(replace(session, stage=Stage.PUBLISHED))
    told = changed(before, {**before, **draft}) & set(snapshot.people)
    done = Paragraph(DONE.format(title=found.title, told=people(len(told))))
    late = Button(LATE, action("breakouts.late", meeting=meeting))
    yield Whisper(Message(parts=(done, Button(EXPORT, action("breakouts.export", meeting=meeting)), late)))
    yield from posts(kept)
    yield from tell(kept, told)


def changed(before: Rounds, after: Rounds) -> set[str]:
    """Everybody who has another room than before in one of the rounds, or one for the first time."""
    return {
        who
        for number, places in after.items()
        for who, room in places.items()
        if before.get(number, {}).get(who) != room
    }


def posts(session: Session) -> Iterator[Post]:
    """The cards that show who sits where."""
    yield Post(card("breakouts.card", meeting=session.meeting), ANNOUNCEMENTS)
    for room in session.rooms:
        yield Post(card("breakouts.room", room=room.id), ANNOUNCEMENTS)


def tell(session: Session, people: set[str]) -> Iterator[Tell]:
    """Owes each of them where they sit now."""
    view = notice("breakouts.yours", meeting=session.meeting, revision=session.revision)
    once = f"breakouts.yours:{session.meeting}:{session.revision}"
    for person in sorted(people):
        yield Tell(person, view, once)
