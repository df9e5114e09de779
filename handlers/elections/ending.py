"""The two sad ends: cancelled by the committee, or void; either way the ballots are destroyed unopened, in public."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reply, whisper
from bot.chat.text import Text, literal
from bot.chat.ui import Form, Line, action
from bot.domain.elections.box import BoxState, NoSuchBox
from bot.domain.elections.election import UNDER_WAY, Cause, Election, Phase, expect
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.elections.cards import refreshed
from handlers.elections.finding import expect_runs, named_or_latest
from handlers.elections.logbook import Deed, log
from handlers.elections.texts import REASON, REFUSALS
from storage import Store

TITLE = Text(en="Cancel the election", de="Wahl abbrechen")
INTRO = Text(
    en="“{office}” ends for good, and all ballots are destroyed unopened. Everybody can read your reason.",
    de="„{office}“ endet endgültig, und alle Stimmzettel werden ungeöffnet vernichtet. Deinen Grund können alle lesen.",
)
CANCELLED = Text(
    en="*{office}* is cancelled; the ballots are destroyed.",
    de="*{office}* ist abgebrochen; die Stimmzettel sind vernichtet.",
)
CAUSES: Mapping[Cause, Text] = {
    Cause.NOBODY_STANDS: Text(en="Nobody stands.", de="Niemand kandidiert."),
    Cause.NO_KEYS: Text(
        en="Voting could not open in time: not all trustees have confirmed their words.",
        de="Die Wahl konnte nicht rechtzeitig öffnen: Nicht alle Schlüsselpersonen haben ihre Wörter bestätigt.",
    ),
    Cause.MISSED: Text(
        en="The bot was switched off for all the time in which one could have voted.",
        de="Der Bot war die ganze Zeit über ausgeschaltet, in der man hätte wählen können.",
    ),
    Cause.NO_WORDS: Text(
        en="Too few trustees have entered their words within seven days after the close. Nobody can open the box.",
        de="Zu wenige Schlüsselpersonen haben ihre Wörter in den sieben Tagen nach dem Ende eingegeben. Niemand kann "
        "die Urne öffnen.",
    ),
    Cause.KEY_LOST: Text(
        en="The bot no longer has its key of the box, so that nobody can open it.",
        de="Der Bot hat seinen Schlüssel der Urne nicht mehr, deshalb kann sie niemand öffnen.",
    ),
    Cause.TAMPERED: Text(
        en="In the database {what} is not what it was when voting opened. Nothing was counted.",
        de="In der Datenbank ist {what} nicht mehr, was beim Öffnen der Wahl darin stand. Es wurde nichts ausgezählt.",
    ),
}
WHAT: Mapping[str, Text] = {
    "writ": Text(en="the ballot paper", de="der Stimmzettel"),
    "configuration": Text(en="the set-up", de="die Einrichtung"),
    "roll": Text(en="the roll", de="das Verzeichnis"),
    "envelopes": Text(en="a sealed ballot", de="ein versiegelter Stimmzettel"),
    "ballots": Text(en="the number of ballots", de="die Zahl der Stimmzettel"),
    "lot": Text(en="the number for lots", de="die Zahl für das Los"),
}
LONGEST_REASON = 300

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "election cancel",
    "wahl abbrechen",
    reads=True,
    help=Help(
        Text(
            en="End an election; its ballots are destroyed unopened.",
            de="Eine Wahl beenden; die Stimmzettel werden ungeöffnet vernichtet.",
        ),
        usage=Text(en="election cancel [number]", de="wahl abbrechen [Nummer]"),
        example=Text(en="election cancel 2", de="wahl abbrechen 2"),
    ),
)
def open_cancel(store: Store, me: Person, election: int | None = None) -> Iterator[Ask]:
    found = named_or_latest(store, me, election, *UNDER_WAY)
    expect(found, *UNDER_WAY)
    expect_runs(store, me, found)
    reason = Line("reason", REASON, longest=LONGEST_REASON)
    intro = INTRO.format(office=found.office)
    yield Ask(Form(TITLE, (reason,), TITLE, action("election.cancel", election=found.id), intro))


routes.button("election.cancel", reads=True)(open_cancel)


@routes.form("election.cancel")
def cancel(
    store: Store, me: Person, now: datetime, election: int, reason: Annotated[str, LONGEST_REASON]
) -> Iterator[Reply]:
    found = store.elections.lock(election)
    expect(found, *UNDER_WAY)
    expect_runs(store, me, found)
    _destroy(store, election)
    ended = replace(found, phase=Phase.CANCELLED, reason=reason)
    store.elections.save(ended, None)
    yield from log(store, ended, Deed.CANCELLED, now, by=me)
    yield from refreshed(store, found)
    yield whisper(CANCELLED.format(office=found.office))


def void(store: Store, election: Election, cause: Cause, now: datetime, what: str = "") -> Iterator[Reply]:
    """Ends an election that cannot be carried on, and says so; `what` has been tampered with."""
    _destroy(store, election.id)
    ended = replace(election, phase=Phase.VOID, reason=f"{cause.value}:{what}" if what else cause.value)
    store.elections.save(ended, None)
    yield from log(store, ended, Deed.VOID, now, tampered=what) if what else log(store, ended, Deed.VOID, now)
    yield from refreshed(store, election)


def _destroy(store: Store, election: int) -> None:
    try:
        state = store.boxes.get(election).state
    except NoSuchBox:
        return
    if state in (BoxState.OPEN, BoxState.CLOSED):
        store.boxes.destroy(election)


def why(election: Election) -> Text | None:
    """Why it was cancelled, is void or has a later deadline; None if there is nothing to say."""
    if election.phase is Phase.VOID:
        cause, _, what = election.reason.partition(":")
        return CAUSES[Cause(cause)].format(what=WHAT[what]) if what else CAUSES[Cause(cause)]
    return literal(election.reason) if election.reason else None
