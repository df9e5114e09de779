"""Several direct messages as one: each under its title, and what does not fit named at the end."""

from collections.abc import Sequence

from bot.chat.limits import problems
from bot.chat.room import fitting, left
from bot.chat.text import Plural, Reader, Text, join, literal, shortened
from bot.chat.ui import Divider, Fields, Items, Message, Paragraph, Part

TITLE = Text(en="{things} for you", de="{things} für dich")
ONE_THING = Text(en="One message", de="Eine Nachricht")
THINGS = Text(en="{n} messages", de="{n} Nachrichten")
HEADING = Text(en="*{title}*", de="*{title}*")
ALSO = Text(en="*There was no room here for:*", de="*Hier war kein Platz mehr für:*")
NAMELESS = Text(en="a message without words", de="eine Nachricht ohne Worte")
LONGEST_NAME = 150


def letter(messages: Sequence[Message], reader: Reader) -> Message | None:
    """One message that says what all of them say; None if there are none."""
    if len(messages) < 2:
        return messages[0] if messages else None
    whole: list[Message] = []
    for message in messages:
        if not problems(_joined([*whole, message], _without(messages, [*whole, message]), reader), reader):
            whole.append(message)
    return _joined(whole, _without(messages, whole), reader)


def _without(messages: Sequence[Message], whole: Sequence[Message]) -> list[Message]:
    """Those of the messages that are not among the whole ones; the same message may be there twice."""
    taken = [id(message) for message in whole]
    return [message for message in messages if id(message) not in taken]


def _joined(whole: Sequence[Message], named: Sequence[Message], reader: Reader) -> Message:
    """The whole messages with lines between them, then the names of the others."""
    sections = [_section(message) for message in whole]
    if named:
        sections.append((Paragraph(ALSO), Items((), more=len(named))))
    parts = [part for section in sections for part in (Divider(), *section)][1:]
    title = TITLE.format(things=Plural(len(whole) + len(named), one=ONE_THING, other=THINGS))
    footers = tuple(dict.fromkeys(message.footer for message in whole if message.footer is not None))
    made = Message(title, tuple(parts), join(footers) if footers else None)
    if not named:
        return made
    names = fitting([_name(message, reader) for message in named], left(made))
    return Message(made.title, (*made.parts[:-1], names), made.footer)


def _section(message: Message) -> tuple[Part, ...]:
    heading = (Paragraph(HEADING.format(title=message.title)),) if message.title is not None else ()
    return (*heading, *message.parts)


def _name(message: Message, reader: Reader) -> Text:
    """Its title, else how it begins."""
    if message.title is not None:
        return message.title
    texts = (text for part in message.parts for text in _texts(part))
    first = next(texts, NAMELESS)
    return literal(shortened(first.plain(reader), LONGEST_NAME))


def _texts(part: Part) -> Sequence[Text]:
    match part:
        case Paragraph(text):
            return (text,)
        case Items(texts):
            return texts
        case Fields(pairs):
            return [value for _, value in pairs]
        case _:
            return ()
