"""Samples of the greeting of newcomers."""

from collections.abc import Sequence

from bot.chat.events import Joined
from tests.conversation import ADA, ANNOUNCEMENTS, Chat, account_of
from tests.sampling import Shown, sample


@sample
def welcome(chat: Chat) -> Sequence[Shown]:
    chat.dispatcher.hear(Joined(account_of(ADA), ANNOUNCEMENTS, chat.clock.now()))
    chat.deliver()
    return chat.direct(ADA)
