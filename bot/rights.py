"""Who may use a route, and what is said to those who may not."""

from collections.abc import Sequence

from bot import excuses
from bot.chat.text import Text
from bot.domain.people import Person
from bot.routing import Route, Who
from storage.roster import Snapshot


def may(me: Person | None, route: Route) -> bool:
    """Whether this person may use the route; None is an account that belongs to nobody yet."""
    match route.who:
        case Who.ANYBODY:
            return True
        case Who.MEMBERS:
            return me is not None
        case Who.LEADERS:
            return me is not None and me.leads
        case Who.COORDINATORS:
            return me is not None and me.is_coordinator


def refusal(me: Person | None, route: Route, snapshot: Snapshot) -> Text:
    """Why this person may not use the route and whom to ask."""
    if me is None:
        return excuses.STRANGER.format(who=_coordinators(snapshot))
    if route.who is Who.LEADERS:
        return excuses.FORBIDDEN_LEADERS
    return excuses.FORBIDDEN_COORDINATORS.format(who=_coordinators(snapshot))


def _coordinators(snapshot: Snapshot) -> Sequence[str] | Text:
    people = snapshot.directory.people
    return [person.name for person in people if person.is_coordinator and person.is_active][:3] or excuses.NOBODY
