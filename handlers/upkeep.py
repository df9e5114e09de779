"""Keeps the directory true: twice a year everybody is asked whether their entry is right; and who never said so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.chat.replies import Reply, Tell, Whisper, notice, whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Text, Value
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.portraits import person_card
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Is this still right?", de="Stimmt das noch?")
ASK = Text(
    en="The network sees this of you. One click is enough if it is right.",
    de="Das sieht das Netzwerk von dir. Wenn es stimmt, genügt ein Klick.",
)
RIGHT, CHANGE = Text(en="It is right", de="Stimmt"), Text(en="Change it", de="Ändern")
THANKS = Text(en="Thank you, noted.", de="Danke, notiert.")

NEVER = Text(en="Entries that nobody has confirmed", de="Einträge, die niemand bestätigt hat")
COUNT = Text(
    en="{n} of {all} have never said that their entry is right. They are asked twice a year.",
    de="{n} von {all} haben noch nie gesagt, dass ihr Eintrag stimmt. Gefragt wird zweimal im Jahr.",
)
NO_TOPICS = Text(en="*Without any topic* ({n}): {names}", de="*Ohne Thema* ({n}): {names}")
GROUP = Text(en="*{group}* ({n}): {names}", de="*{group}* ({n}): {names}")
NO_GROUP = Text(en="without a group", de="ohne Gruppe")
ALL = Text(en="Everybody has confirmed their entry.", de="Alle haben ihren Eintrag bestätigt.")
HALF_A_YEAR = timedelta(days=182)
IN_GROUP = 250  # room for names in one line

routes = Router()


@routes.tick("keep house")
def ask_whether_it_is_right(store: Store, snapshot: Snapshot, now: datetime) -> Iterator[Reply]:
    """Half a year after the last word about it. Nobody is asked on the day on which they come into the directory."""
    active = {person.id for person in snapshot.directory.people if person.is_active}
    store.entries.notice(active, now)
    for person in store.entries.ask(now - HALF_A_YEAR, now):
        if person in active:
            view = notice("entry.right", asked=now.date())
            yield Tell(person, view, f"entry.right:{now:%Y-%m-%d}", urgent=False)


@routes.notice("entry.right")
def is_it_right(store: Store, snapshot: Snapshot, me: Person, asked: date) -> Message | None:
    confirmed = store.entries.confirmed(me.id)
    if not me.is_active or (confirmed is not None and confirmed.date() >= asked):
        return None
    shown = person_card(me, me, snapshot)
    seen = [part for part in shown.parts if not isinstance(part, Button)]
    right = Button(RIGHT, action("entry.confirm"), "primary")
    return Message(TITLE, (Paragraph(ASK), *seen, right, Button(CHANGE, action("profile.edit"))))


@routes.button("entry.confirm")
def confirm(store: Store, me: Person, now: datetime) -> Iterator[Whisper]:
    store.entries.confirm(me.id, now)
    yield whisper(THANKS)


@routes.command(
    "admin profiles",
    "admin profile",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="Who has not completed or confirmed their entry.",
            de="Wer den eigenen Eintrag nicht ausgefüllt oder bestätigt hat.",
        ),
        usage=Text(en="admin profiles", de="admin profile"),
    ),
)
def show_unconfirmed(store: Store, snapshot: Snapshot) -> Iterator[Whisper]:
    people = [person for person in snapshot.directory.people if person.is_active]
    done = store.entries.ever_confirmed()
    open_ones = [person for person in people if person.id not in done]
    if not open_ones:
        yield Whisper(Message(NEVER, (Paragraph(ALL),)))
        return
    head = Message(NEVER, (Paragraph(COUNT.format(n=len(open_ones), all=len(people))),))
    empty = [person for person in open_ones if not person.topics]
    lines = [NO_TOPICS.format(n=len(empty), names=_names(empty))] if empty else []
    lines += [
        GROUP.format(group=group or NO_GROUP, n=len(members), names=_names(members))
        for group, members in _by_group(open_ones)
    ]
    yield Whisper(Message(NEVER, (*head.parts, fitting(lines, left(head)))))


def _by_group(people: Sequence[Person]) -> list[tuple[str, list[Person]]]:
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    return sorted(groups.items(), key=lambda found: (not found[0], found[0]))


def _names(people: Sequence[Person]) -> list[Value]:
    ordered = sorted(people, key=lambda person: (person.last_name, person.first_name))
    return some([person.name for person in ordered], IN_GROUP)
