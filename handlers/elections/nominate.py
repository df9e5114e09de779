"""Nominations: of oneself or of others, who must accept; one can withdraw until the list closes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Post, Reply, Tell, card, notice, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Area, Button, Form, Line, Message, Paragraph, action
from bot.domain.elections.candidacy import (
    LONGEST_STATEMENT,
    MOST_CANDIDATES,
    AlreadyNominated,
    Candidacy,
    CommitteeStandsNot,
    NotNominated,
    Standing,
    TooManyCandidates,
    standing,
)
from bot.domain.elections.election import Election, Phase, expect
from bot.domain.people import NoSuchPerson, Person
from bot.routing import Help, Prose, Router
from handlers.elections.finding import name_of, named_or_latest
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import ELECTIONS, REFUSALS, SEND
from handlers.meetings.enter import meant
from storage import Store
from storage.roster import Snapshot

NOMINATE = Text(en="Nominate", de="Vorschlagen")
INTRO = Text(
    en="{office}, until {moment}. Whoever you nominate is asked and must accept. Who is on the election committee "
    "cannot stand.",
    de="{office}, bis {moment}. Wen du vorschlägst, frage ich; zusagen muss die Person selbst. Wer im Wahlausschuss "
    "ist, kann nicht kandidieren.",
)
WHO = Text(en="Who", de="Wer")
WHO_HINT = Text(en="The whole name; leave it empty to stand yourself", de="Der ganze Name; leer: du selbst")
STATEMENT = Text(en="Statement", de="Vorstellung")
STATEMENT_HINT = Text(
    en="Only if you stand yourself; everybody can read it", de="Nur wenn du selbst kandidierst; alle können das lesen"
)
OWN_HINT = Text(en="Everybody can read it; you may leave it empty", de="Alle können das lesen; darf leer bleiben")
STANDS = Text(
    en="You stand for *{office}*. Until {moment} you can withdraw with the button on the card.",
    de="Du kandidierst für *{office}*. Bis {moment} kannst du dich mit dem Knopf auf der Karte zurückziehen.",
)
ASKED = Text(
    en="I have asked *{name}*. Nobody else hears of it before they accept.",
    de="Ich habe *{name}* gefragt. Vor der Zusage erfährt niemand sonst davon.",
)
QUESTION = Text(en="Will you stand for “{office}”?", de="Kandidierst du für „{office}“?")
BY = Text(
    en="*{who}* has nominated you. Your answer is needed until {moment}; without it you do not stand.",
    de="*{who}* hat dich vorgeschlagen. Deine Antwort brauche ich bis {moment}; ohne sie kandidierst du nicht.",
)
ACCEPT = Text(en="I stand", de="Ich kandidiere")
DECLINE = Text(en="No, thank you", de="Nein, danke")
ACCEPT_TITLE = Text(en="Your candidacy", de="Deine Kandidatur")
DECLINED = Text(en="Noted: you do not stand.", de="Notiert: Du kandidierst nicht.")
WITHDRAWN = Text(en="You no longer stand for *{office}*.", de="Du kandidierst nicht mehr für *{office}*.")
SAID = Text(en="“{office}”: an answer to your nomination", de="„{office}“: eine Antwort auf deinen Vorschlag")
SAID_YES = Text(en="*{name}* stands.", de="*{name}* kandidiert.")
SAID_NO = Text(en="*{name}* does not want to stand.", de="*{name}* möchte nicht kandidieren.")
LONGEST_NAME = 100

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "nominate",
    "vorschlagen",
    reads=True,
    help=Help(
        Text(
            en="Nominate somebody, or yourself, for an office that is to be filled.",
            de="Jemanden oder dich selbst für ein Amt vorschlagen, das zu besetzen ist.",
        ),
        usage=Text(en="nominate [number]", de="vorschlagen [Nummer]"),
        example=Text(en="nominate 2", de="vorschlagen 2"),
    ),
)
def open_nomination(store: Store, me: Person, election: int | None = None) -> Iterator[Ask]:
    found = named_or_latest(store, me, election, Phase.ANNOUNCED)
    expect(found, Phase.ANNOUNCED)
    inputs = (
        Line("person", WHO, hint=WHO_HINT, required=False, longest=LONGEST_NAME),
        Area("statement", STATEMENT, hint=STATEMENT_HINT, required=False, longest=LONGEST_STATEMENT),
    )
    intro = INTRO.format(office=found.office, moment=found.configuration.nominations_until)
    yield Ask(Form(NOMINATE, inputs, SEND, action("election.nominate", election=found.id), intro))


routes.button("election.nominate", reads=True)(open_nomination)


@routes.form("election.nominate")
def nominate(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    election: int,
    person: Annotated[str, LONGEST_NAME] = "",
    statement: Annotated[Prose, LONGEST_STATEMENT] = Prose(""),
) -> Iterator[Reply]:
    found = _taking(store, election, now)
    whom = meant(person, snapshot, me) if person else me
    before = store.election_people.candidacy(election, whom.id)
    _check(store, found, whom)
    if whom.id == me.id:
        yield from _stand(store, found, me, statement, before, now)
        return
    if before and before.standing is Standing.ACCEPTED:
        raise AlreadyNominated
    if before:  # they have been asked; who nominates them again must not learn what they said
        yield whisper(ASKED.format(name=whom.name))
        return
    store.election_people.keep(election, Candidacy(whom.id, Standing.NOMINATED, me.id))
    yield from log(store, found, Deed.NOMINATED, now)
    yield Tell(whom.id, notice("election.nominated", election=election), once=f"election.nominated:{election}")
    yield whisper(ASKED.format(name=whom.name))


@routes.notice("election.nominated")
def question(store: Store, snapshot: Snapshot, me: Person, election: int) -> Message | None:
    found, mine = store.elections.get(election), store.election_people.candidacy(election, me.id)
    if found.phase is not Phase.ANNOUNCED or mine is None or mine.standing is not Standing.NOMINATED:
        return None
    until = found.configuration.nominations_until
    parts = (
        Paragraph(BY.format(who=name_of(mine.nominated_by or "", snapshot), moment=until)),
        Button(ACCEPT, action("election.accept", election=election), style="primary"),
        Button(DECLINE, action("election.decline", election=election)),
    )
    return Message(QUESTION.format(office=found.office), parts)


@routes.button("election.accept", reads=True)
def open_acceptance(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found, mine = store.elections.get(election), store.election_people.candidacy(election, me.id)
    expect(found, Phase.ANNOUNCED)
    if mine is None:
        raise NotNominated
    statement = Area("statement", STATEMENT, mine.statement, OWN_HINT, required=False, longest=LONGEST_STATEMENT)
    carry = action("election.accept", election=election)
    yield Ask(Form(ACCEPT_TITLE, (statement,), ACCEPT, carry, literal(found.office)))


@routes.form("election.accept")
def accept(
    store: Store,
    me: Person,
    now: datetime,
    election: int,
    statement: Annotated[Prose, LONGEST_STATEMENT] = Prose(""),
) -> Iterator[Reply]:
    found, mine = _taking(store, election, now), store.election_people.candidacy(election, me.id)
    if mine is None:
        raise NotNominated
    _check(store, found, me)
    yield from _stand(store, found, me, statement, mine, now)


@routes.button("election.decline")
def decline(store: Store, me: Person, now: datetime, election: int) -> Iterator[Reply]:
    found, mine = _taking(store, election, now), store.election_people.candidacy(election, me.id)
    if mine is None or mine.standing is not Standing.NOMINATED:
        raise NotNominated
    store.election_people.keep(election, replace(mine, standing=Standing.DECLINED))
    yield from log(store, found, Deed.DECLINED, now)
    yield from _tell_nominator(mine, election)
    yield whisper(DECLINED)


@routes.button("election.withdraw")
def withdraw(store: Store, me: Person, now: datetime, election: int) -> Iterator[Reply]:
    found, mine = _taking(store, election, now), store.election_people.candidacy(election, me.id)
    if mine is None or mine.standing is not Standing.ACCEPTED:
        raise NotNominated
    store.election_people.keep(election, replace(mine, standing=Standing.WITHDRAWN))
    yield from log(store, found, Deed.WITHDRAWN, now)
    yield Post(card("election.card", election=election), ELECTIONS)
    yield whisper(WITHDRAWN.format(office=found.office))


@routes.notice("election.nominee")
def answered(store: Store, snapshot: Snapshot, election: int, person: str) -> Message | None:
    found, candidacy = store.elections.get(election), store.election_people.candidacy(election, person)
    if candidacy is None:
        return None
    said = SAID_YES if candidacy.standing is Standing.ACCEPTED else SAID_NO
    parts = (Paragraph(said.format(name=name_of(person, snapshot))),)
    return Message(SAID.format(office=found.office), parts)


def _taking(store: Store, number: int, now: datetime) -> Election:
    """The election, locked, as long as its list is open. Raises NotThisPhase."""
    found = store.elections.lock(number)
    expect(found, *([Phase.ANNOUNCED] if now < found.configuration.nominations_until else []))
    return found


def _check(store: Store, election: Election, person: Person) -> None:
    if person.id in election.configuration.committee:
        raise CommitteeStandsNot
    if not person.is_active:
        raise NoSuchPerson
    if len(standing(store.election_people.candidacies(election.id))) >= MOST_CANDIDATES:
        raise TooManyCandidates


def _stand(
    store: Store, election: Election, me: Person, statement: str, before: Candidacy | None, now: datetime
) -> Iterator[Reply]:
    by = before.nominated_by if before else me.id
    first = before is None or before.standing is not Standing.ACCEPTED
    store.election_people.keep(election.id, Candidacy(me.id, Standing.ACCEPTED, by, statement))
    if first:
        yield from log(store, election, Deed.STANDS, now)
        if before:
            yield from _tell_nominator(before, election.id)
    yield Post(card("election.card", election=election.id), ELECTIONS)
    yield whisper(STANDS.format(office=election.office, moment=election.configuration.nominations_until))


def _tell_nominator(candidacy: Candidacy, election: int) -> Iterator[Reply]:
    if candidacy.nominated_by and candidacy.nominated_by != candidacy.person:
        view = notice("election.nominee", election=election, person=candidacy.person)
        yield Tell(candidacy.nominated_by, view, once=f"election.nominee:{election}:{candidacy.person}")
