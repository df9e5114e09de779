"""What happens to elections by themselves when their moment has come: each step once, whoever ticks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, notice
from bot.chat.ui import Message
from bot.domain.elections.election import Cause, Election, Phase, next_due
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.box import Desk
from handlers.elections.closing import close, keep
from handlers.elections.count import erase_codes
from handlers.elections.ending import void
from handlers.elections.opening import close_list, invitation, open_if_ready
from handlers.elections.patience import words_until
from handlers.elections.reckoning import Reckonings, due_boxes, is_ready
from handlers.elections.texts import REFUSALS
from storage import Store
from storage.roster import Snapshot
from storage.vault import Vault

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("plan")
def go_on(store: Store, vault: Vault, network: Network, snapshot: Snapshot, now: datetime) -> Iterator[Reply]:
    desk = Desk(store, vault, network, snapshot, now)
    for number in store.elections.due(now):
        found = store.elections.lock(number)
        match found.phase:
            case Phase.ANNOUNCED if now >= found.configuration.nominations_until:
                yield from close_list(desk, found)
            case Phase.LISTED:
                yield from open_if_ready(desk, found)
            case Phase.OPEN if now >= found.deadline:
                yield from close(desk, found)
            case Phase.OPEN:
                yield from _remind(store, network, found, now)
            case Phase.CLOSED if now >= words_until(store, found) and not is_ready(store, found):
                yield from void(store, found, Cause.NO_WORDS, now)
            case Phase.COUNTED if found.contest_until and now >= found.contest_until:
                yield from erase_codes(store, found, now)
            case _:
                pass  # somebody else was faster


@routes.tick("plan", ahead=due_boxes)
def keep_counts(
    store: Store,
    vault: Vault,
    network: Network,
    snapshot: Snapshot,
    now: datetime,
    ahead: Reckonings,
) -> Iterator[Reply]:
    """After the others, so that a box that has just been closed is counted in the same tick."""
    for number, reckoned in ahead.items():
        found = store.elections.lock(number)
        if found.phase is Phase.CLOSED:
            yield from keep(Desk(store, vault, network, snapshot, now), found, reckoned)


@routes.notice("election.reminder")
def reminder(store: Store, me: Person, election: int) -> Message | None:
    found = store.elections.get(election)
    return invitation(store, me, found) if me.reminders and me.is_active else None


def _remind(store: Store, network: Network, election: Election, now: datetime) -> Iterator[Reply]:
    """Reminds those on the roll who have not voted, and nobody else; after a long pause once."""
    reminded = replace(election, reminded=now)
    store.elections.save(reminded, next_due(reminded, network.election_steps))
    voted, roll = store.boxes.voted(election.id), store.election_people.roll(election.id)
    view, once = notice("election.reminder", election=election.id), f"election.reminder:{election.id}:{now:%Y%m%d%H%M}"
    for slot in roll.slots:
        if slot.number not in voted:
            for person in filter(None, (slot.holder, slot.deputy)):
                yield Tell(person, view, once, expires=election.deadline, urgent=False)
