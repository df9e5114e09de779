"""The trustees' words: shown once in a form, never in a message, and entered again before voting can open."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Post, Reject, Reply, Tell, card, notice, whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Button, Form, Message, Paragraph, action
from bot.domain.elections.apart import hold_ceremony
from bot.domain.elections.election import Election, NotATrustee, Phase, expect
from bot.domain.elections.trustees import Trustee, new_words, own_words, sealed_share
from bot.domain.elections.words import WordsWrong, Wrong
from bot.domain.people import Person
from bot.routing import Prose, Router
from handlers.elections.box import Desk
from handlers.elections.logbook import Deed, log
from handlers.elections.opening import open_if_ready
from handlers.elections.texts import ELECTIONS, REFUSALS
from storage import Store
from storage.roster import Snapshot
from storage.vault import Vault

ASKED = Text(en="You hold a key of “{office}”", de="Du hast einen Schlüssel für „{office}“")
WHAT = Text(
    en="You are one of {all} trustees; {n} of you open the ballot box together after the close. I draw *20 words* "
    "and show them *once*. Write them on paper, not into a chat. You enter them again to confirm them; voting "
    "cannot open before all trustees have. When the result is out, destroy the paper.",
    de="Du bist eine von {all} Schlüsselpersonen; {n} von euch öffnen nach dem Ende zusammen die Urne. Ich ziehe "
    "*20 Wörter* und zeige sie *ein Mal*. Schreibe sie auf Papier, nicht in einen Chat. Zur Bestätigung gibst du "
    "sie noch einmal ein; vorher kann die Wahl nicht öffnen. Wenn das Ergebnis da ist, vernichte das Papier.",
)
SHOW = Text(en="Show my words", de="Meine Wörter zeigen")
CONFIRM = Text(en="Enter them again", de="Noch einmal eingeben")
WORDS = Text(en="Your 20 words", de="Deine 20 Wörter")
SHOWN = Text(
    en="Write these down now; I keep them nowhere:\n{words}\nThen enter them here from your paper, or later with the "
    "button of my message. If you lose them before, press “Show my words” again and you get others.",
    de="Schreibe sie jetzt auf; ich behalte sie nicht:\n{words}\nGib sie dann vom Papier hier ein oder später mit "
    "dem Knopf meiner Nachricht. Gehen sie vorher verloren, drück noch einmal „Meine Wörter zeigen“ und du "
    "bekommst andere.",
)
ENTER = Text(en="Your words", de="Deine Wörter")
ENTER_HINT = Text(
    en="With spaces between; of each word the first four letters are enough",
    de="Mit Leerzeichen; von jedem Wort genügen die ersten vier Buchstaben",
)
AGAIN = Text(en="Confirm your words", de="Wörter bestätigen")
AGAIN_INTRO = Text(
    en="“{office}”: enter the words from your paper.", de="„{office}“: Gib die Wörter von deinem Papier ein."
)
SUBMIT = Text(en="Confirm", de="Bestätigen")
CONFIRMED = Text(
    en="Confirmed. Keep the paper safe until I ask for the words after the close.",
    de="Bestätigt. Verwahre das Papier gut, bis ich nach dem Ende um die Wörter bitte.",
)
SHOWN_BEFORE = Text(
    en="You have confirmed your words already; they stand on your paper, I do not know them.",
    de="Du hast deine Wörter schon bestätigt; sie stehen auf deinem Papier, ich kenne sie nicht.",
)
WRONG = {
    Wrong.NUMBER: Text(
        en="There must be 20 words; these are {number}.", de="Es müssen 20 Wörter sein; das sind {number}."
    ),
    Wrong.UNKNOWN: Text(
        en="Word {place} is none of the list. Check how it is spelled.",
        de="Wort {place} steht nicht in der Liste. Prüfe, wie es geschrieben ist.",
    ),
    Wrong.MISTYPED: Text(
        en="One word is wrong or two have changed places; the checksum does not fit.",
        de="Ein Wort ist falsch oder zwei sind vertauscht; die Prüfsumme passt nicht.",
    ),
    Wrong.OTHER_TRUSTEE: Text(
        en="These are the words of another trustee.", de="Das sind die Wörter einer anderen Schlüsselperson."
    ),
    Wrong.OTHER_KEY: Text(
        en="These words belong to another election or to keys that were replaced.",
        de="Diese Wörter gehören zu einer anderen Wahl oder zu ersetzten Schlüsseln.",
    ),
}
LONGEST_WORDS, PER_ROW = 400, 4
Typed = Annotated[Prose, LONGEST_WORDS]
BEFORE_OPENING = (Phase.ANNOUNCED, Phase.LISTED)

routes = Router()
routes.refuse(REFUSALS)


@routes.notice("election.trustee")
def asked(store: Store, me: Person, election: int) -> Message | None:
    found = store.elections.get(election)
    mine = _trustee(store, election, me)
    if found.phase not in BEFORE_OPENING or mine is None or mine.confirmed:
        return None
    plan = found.configuration
    parts = (
        Paragraph(WHAT.format(all=len(plan.trustees), n=plan.threshold)),
        Button(SHOW, action("election.show", election=election), style="primary"),
        Button(CONFIRM, action("election.confirm", election=election)),
    )
    return Message(ASKED.format(office=found.office), parts)


@routes.button("election.show")
def show_words(store: Store, me: Person, now: datetime, election: int) -> Iterator[Reply]:
    """Draws a trustee's words and shows them in a form, which nothing stores; pressed again it draws others."""
    found, mine = _before_opening(store, me, election)
    if mine.confirmed:
        yield whisper(SHOWN_BEFORE)
        return
    new = new_words(election)
    store.election_trustees.show(election, me.id, new)
    yield from log(store, found, Deed.SHOWN, now, by=me)
    pieces = new.words.split()
    numbered = "\n".join(
        "   ".join(f"{number}. {pieces[number - 1]}" for number in range(row, row + PER_ROW))
        for row in range(1, len(pieces), PER_ROW)
    )
    yield Ask(_form(found, WORDS, SHOWN.format(words=numbered)))


