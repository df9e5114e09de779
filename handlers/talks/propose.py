"""Proposing a talk, a highlight of the group or a question; changing and withdrawing it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.chat.replies import Ask, Post, Reply, Tell, card, notice, whisper
from bot.chat.room import cut
from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Area, Button, Check, Choice, Fields, Form, Input, Line, Message, Option, Paragraph, action
from bot.domain.agenda import USUAL, Kind, NotYours, State, Talk, expect_length
from bot.domain.meetings import NoSuchMeeting, expect_open
from bot.domain.people import Person
from bot.routing import Help, Prose, Router
from handlers.meetings.enter import meant
from handlers.meetings.texts import ANNOUNCEMENTS, written
from handlers.talks.show import ARRANGE, what
from handlers.talks.texts import KINDS, REFUSALS
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="For the programme", de="Für das Programm")
INTRO = Text(
    en="The coordinators decide what is taken into which meeting; what does not fit waits for the next one.",
    de="Die Koordination entscheidet, was in welches Treffen kommt; was nicht passt, wartet auf das nächste.",
)
KIND = Text(en="What is it?", de="Was ist es?")
KIND_LABELS = {
    Kind.TALK: Text(en="A talk", de="Ein Vortrag"),
    Kind.HIGHLIGHT: Text(en="A highlight of the group", de="Ein Highlight der Gruppe"),
    Kind.QUESTION: Text(en="A question to discuss", de="Eine Frage zur Diskussion"),
}
NAME = Text(en="Title", de="Titel")
ABOUT = Text(en="What it is about", de="Worum es geht")
SPEAKER = Text(en="Who speaks", de="Wer spricht")
SPEAKER_HINT = Text(en="Leave it empty if it is you.", de="Leer lassen, wenn du es bist.")
LASTS = Text(en="How long", de="Wie lange")
LASTS_HINT = Text(
    en="Such as 15min; empty means 15 minutes for a talk and 5 for all else.",
    de="Zum Beispiel 15min; leer heißt 15 Minuten für einen Vortrag und 5 für alles andere.",
)
FOR = Text(en="For which meeting", de="Für welches Treffen")
ANY = Text(en="Whichever has room", de="Wo Platz ist")
OPTION = Text(en="{title}, {day}", de="{title}, {day}")
WITHDRAW = Text(en="Withdraw it", de="Zurückziehen")
SEND = Text(en="Propose", de="Vorschlagen")
SAVE = Text(en="Save", de="Speichern")
PROPOSED = Text(
    en="Thank you, *{title}* is proposed. You hear from me when it is in a programme.",
    de="Danke, *{title}* ist vorgeschlagen. Du hörst von mir, wenn es in einem Programm steht.",
)
CHANGED = Text(en="*{title}* is changed.", de="*{title}* ist geändert.")
WITHDRAWN = Text(en="*{title}* is withdrawn.", de="*{title}* ist zurückgezogen.")
NEW = Text(en="A proposal for the programme", de="Ein Vorschlag für das Programm")
LENGTH = Text(en="Length", de="Dauer")
MINUTES = Text(en="{n} min", de="{n} Min")
BY = Text(en="Proposed by", de="Vorgeschlagen von")
LONGEST_TITLE, LONGEST_ABOUT, LONGEST_NAME, OFFERED, LABEL = 100, 1500, 100, 8, 50

routes = Router(words={**KINDS})
routes.refuse(REFUSALS)


@routes.command(
    "talk",
    "vortrag",
    reads=True,
    help=Help(
        Text(
            en="Propose a talk, a highlight of your group or a question for a meeting.",
            de="Einen Vortrag, ein Highlight deiner Gruppe oder eine Frage für ein Treffen vorschlagen.",
        ),
        usage=Text(en="talk", de="vortrag"),
    ),
)
def open_proposal(store: Store, now: datetime) -> Iterator[Ask]:
    new = Talk(0, Kind.TALK, "", "", timedelta())
    yield Ask(Form(TITLE, _inputs(store, new, now), SEND, action("talk.propose"), INTRO))


routes.button("talk.propose", reads=True)(open_proposal)


@routes.form("talk.propose")
def propose(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    kind: Kind,
    title: Annotated[str, LONGEST_TITLE],
    about: Annotated[Prose, LONGEST_ABOUT] = Prose(""),
    speaker: Annotated[str, LONGEST_NAME] = "",
    lasts: timedelta | None = None,
    meeting: int = 0,
) -> Iterator[Reply]:
    talk = _filled(Talk(0, kind, "", me.id, USUAL[kind], proposed_by=me.id), title, about, lasts, now)
    talk = replace(talk, speaker=meant(speaker, snapshot, me).id if speaker.strip() else me.id)
    kept = store.talks.add(replace(talk, meeting=_wished(store, meeting, now)))
    yield whisper(PROPOSED.format(title=kept.title))
    for person in snapshot.directory.people:
        if person.is_coordinator and person.is_active and person.id != me.id:
            view = notice("talk.proposed", talk=kept.id)
            yield Tell(person.id, view, f"talk.proposed:{kept.id}:{person.id}", urgent=False)


@routes.notice("talk.proposed")
def proposed(store: Store, snapshot: Snapshot, me: Person, talk: int) -> Message | None:
    found = store.talks.get(talk)
    if found.state is not State.PROPOSED or not me.is_coordinator:
        return None  # somebody has dealt with it, or it was withdrawn
    by = snapshot.people.get(found.proposed_by or "")
    pairs = [(LENGTH, MINUTES.format(n=found.lasts // timedelta(minutes=1)))]
    pairs += [(BY, literal(by.name))] if by and by.id != found.speaker else []
    about = [Paragraph(literal(cut(found.description, 1000)))] if found.description else []
    parts = (Paragraph(what(found, snapshot)), *about, Fields(tuple(pairs)))
    return Message(NEW, (*parts, Button(ARRANGE, action("agenda.arrange"))))


@routes.button("talk.change", reads=True)
def open_change(store: Store, snapshot: Snapshot, me: Person, now: datetime, talk: int) -> Iterator[Ask]:
    found = store.talks.get(talk)
    _expect_allowed(found, me)
    speaker = snapshot.people.get(found.speaker)
    inputs = _inputs(store, found, now, speaker.name if speaker else "")
    withdraw = Check("withdraw", WITHDRAW)
    yield Ask(Form(TITLE, (*inputs, withdraw), SAVE, action("talk.change", talk=talk)))


@routes.form("talk.change")
def change(
    store: Store,
    snapshot: Snapshot,
    me: Person,
    now: datetime,
    talk: int,
    kind: Kind,
    title: Annotated[str, LONGEST_TITLE],
    about: Annotated[Prose, LONGEST_ABOUT] = Prose(""),
    speaker: Annotated[str, LONGEST_NAME] = "",
    lasts: timedelta | None = None,
    meeting: int = 0,
    withdraw: bool = False,
) -> Iterator[Reply]:
    found = store.talks.lock(talk)
    _expect_allowed(found, me)
    if withdraw:
        changed = replace(found, state=State.WITHDRAWN, told=None, changed=now)
        said = WITHDRAWN
    else:
        changed = _filled(replace(found, kind=kind), title, about, lasts, now)
        who = _speaker(found, speaker, snapshot, me)
        if who != found.speaker:
            changed = replace(changed, speaker=who, told=None, confirmed=None)
        if found.state is State.PROPOSED:
            changed = replace(changed, meeting=_wished(store, meeting, now))
        said = CHANGED
    store.talks.save([changed])
    yield whisper(said.format(title=changed.title))
    if found.state is State.ACCEPTED and found.meeting is not None:
        yield Post(card("meeting.card", meeting=found.meeting), ANNOUNCEMENTS)


def _inputs(store: Store, talk: Talk, now: datetime, speaker: str = "") -> tuple[Input, ...]:
    kinds = tuple(Option(label, kind.value) for kind, label in KIND_LABELS.items())
    inputs: tuple[Input, ...] = (
        Choice("kind", KIND, kinds, talk.kind.value),
        Line("title", NAME, talk.title, longest=LONGEST_TITLE),
        Area("about", ABOUT, talk.description, required=False, longest=LONGEST_ABOUT),
        Line("speaker", SPEAKER, speaker, SPEAKER_HINT, required=False, longest=LONGEST_NAME),
        Line("lasts", LASTS, written(talk.lasts) if talk.lasts else "", LASTS_HINT, required=False, longest=20),
    )
    if talk.state is not State.PROPOSED:
        return inputs  # where it stands is for the coordinators to say
    coming = store.meetings.coming(now, limit=OFFERED)
    days = {one.id: OPTION.format(title=shortened(one.title, LABEL), day=one.wall.date()) for one in coming}
    options = (Option(ANY, "0"), *(Option(label, str(number)) for number, label in days.items()))
    wished = str(talk.meeting) if talk.meeting in days else "0"
    return (*inputs, Choice("meeting", FOR, options, wished))


def _expect_allowed(talk: Talk, me: Person) -> None:
    if not me.is_coordinator and me.id not in (talk.speaker, talk.proposed_by):
        raise NotYours


def _speaker(talk: Talk, words: str, snapshot: Snapshot, me: Person) -> str:
    """Who is meant; as long as the name in the form was not touched, whoever it was."""
    was = snapshot.people.get(talk.speaker)
    if not words.strip():
        return me.id
    if was is not None and words.strip() == was.name:
        return was.id
    return meant(words, snapshot, me).id


def _filled(talk: Talk, title: str, about: str, lasts: timedelta | None, now: datetime) -> Talk:
    lasts = USUAL[talk.kind] if lasts is None else lasts
    expect_length(lasts)
    return replace(talk, title=title.strip(), description=str(about).strip(), lasts=lasts, changed=now)


def _wished(store: Store, meeting: int, now: datetime) -> int | None:
    if not meeting:
        return None
    found = store.meetings.get(meeting)
    if not found.is_announced:
        raise NoSuchMeeting
    expect_open(found, now)
    return found.id
