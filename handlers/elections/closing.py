"""The close: the box is shut, trustees enter their words in a form, and with enough of them the ballots are counted."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Tell, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Button, Form, Message, Paragraph, action
from bot.domain.elections.box import Tampered
from bot.domain.elections.election import PATIENCE, Cause, Election, NotATrustee, Phase, expect
from bot.domain.elections.sealing import seal_words
from bot.domain.elections.trustees import opened_share, own_words
from bot.domain.elections.words import WordsWrong
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.box import Desk, OpenedBox, box_of, first_ballot
from handlers.elections.cards import refreshed
from handlers.elections.count import count
from handlers.elections.ending import void
from handlers.elections.keys import ENTER, ENTER_HINT, LONGEST_WORDS, Typed, told
from handlers.elections.logbook import Deed, log
from handlers.elections.patience import words_until
from handlers.elections.reckoning import Reckoned, Work, reckoning
from handlers.elections.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot
from storage.vault import KeyLost, Vault

ASKED = Text(en="Your words are needed: “{office}”", de="Deine Wörter werden gebraucht: „{office}“")
WHAT = Text(
    en="Voting is closed. Enter the words from your paper by {moment}; {n} trustees are needed. After that the "
    "election is void.",
    de="Die Wahl ist geschlossen. Gib die Wörter von deinem Papier bis {moment} ein; {n} Schlüsselpersonen sind nötig. "
    "Danach ist die Wahl ungültig.",
)
BUTTON = Text(en="Enter my words", de="Meine Wörter eingeben")
TITLE = Text(en="Open the ballot box", de="Urne öffnen")
INTRO = Text(
    en="“{office}”: the words from your paper. They open the box only together with those of others.",
    de="„{office}“: die Wörter von deinem Papier. Die Urne öffnen sie nur zusammen mit denen anderer.",
)
SUBMIT = Text(en="Enter", de="Eingeben")
WAITING = Text(
    en="Thank you. Words entered: by {n} of {threshold} trustees needed.",
    de="Danke. Wörter eingegeben: {n} von {threshold} nötigen Schlüsselpersonen.",
)
COUNTED = Text(en="Thank you. The ballots are counted.", de="Danke. Die Stimmzettel sind ausgezählt.")
LATER = Text(
    en="Thank you. Enough words are there; the ballots are counted in a moment, and the result comes by itself. If it "
    "is not there in a quarter of an hour, tell whoever runs the bot.",
    de="Danke. Es sind genug Wörter da; gleich wird ausgezählt, und das Ergebnis kommt von selbst. Ist es in einer "
    "Viertelstunde nicht da, sag es denen, die den Bot betreiben.",
)
AGAIN = timedelta(minutes=10)  # after a count that failed

routes = Router()
routes.refuse(REFUSALS)


def close(desk: Desk, election: Election, *, early: bool = False) -> Iterator[Reply]:
    """Shuts the box by the clock of the database, under its lock; whoever was told "counted" is in it."""
    store, now = desk.store, desk.now
    box = yield from _box_or_void(desk, election)
    if box is None:
        return
    if not store.boxes.close(election.id, early=early):
        return  # its clock says that it is not time yet
    closed = replace(election, phase=Phase.CLOSED)
    alone = election.configuration.holds_own_key  # then it is counted at once, by the tick, ahead of a transaction
    store.elections.save(closed, now if alone else max(now, closed.deadline) + PATIENCE)
    yield from log(store, closed, Deed.CLOSED, now, ballots=store.boxes.turnout(election.id))
    yield from refreshed(store, election)
    for person in election.configuration.trustees:
        yield Tell(person, notice("election.words", election=election.id), once=f"election.words:{election.id}")


def keep(desk: Desk, election: Election, reckoned: Reckoned | None) -> Iterator[Reply]:
    """Keeps what was counted ahead of this; a count that broke off is tried again."""
    box = yield from _box_or_void(desk, election)
    if box is not None and not (yield from count(desk, election, box, reckoned)):
        desk.store.elections.save(election, desk.now + AGAIN)


@routes.notice("election.words")
def asked(store: Store, me: Person, election: int) -> Message | None:
    found = store.elections.get(election)
    if found.phase is not Phase.CLOSED or _place(found, me) in store.boxes.handed_in(election):
        return None
    said = WHAT.format(moment=words_until(store, found), n=found.configuration.threshold)
    button = Button(BUTTON, action("election.words", election=election), style="primary")
    return Message(ASKED.format(office=found.office), (Paragraph(said), button))


@routes.button("election.words", reads=True)
def open_form(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found = store.elections.get(election)
    expect(found, Phase.CLOSED)
    _place(found, me)
    entry = Area("words", ENTER, hint=ENTER_HINT, longest=LONGEST_WORDS)
    carry = action("election.words", election=election)
    yield Ask(Form(TITLE, (entry,), SUBMIT, carry, INTRO.format(office=found.office)))


def count_ahead(store: Store, vault: Vault, me: Person, election: int, words: Typed) -> Work:
    """The count, if these words are the last that it takes."""
    found = store.elections.get(election)
    expect(found, Phase.CLOSED)
    try:
        return reckoning(store, vault, found, {_place(found, me): _share(store, found, me, words)})
    except WordsWrong:
        return lambda: None  # which is said below


@routes.form("election.words", ahead=count_ahead)
def hand_in(
    store: Store,
    vault: Vault,
    network: Network,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    ahead: Reckoned | None,
    election: int,
    words: Typed,
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.CLOSED)
    place = _place(found, me)
    try:
        share = _share(store, found, me, words)
    except WordsWrong as wrong:
        yield Reject({"words": told(wrong)})
        return
    desk = Desk(store, vault, network, snapshot, now)
    box = yield from _box_or_void(desk, found)
    if box is None:
        return
    number = store.boxes.hand_in(election, place, seal_words(share, place, box.writ))
    yield from log(store, found, Deed.HANDED_IN, now, by=me)
    threshold = found.configuration.threshold
    if number < threshold:
        yield from refreshed(store, found)
        yield whisper(WAITING.format(n=number, threshold=threshold))
        return
    counted = yield from count(desk, found, box, ahead)
    if not counted:  # two were the last at the same time, or the count broke off: the next tick counts
        store.elections.save(found, now)
        yield from refreshed(store, found)
    yield whisper(COUNTED if counted else LATER)


def _share(store: Store, election: Election, me: Person, words: str) -> str:
    """The share of the key that a trustee's words open. Raises WordsWrong."""
    root = first_ballot(store, election)
    trustees = store.election_trustees.of(root)
    return opened_share(trustees[_place(election, me)].share or b"", own_words(words, me.id, trustees), root)


def _place(election: Election, me: Person) -> int:
    """Which of the trustees this is, from 0. Raises NotATrustee."""
    if me.id not in election.configuration.trustees:
        raise NotATrustee
    return election.configuration.trustees.index(me.id)


def _box_or_void(desk: Desk, election: Election) -> Generator[Reply, None, OpenedBox | None]:
    """The box, or None where the election has just become void because it can never be opened."""
    try:
        return box_of(desk.store, desk.vault, election)
    except KeyLost:
        yield from void(desk.store, election, Cause.KEY_LOST, desk.now)
    except Tampered as found:
        yield from void(desk.store, election, Cause.TAMPERED, desk.now, found.what)
    return None
