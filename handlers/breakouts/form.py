"""The form in which breakout rooms are planned, and what of it cannot be understood or cannot be."""

from zoneinfo import ZoneInfo

from bot.chat.text import Reader, Text
from bot.chat.ui import Area, Choice, Form, Input, Line, Moment, Option, action
from bot.domain.breakouts.proposal import BadLine, Crowd, common, pairs_in, proposed, rooms_in, written_room
from bot.domain.breakouts.session import MOST_ROOMS, MOST_ROUNDS, PlannedRoom, Profile, Session
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Prose
from handlers.breakouts.knowing import name_of, naming
from handlers.breakouts.texts import PROFILES, ROOMS, ROUNDS, SAVE, people
from storage import Store
from storage.roster import Snapshot

FORM = Text(en="Breakout rooms", de="Gruppenräume")
INTRO = Text(
    en="“{title}”: {people} come, {online} of them online. Write one room a line: topic; least-most people; online; "
    "facilitator; link. Only the topic is needed.",
    de="„{title}“: {people} kommen, {online} davon online. Schreib einen Raum je Zeile: Thema; wenigste-meiste "
    "Personen; "
    "online; Moderation; Link. Nur das Thema ist nötig.",
)
COUNTS = Text(en="What counts most", de="Am wichtigsten")
UNTIL = Text(en="Wishes until", de="Wünsche bis")
ROOMS_HINT = Text(
    en="Such as: Data sharing; 4-7; online; Ada Müller", de="Zum Beispiel: Daten teilen; 4-7; online; Ada Müller"
)
TOGETHER = Text(en="Keep together", de="Zusammen lassen")
APART = Text(en="Keep apart", de="Getrennt halten")
PAIRS_HINT = Text(
    en="Such as: Ada Müller + Ben Mayr; a pair a line. Only coordinators see this.",
    de="Zum Beispiel: Ada Müller + Ben Mayr; ein Paar je Zeile. Das sieht nur die Koordination.",
)
NUMBERED = Text(en="Room {n}", de="Raum {n}")
TOO_MANY_ROUNDS = Text(en="From 1 to {most} rounds, please.", de="Bitte 1 bis {most} Runden.")
ROUNDS_STAND = Text(
    en="{n} rounds are published already; fewer are not possible any more.",
    de="{n} Runden sind schon veröffentlicht; weniger gehen nicht mehr.",
)
TOO_LATE = Text(
    en="Choose a moment before the meeting, {starts}.", de="Wähle einen Zeitpunkt vor dem Treffen, {starts}."
)
SITS = Text(
    en="People sit in “{room}” by the published plan, so it has to stay.",
    de="In „{room}“ sitzen nach dem veröffentlichten Plan Leute, der Raum muss also bleiben.",
)
BOTH = Text(
    en="{pair} are to sit together already. They cannot be kept apart as well.",
    de="{pair} sollen schon zusammensitzen. Getrennt halten geht nicht zugleich.",
)
PAIR = Text(en="{one} and {other}", de="{one} und {other}")
TOO_LONG = Text(
    en="With whole names this is longer than I can show again. Shorten it, please.",
    de="Mit ganzen Namen ist das länger, als ich wieder zeigen kann. Bitte kürzen.",
)
WRONG = {
    "topic": Text(en="Line {n}: a topic has 1 to 100 characters.", de="Zeile {n}: Ein Thema hat 1 bis 100 Zeichen."),
    "twice": Text(en="Line {n}: “{part}” is there twice.", de="Zeile {n}: „{part}“ kommt zweimal vor."),
    "size": Text(
        en="Line {n}: “{part}” is no range of 1 to 99 people, such as 4-7.",
        de="Zeile {n}: „{part}“ ist kein Bereich von 1 bis 99 Personen wie 4-7.",
    ),
    "person": Text(
        en="Line {n}: I cannot tell who “{part}” is. Write the whole name or the e-mail address.",
        de="Zeile {n}: Ich weiß nicht, wer „{part}“ ist. Schreib den ganzen Namen oder die E-Mail-Adresse.",
    ),
    "facilitator": Text(
        en="Line {n}: somebody can facilitate one room only.",
        de="Zeile {n}: Eine Person kann nur einen Raum moderieren.",
    ),
    "pair": Text(en="Line {n}: name two different people.", de="Zeile {n}: Nenne zwei verschiedene Personen."),
    "count": Text(en="From 1 to {most} rooms, please.", de="Bitte 1 bis {most} Räume."),
}
LONGEST, LONGEST_TOPIC = 3000, 100


MEMBER = Person("", "", "")  # somebody of the network
Pairs = tuple[tuple[str, str], ...]
Lists = tuple[tuple[PlannedRoom, ...], Pairs, Pairs]


