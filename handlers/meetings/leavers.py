"""People who have left the network leave their seats to others."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.replies import Post, Reply, card
from bot.routing import Router
from handlers.breakouts.refreshing import refresh_rooms
from handlers.meetings.seats import tell_of
from handlers.meetings.texts import ANNOUNCEMENTS
from storage import Store
from storage.roster import Snapshot

MOST = 200  # meetings ahead

routes = Router()


@routes.tick("keep house")
def pass_seats_on(store: Store, snapshot: Snapshot, now: datetime) -> Iterator[Reply]:
    active = {person.id for person in snapshot.directory.people if person.is_active}
    for meeting in store.meetings.coming(now, limit=MOST):
        gone = sorted(store.seats.answered(meeting.id, 0) - active)
        for person in gone:
            _, events = store.seats.withdraw(meeting.id, person, now=now)
            yield from tell_of(events, meeting.id, now)
        if gone:
            refresh_rooms(store, meeting.id)
            yield Post(card("meeting.card", meeting=meeting.id), ANNOUNCEMENTS)
