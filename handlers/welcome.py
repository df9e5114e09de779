"""Greets newcomers: once in a life, on whatever platform they come first."""

from collections.abc import Iterator

from bot.chat.events import Joined
from bot.chat.network import Network
from bot.chat.replies import Tell, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Items, Message, Paragraph, action
from bot.domain.people import Person
from bot.routing import Router
from storage import Store

WELCOME = Text(en="Welcome, {name}", de="Willkommen, {name}")
WHAT = Text(
    en="I am the bot of {network}. I know who is who, invite you to meetings and remind you of them.",
    de="Ich bin der Bot von {network}. Ich weiß, wer wer ist, lade dich zu Treffen ein und erinnere dich daran.",
)
START = Text(
    en="`{command}` shows what is coming and what waits for you.",
    de="`{command}` zeigt, was ansteht und was auf dich wartet.",
)
FIND = Text(
    en="`{command} find` looks up people and topics.",
    de="`{command} suche` findet Personen und Themen.",
)
HELP = Text(en="`{command} help` shows everything.", de="`{command} hilfe` zeigt alles.")
DIRECT = Text(
    en="Here you can write to me without `{command}`.", de="Hier kannst du mir auch ohne `{command}` schreiben."
)
CHECK = Text(en="Please look at what the network sees of you:", de="Bitte sieh dir an, was das Netzwerk von dir sieht:")
PROFILE = Text(en="My profile", de="Mein Profil")

routes = Router()


@routes.joined()
def greet(newcomer: Joined, store: Store, me: Person) -> Iterator[Tell]:
    """An account that belongs to nobody yet is greeted when it comes up again and does."""
    account = newcomer.account
    # `me` is nobody for an account that is not in the directory, whatever the type says: see Who.ANYBODY.
    if me and store.newcomers.meet(account.platform, account.user, me.id, newcomer.at):
        yield Tell(me.id, notice("welcome"), "welcome")


@routes.notice("welcome")
def welcome(me: Person, network: Network) -> Message:
    lines = tuple(text.format(command=network.command) for text in (START, FIND, HELP, DIRECT))
    return Message(
        WELCOME.format(name=me.first_name),
        (
            Paragraph(WHAT.format(network=network.name)),
            Items(lines),
            Paragraph(CHECK),
            Button(PROFILE, action("profile.edit"), "primary"),
        ),
    )
