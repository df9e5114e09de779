"""Slack's limits, checked over the whole tree of a message or view before it is sent; the SDK looks only at its top.

The numbers are those of Slack's reference; the sum of all texts is limited too, though no page says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

Tree = Mapping[str, Any]

TEXTS = 12_000  # of one message in all; Slack refuses from about 13,200 on
MESSAGE, SURFACE = 50, 100  # blocks of a message, and of a modal or the App Home
LENGTHS: Mapping[str, Mapping[str, int]] = {
    "header": {"text": 150},
    "section": {"text": 3000},
    "button": {"text": 75, "value": 2000, "url": 3000},
    "image": {"image_url": 3000, "alt_text": 2000},
    "input": {"label": 2000, "hint": 2000},
    "plain_text_input": {"placeholder": 150, "initial_value": 3000},
    "static_select": {"placeholder": 150},
    "multi_static_select": {"placeholder": 150},
    "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000, "callback_id": 255},
    "home": {"private_metadata": 3000, "callback_id": 255},
    "option": {"text": 75, "value": 150, "description": 75},
}
COUNTS: Mapping[str, tuple[str, int]] = {
    "actions": ("elements", 25),
    "context": ("elements", 10),
    "static_select": ("options", 100),
    "multi_static_select": ("options", 100),
    "radio_buttons": ("options", 10),
    "checkboxes": ("options", 10),
    "modal": ("blocks", SURFACE),
    "home": ("blocks", SURFACE),
    "rich_text": ("elements", 100),
}
IDS = ("block_id", "action_id")
ID = 255
KNOWN = frozenset({
    *LENGTHS, *COUNTS, "divider", "datepicker", "timepicker", "plain_text", "mrkdwn",
    "rich_text_section", "rich_text_list", "rich_text_preformatted", "text", "link", "date",
})  # fmt: skip


def of_message(sent: Tree) -> list[str]:
    """What of a message Slack would refuse, a line each."""
    blocks = sent.get("blocks", [])
    found = list(_most("blocks", len(blocks), MESSAGE))
    if not sent.get("text"):
        found.append("text: is empty")
    found += _most("text", len(sent.get("text", "")), 40_000)
    return [*found, *_unique(blocks), *(problem for block in blocks for problem in _of(block)), *_sum(blocks)]


def of_view(sent: Tree) -> list[str]:
    """What of a modal or an App Home Slack would refuse, a line each."""
    blocks = sent.get("blocks", [])
    missing = [f"{name}: is missing" for name in ("title", "close") if sent["type"] == "modal" and not sent.get(name)]
    if any(block.get("type") == "input" for block in blocks) and not sent.get("submit"):
        missing.append("submit: is missing, though there are inputs")
    return [*missing, *_unique(blocks), *_of(sent)]


def _of(tree: Tree) -> Iterator[str]:
    """The problems of one object and of everything in it."""
    kind = str(tree.get("type", "option" if "value" in tree else ""))
    if kind and kind not in KNOWN:
        yield f"{kind}: is no block that we know"
    for name, longest in LENGTHS.get(kind, {}).items():
        yield from _length(kind, name, tree.get(name), longest)
    if kind in COUNTS:
        name, most = COUNTS[kind]
        yield from _count(kind, name, tree.get(name, []), most)
    for name in IDS:
        yield from _most(f"{name} of {kind}", len(tree.get(name, "")), ID)
    yield from _texts(kind, tree)
    for name, child in tree.items():
        for each in _children(name, child):
            yield from _of(each)


def _texts(kind: str, tree: Tree) -> Iterator[str]:
    if kind in ("plain_text", "mrkdwn", "text", "link"):
        if not tree.get("text"):
            yield f"{kind}: is empty"
        yield from _most(kind, len(tree.get("text", "")), 3000)
    if kind in ("rich_text_section", "rich_text_preformatted", "rich_text_list") and not tree.get("elements"):
        yield f"{kind}: is empty"
    if kind == "plain_text_input" and not 0 < tree.get("max_length", 1) <= 3000:
        yield f"max_length of {kind}: {tree['max_length']}"


def _length(kind: str, name: str, value: Any, longest: int) -> Iterator[str]:
    text = cast(Tree, value).get("text", "") if isinstance(value, Mapping) else value
    if isinstance(text, str):
        yield from _most(f"{name} of {kind}", len(text), longest)


def _count(kind: str, name: str, things: Any, most: int) -> Iterator[str]:
    if not things:
        yield f"{name} of {kind}: there are none"
    yield from _most(f"{name} of {kind}", len(things), most)


def _unique(blocks: Iterable[Tree]) -> Iterator[str]:
    """Block ids are unique in a message, action ids in their block."""
    yield from _twice("block_id", (block["block_id"] for block in blocks if "block_id" in block))
    for block in blocks:
        elements = [*block.get("elements", []), *(block[name] for name in ("accessory", "element") if name in block)]
        yield from _twice("action_id", (each["action_id"] for each in elements if "action_id" in each))


def _twice(name: str, ids: Iterable[str]) -> Iterator[str]:
    yield from (f"{name}: {number} times the same" for number in Counter(ids).values() if number > 1)


def _sum(blocks: Iterable[Tree]) -> Iterator[str]:
    yield from _most("texts in all", sum(map(_letters, blocks)), TEXTS)


def _letters(tree: Tree) -> int:
    own = len(tree["text"]) if isinstance(tree.get("text"), str) else 0
    return own + sum(_letters(each) for name, child in tree.items() for each in _children(name, child))


def _children(name: str, child: Any) -> list[Tree]:
    if name == "style":
        return []
    things = cast(list[Any], child) if isinstance(child, list) else [child]
    return [cast(Tree, each) for each in things if isinstance(each, Mapping)]


def _most(name: str, number: int, most: int) -> Iterator[str]:
    if number > most:
        yield f"{name}: {number}, at most {most}"