def plan_form(session: Session, meeting: Meeting, who: dict[str, bool], snapshot: Snapshot, me: Person) -> Form:
    """What is planned, to be changed; a new plan (not yet in the database) says so by its revision 0."""
    intro = INTRO.format(title=meeting.title, people=people(len(who)), online=sum(who.values()))
    carry = action("breakouts.plan", meeting=meeting.id, seen=session.revision)
    return Form(FORM, _inputs(session, meeting, snapshot, me), SAVE, carry, intro)


def proposal(snapshot: Snapshot, meeting: Meeting, who: dict[str, bool], reader: Reader) -> Session:
    """Rooms for those who come, on what most of them work on."""
    shown = [snapshot.people[each] for each in who]
    topics = common([person.topics for person in shown if person.shows("topics", MEMBER)])
    named = [topic[:LONGEST_TOPIC] for topic in topics if ";" not in topic and "|" not in topic]
    rooms = proposed(Crowd(len(who), sum(who.values())), named, lambda n: NUMBERED.format(n=n).plain(reader))
    return Session(meeting.id, tuple(rooms), revision=0)


def _inputs(session: Session, meeting: Meeting, snapshot: Snapshot, me: Person) -> tuple[Input, ...]:
    until = session.closes(meeting).astimezone(ZoneInfo(meeting.zone)).replace(tzinfo=None)
    options = tuple(Option(PROFILES[profile], profile.value) for profile in Profile)
    rooms = "\n".join(_line(room, snapshot, me) for room in session.rooms)
    pairs = ["\n".join(_pair(pair, snapshot, me) for pair in each) for each in (session.together, session.apart)]
    return (
        Line("rounds", ROUNDS, str(session.rounds), longest=2),
        Choice("profile", COUNTS, options, session.profile.value),
        Moment("until", UNTIL, until),
        Area("rooms", ROOMS, rooms, ROOMS_HINT, longest=LONGEST),
        Area("together", TOGETHER, pairs[0], PAIRS_HINT, required=False, longest=LONGEST),
        Area("apart", APART, pairs[1], PAIRS_HINT, required=False, longest=LONGEST),
    )


def _line(room: PlannedRoom, snapshot: Snapshot, me: Person) -> str:
    facilitator = room.facilitator if room.facilitator in snapshot.people else None
    return written_room(room, "online", name_of(facilitator, snapshot, me) if facilitator else "")


def _pair(pair: tuple[str, str], snapshot: Snapshot, me: Person) -> str:
    return " + ".join(name_of(who, snapshot, me) for who in pair if who in snapshot.people)


def read(session: Session, snapshot: Snapshot, me: Person, written: dict[str, Prose]) -> tuple[Lists, dict[str, Text]]:
    """Rooms and pairs as they are written, and what cannot be understood of them."""
    who = naming(snapshot, me)
    wrong: dict[str, Text] = {}
    rooms: tuple[PlannedRoom, ...] = ()
    pairs: dict[str, Pairs] = {"together": (), "apart": ()}
    try:
        rooms = rooms_in(written["rooms"], who, session.rooms)
        if len("\n".join(_line(room, snapshot, me) for room in rooms)) > LONGEST:
            wrong["rooms"] = TOO_LONG
    except BadLine as bad:
        wrong["rooms"] = _said(bad)
    for name in ("together", "apart"):
        try:
            pairs[name] = found = pairs_in(written[name], who)
            if len("\n".join(_pair(pair, snapshot, me) for pair in found)) > LONGEST:
                wrong[name] = TOO_LONG
        except BadLine as bad:
            wrong[name] = _said(bad)
    return (rooms, pairs["together"], pairs["apart"]), wrong


def _said(bad: BadLine) -> Text:
    known = {"n": bad.number, "part": bad.part, "most": MOST_ROOMS}
    text = WRONG[bad.why]
    return text.format(**{name: value for name, value in known.items() if f"{{{name}}}" in text.en})


def wrong_rounds(store: Store, session: Session, rounds: int) -> dict[str, Text]:
    published = max(store.breakouts.seats(session.meeting, public=True), default=0)
    if not 1 <= rounds <= MOST_ROUNDS:
        return {"rounds": TOO_MANY_ROUNDS.format(most=MOST_ROUNDS)}
    return {"rounds": ROUNDS_STAND.format(n=published)} if rounds < published else {}


def contradictions(
    store: Store,
    snapshot: Snapshot,
    session: Session,
    rooms: tuple[PlannedRoom, ...],
    together: Pairs,
    apart: Pairs,
) -> dict[str, Text]:
    taken = {at for places in store.breakouts.seats(session.meeting, public=True).values() for at in places.values()}
    gone = taken - {room.id for room in rooms}
    lost = next((room for room in session.rooms if room.id in gone), None)
    wrong = {"rooms": SITS.format(room=lost.topic)} if lost else {}
    both = next((pair for pair in apart if pair in together), None)
    if both:
        one, other = (snapshot.people[who].name for who in both)
        wrong["apart"] = BOTH.format(pair=PAIR.format(one=one, other=other))
    return wrong
