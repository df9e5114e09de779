"""Objections to the electoral roll: they reach the committee until somebody has dealt with them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reply, Tell, notice, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Button, Form, Message, Paragraph, Part, action
from bot.domain.elections.election import Phase, expect
from bot.domain.people import Person
from bot.routing import Prose, Router
from handlers.elections.finding import expect_runs, name_of, named_or_latest
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import CHANGE_ROLL, REFUSALS, SEND
from storage import Store
from storage.roster import Snapshot

OBJECTION = Text(en="Objection to the roll", de="Einspruch")
OBJECTION_INTRO = Text(
    en="The election committee of “{office}” gets this with your name.",
    de="Der Wahlausschuss von „{office}“ bekommt das mit deinem Namen.",
)
WHAT = Text(en="What is wrong", de="Was nicht stimmt")
SENT = Text(en="The election committee has your objection.", de="Der Wahlausschuss hat deinen Einspruch.")
OBJECTED = Text(en="Objection to the roll of “{office}”", de="Einspruch zum Verzeichnis von „{office}“")
FROM = Text(en="*{who}* writes:", de="*{who}* schreibt:")
ANSWERED = Text(en="Dealt with", de="Erledigt")
DONE = Text(en="Noted as dealt with.", de="Als erledigt vermerkt.")
ALREADY = Text(en="That was dealt with already.", de="Das war schon erledigt.")
LONGEST_OBJECTION = 600
BEFORE_OPENING = (Phase.DRAFT, Phase.ANNOUNCED, Phase.LISTED)

routes = Router()
routes.refuse(REFUSALS)


@routes.button("election.objection", reads=True)
def open_objection(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found = named_or_latest(store, me, election)
    expect(found, Phase.ANNOUNCED, Phase.LISTED)
    words = Area("words", WHAT, longest=LONGEST_OBJECTION)
    carry = action("election.objection", election=election)
    yield Ask(Form(OBJECTION, (words,), SEND, carry, OBJECTION_INTRO.format(office=found.office)))


@routes.form("election.objection")
def take_objection(
    store: Store, me: Person, now: datetime, election: int, words: Annotated[Prose, LONGEST_OBJECTION]
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.ANNOUNCED, Phase.LISTED)
    number = store.election_people.object(election, me.id, words, now)
    for member in found.configuration.committee:
        view = notice("election.objected", election=election, objection=number)
        yield Tell(member, view, once=f"election.objected:{election}:{number}")
    yield from log(store, found, Deed.OBJECTION, now)
    yield whisper(SENT)


@routes.notice("election.objected")
def objected(store: Store, snapshot: Snapshot, election: int, objection: int) -> Message | None:
    found = store.elections.get(election)
    still = [one for one in store.election_people.objections(election) if one[0] == objection]
    if not still:
        return None
    [(_, person, words)] = still
    parts: list[Part] = [Paragraph(FROM.format(who=name_of(person, snapshot))), Paragraph(literal(words))]
    if found.phase in BEFORE_OPENING:
        parts.append(Button(CHANGE_ROLL, action("election.roll", election=election)))
    parts.append(Button(ANSWERED, action("election.answered", election=election, objection=objection)))
    return Message(OBJECTED.format(office=found.office), tuple(parts))


@routes.button("election.answered")
def deal_with(store: Store, me: Person, now: datetime, election: int, objection: int) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect_runs(store, me, found)
    first = store.election_people.answer(election, objection)
    if first:
        yield from log(store, found, Deed.ANSWERED, now, by=me)
    yield whisper(DONE if first else ALREADY)
