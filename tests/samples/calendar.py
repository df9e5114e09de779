"""Samples of one's own calendar, and of the table of answers."""

from collections.abc import Sequence

from sqlalchemy import update

from bot.chat.ui import action
from storage.schema_meetings import calendar_feeds
from tests.conversation import ADA, CLARA, Chat
from tests.samples.meetings import plan
from tests.sampling import Shown, reveal, sample

TOKEN = "a-token-that-is-the-same-in-every-golden-000"


def known_address(chat: Chat) -> None:
    """Gives Ada an address that is no secret."""
    chat.press(action("calendar.get"), ADA)
    with chat.database.transaction() as store:
        store.connection.execute(update(calendar_feeds).values(token=TOKEN))


@sample
def calendar_without_an_address(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("calendar"))


@sample
def calendar_with_an_address(chat: Chat) -> Sequence[Shown]:
    known_address(chat)
    return reveal(chat.type("calendar"))


@sample
def calendar_switched_off(chat: Chat) -> Sequence[Shown]:
    known_address(chat)
    return reveal(chat.press(action("calendar.off")))


@sample
def meeting_export(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    return reveal(chat.type("meeting export", CLARA))
