"""After the count: who is elected accepts or declines, the next in line is asked, all learn of their part."""

import json
from collections.abc import Iterator
from datetime import datetime

from bot.chat.replies import Post, Reply, card, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.elections.candidacy import Candidacy, standing
from bot.domain.elections.election import Election, Phase, expect
from bot.domain.elections.outcome import Standing
from bot.domain.elections.succession import next_in_line
from bot.domain.elections.tally import drawn
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.count import ASKED, offer
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import ELECTIONS, REFUSALS
from storage import Store

ELECTED = Text(en="You are elected: “{office}”", de="Du bist gewählt: „{office}“")
QUESTION = Text(en="Do you accept the election?", de="Nimmst du die Wahl an?")
ACCEPT, DECLINE = Text(en="I accept", de="Ich nehme an"), Text(en="I decline", de="Ich lehne ab")
ACCEPTED = Text(en="You have accepted *{office}*.", de="Du hast *{office}* angenommen.")
DECLINED = Text(en="You have declined *{office}*.", de="Du hast *{office}* abgelehnt.")
ANSWERED = Text(
    en="There is nothing to answer, or you have answered.",
    de="Es gibt nichts zu beantworten, oder du hast geantwortet.",
)
NEXT = Text(en="The next in line is asked.", de="Wer als Nächstes dran ist, wird gefragt.")
NOBODY_NEXT = Text(
    en="Nobody is next in line: by this method another election has to be held.",
    de="Niemand rückt nach: Bei diesem Verfahren braucht es eine neue Wahl.",
)
RECORDS = Text(en="Your vote in “{office}”", de="Deine Stimme bei „{office}“")
DID = Text(en="Our records: *you did vote*.", de="Laut Verzeichnis *hast du gewählt*.")
DID_GROUP = Text(en="Our records: *a vote was cast for {group}*.", de="Laut Verzeichnis *wurde für {group} gewählt*.")
DID_NOT = Text(en="Our records: *you did not vote*.", de="Laut Verzeichnis *hast du nicht gewählt*.")
DID_NOT_GROUP = Text(
    en="Our records: *no vote was cast for {group}*.", de="Laut Verzeichnis *wurde für {group} nicht gewählt*."
)
WRONG = Text(en="If that is wrong, tell the election committee.", de="Wenn das nicht stimmt, sag es dem Wahlausschuss.")
OVER = Text(en="Destroy your words: “{office}”", de="Vernichte deine Wörter: „{office}“")
OVER_WHY = Text(
    en="The result is out and the keys of the bot are erased. Your words are no longer needed; please destroy the "
    "paper.",
    de="Das Ergebnis ist da, und die Schlüssel des Bots sind gelöscht. Deine Wörter braucht niemand mehr; bitte "
    "vernichte das Papier.",
)
SAID_YES, SAID_NO = "accepted", "declined"

routes = Router()
routes.refuse(REFUSALS)


@routes.notice("election.elected")
def elected(store: Store, me: Person, election: int) -> Message | None:
    found = store.elections.get(election)
    if store.election_people.offices(election).get(me.id) != ASKED:
        return None
    buttons = (
        Button(ACCEPT, action("election.office", election=election, accept=1), style="primary"),
        Button(DECLINE, action("election.office", election=election, accept=0)),
    )
    return Message(ELECTED.format(office=found.office), (Paragraph(QUESTION), *buttons))


@routes.button("election.office")
def answer(store: Store, me: Person, now: datetime, election: int, accept: bool) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, Phase.COUNTED, Phase.FINAL)
    said = SAID_YES if accept else SAID_NO
    if not store.election_people.set_office(election, me.id, said, was=ASKED):
        yield whisper(ANSWERED)
        return
    yield from log(store, found, Deed.OFFICE, now, by=me)
    yield Post(card("election.card", election=election), ELECTIONS)
    yield whisper((ACCEPTED if accept else DECLINED).format(office=found.office))
    if not accept:
        yield from _next(store, found)


@routes.notice("election.participation")
def participation(store: Store, me: Person, election: int, voted: bool) -> Message | None:
    """Who did not vote themselves would notice here that somebody did it for them."""
    found = store.elections.get(election)
    slot = store.election_people.roll(election).of(me.id)
    if slot is None:
        return None
    plain, of_group = (DID, DID_GROUP) if voted else (DID_NOT, DID_NOT_GROUP)
    said = of_group.format(group=slot.group) if slot.group else plain
    return Message(RECORDS.format(office=found.office), (Paragraph(said), Paragraph(WRONG)))


@routes.notice("election.over")
def over(store: Store, election: int) -> Message:
    found = store.elections.get(election)
    return Message(OVER.format(office=found.office), (Paragraph(OVER_WHY),))


def _next(store: Store, election: Election) -> Iterator[Reply]:
    """Asks whoever takes the place of somebody who has declined."""
    stands = standing(store.election_people.candidacies(election.id))
    offices = store.election_people.offices(election.id)
    person = _follows(store, election, stands, offices)
    if person is None:
        yield whisper(NOBODY_NEXT)
        return
    yield from offer(store, election, person)
    yield whisper(NEXT)


def _follows(store: Store, election: Election, stands: list[Candidacy], offices: dict[str, str]) -> str | None:
    found = store.counted.get(election.id)
    said = json.loads(store.election_results.report(election.id) or "{}")
    if Standing(said["standing"]) is Standing.NO_QUORUM:
        return None
    rules = election.configuration.rules(found.writ.method, said["eligible"], election.ballot)
    place = {one.person: number for number, one in enumerate(stands)}
    gone = [place[person] for person, answer in offices.items() if answer == SAID_NO and person in place]
    seated = [place[person] for person, answer in offices.items() if answer != SAID_NO and person in place]
    lot = drawn(found.seed, found.profile.candidates)
    follows = next_in_line(found.profile, rules, lot, seated, gone).follows
    return stands[follows].person if follows is not None and follows < len(stands) else None
