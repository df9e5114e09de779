"""Plans, answers and calls off meetings as people do, for the tests and the samples of every part of the meetings."""

from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.ui import Message, action
from bot.domain.meetings import Answer
from bot.domain.people import Person
from handlers.meetings.plan import ANNOUNCE, DETAILS
from tests.conversation import CLARA, Chat, asked

Replies = list[Whisper | Ask | Reject]
DETAIL = ("onsite_seats", "online_seats", "deadline", "description")


def draft(chat: Chat, title: str = "Winter meeting", **values: str) -> Message:
    """A meeting in a month as its coordinator sees it before anybody else does."""
    wanted = {"title": title, "day": "2026-12-03", "time": "14:00", "place": "Leipzig"} | values
    first = {name: value for name, value in wanted.items() if name not in DETAIL}
    shown = _shown(chat.fill(asked(chat.type("/jrg meeting new", CLARA)), CLARA, **first))
    details = {name: value for name, value in wanted.items() if name in DETAIL}
    if details:
        shown = _shown(chat.fill(asked(chat.click(shown, DETAILS, CLARA)), CLARA, **details))
    return shown


def announce(chat: Chat, title: str = "Winter meeting", **values: str) -> Replies:
    """Plans and announces a meeting, whatever becomes of its card."""
    replies = chat.click(draft(chat, title, **values), ANNOUNCE, CLARA)
    chat.deliver()
    return replies


def plan(chat: Chat, title: str = "Winter meeting", **values: str) -> Message:
    """Plans and announces a meeting; returns its card."""
    announce(chat, title, **values)
    return chat.public()[-1]


def details(chat: Chat, meeting: int = 1, **values: str) -> Replies:
    """Changes seats, deadline or description."""
    replies = chat.fill(asked(chat.press(action("meeting.details", meeting=meeting), CLARA)), CLARA, **values)
    chat.deliver()
    return replies


def edit(chat: Chat, meeting: int = 1, **values: str) -> Replies:
    """Changes what stands on the card."""
    replies = chat.fill(asked(chat.type(f"/jrg meeting edit {meeting}", CLARA)), CLARA, **values)
    chat.deliver()
    return replies


def answer(chat: Chat, person: Person, said: Answer, guests: int = 0, meeting: int = 1) -> Replies:
    """Answers by a button, with guests by the form."""
    if not guests:
        return chat.press(action("meeting.answer", meeting=meeting, answer=said), person)
    form = asked(chat.press(action("meeting.reply", meeting=meeting), person))
    return chat.fill(form, person, answer=said.value, guests=str(guests))


def cancel(chat: Chat, reason: str = "", meeting: int | str = "") -> Replies:
    replies = chat.fill(asked(chat.type(f"/jrg meeting cancel {meeting}".strip(), CLARA)), CLARA, reason=reason)
    chat.deliver()
    return replies


def _shown(replies: Replies) -> Message:
    [reply] = replies
    assert isinstance(reply, Whisper), reply
    return reply.message


def series(chat: Chat, title: str = "Working meeting", **values: str | tuple[str, ...]) -> Message:
    """A series from December on: the first Thursday of every third month, on site in December; its dates."""
    form = asked(chat.press(action("series.rule"), CLARA))
    wanted = {"title": title, "start": "2026-12-01", "onsite": ("12",)} | values
    return _shown(chat.fill(form, CLARA, **wanted))
