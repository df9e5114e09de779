"""Plans, wishes for, assigns and publishes breakout rooms as people do, for the tests and the samples of all that."""

from collections.abc import Sequence

from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.ui import Form, Message, action
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.breakouts.overview import ASK
from handlers.breakouts.texts import ASSIGN, PUBLISH
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.planning import answer, plan

Replies = list[Whisper | Ask | Reject]
ROOMS = "Data sharing; 1-3; online; Ada Müller; https://meet.example.org/data\nCareers; 1-3; online"


def meeting_with(chat: Chat, online: Sequence[Person] = (ADA, BEN, EVA), onsite: Sequence[Person] = (CLARA,)) -> None:
    """A meeting in a month with those who come."""
    plan(chat)
    for person in online:
        answer(chat, person, Answer.ONLINE)
    for person in onsite:
        answer(chat, person, Answer.ONSITE)
    chat.deliver()


def form_of(chat: Chat, meeting: int = 1) -> Form:
    return asked(chat.press(action("breakouts.change", meeting=meeting), CLARA))


def plan_rooms(chat: Chat, meeting: int = 1, rooms: str = ROOMS, rounds: str = "2", **values: str) -> Message:
    """Rooms that nobody else knows of; what coordinators see of them."""
    return shown(chat.fill(form_of(chat, meeting), CLARA, rooms=rooms, rounds=rounds, **values))


def ask_for_wishes(chat: Chat, rooms: str = ROOMS, rounds: str = "2", apart: str = "", together: str = "") -> Message:
    """The card that asks for wishes."""
    planned = plan_rooms(chat, rooms=rooms, rounds=rounds, apart=apart, together=together)
    chat.click(planned, ASK, CLARA)
    chat.deliver()
    return chat.public()[-1]


def wish(chat: Chat, person: Person, *rooms: int, meeting: int = 1) -> Replies:
    form = asked(chat.press(action("breakouts.wish", meeting=meeting), person))
    return chat.fill(form, person, **{f"wish{rank}": str(room) for rank, room in enumerate(rooms, 1)})


def assign(chat: Chat, meeting: int = 1) -> Message:
    """The preview."""
    overview = shown(chat.type(f"/jrg breakouts plan {meeting}", CLARA))
    return shown(chat.click(overview, ASSIGN, CLARA))


def publish(chat: Chat, meeting: int = 1) -> Replies:
    """Assigns and publishes."""
    replies = chat.click(assign(chat, meeting), PUBLISH, CLARA)
    chat.deliver()
    return replies


def shown(replies: Replies) -> Message:
    [reply] = replies
    assert isinstance(reply, Whisper), reply
    return reply.message
