"""The close: the box is shut, trustees enter their words in a form, and with enough of them the ballots are counted."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Tell, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Button, Form, Message, Paragraph, action
from bot.domain.elections.apart import ChildFailed
from bot.domain.elections.ballotfile import TalliesDisagree
from bot.domain.elections.box import Tampered
from bot.domain.elections.election import PATIENCE, Cause, Election, NotATrustee, Phase, expect
from bot.domain.elections.sealing import open_words, seal_words
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
    en="Thank you. {n} of {threshold} trustees needed have entered their words.",
    de="Danke. {n} von {threshold} nötigen Schlüsselpersonen haben ihre Wörter eingegeben.",
)
COUNTED = Text(en="Thank you. The ballots are counted.", de="Danke. Die Stimmzettel sind ausgezählt.")
NOT_COUNTED = Text(
    en="The count has failed, nothing is lost. Please try again later; if it fails again, tell whoever runs the bot.",
    de="Die Auszählung ist misslungen, verloren ist nichts. Versuche es später noch einmal; klappt es wieder nicht, "
    "sag es denen, die den Bot betreiben.",
)
AGAIN = timedelta(minutes=10)  # after a count that failed

routes = Router()
routes.refuse({**REFUSALS, ChildFailed: NOT_COUNTED, TalliesDisagree: NOT_COUNTED})


def close(desk: Desk, election: Election, *, early: bool = False) -> Iterator[Reply]:
    """Shuts the box by the clock of the database, under its lock; whoever was told "counted" is in it."""
    store, now = desk.store, desk.now
    box = yield from _box_or_void(desk, election)
    if box is None:
        return
    if not store.boxes.close(election.id, early=early):
        return  # its clock says that it is not time yet
    closed = replace(election, phase=Phase.CLOSED)
    store.elections.save(closed, max(now, closed.deadline) + PATIENCE)
    yield from log(store, closed, Deed.CLOSED, now, ballots=store.boxes.turnout(election.id))
    yield from refreshed(store, election)
    if election.configuration.holds_own_key:
        yield from count_alone(desk, closed, box)
        return
    for person in election.configuration.trustees:
        yield Tell(person, notice("election.words", election=election.id), once=f"election.words:{election.id}")


def count_alone(desk: Desk, election: Election, box: OpenedBox) -> Iterator[Reply]:
    """Counts with the key that the server holds; what fails is tried again."""
    try:
        replies = list(count(desk, election, box, ()))
    except (ChildFailed, TalliesDisagree):
        desk.store.elections.save(election, desk.now + AGAIN)
        return
    yield from replies


def count_again(desk: Desk, election: Election) -> Iterator[Reply]:
    """Tries once more after a count that failed."""
    box = yield from _box_or_void(desk, election)
    if box is not None:
        yield from count_alone(desk, election, box)


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


@routes.form("election.words")
def hand_in(
    store: Store,
    vault: Vault,
    network: Network,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    election: int,
    words: Typed,
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.CLOSED)
    place, root = _place(found, me), first_ballot(store, found)
    trustees = store.election_trustees.of(root)
    try:
        share = opened_share(trustees[place].share or b"", own_words(words, me.id, trustees), root)
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
    sealed = sorted(store.boxes.handed_in(election).items())[:threshold]
    shares = [open_words(content, trustee, box.writ, box.key) for trustee, content in sealed]
    yield from count(desk, found, box, shares)
    yield whisper(COUNTED)


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
