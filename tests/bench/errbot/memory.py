"""The least that errbot needs to run: a backend that keeps what the bot says and does nothing more with it."""

from queue import SimpleQueue

from errbot.backends.base import ONLINE, Message, Person
from errbot.core import ErrBot


class Somebody(Person):
    """A person who is a name."""

    def __init__(self, name: str) -> None:
        self._name = name

    person = nick = fullname = aclattr = property(lambda self: self._name)
    client = email = property(lambda self: "")

    def __str__(self) -> str:
        return self._name


class Memory(ErrBot):
    """Keeps what was said."""

    mode = "memory"

    def __init__(self, config: object) -> None:
        super().__init__(config)
        self.bot_identifier = self.build_identifier("bot")
        self.said: SimpleQueue[str] = SimpleQueue()

    def build_identifier(self, text_representation: str) -> Somebody:
        return Somebody(text_representation)

    def build_reply(self, msg: Message, text: str | None = None, private: bool = False, threaded: bool = False):
        reply = self.build_message(text)
        reply.frm, reply.to = self.bot_identifier, msg.frm
        return reply

    def send_message(self, msg: Message) -> None:
        super().send_message(msg)
        self.said.put(msg.body)

    def change_presence(self, status: str = ONLINE, message: str = "") -> None:
        pass

    def prefix_groupchat_reply(self, message: Message, identifier: Person) -> None:
        pass

    def query_room(self, room: str) -> None:
        pass

    def rooms(self) -> list[str]:
        return []
