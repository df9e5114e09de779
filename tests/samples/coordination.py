"""Samples of what coordinators see of the outbox."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from bot.platforms.port import Refused
from tests.conversation import ADA, BEN, CLARA, Chat
from tests.planning import announce, plan
from tests.sampling import Shown, reveal, sample


@sample
def outbox_empty(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("admin outbox", CLARA))


@sample
def outbox_in_order(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    return reveal(chat.type("admin outbox", CLARA))


@sample
def outbox_with_failures(chat: Chat) -> Sequence[Shown]:
    chat.paper.gone = {ADA.id, BEN.id}
    chat.paper.troubles = [("before", Refused("channel_not_found"))]
    announce(chat)
    chat.pass_time(timedelta(days=18))
    return reveal([*chat.type("admin outbox", CLARA), *chat.press(action("outbox.again"), CLARA)])


@sample
def outbox_with_nothing_to_try(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.press(action("outbox.again"), CLARA))
