"""What the page asks for: the room with its words, the messages of a channel, the time."""

from collections.abc import Mapping
from datetime import datetime

from bot.chat.events import those_in
from bot.platforms.web import phrases
from bot.platforms.web.chatroom import Chatroom, Posted
from bot.platforms.web.doors import Sorry
from bot.platforms.web.scene import DIRECT, Face, Scene

PAGEFUL = 50  # messages

Json = Mapping[str, object]


class Looking:
    """Requests that only read, and the mark of how far somebody has read."""

    def __init__(self, scene: Scene, room: Chatroom) -> None:
        self._scene = scene
        self._room = room

    def everything(self, data: Json) -> Json:
        """All that the page needs once; without `as`, the person is the first of the pinned ones."""
        scene = self._scene
        faces = scene.crowd.all()
        if not faces:
            raise Sorry(503, phrases.NOT_YET)
        face = scene.face(data) if data.get("as") else faces[0]
        reader, revision = face.reader(), self._room.revision()
        unread = self._room.unread(face.user, scene.visible(face))
        channels = [
            {
                "id": each.id,
                "title": each.title,
                "purpose": each.purpose.plain(reader),
                "unread": unread.get(each.id, 0),
            }
            for each in scene.channels.values()
        ]
        groups = [
            {
                "id": each,
                "title": ", ".join(self._names(each, face)),
                "purpose": phrases.TALK_TOGETHER.plain(reader),
                "unread": unread.get(each, 0),
            }
            for each in self._room.conversations(face.user)
        ]
        direct = DIRECT + face.user
        to_me = {"id": direct, "purpose": phrases.TALK_TO_ME.plain(reader), "unread": unread.get(direct, 0)}
        return {
            "title": scene.title,
            "command": scene.command,
            "example": scene.example,
            "you": {**_shown(face, face), "language": reader.language, "zone": reader.zone},
            "faces": [_shown(each, face) for each in faces],
            "channels": channels,
            "groups": groups,
            "direct": to_me,
            "hints": [{"usage": hint.usage, "text": hint.text} for hint in scene.commands(face.account())],
            "texts": phrases.of_page(reader.language),
            "clock": self.clock({}),
            "revision": revision,
        }

    def _names(self, channel: str, viewer: Face) -> list[str]:
        """The others of a conversation."""
        found = [self._scene.crowd.get(user) for user in those_in(channel) if user != viewer.user]
        return [face.name for face in found if face]

    def messages(self, data: Json) -> Json:
        """The newest messages of a channel before the post `before`, and whether there are older ones."""
        channel = self._scene.channel(data, self._scene.face(data))
        posts = self._room.newest(channel, number(data, "before"), PAGEFUL + 1)
        return {"messages": [self.shown(post) for post in posts[-PAGEFUL:]], "more": len(posts) > PAGEFUL}

    def read(self, data: Json) -> Json:
        """Remembers that a channel was read up to a post."""
        face = self._scene.face(data)
        channel, post = self._scene.channel(data, face), number(data, "post")
        if post is not None:
            self._room.read(face.user, channel, post)
        return {}

    def clock(self, _data: Json) -> Json:
        """The time for the bot, and where its clock can go."""
        ahead = self._scene.time.preview()
        return {
            "now": self._scene.time.now().isoformat(),
            "next": _iso(ahead, "next"),
            "meeting": _iso(ahead, "meeting"),
        }

    def shown(self, post: Posted) -> dict[str, object]:
        author = self._scene.crowd.get(post.author) if post.author else None
        return {
            "id": post.id,
            "channel": post.channel,
            "author": post.author,
            "name": author.name if author else post.author,
            "html": post.html,
            "at": post.at.isoformat(),
            "edited": post.edited,
            "revision": post.revision,
        }


def number(data: Json, name: str) -> int | None:
    """A post's number as it was sent, or None if it is none."""
    value = str(data.get(name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else None


def _shown(face: Face, viewer: Face) -> Json:
    return {"user": face.user, "name": face.name, "note": face.note.plain(viewer.reader()), "pinned": face.pinned}


def _iso(ahead: Mapping[str, datetime | None], name: str) -> str | None:
    moment = ahead.get(name)
    return moment.isoformat() if moment else None
