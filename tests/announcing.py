"""Writes, schedules, changes and withdraws announcements as coordinators do, for the tests and the samples."""

from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.ui import Message, action
from bot.domain.people import Person
from handlers.announcements.control import POST, SCHEDULE
from tests.conversation import CLARA, Chat, asked

Replies = list[Whisper | Ask | Reject]
TEXT = "The *spring school* takes calls for `posters` until Friday, see https://school.example.org/call."


def write(chat: Chat, title: str = "Spring school", by: Person = CLARA, **values: object) -> Replies:
    """What comes back for the filled form: the preview, or what is wrong."""
    form = asked(chat.type("/jrg announce", by))
    return chat.fill(form, by, **({"title": title, "text": TEXT} | values))


def draft(chat: Chat, title: str = "Spring school", by: Person = CLARA, **values: object) -> tuple[Message, Message]:
    """The post as it will look, and what its author can do."""
    return shown(write(chat, title, by, **values))


def shown(replies: Replies) -> tuple[Message, Message]:
    post, control = replies
    assert isinstance(post, Whisper)
    assert isinstance(control, Whisper)
    return post.message, control.message


def announce(chat: Chat, title: str = "Spring school", by: Person = CLARA, **values: object) -> Message:
    """Posts it at once, or schedules it; returns what its author can do then."""
    _, control = draft(chat, title, by, **values)
    [reply] = chat.click(control, SCHEDULE if values.get("when") else POST, by)
    chat.deliver()
    assert isinstance(reply, Whisper)
    return reply.message


def correct(chat: Chat, number: int = 1, by: Person = CLARA, **values: object) -> Replies:
    """Changes one that is out."""
    replies = chat.fill(asked(chat.press(action("announcement.correct", announcement=number), by)), by, **values)
    chat.deliver()
    return replies


def withdraw(chat: Chat, number: int = 1, reason: str = "The date was wrong.", by: Person = CLARA) -> Replies:
    replies = chat.fill(asked(chat.press(action("announcement.withdraw", announcement=number), by)), by, reason=reason)
    chat.deliver()
    return replies
