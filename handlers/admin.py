"""For coordinators: what is owed to the world, what could not be delivered, and trying it again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.chat.replies import Reply, Whisper, whisper
from bot.chat.room import fitting, left
from bot.chat.text import Plural, Text
from bot.chat.ui import Button, Fields, Message, Paragraph, action, unpack
from bot.routing import Help, Router, Who
from storage import Store
from storage.outbox import Failed

TITLE = Text(en="Outbox", de="Postausgang")
STATES: Mapping[str, Text] = {
    "owed": Text(en="Waiting", de="Wartet"),
    "sending": Text(en="Being sent", de="Wird gesendet"),
    "unsure": Text(en="Being checked", de="Wird geprüft"),
    "sent": Text(en="Delivered", de="Zugestellt"),
    "dropped": Text(en="No longer needed", de="Nicht mehr nötig"),
    "dead": Text(en="Given up", de="Aufgegeben"),
}
COUNT = Text(en="{n}", de="{n}")
EMPTY = Text(en="Nothing has been sent yet.", de="Noch wurde nichts verschickt.")
ALL_WELL = Text(en="Nothing was given up.", de="Nichts wurde aufgegeben.")
GIVEN_UP = Text(
    en="*Given up.* Find out why, then try again; what arrived after all is not sent twice.",
    de="*Aufgegeben.* Kläre die Ursache und versuche es erneut; was doch ankam, wird nicht doppelt gesendet.",
)
LINE = Text(en="{what} to {whom} ({platform}), {tries}: {error}", de="{what} an {whom} ({platform}), {tries}: {error}")
ONE_TRY = Text(en="tried once", de="ein Versuch")
TRIES = Text(en="tried {n} times", de="{n} Versuche")
AGAIN = Text(en="Try again", de="Erneut versuchen")
TRYING = Text(en="{rows} on the way again.", de="{rows} wieder unterwegs.")
NOTHING_TO_TRY = Text(en="Nothing was waiting for another try.", de="Nichts wartet auf einen neuen Versuch.")
ONE_ROW = Text(en="One message is", de="Eine Nachricht ist")
ROWS = Text(en="{n} messages are", de="{n} Nachrichten sind")
SHOWN = 10

routes = Router()


@routes.command(
    "admin outbox",
    "admin postausgang",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(
            en="What is owed, and what could not be delivered.", de="Was noch aussteht und was nicht zugestellt wurde."
        ),
        usage=Text(en="admin outbox", de="admin postausgang"),
    ),
)
def show_outbox(store: Store) -> Iterator[Whisper]:
    tally = store.outbox.tally()
    if not tally:
        yield Whisper(Message(TITLE, (Paragraph(EMPTY),)))
        return
    facts = Fields(tuple((label, COUNT.format(n=tally[state])) for state, label in STATES.items() if state in tally))
    failed = store.outbox.failed(SHOWN)
    if not failed:
        yield Whisper(Message(TITLE, (facts, Paragraph(ALL_WELL))))
        return
    again = Button(AGAIN, action("outbox.again"), style="primary")
    shown = Message(TITLE, (facts, Paragraph(GIVEN_UP), again))
    problems = fitting([_line(one) for one in failed], left(shown))
    problems = replace(problems, more=tally["dead"] - len(problems.texts))
    yield Whisper(replace(shown, parts=(*shown.parts[:-1], problems, again)))


@routes.button("outbox.again", who=Who.COORDINATORS)
def try_again(store: Store) -> Iterator[Reply]:
    rows = store.outbox.try_again()
    yield whisper(TRYING.format(rows=Plural(rows, one=ONE_ROW, other=ROWS)) if rows else NOTHING_TO_TRY)


def _line(failed: Failed) -> Text:
    tries = Plural(failed.attempts, one=ONE_TRY, other=TRIES)
    what = unpack(failed.view)[0]
    return LINE.format(what=what, whom=failed.person, platform=failed.platform, tries=tries, error=failed.error)
