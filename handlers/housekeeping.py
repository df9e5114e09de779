"""Forgets what nobody needs any more."""

from datetime import datetime, timedelta

from bot.routing import Router
from storage import Store

HEARD_FOR = timedelta(days=2)  # longer than any platform repeats an event
SENT_FOR = timedelta(days=90)
NOTES_FOR = timedelta(days=14)  # after the meeting, as people were promised

routes = Router()


@routes.tick("keep house")
def forget_the_old(store: Store, now: datetime) -> None:
    store.heard.forget(now - HEARD_FOR)
    store.outbox.forget(now - SENT_FOR)
    store.notes.erase(now - NOTES_FOR)
