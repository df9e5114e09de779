"""Reminders: planned when their moment has come, decided once more when they are sent."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.chat.text import Text
from bot.chat.ui import Fields, Message, Paragraph
from bot.domain.meetings import Meeting, NoSuchMeeting
from bot.domain.people import Person
from bot.domain.reminders import Audience, Rung, unanswered
from bot.routing import Router
from handlers.meetings.plan import rungs_of
from handlers.meetings.show import answer_buttons, cancellation, so_far, when, where
from handlers.meetings.texts import ANNOUNCEMENTS, REFUSALS, WHEN, WHERE
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Are you coming to “{title}”?", de="Kommst du zu „{title}“?")
WHY_YOU = Text(
    en="You have not answered yet. One click is enough, and I will not ask again.",
    de="Du hast noch nicht geantwortet. Ein Klick genügt, dann frage ich nicht noch einmal.",
)
CHANNEL_TITLE = Text(en="Coming up: {title}", de="Demnächst: {title}")
SO_FAR = Text(
    en="Answers so far: {counts}. Yours is one click away.",
    de="Bisherige Antworten: {counts}. Deine ist einen Klick entfernt.",
)
FOOTER = Text(en="`{command} settings` turns reminders off.", de="`{command} einstellungen` schaltet Erinnerungen aus.")

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("plan")
def plan_reminders(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    """What is due becomes owed. The cost grows with what is due, not with what exists."""
    for number, name, audience in store.meetings.due_rungs(now):
        store.meetings.mark_planned(number, name, audience)
        meeting = store.meetings.get(number)
        rung = _still_wanted(meeting, name, audience, network, now)
        if rung is None:
            continue
        if audience is Audience.CHANNEL:
            yield Post(card("meeting.channel", meeting=number, rung=name), ANNOUNCEMENTS, rung.due, rung.expires)
            continue
        for person in unanswered(snapshot.directory.people, store.meetings.answers(number)):
            once = f"meeting.reminder:{number}:{meeting.revision}:{name}"
            view = notice("meeting.reminder", meeting=number, revision=meeting.revision)
            yield Tell(person.id, view, once, rung.due, rung.expires, urgent=False)


@routes.notice("meeting.reminder")
def reminder(store: Store, me: Person, network: Network, now: datetime, meeting: int, revision: int) -> Message | None:
    try:
        found = store.meetings.get(meeting)
    except NoSuchMeeting:
        return None
    gone = found.cancelled is not None or found.revision != revision or now >= found.starts
    if gone or not me.reminders or not me.is_active or store.meetings.answer_of(meeting, me.id):
        return None  # the reason has gone: nothing is sent
    facts = Fields(((WHEN, when(found)), (WHERE, where(found))))
    parts = (facts, Paragraph(WHY_YOU), *answer_buttons(found))
    return Message(TITLE.format(title=found.title), parts, FOOTER.format(command=network.command))


@routes.card("meeting.channel")
def channel_reminder(store: Store, meeting: int, rung: str) -> Message | None:  # noqa: ARG001 (names the post)
    found = store.meetings.get(meeting)
    if found.cancelled is not None:
        return cancellation(found)
    facts = Fields(((WHEN, when(found)), (WHERE, where(found))))
    counts = SO_FAR.format(counts=so_far(store.meetings.counts(meeting)))
    return Message(CHANNEL_TITLE.format(title=found.title), (facts, Paragraph(counts), *answer_buttons(found)))


def _still_wanted(meeting: Meeting, name: str, audience: Audience, network: Network, now: datetime) -> Rung | None:
    """The rung, unless its time is over: after a long pause only the latest one is worth sending."""
    if meeting.cancelled is not None:
        return None
    rungs = (rung for rung in rungs_of(meeting, network) if (rung.name, rung.audience) == (name, audience))
    rung = next(rungs, None)
    return rung if rung and now < rung.expires else None
