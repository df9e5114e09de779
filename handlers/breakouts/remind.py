"""What is said of the wishes by itself: one reminder to those who have none, and to the coordinator that all are in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Message, Paragraph, action
from bot.domain.breakouts.session import Stage
from bot.domain.people import Person
from bot.routing import Router
from handlers.breakouts.knowing import coming
from handlers.breakouts.texts import ASSIGN, PLAN, TITLE, WISH
from handlers.breakouts.wish import UNTIL
from handlers.meetings.texts import ANNOUNCEMENTS, WHEN
from storage import Store
from storage.roster import Snapshot

REMINDER = Text(en="Your wishes for “{title}”", de="Deine Wünsche für „{title}“")
WHY_YOU = Text(
    en="You are coming and have not wished for a topic yet. It takes a moment, and I will not ask again.",
    de="Du kommst und hast dir noch kein Thema gewünscht. Es dauert nur einen Moment, und ich frage nicht noch einmal.",
)
OFF = Text(en="`{command} settings` turns reminders off.", de="`{command} einstellungen` schaltet Erinnerungen aus.")
WISHES_IN = Text(
    en="The time for wishes is over: {n} of {all} who come have said what they wish. Now give everybody a room.",
    de="Die Zeit für Wünsche ist um: {n} von {all}, die kommen, haben Wünsche. Jetzt lassen sich die Räume verteilen.",
)

routes = Router()


@routes.tick("plan")
def remind(store: Store, snapshot: Snapshot, now: datetime) -> Iterator[Reply]:
    """Once, a day before wishes close."""
    for seen in store.breakouts.wishing():
        meeting = store.meetings.get(seen.meeting)
        if seen.reminded or now < seen.reminds(meeting):
            continue
        session = store.breakouts.lock(meeting.id)
        if session.reminded:
            continue
        store.breakouts.save(replace(session, reminded=True))
        if not session.takes_wishes(meeting, now):
            continue
        wished = store.wishes.who(meeting.id)
        for person in sorted(coming(store, snapshot, meeting).keys() - wished):
            view = notice("breakouts.reminder", meeting=meeting.id)
            once = f"breakouts.reminder:{meeting.id}"
            yield Tell(person, view, once, expires=session.closes(meeting), urgent=False)


@routes.notice("breakouts.reminder")
def reminder(
    store: Store, me: Person, snapshot: Snapshot, network: Network, now: datetime, meeting: int
) -> Message | None:
    found, session = store.meetings.get(meeting), store.breakouts.find(meeting)
    if session is None or not session.takes_wishes(found, now) or not me.reminders:
        return None
    if me.id in store.wishes.who(meeting) or me.id not in coming(store, snapshot, found):
        return None
    closes = Text(en="{closes}", de="{closes}").format(closes=session.closes(found))
    when = Text(en="{when}", de="{when}").format(when=found.starts)
    button = Button(WISH, action("breakouts.wish", meeting=meeting), style="primary")
    parts = (Fields(((WHEN, when), (UNTIL, closes))), Paragraph(WHY_YOU), button)
    return Message(REMINDER.format(title=found.title), parts, OFF.format(command=network.command))


@routes.tick("plan")
def close(store: Store, now: datetime) -> Iterator[Reply]:
    """The card loses its button, and whoever planned the rooms hears that the wishes are in."""
    for seen in store.breakouts.wishing():
        meeting = store.meetings.get(seen.meeting)
        if now < seen.closes(meeting):
            continue
        session = store.breakouts.lock(meeting.id)
        if session.closed or now < session.closes(meeting):
            continue
        store.breakouts.save(replace(session, closed=True, reminded=True))
        yield Post(card("breakouts.card", meeting=meeting.id), ANNOUNCEMENTS)
        if session.planned_by:
            once = f"breakouts.closed:{meeting.id}:{session.closes(meeting).isoformat()}"
            yield Tell(session.planned_by, notice("breakouts.closed", meeting=meeting.id), once, expires=meeting.starts)


@routes.notice("breakouts.closed")
def wishes_are_in(store: Store, snapshot: Snapshot, me: Person, now: datetime, meeting: int) -> Message | None:
    found, session = store.meetings.get(meeting), store.breakouts.find(meeting)
    if session is None or session.stage is not Stage.WISHING or found.cancelled is not None or not me.is_coordinator:
        return None
    if now < session.closes(found):
        return None  # the deadline was moved
    there = coming(store, snapshot, found)
    wished = len(store.wishes.who(meeting) & there.keys())
    said = Paragraph(WISHES_IN.format(n=wished, all=len(there)))
    assign = Button(ASSIGN, action("breakouts.assign", meeting=meeting), style="primary")
    return Message(
        TITLE.format(title=found.title), (said, assign, Button(PLAN, action("breakouts.plan", meeting=meeting)))
    )
