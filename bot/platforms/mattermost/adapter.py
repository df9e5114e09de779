"""Mattermost's side of the port, its addresses, and what it must be given."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.routing import BaseRoute

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.mattermost import doors, phrases
from bot.platforms.mattermost.gateway import Gateway
from bot.platforms.mattermost.listening import Acquaintances, Listening
from bot.platforms.mattermost.parse import PLATFORM
from bot.platforms.mattermost.registration import Registration, Wanted
from bot.platforms.mattermost.render import Json
from bot.platforms.mattermost.scene import Scene
from bot.platforms.mattermost.server import Server
from bot.platforms.mattermost.socket import CONNECTED, REFUSED, SILENCE, Socket
from bot.platforms.mattermost.speaking import Speaking
from bot.platforms.port import Hear, Ref, Refused, Unsure
from bot.platforms.seal import Seal

PROP = "netbot"  # under this name a post carries its key
REMEMBERED = 10_000  # keys of posts


class Mattermost:
    """A Mattermost server with one or several teams. `secret` makes what only this bot can make again."""

    name = PLATFORM
    patience = 15.0  # seconds; more than the client waits for a connection and an answer

    def __init__(
        self,
        server: Server,
        *,
        seal: Seal,
        secret: str,
        now: Callable[[], datetime],
        acquaintances: Acquaintances,
        command: str = "/jrg",
        language: str = "en",
        pace: float = 0.2,
        silence: float = SILENCE,
    ) -> None:
        self.pace = pace  # seconds
        gateway = Gateway(server.url, server.token)
        self._scene = Scene(gateway, seal, secret, server.callback_url, now, server.trusts_addresses)
        description = phrases.DESCRIPTION.plain(Reader(language))
        wanted = Wanted(
            command[1:], self._scene.addresses.command, description, "help" if language == "en" else "hilfe"
        )
        self._registration = Registration(gateway, wanted, server.tokens)
        self._speaking = Speaking(self._scene, self._registration)
        self._listening = Listening(
            self._scene, self._speaking, self._registration, server.teams, command, acquaintances
        )
        self._socket = Socket(
            gateway.url, gateway.token, self._listening.event, self._listening.arrived, silence=silence
        )
        self._keys: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def direct(self, user: str) -> Place:
        return Place(PLATFORM, self._scene.conversation(user))

    def together(self, users: Sequence[str]) -> Place:
        me = self._scene.me()
        return Place(PLATFORM, str(self._scene.gateway.together([me, *sorted(users)])["id"]))

    def members(self, place: Place) -> list[str]:
        found = list(self._scene.gateway.channel_members(self._scene.channel(place.channel)))
        if self._scene.me() not in found:  # the server shows the members of any public channel
            raise Refused("the bot is not in the channel")
        return found

    def named(self, place: Place) -> Place:
        return Place(PLATFORM, self._scene.channel(place.channel))

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        channel = self._scene.channel(place.channel)
        body = self._body(channel, message, reader, self._scene.mac("key", key))
        # Within half a minute the server posts what has this name once, though an earlier attempt may still be
        # under way there. Names are the whole server's: nobody else may guess one, and another message has another.
        pending = self._scene.mac("pending", channel, key, reader.language, reader.zone, repr(message))
        made = self._scene.gateway.post(body | {"channel_id": channel, "pending_post_id": pending})
        if made.get("channel_id") != channel or made.get("user_id") != self._scene.me():
            raise Unsure("the server showed another post")
        self._remember(made["id"], body["props"][PROP])
        return Ref(channel, str(made["id"]))

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        # The props are replaced as a whole, so that the key must go along; what a read post says of its buttons lacks
        # where they lead, so that they are drawn anew.
        self._scene.gateway.change(ref.post, self._body(ref.channel, message, reader, self._key_of(ref)))

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        wanted, me, channel = self._scene.mac("key", key), self._scene.me(), self._scene.channel(place.channel)
        found = [
            post["id"]
            for post in self._scene.gateway.posts(channel, int(since.timestamp() * 1000))
            if post.get("user_id") == me and _key_in(post) == wanted
        ]
        return Ref(channel, str(found[-1])) if found else None

    def listen(self, hear: Hear) -> None:
        """From now on commands, clicks, forms, messages and newcomers are heard."""
        self._speaking.hear = hear

    def start(self) -> None:
        """Connects the web socket, in a thread of its own."""
        self._socket.start()

    def stop(self) -> None:
        self._listening.stop()
        self._socket.stop()
        self._scene.gateway.close()

    def state(self) -> str:
        """ "connected", or what is wrong."""
        if self._scene.gateway.token_refused:
            return REFUSED
        if self._socket.state == CONNECTED and self._registration.problems:
            return f"command not registered in {', '.join(sorted(self._registration.problems))}"
        return self._socket.state

    def routes(self) -> list[BaseRoute]:
        """The addresses that the server calls, to be mounted at the root."""
        speaking = self._speaking
        return [*doors.routes(self._scene.addresses.secret, speaking.command, speaking.action, speaking.dialog)]

    def _body(self, channel: str, message: Message, reader: Reader, key: str) -> Json:
        drawn = self._scene.drawn(message, reader, self._scene.owner(channel))
        return {"message": drawn.text, "props": {"attachments": drawn.attachments, PROP: key}}

    def _key_of(self, ref: Ref) -> str:
        with self._lock:
            key = self._keys.get(ref.post)
        if key is None:
            key = _key_in(self._scene.gateway.read(ref.post))
            self._remember(ref.post, key)
        return key

    def _remember(self, post: str, key: str) -> None:
        with self._lock:
            self._keys[post] = key
            while len(self._keys) > REMEMBERED:
                self._keys.popitem(last=False)


def _key_in(post: Json) -> str:
    """The key that a post carries, if it carries one."""
    props: Json = post.get("props") or {}
    return str(props.get(PROP, ""))
