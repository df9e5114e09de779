"""The log of an election: what is done is entered in a chain of hashes, whose head is posted where all can see it."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from bot.chat.replies import Post, Reply, Whisper, card
from bot.chat.room import left
from bot.chat.text import Text, literal
from bot.chat.ui import Fields, Items, Message, Paragraph
from bot.domain.elections.chain import Entry, verified
from bot.domain.elections.election import Election
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.elections.finding import name_of, named_or_latest
from handlers.elections.texts import ELECTIONS, REFUSALS
from storage import Store
from storage.roster import Snapshot


class Deed(StrEnum):
    """What was done."""

    ANNOUNCED = "announced"
    ROLL = "roll"
    OBJECTION = "objection"
    ANSWERED = "objection answered"
    NOMINATED = "nominated"
    STANDS = "stands"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    KEYS = "keys"
    SHOWN = "words shown"
    CONFIRMED = "words confirmed"
    LISTED = "listed"
    OPENED = "opened"
    EXTENDED = "extended"
    CLOSED = "closed"
    HANDED_IN = "words handed in"
    COUNTED = "counted"
    LOT = "lot"
    RUN_OFF = "run-off"
    OFFICE = "office"
    ERASED = "erased"
    CANCELLED = "cancelled"
    VOID = "void"


POSTED = frozenset(
    {Deed.ANNOUNCED, Deed.ROLL, Deed.LISTED, Deed.OPENED, Deed.EXTENDED, Deed.CLOSED, Deed.COUNTED, Deed.RUN_OFF}
    | {Deed.LOT, Deed.CANCELLED, Deed.VOID, Deed.ERASED}
)
DEEDS = {
    Deed.ANNOUNCED: Text(en="The election is announced", de="Die Wahl ist angekündigt"),
    Deed.ROLL: Text(en="The roll was drawn up anew", de="Das Verzeichnis wurde neu erstellt"),
    Deed.OBJECTION: Text(en="An objection to the roll", de="Ein Einspruch zum Verzeichnis"),
    Deed.ANSWERED: Text(en="An objection was dealt with", de="Ein Einspruch wurde erledigt"),
    Deed.NOMINATED: Text(en="Somebody was nominated", de="Jemand wurde vorgeschlagen"),
    Deed.STANDS: Text(en="Somebody stands", de="Jemand kandidiert"),
    Deed.DECLINED: Text(en="Somebody declined a nomination", de="Jemand hat einen Vorschlag abgelehnt"),
    Deed.WITHDRAWN: Text(en="Somebody no longer stands", de="Jemand kandidiert nicht mehr"),
    Deed.KEYS: Text(en="Keys were made", de="Schlüssel wurden gemacht"),
    Deed.SHOWN: Text(en="A trustee saw their words", de="Eine Schlüsselperson hat ihre Wörter gesehen"),
    Deed.CONFIRMED: Text(en="A trustee confirmed their words", de="Eine Schlüsselperson hat ihre Wörter bestätigt"),
    Deed.LISTED: Text(en="The list of candidates is closed", de="Die Liste der Kandidaturen ist geschlossen"),
    Deed.OPENED: Text(en="Voting is open", de="Die Wahl ist offen"),
    Deed.EXTENDED: Text(en="The deadline is later", de="Die Frist ist verlängert"),
    Deed.CLOSED: Text(en="Voting is closed", de="Die Wahl ist geschlossen"),
    Deed.HANDED_IN: Text(en="A trustee entered their words", de="Eine Schlüsselperson hat ihre Wörter eingegeben"),
    Deed.COUNTED: Text(en="The ballots are counted", de="Die Stimmzettel sind ausgezählt"),
    Deed.LOT: Text(en="A lot was drawn", de="Ein Los wurde gezogen"),
    Deed.RUN_OFF: Text(en="There is a run-off", de="Es gibt eine Stichwahl"),
    Deed.OFFICE: Text(en="An answer to an election", de="Eine Antwort auf eine Wahl"),
    Deed.ERASED: Text(en="The tracking codes are erased", de="Die Prüfcodes sind gelöscht"),
    Deed.CANCELLED: Text(
        en="The election is cancelled; ballots were destroyed unopened",
        de="Die Wahl ist abgebrochen; Stimmzettel wurden ungeöffnet vernichtet",
    ),
    Deed.VOID: Text(
        en="The election is void; ballots were destroyed", de="Die Wahl ist ungültig; Stimmzettel wurden vernichtet"
    ),
}
DETAILS = {
    "hash": Text(en="Hash of the set-up", de="Hash der Einrichtung"),
    "roll": Text(en="Votes on the roll", de="Stimmen im Verzeichnis"),
    "roll_hash": Text(en="Hash of the roll", de="Hash des Verzeichnisses"),
    "writ": Text(en="Hash of ballot paper and keys", de="Hash von Stimmzettel und Schlüsseln"),
    "candidates": Text(en="Candidates", de="Kandidaturen"),
    "until": Text(en="Until", de="Bis"),
    "reason": Text(en="Reason", de="Grund"),
    "ballots": Text(en="Ballots in the box", de="Stimmzettel in der Urne"),
    "file": Text(en="SHA-256 of the ballot file", de="SHA-256 der Stimmzettel-Datei"),
    "tampered": Text(en="Not as it was", de="Nicht, wie es war"),
    "run_off": Text(en="Number of the run-off", de="Nummer der Stichwahl"),
}

TITLE = Text(en="{deed}: {office}", de="{deed}: {office}")
HEAD = Text(
    en="Entry {number} of the log, by {who}. Its hash covers all entries before it: `{hash}`",
    de="Eintrag {number} im Protokoll, von: {who}. Sein Hash umfasst alle früheren: `{hash}`",
)
THE_BOT = Text(en="the bot", de="Bot")
LOG = Text(en="Log: {office}", de="Protokoll: {office}")
WHOLE = Text(
    en="The chain is whole, number of entries: {n}. The last hash: `{hash}`",
    de="Die Kette ist unversehrt, Zahl der Einträge: {n}. Der letzte Hash: `{hash}`",
)
LINE = Text(en="{number} · {moment} · {deed} · {who}", de="{number} · {moment} · {deed} · {who}")
TIME, HASHES = ("until",), ("hash", "roll_hash", "writ", "file")
DIGEST = Text(en="`{digest}`", de="`{digest}`")

routes = Router()
routes.refuse(REFUSALS)


def log(
    store: Store, election: Election, deed: Deed, now: datetime, *, by: Person | None = None, **details: str | int
) -> Iterator[Reply]:
    """Enters a deed, and posts the head of the chain where the deed is of public interest."""
    entry = store.election_log.note(election.id, by.id if by else "", deed.value, now, **details)
    if deed in POSTED and not election.configuration.is_poll:
        yield Post(card("election.step", election=election.id, entry=entry.number), ELECTIONS)


@routes.card("election.step")
def step(store: Store, snapshot: Snapshot, election: int, entry: int) -> Message | None:
    """One entry, which never changes: the channel is a witness that nobody here can rewrite."""
    found = store.elections.get(election)
    shown = next((one for one in store.election_log.of(election) if one.number == entry), None)
    if shown is None:
        return None
    pairs = tuple((DETAILS[name], _detail(name, shown)) for name in DETAILS if name in shown.details)
    head = HEAD.format(number=str(entry), who=_who(shown, snapshot), hash=shown.hash)
    parts = (*([Fields(pairs)] if pairs else []), Paragraph(head))
    return Message(TITLE.format(deed=DEEDS[Deed(shown.action)], office=found.office), parts)


@routes.command(
    "election log",
    "wahl protokoll",
    reads=True,
    help=Help(
        Text(en="What was done when in an election, by whom.", de="Wer bei einer Wahl wann was getan hat."),
        usage=Text(en="election log [number]", de="wahl protokoll [Nummer]"),
        example=Text(en="election log 2", de="wahl protokoll 2"),
    ),
)
def show_log(store: Store, snapshot: Snapshot, me: Person, election: int | None = None) -> Iterator[Whisper]:
    found = named_or_latest(store, me, election)
    entries = store.election_log.of(found.id)
    head = verified(found.id, entries)
    title = LOG.format(office=found.office)
    whole = Paragraph(WHOLE.format(n=len(entries), hash=head))
    room = left(Message(title, (whole,))) - 300
    lines = [_line(entry, snapshot) for entry in reversed(entries)]
    shown = lines[: max(room // 160, 5)]
    rest = len(lines) - len(shown)
    items = (Items(tuple(shown), rest),) if lines else ()
    yield Whisper(Message(title, (whole, *items)))


def _line(entry: Entry, snapshot: Snapshot) -> Text:
    deed = DEEDS[Deed(entry.action)]
    return LINE.format(number=str(entry.number), moment=entry.at, deed=deed, who=_who(entry, snapshot))


def _who(entry: Entry, snapshot: Snapshot) -> Text:
    return name_of(entry.by, snapshot) if entry.by else THE_BOT


def _detail(name: str, entry: Entry) -> Text:
    value = entry.details[name]
    if name in TIME:
        return Text(en="{moment}", de="{moment}").format(moment=datetime.fromisoformat(str(value)))
    return DIGEST.format(digest=str(value)) if name in HASHES else literal(str(value))
