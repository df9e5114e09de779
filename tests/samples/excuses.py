"""Samples of what the bot says when it cannot do what was asked."""

from collections.abc import Sequence

from bot import arguments, excuses
from bot.chat.replies import whisper
from bot.chat.ui import action
from tests.conversation import ADA, CLARA, NORA, Chat, asked
from tests.sampling import Shown, reveal, sample


@sample
def unknown_commands(chat: Chat) -> Sequence[Shown]:
    typed = ("rspv online", "xyzzy", "admn", f"{'x' * 100} y")
    return reveal([reply for words in typed for reply in chat.type(words)])


@sample
def usage(chat: Chat) -> Sequence[Shown]:
    typed = ("rsvp", "rsvp perhaps", "rsvp online next", "meeting x", "rsvp online 1 please", f"groups {'x' * 100}")
    return reveal([reply for words in typed for reply in chat.type(words)])


@sample
def no_right(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("", NORA), *chat.type("admin outbox", ADA)])


@sample
def no_longer_valid(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.press("poll.vote?poll=1"), *chat.press(action("meeting.answer", meeting="one"))])


@sample
def done_already(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.type("meeting new", CLARA))
    replies = [chat.fill(form, CLARA, key="f1", title="Winter meeting", day="2026-12-03") for _ in range(2)]
    return reveal(replies[1])


@sample
def trouble(chat: Chat) -> Sequence[Shown]:
    return reveal(
        [
            whisper(excuses.BUSY),
            whisper(excuses.BROKEN.format(code="0a1b2c3d")),
            whisper(excuses.FORBIDDEN_LEADERS),
            whisper(excuses.STRANGER.format(who=excuses.NOBODY)),
            whisper(arguments.MOMENT),
        ]
    )
