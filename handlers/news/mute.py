"""The button on every message that ends messages of its kind, and the way back."""

from collections.abc import Iterator, Sequence

from bot.chat.replies import Reply, Whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.people import Person
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, about
from bot.routing import Router
from handlers.news.words import MY_NEWS, REFUSALS, name_of
from storage import Store
from storage.roster import Snapshot

WHICH = Text(en="What should be quiet?", de="Was soll still sein?")
MUTED = Text(
    en="I write to you about *{name}* no more. Posts in channels stay.",
    de="Über *{name}* schreibe ich dir nicht mehr. Was in Kanälen steht, bleibt.",
)
ENDED = Text(
    en="You are subscribed to *{name}* no more; what you have chosen one by one stays.",
    de="Du hast *{name}* nicht mehr abonniert; was du einzeln gewählt hast, bleibt.",
)
BACK = Text(en="Undo", de="Rückgängig machen")
RESTORED = Text(en="All as it was: *{name}*.", de="Alles wie vorher: *{name}*.")
MANY = 10

routes = Router()
routes.refuse(REFUSALS)


@routes.button("news.mute")
def mute(store: Store, me: Person, snapshot: Snapshot, reader: Reader, news: int) -> Iterator[Reply]:
    """Mutes what the news are about; asks if that is several things."""
    subjects = sorted(about(store.news.get(news)))[:MANY]
    if len(subjects) > 1:
        yield Whisper(_question(store, snapshot, subjects, reader))
    else:
        yield _silenced(store, me, snapshot, reader, subjects[0] if subjects else EVERYTHING)


@routes.button("news.silence")
def silence(store: Store, me: Person, snapshot: Snapshot, reader: Reader, choice: str) -> Iterator[Reply]:
    """Mutes one thing."""
    yield _silenced(store, me, snapshot, reader, choice)


@routes.button("news.restore")
def restore(
    store: Store, me: Person, snapshot: Snapshot, reader: Reader, subject: str, was: Rhythm | None = None
) -> Iterator[Reply]:
    """Wishes what was wished before, unless it was changed meanwhile."""
    name = name_of(store, snapshot, subject, reader.language)
    mine = Subscriber(me.id)
    if was is not None:
        store.subscriptions.wish(mine, subject, was)
    else:
        store.subscriptions.end(mine, subject)
    yield Whisper(Message(parts=(Paragraph(RESTORED.format(name=name)),)))


def _silenced(store: Store, me: Person, snapshot: Snapshot, reader: Reader, subject: str) -> Whisper:
    """To be told of everything is a wish that ends; committees and topics are muted whatever else is wished."""
    name = name_of(store, snapshot, subject, reader.language)
    mine = Subscriber(me.id)
    was = store.subscriptions.wishes(mine).get(subject)
    if subject == EVERYTHING:
        store.subscriptions.end(mine, subject)
    else:
        store.subscriptions.wish(mine, subject, Rhythm.NEVER)
    said = (ENDED if subject == EVERYTHING else MUTED).format(name=name)
    back = Button(BACK, action("news.restore", subject=subject, was=was))
    return Whisper(Message(parts=(Paragraph(said), back, Button(MY_NEWS, action("subscriptions.show")))))


def _question(store: Store, snapshot: Snapshot, subjects: Sequence[str], reader: Reader) -> Message:
    named = [(name_of(store, snapshot, each, reader.language), each) for each in subjects]
    buttons = [Button(name, action("news.silence", choice=each)) for name, each in named]
    return Message(parts=(Paragraph(WHICH), *buttons))
