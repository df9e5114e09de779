"""`/jrg news`: the latest of all committees, or of one."""

from collections.abc import Iterator

from bot.chat.replies import Whisper
from bot.chat.room import fitting, left
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.committees import Committee, NoSuchCommittee, key_of
from bot.domain.subscriptions import of_committee
from bot.routing import Help, Router, Words
from handlers.news.shown import line
from handlers.news.words import MY_NEWS, REFUSALS
from storage import Store

TITLE = Text(en="News", de="Neues")
TITLE_OF = Text(en="News of {name}", de="Neues von {name}")
NOTHING = Text(en="There is nothing new.", de="Es gibt nichts Neues.")
SHOWN = 15

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "news",
    "neues",
    reads=True,
    help=Help(
        Text(en="The latest news, of all committees or of one.", de="Das Neueste, von allen Gremien oder von einem."),
        usage=Text(en="news [committee]", de="neues [Gremium]"),
        example=Text(en="news steering committee", de="neues Lenkungsausschuss"),
    ),
)
def show_latest(store: Store, reader: Reader, committee: Words = Words("")) -> Iterator[Whisper]:
    """Raises NoSuchCommittee."""
    found = _meant(store, committee) if committee else None
    items = store.news.latest(of_committee(found.id) if found else "", SHOWN)
    title = TITLE_OF.format(name=found.name[:120]) if found else TITLE
    mine = Button(MY_NEWS, action("subscriptions.show"))
    if not items:
        yield Whisper(Message(title, (Paragraph(NOTHING), mine)))
        return
    listed = fitting([line(item, reader) for item in items], left(Message(title, (mine,))))
    yield Whisper(Message(title, (listed, mine)))


def _meant(store: Store, words: str) -> Committee:
    """The committee of this name, else the first whose name begins so, else one in whose name the words stand."""
    key = key_of(words)
    found = [committee for committee in store.committees.every(closed=True) if key in key_of(committee.name)]
    if not found:
        raise NoSuchCommittee
    return min(found, key=lambda committee: (key_of(committee.name) != key, not key_of(committee.name).startswith(key)))
