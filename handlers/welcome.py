"""Greets newcomers: once in a life, on whatever platform they come first."""

from collections.abc import Iterator

from bot.chat.events import Joined
from bot.chat.network import Network
from bot.chat.replies import Tell, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Items, Message, Paragraph, action
from bot.domain.people import Person, Role
from bot.routing import Router
from handlers.portraits import person_card
from storage import Store
from storage.roster import Snapshot

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
MEETING = Text(en="The next meeting", de="Das nächste Treffen")
NEW = Text(en="New in your group: {name}", de="Neu in deiner Gruppe: {name}")
SAY_HELLO = Text(
    en="They have just come to the chat, and I have greeted them. A word of yours is worth more.",
    de="Gerade im Chat angekommen und von mir begrüßt. Ein Wort von dir ist mehr wert.",
)

routes = Router()


@routes.joined()
def greet(newcomer: Joined, store: Store, snapshot: Snapshot, me: Person) -> Iterator[Tell]:
    """An account that belongs to nobody yet is greeted when it comes up again and does."""
    account = newcomer.account
    # `me` is nobody for an account that is not in the directory, whatever the type says: see Who.ANYBODY.
    if me and store.newcomers.meet(account.platform, account.user, me.id, newcomer.at):
        yield Tell(me.id, notice("welcome"), "welcome")
        for leader in _leaders(me, snapshot):
            yield Tell(leader.id, notice("welcome.leader", person=me.id), f"welcome.leader:{me.id}", urgent=False)


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
            Button(MEETING, action("home.show")),
        ),
    )


@routes.notice("welcome.leader")
def new_in_the_group(snapshot: Snapshot, person: str) -> Message | None:
    found = snapshot.people.get(person)
    if found is None or not found.is_active:
        return None
    who = person_card(found, None, snapshot)
    seen = [part for part in who.parts if not isinstance(part, Button)]
    return Message(NEW.format(name=found.name), (Paragraph(SAY_HELLO), *seen))


def _leaders(newcomer: Person, snapshot: Snapshot) -> list[Person]:
    """Who leads the newcomer's group and is somebody else."""
    mine = [person for person in snapshot.directory.people if person.group and person.group == newcomer.group]
    return [person for person in mine if person.role is Role.LEADER and person.is_active and person.id != newcomer.id]
