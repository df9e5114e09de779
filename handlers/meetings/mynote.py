"""What somebody has noted for the organisers of a meeting, and how to withdraw it at any time."""

from collections.abc import Iterator

from bot.chat.replies import Whisper, whisper
from bot.chat.text import Text
from bot.chat.ui import Button, Paragraph, Part, action
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.routing import Router
from handlers.meetings.texts import REFUSALS
from storage import Store

NOTE = Text(en="*Your note to the coordinators:* {note}", de="*Dein Hinweis an die Koordination:* {note}")
ERASE = Text(en="Erase my note", de="Hinweis löschen")
ERASED = Text(en="Your note for *{title}* is erased.", de="Dein Hinweis zu *{title}* ist gelöscht.")

routes = Router()
routes.refuse(REFUSALS)


def my_note(store: Store, meeting: Meeting, me: Person) -> tuple[Part, ...]:
    """The person's note with a button that erases it; nothing if they have left none."""
    note = store.notes.of(meeting.id).get(me.id)
    if note is None:
        return ()
    return Paragraph(NOTE.format(note=note)), Button(ERASE, action("meeting.erase-note", meeting=meeting.id))


@routes.button("meeting.erase-note")
def erase_note(store: Store, me: Person, meeting: int) -> Iterator[Whisper]:
    """Also after the meeting has begun: a consent may be withdrawn as long as something is kept."""
    found = store.meetings.get(meeting)
    store.notes.erase_from(meeting, me.id)
    yield whisper(ERASED.format(title=found.title))
