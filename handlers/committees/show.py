"""The committees: all with who represents the network there, and the portrait of one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.room import cut, fitting, fitting_menu, left, some
from bot.chat.text import Text, link, literal, marked, shortened
from bot.chat.ui import Button, Fields, Menu, Message, Option, Paragraph, Part, action
from bot.domain.committees import Call, Committee, Mandate, NoSuchCommittee, key_of
from bot.domain.people import Person
from bot.routing import Help, Router, Words
from handlers.committees.texts import CHANGE, NAME, REFUSALS, kind_name, today_of
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Committees", de="Gremien")
LINE = Text(en="*{name}* · {kind} · {people}", de="*{name}* · {kind} · {people}")
PLAIN_LINE = Text(en="*{name}* · {people}", de="*{name}* · {people}")  # called by its kind
NOBODY = Text(en="nobody represents us", de="niemand vertritt uns")
NONE = Text(en="No committee has been entered yet.", de="Noch ist kein Gremium eingetragen.")
CALLS = Text(en="*Open calls*", de="*Offene Aufrufe*")
CALL = Text(en="*{title}* · {committee} · until {day}", de="*{title}* · {committee} · bis {day}")
CALL_HERE = Text(en="*{title}* · until {day}", de="*{title}* · bis {day}")
OPEN_ONE = Text(en="Look at a committee", de="Gremium ansehen")
OPEN_CALL = Text(en="Look at a call", de="Aufruf ansehen")
NEW = Text(en="New committee", de="Neues Gremium")
KIND = Text(en="Kind", de="Art")
WEBSITE = Text(en="Website", de="Website")
LINK = Text(en="{url}", de="{url}")
WHO = Text(en="*Who represents us there*", de="*Wer uns dort vertritt*")
SPEAKS = Text(en="*{name}*{role}{until}", de="*{name}*{role}{until}")
ROLE = Text(en=", {role}", de=", {role}")
UNTIL = Text(en=" · until {day}", de=" · bis {day}")
ENDED = Text(en=" · ended on {day}", de=" · endete am {day}")
WITHOUT = Text(en="", de="")
CLOSED = Text(en="*This committee has ended its work.*", de="*Dieses Gremium hat seine Arbeit beendet.*")
ADD = Text(en="Name a representative", de="Vertretung eintragen")
CHANGE_ONE = Text(en="Change or end a representation", de="Vertretung ändern oder beenden")
NEW_CALL = Text(en="New call", de="Neuer Aufruf")
BY_NAME = Text(
    en="`{command} committees` with a name shows one of them.",
    de="`{command} gremien` mit einem Namen zeigt eines davon.",
)
LISTED, SHOWN_CALLS, IN_MENU, FEW = 30, 10, 100, 15

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "committees",
    "gremien",
    reads=True,
    help=Help(
        Text(
            en="Who represents us where and until when, and open calls.",
            de="Wer uns wo und bis wann vertritt, und offene Aufrufe.",
        ),
        usage=Text(en="committees [name]", de="gremien [Name]"),
        example=Text(en="committees Consent", de="gremien Consent"),
    ),
)
def show_committees(
    store: Store, me: Person, snapshot: Snapshot, network: Network, now: datetime, name: Words = Words("")
) -> Iterator[Whisper]:
    if name:
        yield Whisper(portrait(store, snapshot, _meant(store, name), me, network, now))
        return
    yield Whisper(overview(store, snapshot, me, network, now))


@routes.button("committee.open", reads=True)
def open_committee(
    store: Store, me: Person, snapshot: Snapshot, network: Network, now: datetime, choice: int
) -> Iterator[Whisper]:
    yield Whisper(portrait(store, snapshot, store.committees.get(choice), me, network, now))


def overview(store: Store, snapshot: Snapshot, me: Person, network: Network, now: datetime) -> Message:
    """All committees that are at work, and the calls that are open."""
    today = today_of(network, now)
    found, calls = store.committees.every(), store.calls.open(today)
    names = {one.id: one.name for one in store.committees.every(closed=True)}
    below: list[Part] = []
    if calls:
        lines = [CALL.format(title=c.title, committee=names[c.committee], day=c.deadline) for c in calls]
        below += [Paragraph(CALLS), fitting(lines, 1200, most=SHOWN_CALLS), _call_menu(calls)]
    if found:
        options = [_option(one.name, one.id) for one in found[:IN_MENU]]
        below.append(fitting_menu(OPEN_ONE, action("committee.open"), options, 1800))
    if me.is_coordinator:
        below.append(Button(NEW, action("committee.new"), style="plain" if found else "primary"))
    if not found:
        return Message(TITLE, (Paragraph(NONE), *below))
    footer = BY_NAME.format(command=network.command) if len(found) > FEW else None
    holders = _by_committee([one for one in store.committees.mandates() if one.holds(today)])
    lines = [_line(one, holders.get(one.id, []), snapshot, network) for one in found]
    room = left(Message(TITLE, tuple(below), footer))
    return Message(TITLE, (fitting(lines, room, most=LISTED), *below), footer)


def portrait(
    store: Store, snapshot: Snapshot, found: Committee, me: Person, network: Network, now: datetime
) -> Message:
    """What a committee is, who represents the network there, and what it calls for."""
    today = today_of(network, now)
    facts = [(KIND, kind_name(found.kind, network))]
    facts += [(WEBSITE, LINK.format(url=link(found.website, found.website)))] if found.website else []
    parts: list[Part] = [Fields(tuple(facts))]
    parts += [Paragraph(marked(cut(found.about, 1000)))] if found.about else []
    parts += [Paragraph(CLOSED)] if found.closed else []
    given = [one for one in store.committees.mandates(found.id) if one.person in snapshot.people]
    shown = given if me.is_coordinator else [one for one in given if one.holds(today)]
    parts.append(Paragraph(WHO))
    below: list[Part] = []
    calls = [call for call in store.calls.open(today) if call.committee == found.id]
    if calls:
        listed = [CALL_HERE.format(title=call.title, day=call.deadline) for call in calls]
        below += [Paragraph(CALLS), fitting(listed, 800, most=SHOWN_CALLS), _call_menu(calls)]
    below += _tools(found, given, snapshot) if me.is_coordinator else []
    lines = [_speaks(one, snapshot.people[one.person].name, today) for one in shown] or [NOBODY]
    room = left(Message(literal(found.name), (*parts, *below)))
    return Message(literal(found.name), (*parts, fitting(lines, room, most=LISTED), *below))


def _tools(found: Committee, given: Sequence[Mandate], snapshot: Snapshot) -> Iterator[Part]:
    """What coordinators can do."""
    if given:
        options = tuple(_option(snapshot.people[one.person].name, one.id) for one in given[:IN_MENU])
        yield fitting_menu(CHANGE_ONE, action("mandate.edit"), options, 1000)
    yield Button(ADD, action("mandate.new", committee=found.id))
    yield Button(NEW_CALL, action("call.new", committee=found.id))
    yield Button(CHANGE, action("committee.edit", committee=found.id))


def _meant(store: Store, name: str) -> Committee:
    """The committee of this name, or the only one whose name has these words in it. Raises NoSuchCommittee."""
    exact = store.committees.named(name)
    if exact:
        return exact
    near = [one for one in store.committees.every(closed=True) if key_of(name) in key_of(one.name)]
    if len(near) != 1:
        raise NoSuchCommittee
    return near[0]


def _line(found: Committee, holders: Sequence[Mandate], snapshot: Snapshot, network: Network) -> Text:
    names = [snapshot.people[one.person].name for one in holders if one.person in snapshot.people]
    people = Text(en="{names}", de="{names}").format(names=some(names, 300, most=5)) if names else NOBODY
    kind = kind_name(found.kind, network)
    if key_of(found.name) in (key_of(kind.en), key_of(kind.de)):
        return PLAIN_LINE.format(name=found.name, people=people)
    return LINE.format(name=found.name, kind=kind, people=people)


def _speaks(mandate: Mandate, name: str, today: date) -> Text:
    until = WITHOUT
    if mandate.until:
        until = (UNTIL if mandate.holds(today) else ENDED).format(day=mandate.until)
    return SPEAKS.format(name=name, role=ROLE.format(role=mandate.role) if mandate.role else WITHOUT, until=until)


def _call_menu(calls: Sequence[Call]) -> Menu:
    options = [_option(call.title, call.id) for call in calls[:IN_MENU]]
    return fitting_menu(OPEN_CALL, action("call.open"), options, 800)


def _option(name: str, number: int) -> Option:
    return Option(NAME.format(name=shortened(name, 45)), str(number))


def _by_committee(mandates: Sequence[Mandate]) -> dict[int, list[Mandate]]:
    found: dict[int, list[Mandate]] = {}
    for one in mandates:
        found.setdefault(one.committee, []).append(one)
    return found
