"""How a meeting's rounds go: who has a room, who comes without one, who is gone, and what can be done about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.chat.room import cut, some
from bot.chat.text import Text, Value, literal
from bot.chat.ui import Button, Fields, Items, Menu, Message, Option, Paragraph, Part, action
from bot.domain.breakouts.forming import Known
from bot.domain.breakouts.session import NothingAssigned, Session, Stage
from bot.domain.meetings import Meeting
from handlers.breakouts.texts import EXPORT, PLAN, ROUND
from storage.roster import Snapshot

TITLE = Text(en="Late comers: {title}", de="Nachzügler: {title}")
RUNS = Text(en="Now", de="Jetzt")
BEFORE = Text(en="before the first round", de="vor der ersten Runde")
RUNNING = Text(en="{round} of {all}", de="{round} von {all}")
SEATED = Text(en="Have a room", de="Haben einen Raum")
WITHOUT = Text(en="*Come and have no room* ({n}): {names}", de="*Kommen und haben keinen Raum* ({n}): {names}")
GONE = Text(en="*Have a room and do not come* ({n}): {names}", de="*Haben einen Raum und kommen nicht* ({n}): {names}")
ALL_WELL = Text(en="Everybody who comes has a room.", de="Alle, die kommen, haben einen Raum.")
SETTLE = Text(en="Put it right", de="In Ordnung bringen")
MISSING = Text(en="Is not there: …", de="Ist nicht da: …")
FURTHER = Text(en="Further names", de="Weitere Namen")
JOIN = Text(en="Somebody joins", de="Jemand kommt dazu")
BEGINS = Text(en="{round} begins", de="{round} beginnt")
IMPROVE = Text(en="Improve with few moves", de="Mit wenigen Wechseln verbessern")
ANEW = Text(en="Plan what is to come anew", de="Was kommt, neu planen")
IN_A_MENU, LABEL, ROOM_FOR_NAMES = 40, 60, 500


def ongoing(
    meeting: Meeting, session: Session, known: Known, snapshot: Snapshot, page: int = 1, said: Paragraph | None = None
) -> Message:
    """What coordinators see while people come and go. Raises NothingAssigned before anything is published."""
    if session.stage is not Stage.PUBLISHED:
        raise NothingAssigned
    there, public = set(known.takes_part(session.current)), (known.public or {}).get(session.current, {})
    without, gone = sorted(there - public.keys()), sorted(public.keys() - there)
    now = RUNNING.format(round=ROUND.format(n=session.running), all=session.rounds) if session.running else BEFORE
    number = Text(en="{n}", de="{n}").format(n=len(public))
    lines = [
        text.format(n=len(who), names=_names(who, snapshot)) for text, who in ((WITHOUT, without), (GONE, gone)) if who
    ]
    parts: list[Part] = [said] if said else []
    parts += [Fields(((RUNS, now), (SEATED, number)))]
    parts += [Items(tuple(lines)) if lines else Paragraph(ALL_WELL)]
    parts += _controls(session, sorted(there & public.keys(), key=lambda who: _by_name(who, snapshot)), snapshot, page)
    parts += _buttons(session, bool(lines))
    return Message(TITLE.format(title=meeting.title), tuple(parts))


def _controls(session: Session, people: Sequence[str], snapshot: Snapshot, page: int) -> Iterator[Part]:
    pages = max(1, -(-len(people) // IN_A_MENU))
    page = page if 1 <= page <= pages else 1
    shown = people[(page - 1) * IN_A_MENU : page * IN_A_MENU]
    twice = Counter(snapshot.people[who].name for who in people)
    options = tuple(Option(literal(cut(_label(who, twice, snapshot), LABEL)), who) for who in shown)
    if options:
        yield Menu(MISSING, action("breakouts.missing", meeting=session.meeting), options)
    if pages > 1:
        yield Button(FURTHER, action("breakouts.late", meeting=session.meeting, page=page % pages + 1))


def _buttons(session: Session, unsettled: bool) -> Iterator[Button]:
    number = session.meeting
    if unsettled:
        yield Button(SETTLE, action("breakouts.settle", meeting=number), style="primary")
    yield Button(JOIN, action("breakouts.join", meeting=number))
    if session.coming:
        begins = session.coming[0]
        label = BEGINS.format(round=ROUND.format(n=begins))
        yield Button(label, action("breakouts.begin", meeting=number, number=begins, seen=session.revision))
        yield Button(IMPROVE, action("breakouts.improve", meeting=number))
        yield Button(ANEW, action("breakouts.assign", meeting=number))
    yield Button(EXPORT, action("breakouts.export", meeting=number))
    yield Button(PLAN, action("breakouts.plan", meeting=number))


def _names(people: Sequence[str], snapshot: Snapshot) -> list[Value]:
    return some([snapshot.people[who].name for who in people if who in snapshot.people], ROOM_FOR_NAMES)


def _label(who: str, twice: Mapping[str, int], snapshot: Snapshot) -> str:
    """The name, with the group where several have it."""
    person = snapshot.people[who]
    return f"{person.name} ({person.group})" if twice[person.name] > 1 and person.group else person.name


def _by_name(who: str, snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.people[who].last_name, snapshot.people[who].first_name