@routes.button("election.confirm", reads=True)
def open_confirmation(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found = store.elections.get(election)
    expect(found, *BEFORE_OPENING)
    if _trustee(store, election, me) is None:
        raise NotATrustee
    yield Ask(_form(found, AGAIN, AGAIN_INTRO.format(office=found.office)))


@routes.form("election.confirm")
def confirm(
    store: Store,
    vault: Vault,
    network: Network,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    election: int,
    words: Typed,
) -> Iterator[Reply]:
    found, mine = _before_opening(store, me, election)
    if mine.confirmed:
        yield whisper(CONFIRMED)
        return
    try:
        own_words(words, me.id, store.election_trustees.of(election))
    except WordsWrong as wrong:
        yield Reject({"words": told(wrong)})
        return
    store.election_trustees.confirm(election, me.id)
    yield from log(store, found, Deed.CONFIRMED, now, by=me)
    yield whisper(CONFIRMED)
    if all(each.confirmed for each in store.election_trustees.of(election)):
        yield from _make_key(store, found, now)
        yield from open_if_ready(Desk(store, vault, network, snapshot, now), found)
    yield Post(card("election.card", election=election), ELECTIONS)


def ask_trustees(store: Store, election: Election) -> Iterator[Reply]:
    """Appoints the trustees and asks them to fetch their words."""
    store.election_trustees.appoint(election.id, election.configuration.trustees)
    for person in election.configuration.trustees:
        yield Tell(person, notice("election.trustee", election=election.id), once=f"election.trustee:{election.id}")


def told(wrong: WordsWrong) -> Text:
    """What is wrong with words, never the words."""
    text = WRONG[wrong.why]
    if wrong.why is Wrong.NUMBER:
        return text.format(number=wrong.number)
    return text.format(place=wrong.place) if wrong.why is Wrong.UNKNOWN else text


def _make_key(store: Store, election: Election, now: datetime) -> Iterator[Reply]:
    """Makes the key of the election in a process of its own and seals each trustee's share for their words."""
    trustees = store.election_trustees.of(election.id)
    ceremony = hold_ceremony(election.configuration.threshold, len(trustees))
    store.boxes.keep_keys(election.id, ceremony.keys)
    for trustee, share in zip(trustees, ceremony.words, strict=True):
        store.election_trustees.give(election.id, trustee.person, sealed_share(share, trustee.public, election.id))
    yield from log(store, election, Deed.KEYS, now)


def _before_opening(store: Store, me: Person, number: int) -> tuple[Election, Trustee]:
    """The election, locked, and what is kept of this trustee. Raises NotThisPhase, NotATrustee."""
    found = store.elections.lock(number)
    expect(found, *BEFORE_OPENING)
    mine = _trustee(store, number, me)
    if mine is None:
        raise NotATrustee
    return found, mine


def _trustee(store: Store, election: int, me: Person) -> Trustee | None:
    return next((each for each in store.election_trustees.of(election) if each.person == me.id), None)


def _form(election: Election, title: Text, intro: Text) -> Form:
    entry = Area("words", ENTER, hint=ENTER_HINT, longest=LONGEST_WORDS)
    return Form(title, (entry,), SUBMIT, action("election.confirm", election=election.id), intro)
