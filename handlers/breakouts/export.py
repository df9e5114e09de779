"""The rooms as files to download, one a round: for Zoom and for BigBlueButton, for coordinators."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.links import Links, RoomFile
from bot.chat.replies import Whisper, whisper
from bot.chat.room import some
from bot.chat.text import Text, link
from bot.chat.ui import Items, Message, Paragraph, Part
from bot.domain.breakouts.session import NothingAssigned
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.breakouts.knowing import know, planned
from handlers.breakouts.texts import REFUSALS, ROUND
from handlers.meetings.export import SHORT_LIVED
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Files: {title}", de="Dateien: {title}")
WHAT = Text(
    en="Those who are online, by room. Zoom imports its file where the meeting is scheduled, by e-mail address and for "
    "one "
    "round at a time; BigBlueButton imports nothing, so its list is there to work off.",
    de="Alle, die online sind, nach Räumen. Zoom importiert seine Datei bei der Planung des Treffens, nach "
    "E-Mail-Adressen "
    "und für jeweils eine Runde; BigBlueButton importiert nichts, die Liste ist zum Abarbeiten.",
)
FILES = Text(en="*{round}*: {zoom}, {bbb}", de="*{round}*: {zoom}, {bbb}")
HIDDEN = Text(
    en="Not in the files for Zoom, because their address is hidden: {names}.",
    de="Nicht in den Dateien für Zoom, weil ihre Adresse verborgen ist: {names}.",
)
NOT_PUBLIC = Text(
    en="I cannot offer a download: I do not know at which address I can be reached. Whoever runs me has to set "
    "`public_url` in the section `[http]` of the settings.",
    de="Einen Download kann ich nicht anbieten: Ich weiß nicht, unter welcher Adresse ich zu erreichen bin. Wer mich "
    "betreibt, muss `public_url` im Abschnitt `[http]` der Einstellungen setzen.",
)
MEMBER = Person("", "", "")  # somebody of the network

routes = Router()
routes.refuse(REFUSALS)


@routes.button("breakouts.export", who=Who.COORDINATORS, reads=True)
def export_rooms(
    store: Store, snapshot: Snapshot, me: Person, links: Links, now: datetime, meeting: int
) -> Iterator[Whisper]:
    found, _ = planned(store, meeting, now, me)
    known = know(store, snapshot, found)
    rounds = known.seated()
    if not rounds:
        raise NothingAssigned
    if not links.public:
        yield whisper(NOT_PUBLIC)
        return
    lines = tuple(_line(links, meeting, number, me) for number in sorted(rounds))
    far = sorted({who for places in rounds.values() for who in places if known.remote.get(who)})
    hidden = [snapshot.people[who] for who in far]
    names = [person.name for person in hidden if not (person.email and person.shows("email", MEMBER))]
    parts: list[Part] = [Paragraph(WHAT), Items(lines)]
    parts += [Paragraph(HIDDEN.format(names=some(names, 500)))] if names else []
    yield Whisper(Message(TITLE.format(title=found.title), (*parts, Paragraph(SHORT_LIVED))))


def _line(links: Links, meeting: int, number: int, me: Person) -> Text:
    zoom, bbb = (
        link(f"{label}-{number}.csv", links.rooms(meeting, number, kind, me.id) or "")
        for label, kind in (("zoom", RoomFile.ZOOM), ("bigbluebutton", RoomFile.BIGBLUEBUTTON))
    )
    return FILES.format(round=ROUND.format(n=number), zoom=zoom, bbb=bbb)
