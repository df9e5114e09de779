"""Enters committees, mandates and calls as coordinators do, for the tests and the samples."""

from bot.chat.replies import Whisper
from bot.chat.ui import Message, action
from bot.domain.people import Person
from tests.announcing import Replies
from tests.conversation import ADA, CLARA, Chat, asked

CALL = "Ten minutes about *your* data.\nSlides in advance."


def enter(chat: Chat, name: str = "Consent", **values: object) -> Message:
    """A committee; returns its portrait."""
    return only(chat.fill(asked(chat.press(action("committee.new"), CLARA)), CLARA, **({"name": name} | values)))


def name(chat: Chat, person: Person = ADA, committee: int = 1, **values: object) -> Message:
    """Somebody represents the network from now on; returns the portrait of the committee."""
    form = asked(chat.press(action("mandate.new", committee=committee), CLARA))
    return only(chat.fill(form, CLARA, person=person.name, **values))


def call(chat: Chat, title: str = "A speaker", day: str = "2026-12-01", committee: int = 1) -> Message:
    """A call; returns its card as its author sees it."""
    form = asked(chat.press(action("call.new", committee=committee), CLARA))
    return only(chat.fill(form, CLARA, title=title, text=CALL, day=day))


def only(replies: Replies) -> Message:
    [reply] = replies
    assert isinstance(reply, Whisper), reply
    return reply.message
