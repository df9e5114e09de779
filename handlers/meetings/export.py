"""The answers to a meeting as a table to download: for coordinators."""

from collections.abc import Iterator
from datetime import datetime

from bot.chat.links import Links
from bot.chat.replies import Whisper, whisper
from bot.chat.text import Text, join, link
from bot.domain.people import Person
from bot.routing import Help, Router, Who
from handlers.meetings.show import named_or_next
from handlers.meetings.texts import REFUSALS
from storage import Store

FILE = Text(
    en="The answers to *{title}* as a table for a spreadsheet program: {link}",
    de="Die Antworten zu *{title}* als Tabelle für ein Tabellenprogramm: {link}",
)
SHORT_LIVED = Text(
    en="The link works for a quarter of an hour, for everybody who has it. The table holds personal data: delete it "
    "when you no longer need it.",
    de="Der Link gilt eine Viertelstunde, für alle, die ihn haben. Die Tabelle enthält persönliche Daten: Lösche sie, "
    "wenn du sie nicht mehr brauchst.",
)
NOT_PUBLIC = Text(
    en="I cannot offer a download: I do not know at which address I can be reached. Whoever runs me has to set "
    "`public_url` in the section `[http]` of the settings, or can write the table with `netbot answers {number} FILE`.",
    de="Einen Download kann ich nicht anbieten: Ich weiß nicht, unter welcher Adresse ich zu erreichen bin. Wer mich "
    "betreibt, muss `public_url` im Abschnitt `[http]` der Einstellungen setzen oder kann die Tabelle mit "
    "`netbot answers {number} DATEI` schreiben.",
)

routes = Router()
routes.refuse(REFUSALS)


@routes.command(
    "meeting export",
    "treffen exportieren",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="The answers as a table to download.", de="Die Antworten als Tabelle zum Herunterladen."),
        usage=Text(en="meeting export [number]", de="treffen exportieren [Nummer]"),
        example=Text(en="meeting export 3", de="treffen exportieren 3"),
    ),
)
def export_answers(
    store: Store, me: Person, links: Links, now: datetime, meeting: int | None = None
) -> Iterator[Whisper]:
    found = named_or_next(store, meeting, now, me)
    address = links.answers(found.id, me.id)
    if address is None:
        yield whisper(NOT_PUBLIC.format(number=str(found.id)))
        return
    file = link(f"answers-{found.id}.csv", address)
    yield whisper(join((FILE.format(title=found.title, link=file), SHORT_LIVED)))


routes.button("meeting.export", who=Who.COORDINATORS, reads=True)(export_answers)
