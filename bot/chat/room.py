"""What a message weighs on the strictest platform, and how long texts and lists are cut, in sight, so that it fits.

A Mattermost of 2021 keeps everything beside the bare text of a post in 8000 characters of JSON. The weights were
measured there; texts are counted as they are after escaping.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.chat.text import LANGUAGES, Reader, Text, Value
from bot.chat.ui import Bars, Button, Divider, Fields, Image, Items, Menu, Message, Option, Paragraph, Part

WEIGHT = 7500
MORE = Text(en="{n} more", de="{n} weitere")

# Of a button, 80 are the server's own fields, 20 its style, 60 the seal, 100 the bot's address; 220 are the fields of
# each further group of words with buttons.
AROUND, PAIR, BUTTON, OPTION, LINE, GROUP = 290, 40, 260, 30, 4, 220
ESCAPED = {**dict.fromkeys("<>&", 6), **dict.fromkeys("\\|*_~`[]{}()#!", 3), **dict.fromkeys('\n"@', 2)}


def weight(shown: Message, reader: Reader) -> int:
    """How many characters of JSON the message needs."""
    around = [text for text in (shown.title, shown.footer) if text is not None]
    texts = [*around, *(text for part in shown.parts for text in _texts(part))]
    beside = AROUND + GROUP * _groups(shown.parts) + sum(_beside(part) for part in shown.parts)
    return beside + sum(_written(text, reader) for text in texts)


def left(shown: Message) -> int:
    """What room the message leaves for more, whatever the language."""
    return WEIGHT - max(weight(shown, Reader(language)) for language in LANGUAGES)


def fitting(texts: Sequence[Text], room: int, most: int = 50) -> Items:
    """From the first on as many of the texts as fit; the others are counted."""
    shown = 0
    room -= 2 * LINE
    for text in texts[:most]:
        room -= LINE + _widest(text)
        if room < 0:
            break
        shown += 1
    return Items(tuple(texts[:shown]), more=len(texts) - shown)


def fitting_menu(label: Text, action: str, options: Sequence[Option], room: int) -> Menu:
    """From the first on as many of the options as fit, at least one; the list beside the menu counts the others."""
    bare = left(Message(parts=(Menu(label, action, ()),)))
    shown: list[Option] = []
    room -= WEIGHT - bare
    for option in options:
        room -= bare - left(Message(parts=(Menu(label, action, (option,)),)))
        if shown and room < 0:
            break
        shown.append(option)
    return Menu(label, action, tuple(shown))


def some(words: Sequence[str | Text], room: int, most: int = 25) -> list[Value]:
    """From the first on as many of the words as fit, then how many there are besides: "Ann, Bob and 3 more"."""
    shown: list[Value] = []
    for word in words[:most]:
        room -= LINE + (_weight_of(word) if isinstance(word, str) else _widest(word))
        if room < 0:
            break
        shown.append(word)
    return [*shown, MORE.format(n=len(words) - len(shown))] if len(shown) < len(words) else shown


def cut(words: str, room: int) -> str:
    """The words, cut with "…" where they would weigh more."""
    if _weight_of(words) <= room:
        return words
    for end, letter in enumerate(words):
        room -= ESCAPED.get(letter, 1)
        if room < 1:
            return f"{words[:end].rstrip()}…"
    return words


def _texts(part: Part) -> Sequence[Text]:
    match part:
        case Paragraph(text):
            return (text,)
        case Fields(pairs):
            return [text for pair in pairs for text in pair]
        case Items(texts):
            return texts
        case Bars(bars):
            return [label for label, _ in bars]
        case Divider():
            return ()
        case Button(label):
            return (label,)
        case Menu(label, _, options):
            return [label, *(option.label for option in options)]
        case Image(_, alt):
            return (alt,)


def _groups(parts: Sequence[Part]) -> int:
    """How many groups of words with buttons there are beyond the first."""
    return sum(
        isinstance(one, Button | Menu) and not isinstance(other, Button | Menu) for one, other in pairwise(parts)
    )


def _beside(part: Part) -> int:
    """What is needed besides the texts."""
    match part:
        case Fields(pairs):
            return PAIR * len(pairs)
        case Items(texts):
            return LINE * len(texts)
        case Bars(bars):
            return PAIR * len(bars)
        case Button(_, action):
            return BUTTON + len(action)
        case Menu(_, action, options):
            return BUTTON + len(action) + sum(OPTION + len(option.value) for option in options)
        case Image(url):
            return PAIR + len(url)
        case _:
            return LINE


def _widest(text: Text) -> int:
    return max(_written(text, Reader(language)) for language in LANGUAGES)


def _written(text: Text, reader: Reader) -> int:
    return sum(_weight_of(span.text) + len(span.url) for span in text.spans(reader))


def _weight_of(words: str) -> int:
    return sum(ESCAPED.get(letter, 1) for letter in words)
