"""Reminders: planned when their moment has come, decided once more when they are sent."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.network import Network
from bot.chat.replies import Post, Reply, Tell, card, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Fields, Message, Paragraph, action
from bot.domain.meetings import Answer, Meeting, MeetingError, expect_announced
from bot.domain.people import Person
from bot.domain.reminders import Audience, Rung, is_exact, unanswered
from bot.routing import Router
from handlers.meetings.counting import so_far, tally
from handlers.meetings.plan import rungs_of
from handlers.meetings.show import address, answer_buttons, cancellation, what_stands
from handlers.meetings.texts import ANNOUNCEMENTS, BUTTONS, LINK, REFUSALS, TYPED
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
SOON = Text(en="See you soon: {title}", de="Bis bald: {title}")
IF_NOT = Text(
    en="If you cannot come after all, tell me, so that others know.",
    de="Wenn du doch nicht kannst, sag es mir, damit es die anderen wissen.",
)
FOOTER = Text(en="`{command} settings` turns reminders off.", de="`{command} einstellungen` schaltet Erinnerungen aus.")

routes = Router(words=TYPED)
routes.refuse(REFUSALS)


@routes.tick("plan")
def plan_reminders(store: Store, snapshot: Snapshot, network: Network, now: datetime) -> Iterator[Reply]:
    wanted = (Audience.PEOPLE, Audience.ATTENDEES, Audience.CHANNEL)
    for number, name, audience in sorted(store.meetings.due_rungs(now), key=lambda rung: rung[0]):
        if audience not in wanted:
            continue
        if not store.meetings.mark_planned(number, name, audience, now):
            continue
        meeting = store.meetings.get(number)
        rung = _still_wanted(meeting, name, audience, network, now)
        if rung is not None:
            yield from _reminders(store, snapshot, meeting, rung)


@routes.notice("meeting.reminder")
def reminder(store: Store, me: Person, network: Network, now: datetime, meeting: int, asked: int) -> Message | None:
    found = _coming(store, me, now, meeting, asked)
    mine = store.seats.of_person(me.id, [meeting]).get(meeting, ())
    if found is None or (mine and mine[-1].asked >= asked):
        return None  # the reason has gone: nothing is sent
    counted = tally(store, found)
    facts = Fields(tuple(what_stands(found, counted)))
    parts = (facts, Paragraph(WHY_YOU), *answer_buttons(found, counted.modes))
    return Message(TITLE.format(title=found.title), parts, FOOTER.format(command=network.command))


@routes.notice("meeting.soon")
def soon(store: Store, me: Person, network: Network, now: datetime, meeting: int, asked: int) -> Message | None:
    """For those who come, with the link."""
    found = _coming(store, me, now, meeting, asked)
    mine = store.seats.around(meeting, me.id).seat_of(me.id) if found else None
    if found is None or mine is None or mine.asked < asked:
        return None
    facts = what_stands(found, tally(store, found))
    facts += [(LINK, address(found.link))] if found.link else []
    no = Button(BUTTONS[Answer.NO], action("meeting.answer", meeting=meeting, answer=Answer.NO))
    parts = (Fields(tuple(facts)), Paragraph(IF_NOT), no)
    return Message(SOON.format(title=found.title), parts, FOOTER.format(command=network.command))


@routes.card("meeting.channel")
def channel_reminder(store: Store, meeting: int, rung: str, asked: int) -> Message:  # noqa: ARG001 (name the post)
    found = store.meetings.get(meeting)
    if found.cancelled is not None:
        return cancellation(found)
    counted = tally(store, found)
    facts = Fields(tuple(what_stands(found, counted)))
    counts = SO_FAR.format(counts=so_far(counted))
    buttons = answer_buttons(found, counted.modes)
    return Message(CHANNEL_TITLE.format(title=found.title), (facts, Paragraph(counts), *buttons))


def _reminders(store: Store, snapshot: Snapshot, meeting: Meeting, rung: Rung) -> Iterator[Reply]:
    number, asked = meeting.id, meeting.asked
    match rung.audience:
        case Audience.CHANNEL:
            view = card("meeting.channel", meeting=number, rung=rung.name, asked=asked)
            yield Post(view, ANNOUNCEMENTS, rung.due, rung.expires)
        case Audience.PEOPLE:
            view = notice("meeting.reminder", meeting=number, asked=asked)
            once = f"meeting.reminder:{number}:{asked}:{rung.name}"
            for person in unanswered(snapshot.directory.people, store.seats.answered(number, asked)):
                yield Tell(person.id, view, once, rung.due, rung.expires, urgent=False)
        case _:
            view = notice("meeting.soon", meeting=number, asked=asked)
            once = f"meeting.soon:{number}:{asked}:{rung.name}"
            for person in store.seats.coming(number, asked):
                yield Tell(person, view, once, rung.due, rung.expires, urgent=is_exact(rung.name))


def _coming(store: Store, me: Person, now: datetime, meeting: int, asked: int) -> Meeting | None:
    """The meeting, if this person still wants to be reminded of it and everybody was not asked anew since."""
    try:
        found = store.meetings.get(meeting)
        expect_announced(found, now)
    except MeetingError:
        return None
    return found if found.asked == asked and me.reminders and me.is_active else None


def _still_wanted(meeting: Meeting, name: str, audience: Audience, network: Network, now: datetime) -> Rung | None:
    """The rung, unless its time is over: after a long pause only the latest one is worth sending."""
    if meeting.cancelled is not None or not meeting.is_announced:
        return None
    rungs = (rung for rung in rungs_of(meeting, network) if (rung.name, rung.audience) == (name, audience))
    rung = next(rungs, None)
    return rung if rung and now < rung.expires else None
