"""Giving everybody a room: the solver works before the transaction, and its plan is kept if nothing has changed."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import datetime

from bot.chat.replies import Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Items, Message, action
from bot.domain.breakouts.drawing import Drawn, draw, figures
from bot.domain.breakouts.forming import Known, form, places_of
from bot.domain.breakouts.session import AllRoundsOver, BreakoutsChanged, Session
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.breakouts.hindrances import hindrances
from handlers.breakouts.knowing import know, locked, planned
from handlers.breakouts.preview import preview
from handlers.breakouts.texts import CHANGE, REFUSALS
from storage import Store
from storage.roster import Snapshot

REFUSED = Text(en="Nobody can be given a room like this", de="So lässt sich niemand verteilen")
NONE_FOUND = Text(
    en="I found no plan that keeps all that you ask: {broken}. Let go of something, or add room.",
    de="Ich habe keinen Plan gefunden, der alles einhält: {broken}. Gib etwas frei oder schaff mehr Platz.",
)
BROKEN = {
    "remote": Text(
        en="somebody online would sit in a room on site", de="jemand online säße in einem Raum, der nur vor Ort ist"
    ),
    "apart": Text(
        en="two who are to be kept apart would share a room", de="zwei, die getrennt sein sollen, säßen zusammen"
    ),
    "together": Text(
        en="two who are to stay together would not share a room", de="zwei, die zusammen sein sollen, säßen getrennt"
    ),
}

Work = Drawn | tuple[Text, ...]
"""A plan, or why there is none."""

routes = Router()
routes.refuse(REFUSALS)


def work(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int | None = None) -> Callable[[], Work]:
    """Reads what a plan depends on; the plan is made by whoever calls what is returned."""
    found, session = planned(store, meeting, now, me)
    return work_with(session, know(store, snapshot, found), snapshot)


def work_anew(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int, seed: int | None = None
) -> Callable[[], Work]:
    """The same from another seed, which gives another plan."""
    found, session = planned(store, meeting, now, me)
    wanted = session if seed is None else replace(session, seed=seed)
    return work_with(wanted, know(store, snapshot, found), snapshot)


def work_with(session: Session, known: Known, snapshot: Snapshot) -> Callable[[], Work]:
    """The same from what is known. Raises AllRoundsOver."""
    if not session.coming:
        raise AllRoundsOver
    problem = form(session, known, session.coming)
    wrong = tuple(hindrances(problem, session, snapshot))
    return lambda: wrong or _kept(draw(problem, session.seed))


@routes.command(
    "breakouts assign",
    "räume verteilen",
    who=Who.COORDINATORS,
    ahead=work,
    help=Help(
        Text(
            en="Give everybody who comes a room in each round, and look at the plan before anybody else does.",
            de="Allen, die kommen, je Runde einen Raum geben und den Plan ansehen, bevor es jemand anderes tut.",
        ),
        usage=Text(en="breakouts assign [number]", de="räume verteilen [Nummer]"),
        example=Text(en="breakouts assign 3", de="räume verteilen 3"),
    ),
)
def assign(
    store: Store, snapshot: Snapshot, me: Person, now: datetime, ahead: Work, meeting: int | None = None
) -> Iterator[Reply]:
    found, _ = planned(store, meeting, now, me)
    yield from keep(store, snapshot, ahead, found.id)


@routes.button("breakouts.assign", who=Who.COORDINATORS, ahead=work_anew)
def keep(store: Store, snapshot: Snapshot, ahead: Work, meeting: int, seed: int | None = None) -> Iterator[Reply]:
    found, session = locked(store, meeting)
    if not isinstance(ahead, Drawn):
        yield Whisper(_refused(session, ahead))
        return
    if not session.coming:
        raise AllRoundsOver
    if form(session, know(store, snapshot, found), session.coming) != ahead.problem:
        raise BreakoutsChanged
    kept = store.breakouts.save(replace(session, seed=session.seed if seed is None else seed))
    store.breakouts.clear_draft(meeting)
    store.breakouts.seat(meeting, places_of(session, ahead.rounds, session.coming[0]), public=False)
    forced = [asdict(each) for each in ahead.forced]
    reckoned = {
        "bound": dict(ahead.bound),
        "chance": dict(ahead.chance),
        "truncated": ahead.truncated,
        "forced": forced,
    }
    store.breakouts.keep_figures(meeting, reckoned)
    yield Whisper(preview(store, snapshot, found, kept))


def _kept(drawn: Drawn) -> Work:
    """The plan, if it keeps all that must be kept."""
    terms = figures(drawn.problem, drawn.rounds)
    broken = [said for name, said in BROKEN.items() if terms[name]]
    return (NONE_FOUND.format(broken=broken),) if broken else drawn


def _refused(session: Session, why: tuple[Text, ...]) -> Message:
    change = Button(CHANGE, action("breakouts.change", meeting=session.meeting), style="primary")
    return Message(REFUSED, (Items(why[:10], more=max(0, len(why) - 10)), change))
