"""What the page says: a command, a click, a filled form, a word among people, a turn of the clock."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from secrets import token_urlsafe

from bot.chat.events import Account, Event, Place
from bot.chat.replies import Answer, Ask, Reject, Whisper
from bot.platforms.port import Hear
from bot.platforms.seal import Broken, Expired, Seal
from bot.platforms.web import forms, parse, phrases, render
from bot.platforms.web.chatroom import Chatroom
from bot.platforms.web.doors import Sorry
from bot.platforms.web.parse import Json, Unreadable
from bot.platforms.web.scene import DIRECT, PLATFORM, Face, Scene
from bot.platforms.web.stream import Streams


class Speaking:
    """Requests that the bot hears. What it answers goes back in the same response and is kept nowhere."""

    def __init__(self, scene: Scene, room: Chatroom, streams: Streams) -> None:
        self._scene = scene
        self._room = room
        self._streams = streams
        self.hear: Hear | None = None

    def command(self, data: Json) -> Json:
        """A line that was typed: a command for the bot, or a word to everybody in the channel."""
        scene, face = self._scene, self._scene.face(data)
        channel, text = scene.channel(data, face), _words(data, "text")
        typed = parse.after_command(text, scene.command)
        if typed is None and text.lstrip().startswith("/"):
            raise Sorry(404, phrases.OTHER_COMMAND.format(command=scene.command))
        now = scene.time.now()
        if typed is None and not channel.startswith(DIRECT):
            return self._say(channel, text, face, now)
        event = parse.command(text if typed is None else typed, face.account(), _place(channel), now, scene.crowd)
        return self._answered(event, face, now)

    def click(self, data: Json) -> Json:
        return self._opened(parse.click, data)

    def submit(self, data: Json) -> Json:
        return self._opened(parse.submission, data)

    def clock(self, data: Json) -> Json:
        """Moves the clock and tells every tab."""
        to = data.get("to")
        if not isinstance(to, str) or to not in ("next", "day", "meeting"):
            raise Sorry(400, phrases.BACKWARDS)
        now = self._scene.time.jump(to)
        self._streams.moved()
        return {"now": now.isoformat()}

    def _say(self, channel: str, text: str, face: Face, now: datetime) -> Json:
        if not text.strip():
            raise Sorry(400, phrases.NOT_JSON)
        posted = self._room.add(channel, render.said(text), now, author=face.user)
        self._streams.wake()
        return {"posted": posted}

    def _opened(self, read: Callable[[Json, Account, Place, datetime, Seal], Event], data: Json) -> Json:
        face = self._scene.face(data)
        place, now = _place(self._scene.channel(data, face)), self._scene.time.now()
        try:
            event = read(data, face.account(), place, now, self._scene.seal)
        except Unreadable:
            raise Sorry(400, phrases.NOT_JSON) from None
        except Broken:
            raise Sorry(403, phrases.BROKEN) from None
        except Expired:
            raise Sorry(410, phrases.EXPIRED) from None
        return self._answered(event, face, now)

    def _answered(self, event: Event, face: Face, now: datetime) -> Json:
        if self.hear is None:
            raise Sorry(503, phrases.NOT_YET)
        answer = self.hear(event)
        replies = [self._drawn(reply, answer, face) for reply in answer.replies]
        return {"at": now.isoformat(), "language": answer.reader.language, "replies": replies}

    def _drawn(self, reply: Whisper | Ask | Reject, answer: Answer, face: Face) -> Mapping[str, object]:
        reader = answer.reader
        match reply:
            case Whisper(message):
                private = partial(self._scene.seal.close, purpose=parse.CLICK, person=face.user, lasts=parse.PRIVATE)
                return {"kind": "whisper", "html": render.message(message, reader, private)}
            case Ask(form):
                asked = partial(self._scene.seal.close, purpose=parse.FORM, person=face.user, lasts=parse.ASKED)
                # The number of this very form, so that sending it twice does its work once.
                return {
                    "kind": "ask",
                    "html": forms.form(form, reader, lambda carry: asked(f"{token_urlsafe(9)} {carry}")),
                }
            case Reject(errors):
                return {"kind": "reject", "errors": {name: text.plain(reader) for name, text in errors.items()}}


def _place(channel: str) -> Place:
    return Place(PLATFORM, channel, alone=channel.startswith(DIRECT))


def _words(data: Json, name: str) -> str:
    try:
        return parse.words(data, name)
    except Unreadable:
        raise Sorry(400, phrases.NOT_JSON) from None
