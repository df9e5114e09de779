"""What people see of blocks: words without style, links, pings, buttons, menus. Reads mrkdwn as Slack's clients do."""

import re
from collections.abc import Iterator
from typing import Any

from tests.platforms.contract import Opened, Seen

ANGLE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
BARE = re.compile(r"https?://\S+")
STYLES = re.compile(r"(?<!\w)([*_~`])(\S(?:.*?\S)?)\1(?!\w)")


class Look:
    """Collects what there is to see."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.pings: list[str] = []

    def text(self, text: Any) -> str:
        """A text object."""
        return text["text"] if text["type"] == "plain_text" else self.mrkdwn(text["text"], text.get("verbatim", False))

    def mrkdwn(self, words: str, verbatim: bool = False) -> str:
        plain = ANGLE.sub(self._angle, words)
        if not verbatim:
            self.links += BARE.findall(plain)
        plain = STYLES.sub(lambda found: found[2], plain)
        return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def rich(self, element: Any) -> str:
        """An element of rich text."""
        match element["type"]:
            case "rich_text_list":
                return "\n".join(map(self.rich, element["elements"]))
            case "rich_text" | "rich_text_section" | "rich_text_preformatted":
                joint = "\n" if element["type"] == "rich_text" else ""
                return joint.join(map(self.rich, element["elements"]))
            case "link":
                self.links.append(element["url"])
                return element.get("text", element["url"])
            case "date":
                return element["fallback"]
            case "text":
                return element["text"]
            case "user" | "usergroup" | "broadcast" as ping:
                self.pings.append(ping)
        return ""

    def _angle(self, found: re.Match[str]) -> str:
        inside, label = found[1], found[2]
        if inside.startswith("!date"):
            return label
        if inside.startswith(("!", "@")):
            self.pings.append(inside)
        else:
            self.links.append(inside)
        return label or inside


def seen(message: Any) -> Seen:
    """A message or a view as people see it."""
    look = Look()
    lines = [line for block in message.get("blocks", []) for line in _lines(block, look)]
    aloud = Look()
    aloud.mrkdwn(message.get("text", ""), verbatim=True)
    controls = [element for block in message.get("blocks", []) for element in _controls(block)]
    buttons = {element["text"]["text"]: element["value"] for _, element in controls if element["type"] == "button"}
    menus = {
        block["text"]["text"]: f"{block['block_id']}\n{element['action_id']}"
        for block, element in controls
        if element["type"] == "static_select"
    }
    return Seen("\n".join(lines), (*look.links, *aloud.links), (*look.pings, *aloud.pings), buttons, menus)


def opened(view: Any) -> Opened:
    """A form as people see it; a day with its time is one input to them."""
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    inputs = tuple(name for name in names if not name.endswith(".time"))
    return Opened(view["title"]["text"], inputs, view["private_metadata"])


def _lines(block: Any, look: Look) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield look.rich(block)
        case "header" | "section":
            yield look.text(block["text"])
        case "context":
            yield from map(look.text, block["elements"])
        case "image":
            yield block["alt_text"]


def _controls(block: Any) -> list[tuple[Any, Any]]:
    elements = block["elements"] if block["type"] == "actions" else [block["accessory"]] if "accessory" in block else []
    return [(block, element) for element in elements]
