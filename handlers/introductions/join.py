"""Taking part in introductions, skipping a round, pausing and leaving; for coordinators the plan and the numbers."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Whisper, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Day, Fields, Form, Line, Message, Paragraph, Part, action
from bot.domain.people import Person
from bot.domain.walltime import nearest_utc
from bot.routing import Help, Router, Who
from storage import Store
from storage.introductions import Membership, Planned
from storage.roster import Snapshot

TITLE = Text(en="Meet somebody new", de="Neue Leute kennenlernen")
WHAT = Text(
    en="Every few weeks I introduce people of different groups and sites who care for the same topics. You get a name, "
    "what you have in common and a question to start with; half an hour over a coffee is enough.",
    de="Alle paar Wochen stelle ich Menschen aus verschiedenen Gruppen und Standorten einander vor, die dieselben "
    "Themen haben. Du bekommst einen Namen, was ihr gemeinsam habt, und eine Frage zum Anfangen; eine halbe Stunde bei "
    "einem Kaffee genügt.",
)
PRIVATE = Text(
    en="Nobody is told who takes part; coordinators see numbers only.",
    de="Niemand erfährt, wer mitmacht; die Koordination sieht nur Zahlen.",
)
IN, PAUSED = (
    Text(en="*You take part.*", de="*Du machst mit.*"),
    Text(en="*You are taking a break.*", de="*Du machst gerade Pause.*"),
)
SKIPS = Text(en="*You take part, but not in the next round.*", de="*Du machst mit, aber nicht in der nächsten Runde.*")
NEXT = Text(en="Next round", de="Nächste Runde")
NOT_PLANNED = Text(en="not planned yet", de="noch nicht geplant")
LAST = Text(en="Last time", de="Letztes Mal")
WITH = Text(en="you were introduced to {names}", de="habe ich dir {names} vorgestellt")
JOIN, LEAVE = Text(en="Take part", de="Mitmachen"), Text(en="Stop taking part", de="Nicht mehr mitmachen")
SKIP, PAUSE = Text(en="Skip this round", de="Diese Runde auslassen"), Text(en="Take a break", de="Pause machen")
PLAN = Text(en="Plan the rounds", de="Runden planen")
JOINED = Text(
    en="You take part. Three days before the next round I tell you, so that you can still skip it.",
    de="Du machst mit. Drei Tage vor der nächsten Runde sage ich dir Bescheid, dann kannst du sie noch auslassen.",
)
SKIPPED = Text(
    en="You skip this round and take part in the next one.", de="Diese Runde lässt du aus, danach geht es weiter."
)
BREAK = Text(
    en="You take a break. `{command} intro` ends it.", de="Du machst Pause. `{command} kennenlernen` beendet sie."
)
LEFT = Text(en="You no longer take part.", de="Du machst nicht mehr mit.")
NOTHING_TO_SKIP = Text(en="This round is over.", de="Diese Runde ist vorbei.")

MEMBERS, NUMBERS = (
    Text(en="Taking part", de="Dabei"),
    Text(en="{members}; on a break: {paused}", de="{members}; in Pause: {paused}"),
)
LAST_ROUND = Text(en="Last round", de="Letzte Runde")
OF_ROUND = Text(
    en="people: {people}, conversations: {parties}, met: {met}, did not meet: {missed}, had nobody: {alone}",
    de="Personen: {people}, Gespräche: {parties}, getroffen: {met}, nicht getroffen: {missed}, niemand da: {alone}",
)

EVERY = Text(en="Every how many weeks", de="Alle wie viele Wochen")
EVERY_HINT = Text(en="From 1 to 26; 0 ends the introductions.", de="Von 1 bis 26; 0 beendet das Kennenlernen.")
FIRST = Text(en="Next round on", de="Nächste Runde am")
FIRST_HINT = Text(en="At 10:00 in the network's zone.", de="Um 10:00 Uhr in der Zeitzone des Netzwerks.")
SAVE = Text(en="Save", de="Speichern")
WEEKS_WRONG = Text(en="From 0 to 26, please.", de="Bitte 0 bis 26.")
IN_THE_PAST = Text(en="This day has passed. Choose a later one.", de="Dieser Tag ist vorbei. Wähle einen späteren.")
STOPPED = Text(en="No round is planned any more.", de="Es ist keine Runde mehr geplant.")
IS_PLANNED = Text(
    en="The next round is on {at}, then every {weeks} weeks.",
    de="Die nächste Runde ist am {at}, danach alle {weeks} Wochen.",
)
AT = Text(en="{at}", de="{at}")
USUAL, LONGEST = 4, 26
BEGINS = time(10)

routes = Router()


@routes.command(
    "intro",
    "kennenlernen",
    reads=True,
    help=Help(
        Text(
            en="Meet somebody of another group every few weeks, if you like.",
            de="Alle paar Wochen jemanden aus einer anderen Gruppe kennenlernen, wenn du magst.",
        ),
        usage=Text(en="intro", de="kennenlernen"),
    ),
)
def show_intro(store: Store, snapshot: Snapshot, me: Person) -> Iterator[Whisper]:
    membership, planned, last = _known(store, me)
    pairs = [(NEXT, AT.format(at=planned.at) if planned else NOT_PLANNED)]
    others = store.introductions.party(last.id, me.id) if last else None
    names = [snapshot.people[person].name for person in others or () if person in snapshot.people]
    pairs += [(LAST, WITH.format(names=names))] if names else []
    if me.is_coordinator:
        pairs += _numbers(store, last)
    parts: list[Part] = [Paragraph(WHAT), Paragraph(PRIVATE)]
    parts += [Paragraph(_state(membership, planned))] if membership else []
    yield Whisper(Message(TITLE, (*parts, Fields(tuple(pairs)), *_buttons(membership, planned, me))))


routes.button("intro.show", reads=True)(show_intro)


@routes.button("intro.join")
def join(store: Store, me: Person, now: datetime) -> Iterator[Whisper]:
    store.introductions.join(me.id, now)
    yield whisper(JOINED)


@routes.button("intro.skip")
def skip(store: Store, me: Person, number: int) -> Iterator[Whisper]:
    planned = store.introductions.to_come(lock=True)  # or the round could be made at this very moment
    if planned is None or planned.id != number:
        yield whisper(NOTHING_TO_SKIP)
        return
    store.introductions.skip(me.id, number)
    yield whisper(SKIPPED)


@routes.button("intro.pause")
def pause(store: Store, me: Person, network: Network) -> Iterator[Whisper]:
    store.introductions.pause(me.id)
    yield whisper(BREAK.format(command=network.command))


@routes.button("intro.leave")
def leave(store: Store, me: Person) -> Iterator[Whisper]:
    store.introductions.leave(me.id)
    yield whisper(LEFT)


@routes.button("intro.plan", who=Who.COORDINATORS, reads=True)
def open_plan(store: Store, now: datetime) -> Iterator[Ask]:
    planned = store.introductions.to_come()
    day = planned.at.date() if planned else now.date() + timedelta(days=7)
    inputs = (
        Line("weeks", EVERY, str(planned.weeks if planned else USUAL), EVERY_HINT, longest=2),
        Day("day", FIRST, day, FIRST_HINT),
    )
    yield Ask(Form(PLAN, inputs, SAVE, action("intro.plan")))


@routes.form("intro.plan", who=Who.COORDINATORS)
def plan(store: Store, network: Network, now: datetime, weeks: int, day: date) -> Iterator[Reply]:
    at = nearest_utc(datetime.combine(day, BEGINS), network.timezone)
    if not 0 <= weeks <= LONGEST:
        yield Reject({"weeks": WEEKS_WRONG})
    elif weeks == 0:
        store.introductions.stop()
        yield whisper(STOPPED)
    elif at <= now:
        yield Reject({"day": IN_THE_PAST})
    else:
        store.introductions.plan(at, weeks)
        yield whisper(IS_PLANNED.format(at=at, weeks=weeks))


def _known(store: Store, me: Person) -> tuple[Membership | None, Planned | None, Planned | None]:
    known = store.introductions
    return known.membership(me.id), known.to_come(), known.latest()


def _state(membership: Membership, planned: Planned | None) -> Text:
    if membership.paused:
        return PAUSED
    return SKIPS if planned and membership.skips == planned.id else IN


def _buttons(membership: Membership | None, planned: Planned | None, me: Person) -> list[Part]:
    buttons: list[Part] = []
    if membership is None or membership.paused:
        buttons.append(Button(JOIN, action("intro.join"), "primary"))
    elif planned and membership.skips != planned.id:
        buttons.append(Button(SKIP, action("intro.skip", number=planned.id)))
    if membership and not membership.paused:
        buttons.append(Button(PAUSE, action("intro.pause")))
    buttons += [Button(LEAVE, action("intro.leave"))] if membership else []
    buttons += [Button(PLAN, action("intro.plan"))] if me.is_coordinator else []
    return buttons


def _numbers(store: Store, last: Planned | None) -> list[tuple[Text, Text]]:
    """For coordinators; no name and nothing from which one could be read."""
    known = store.introductions.numbers(last.id if last else None)
    pairs = [(MEMBERS, NUMBERS.format(members=known.members, paused=known.paused))]
    if last:
        told = {"people": known.people, "parties": known.parties, "met": known.met, "missed": known.missed}
        pairs.append((LAST_ROUND, OF_ROUND.format(**told, alone=known.alone)))
    return pairs
