"""Puts programmes together as people do, for the tests and the samples of talks."""

from datetime import timedelta

from bot.chat.ui import action
from bot.domain.agenda import AT_REST
from bot.domain.people import Person
from tests.conversation import CLARA, Chat, asked
from tests.planning import Replies

MINUTE = timedelta(minutes=1)


def propose(chat: Chat, by: Person, title: str, **values: str) -> Replies:
    return chat.fill(asked(chat.type("/jrg talk", by)), by, title=title, **values)


def arrange(chat: Chat, talk: int, meeting: int = 1) -> Replies:
    """What coordinators see of one entry."""
    return chat.press(action("agenda.arrange", meeting=meeting, choice=talk), CLARA)


def take(chat: Chat, talk: int, meeting: int = 1) -> Replies:
    return chat.press(action("agenda.take", meeting=meeting, talk=talk), CLARA)


def put(chat: Chat, talk: int, at: int, meeting: int = 1) -> Replies:
    return chat.press(action("agenda.put", meeting=meeting, talk=talk, at=at), CLARA)


def rest(chat: Chat) -> None:
    """Until nobody has changed anything for a while, and everybody has heard."""
    chat.pass_time(AT_REST + MINUTE)
