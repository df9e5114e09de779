"""Messages as blocks, with a text that says the same to screen readers: total functions of a message."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.chat.text import Reader, Text, shortened
from bot.chat.ui import Bars, Button, Divider, Fields, Image, Items, Menu, Message, Option, Paragraph, Part
from bot.platforms.slack import mrkdwn, phrases
from bot.platforms.slack.mrkdwn import Piece

Sealer = Callable[[str], str]
Block = dict[str, Any]

LONGEST = 4000  # of the text beside the blocks
HALF = 240  # a menu's action goes into block_id and action_id, which take 255 characters each
WIDE = 20  # of the longest bar, in characters
LINE_END: Piece = {"type": "text", "text": "\n"}


def message(shown: Message, reader: Reader, sealer: Sealer) -> Block:
    """`text` and `blocks`, as `chat.postMessage` and the answer to a slash command take them."""
    return {"text": mrkdwn.escaped(shortened(spoken(shown, reader), LONGEST)), "blocks": blocks(shown, reader, sealer)}


def blocks(shown: Message, reader: Reader, sealer: Sealer) -> list[Block]:
    """A card. `sealer` turns the action of a button into what the button may carry."""
    drawn: list[Block] = []
    if shown.title:
        drawn.append({"type": "header", "text": mrkdwn.plain(shown.title, reader)})
    numbered = enumerate(shown.parts)
    for together, row in groupby(numbered, lambda pair: isinstance(pair[1], Button)):
        if together:
            buttons = [_button(part, number, reader, sealer) for number, part in row if isinstance(part, Button)]
            drawn.append({"type": "actions", "elements": buttons})
        else:
            drawn += [_part(part, number, reader, sealer) for number, part in row]
    if shown.footer:
        drawn.append({"type": "context", "elements": [mrkdwn.small(shown.footer, reader)]})
    return drawn


def spoken(shown: Message, reader: Reader) -> str:
    """The message as lines of words: screen readers and notifications get this instead of the blocks."""
    lines = [line for part in shown.parts for line in _lines(part, reader)]
    above, below = ([mrkdwn.words(text, reader)] if text else [] for text in (shown.title, shown.footer))
    said = "\n".join([*above, *lines, *below])
    return said or ", ".join(mrkdwn.words(part.label, reader) for part in shown.parts if isinstance(part, Button))


def option(shown: Option, reader: Reader) -> Block:
    """An entry of a list to choose from."""
    return {"text": mrkdwn.plain(shown.label, reader), "value": shown.value}


def _part(part: Part, number: int, reader: Reader, sealer: Sealer) -> Block:
    match part:
        case Paragraph(text):
            return _paragraph(mrkdwn.pieces(text, reader))
        case Fields(pairs):
            return _fields(pairs, reader)
        case Items():
            return _items(part, reader)
        case Bars(bars):
            return mrkdwn.rich({"type": "rich_text_preformatted", "elements": [_bars(bars, reader)]})
        case Divider():
            return {"type": "divider"}
        case Button():
            return {"type": "actions", "elements": [_button(part, number, reader, sealer)]}
        case Menu():
            return _menu(part, number, reader, sealer)
        case Image(url, alt):
            if url.startswith("https://"):
                return {"type": "image", "image_url": url, "alt_text": mrkdwn.words(alt, reader)}
            return _paragraph(mrkdwn.pieces(alt, reader))


def _paragraph(pieces: Sequence[Piece]) -> Block:
    return mrkdwn.rich(mrkdwn.section(pieces))


def _fields(pairs: Sequence[tuple[Text, Text]], reader: Reader) -> Block:
    """A line each; the fields of a section would need mrkdwn, in which values could become markup."""
    pieces: list[Piece] = []
    for label, value in pairs:
        colon: Piece = {"type": "text", "text": ": ", "style": {"bold": True}}
        line = [*mrkdwn.pieces(label, reader, bold=True), colon, *mrkdwn.pieces(value, reader)]
        pieces += [LINE_END, *line] if pieces else line
    return _paragraph(pieces)


def _items(items: Items, reader: Reader) -> Block:
    entries = [mrkdwn.section(mrkdwn.pieces(text, reader)) for text in items.texts]
    more = [mrkdwn.section(mrkdwn.pieces(phrases.MORE.format(n=items.more), reader))] if items.more > 0 else []
    shown = [{"type": "rich_text_list", "style": "bullet", "elements": entries}] if entries else []
    return mrkdwn.rich(*shown, *more)


def _bars(bars: Sequence[tuple[Text, int]], reader: Reader) -> Piece:
    """A chart in letters of one width: label, bar and number."""
    longest = max((number for _, number in bars), default=0)
    lines: list[str] = []
    for label, number in bars:
        length = round(WIDE * max(number, 0) / longest) if longest > 0 else 0
        drawn = f"{'█' * length} " if length else ""
        lines += [mrkdwn.words(label, reader), f"{drawn}{_number(number, reader)}"]
    return {"type": "text", "text": "\n".join(lines)}


def _button(button: Button, number: int, reader: Reader, sealer: Sealer) -> Block:
    style = {} if button.style == "plain" else {"style": button.style}
    shown = {"type": "button", "action_id": f"b{number}", "text": mrkdwn.plain(button.label, reader)}
    return shown | {"value": sealer(button.action)} | style


def _menu(menu: Menu, number: int, reader: Reader, sealer: Sealer) -> Block:
    token = sealer(menu.action)
    select = {
        "type": "static_select",
        "action_id": f"m{number}:{token[HALF:]}",
        "placeholder": mrkdwn.plain(phrases.CHOOSE, reader),
        "options": [option(each, reader) for each in menu.options],
    }
    label = mrkdwn.plain(menu.label, reader)
    return {"type": "section", "block_id": f"m{number}:{token[:HALF]}", "text": label, "accessory": select}


def _lines(part: Part, reader: Reader) -> Iterator[str]:
    match part:
        case Paragraph(text):
            yield mrkdwn.words(text, reader)
        case Fields(pairs):
            yield from (mrkdwn.words(phrases.FIELD.format(label=label, value=value), reader) for label, value in pairs)
        case Items(texts, more):
            yield from (f"• {mrkdwn.words(text, reader)}" for text in texts)
            yield from [mrkdwn.words(phrases.MORE.format(n=more), reader)] if more > 0 else []
        case Bars(bars):
            yield from (f"{mrkdwn.words(label, reader)}: {_number(number, reader)}" for label, number in bars)
        case Image(_, alt):
            yield mrkdwn.words(alt, reader)
        case Menu(label):
            yield mrkdwn.words(label, reader)
        case Divider() | Button():
            pass  # nothing to read aloud: screen readers find the buttons themselves


def _number(number: int, reader: Reader) -> str:
    return phrases.COUNT.format(n=number).plain(reader)
