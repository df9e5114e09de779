"""Reads Mattermost's Markdown as a client shows it: words, links, and whom the server would call."""

import re
from collections.abc import Mapping
from typing import Any

from tests.platforms.contract import Seen

ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
HIDDEN = 0xF0000  # where escaped signs wait until everything else is read
CODE = re.compile(r"(`+) ?(.+?) ?\1")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
BARE = re.compile(r"(?:https?://|www\.)\S+")
WORD = re.compile(r"[\w:.@-]+")  # of which the server makes words when it looks for mentions


def seen(text: str, attachments: list[dict[str, Any]]) -> Seen:
    """A post as people see it."""
    texts = [text, *(attachment.get("text", "") for attachment in attachments)]
    texts += [attachment.get("footer", "") for attachment in attachments]
    controls = [action for attachment in attachments for action in attachment.get("actions", [])]
    shown = [_shown(each) for each in texts if each]
    return Seen(
        text="\n".join(words for words, _, _ in shown if words),
        links=tuple(link for _, links, _ in shown for link in links),
        pings=tuple(ping for _, _, pings in shown for ping in pings),
        buttons=_sent(controls, "button"),
        menus=_sent(controls, "select"),
    )


def _sent(controls: list[dict[str, Any]], kind: str) -> Mapping[str, str]:
    return {each["name"]: each["integration"]["context"]["a"] for each in controls if each["type"] == kind}


def _shown(text: str) -> tuple[str, list[str], list[str]]:
    hidden = ESCAPED.sub(lambda found: chr(HIDDEN + ord(found[1])), text)
    codes = [found[2] for found in CODE.finditer(hidden)]
    open_text = CODE.sub("\uf8ff", hidden)
    links = [found[2] for found in LINK.finditer(open_text)]
    open_text = LINK.sub(r"\1", open_text)
    links += [found[0] for found in BARE.finditer(open_text)]
    pings = [word for found in WORD.finditer(open_text) for word in re.split("[:.-]", found[0]) if _calls(word)]
    words = open_text.replace("**", "").replace("\u200b", "")
    lines = [re.sub(r"^\s*(?:#### |- |---$)", "", line) for line in words.split("\n")]
    words = "\n".join(line for line in lines if line)
    for code in codes:
        words = words.replace("\uf8ff", code, 1)
    return re.sub("[\U000f0000-\U000f00ff]", lambda found: chr(ord(found[0]) - HIDDEN), words), links, pings


def _calls(word: str) -> bool:
    return len(word.lstrip("_")) > 1 and word.lstrip("_").startswith("@")
