"""Polls: a question with options in one line, answered anonymously; the result shows when the time is up."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.chat.events import Command
from bot.chat.network import Network
from bot.chat.replies import Post, Reply, card, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Bars, Button, Items, Message, Paragraph, Part, action
from bot.domain.elections.election import Election, Phase
from bot.domain.elections.polls import NoPoll, read, set_up
from bot.domain.elections.roll import RollRule, drawn_up
from bot.domain.people import Person
from bot.routing import Help, Router, Words
from handlers.elections.box import Desk
from handlers.elections.ending import why
from handlers.elections.opening import open_box
from handlers.elections.texts import REASON, REFUSALS
from storage import Store
from storage.roster import Snapshot
from storage.vault import Vault

USAGE = Text(
    en="A question and two to ten answers, with bars between them; how long it lasts can come last: "
    "`{command} poll “Pizza or soup?” | Pizza | Soup | 2h`. Without it a poll lasts a day.",
    de="Eine Frage und zwei bis zehn Antworten, mit Strichen dazwischen; am Ende kann die Dauer stehen: "
    "`{command} umfrage „Pizza oder Suppe?“ | Pizza | Suppe | 2h`. Ohne sie läuft eine Umfrage einen Tag.",
)
ASKED = Text(
    en="Your poll is on its way. `{command} election cancel {number}` calls it off.",
    de="Deine Umfrage ist unterwegs. `{command} wahl abbrechen {number}` beendet sie vorher.",
)
OPEN = Text(
    en="*Anonymous, until {moment}.* Until then nobody sees a result. The bot holds the key alone, so "
    "whoever runs it could read the answers.",
    de="*Anonym, bis {moment}.* Bis dahin sieht niemand ein Ergebnis. Der Bot hat den Schlüssel allein; wer "
    "ihn betreibt, könnte die Antworten lesen.",
)
ANSWER = Text(en="Answer", de="Antworten")
PROMISES = Text(en="What is promised", de="Was zugesagt ist")
COUNTED = Text(en="*Result*, answers: {cast}", de="*Ergebnis*, Antworten: {cast}")
FEW = Text(
    en="*Over.* Fewer than {least} have answered, so I keep the result to myself: it could show who said what.",
    de="*Vorbei.* Weniger als {least} haben geantwortet, deshalb sage ich kein Ergebnis: Es könnte jemanden verraten.",
)
OVER = Text(en="*This poll is over, without a result.*", de="*Diese Umfrage ist vorbei, ohne Ergebnis.*")
BECAUSE = Text(en="{label}: {reason}", de="{label}: {reason}")
CLOSING = Text(en="Closed; the count follows.", de="Geschlossen; die Auszählung folgt.")

routes = Router()
routes.refuse({**REFUSALS, NoPoll: USAGE})


@routes.command(
    "poll",
    "umfrage",
    help=Help(
        Text(
            en="Ask everybody a question, anonymously; the result shows at the end.",
            de="Allen eine Frage stellen, anonym; das Ergebnis erscheint am Ende.",
        ),
        usage=Text(en='poll "Question" | A | B', de='umfrage "Frage" | A | B'),
        example=Text(en='poll "Tea?" | Yes | No | 2h', de='umfrage "Tee?" | Ja | Nein | 2h'),
    ),
)
def ask(
    command: Command,
    store: Store,
    vault: Vault,
    snapshot: Snapshot,
    me: Person,
    network: Network,
    now: datetime,
    words: Words,
) -> Iterator[Reply]:
    plan = set_up(read(words), me.id, now, network.min_ballots)
    added = store.elections.add(Election(0, plan, Phase.LISTED), RollRule())
    store.election_people.set_roll(added.id, drawn_up(RollRule(), snapshot.directory))
    yield from open_box(Desk(store, vault, network, snapshot, now), added)
    yield Post(card("poll.card", poll=added.id), command.place)
    yield whisper(ASKED.format(command=network.command, number=str(added.id)))


@routes.card("poll.card")
def poll_card(store: Store, poll: int) -> Message:
    found = store.elections.get(poll)
    return Message(literal(found.office), tuple(_parts(store, found)))


def _parts(store: Store, poll: Election) -> Iterator[Part]:
    options = poll.configuration.options
    match poll.phase:
        case Phase.OPEN:
            yield Paragraph(OPEN.format(moment=poll.deadline))
            yield Items(tuple(literal(option) for option in options))
            yield Button(ANSWER, action("election.vote", election=poll.id), style="primary")
            yield Button(PROMISES, action("election.promise", election=poll.id))
        case Phase.COUNTED | Phase.FINAL:
            said = json.loads(store.election_results.report(poll.id) or "{}")
            yield from _result(said, options, poll.configuration.min_ballots)
        case Phase.CLOSED:
            yield Paragraph(CLOSING)
        case _:
            reason = why(poll)
            yield Paragraph(OVER)
            yield from [Paragraph(BECAUSE.format(label=REASON, reason=reason))] if reason else []


def _result(said: dict[str, Any], options: tuple[str, ...], least: int) -> Iterator[Part]:
    rounds = said["report"].get("rounds")
    if not rounds:
        yield Paragraph(FEW.format(least=least))
        return
    yield Paragraph(COUNTED.format(cast=said["cast"]))
    yield Bars(tuple((literal(option), int(rounds[0]["votes"][option])) for option in options))
