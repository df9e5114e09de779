"""RSVPs: by a button of the card, by a button of a reminder, or typed."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.replies import Post, Reply, card, whisper
from bot.chat.text import Text
from bot.domain.meetings import Answer, expect_open
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.meetings.show import named_or_next
from handlers.meetings.texts import ANNOUNCEMENTS, ANSWERS, REFUSALS, TYPED
from storage import Store

NOTED = Text(
    en="Noted for *{title}*: {answer}. You can change it any time.",
    de="Notiert für *{title}*: {answer}. Das lässt sich jederzeit ändern.",
)

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


@routes.command(
    "rsvp",
    "zusage",
    help=Help(
        Text(
            en="Say whether you are coming to the next meeting, or to the one with this number.",
            de="Sag, ob du zum nächsten Treffen kommst oder zu dem mit dieser Nummer.",
        ),
        usage=Text(en="rsvp online|onsite|maybe|no [number]", de="zusage online|vor-ort|vielleicht|nein [Nummer]"),
        example=Text(en="rsvp online", de="zusage online"),
    ),
)
def answer_by_command(
    store: Store, me: Person, now: datetime, answer: Answer, meeting: int | None = None
) -> Iterator[Reply]:
    yield from take_answer(store, me, now, named_or_next(store, meeting, now).id, answer)


@routes.button("meeting.answer")
def take_answer(store: Store, me: Person, now: datetime, meeting: int, answer: Answer) -> Iterator[Reply]:
    found = store.meetings.get(meeting)
    expect_open(found, now)
    store.meetings.take_answer(meeting, me.id, answer, now)
    yield whisper(NOTED.format(title=found.title, answer=ANSWERS[answer]))
    yield Post(card("meeting.card", meeting=meeting), ANNOUNCEMENTS)
