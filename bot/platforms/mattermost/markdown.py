"""Texts as Mattermost's Markdown, in which nothing that people wrote becomes markup, a link, a picture or a mention."""

import re

from bot.chat.markup import Span
from bot.chat.text import Reader, Text

LINKS = ("http://", "https://", "mailto:")
BREAK = "\u200b"  # takes no room and ends a word: what stands on both sides of it is no longer one mention or address
MARKS = re.compile(r"([\\`*_{}\[\]()#>~|!])")
MENTION = re.compile(r"(?<![^\W_])@(?=[\w.-])")  # in the middle of a word, as in an address of e-mail, it calls nobody
ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+-]*)://|\b(www)\.|\b(mailto|tel):")
EMOJI = re.compile(r":(?=[a-zA-Z0-9_+-]*[a-zA-Z+-][a-zA-Z0-9_+-]*:)")
ENTITY = re.compile(r"&(?=#?\w+;)")
LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d{1,9}(?=[.)]))")
INDENT = re.compile(r"(?m)^(?=[ ]{4}|[ ]{0,3}\t)")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def markdown(text: Text, reader: Reader) -> str:
    """A text as this reader sees it."""
    return "".join(_span(span) for span in text.spans(reader))


def one_line(text: Text, reader: Reader) -> str:
    """The same where a line break would end what it stands in."""
    return " ".join(markdown(text, reader).split("\n"))


def plain(text: Text, reader: Reader) -> str:
    """A text where Mattermost shows no Markdown: on buttons, in menus, in dialogs."""
    return TURNS.sub("", text.plain(reader))


def escaped(words: str) -> str:
    """What people wrote, so that it is shown as it is and calls nobody."""
    words = MARKS.sub(r"\\\1", TURNS.sub("", words))
    words = MENTION.sub(f"@{BREAK}", words)
    words = ADDRESS.sub(_broken, words)
    words = EMOJI.sub(f":{BREAK}", words)
    words = ENTITY.sub(f"&{BREAK}", words)
    words = LINE_START.sub(rf"\1{BREAK}\2", words)
    return INDENT.sub(BREAK, words)


def _broken(found: re.Match[str]) -> str:
    """An address that leads nowhere."""
    whole = found[0]
    return f"{whole[0]}{BREAK}{whole[1:]}"


def _span(span: Span) -> str:
    drawn = _code(span.text) if span.code else escaped(span.text)
    if span.url.startswith(LINKS):
        drawn = f"[{drawn}]({_target(span.url)})"
    return _bold(drawn) if span.bold else drawn


def _code(words: str) -> str:
    """Between more backticks than the words hold."""
    words = TURNS.sub("", words.replace("\n", " "))
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{words}{pad}{fence}" if words.strip() else words


def _bold(drawn: str) -> str:
    """The stars stand next to words, line by line; anything else would show them."""
    return "\n".join(re.sub(r"(?s)^(\s*)(.*?)(\s*)$", _starred, line) for line in drawn.split("\n"))


def _starred(found: re.Match[str]) -> str:
    return f"{found[1]}**{found[2]}**{found[3]}" if found[2] else found[0]


def _target(url: str) -> str:
    """An address that ends where it should."""
    for sign, code in (("\\", "%5C"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20"), ("\n", "")):
        url = url.replace(sign, code)
    return url
