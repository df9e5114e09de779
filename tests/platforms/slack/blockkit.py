"""Block Kit as Slack's reference describes it, written down independently of the bot: what Slack would refuse."""

from collections.abc import Iterator
from typing import Any

TEXT = {"plain_text": {"text": 3000, "emoji": None}, "mrkdwn": {"text": 3000, "verbatim": None}}
PLAIN = (
    "header.text",
    "button.text",
    "input.label",
    "input.hint",
    "option.text",
    "view.title",
    "view.submit",
    "view.close",
)
# type: {field: longest text, most things, or None}; a field with "!" is required
OBJECTS: dict[str, dict[str, int | None]] = {
    **TEXT,
    "header": {"text!": 150},
    "section": {"text!": 3000, "accessory": None},
    "context": {"elements!": 10},
    "actions": {"elements!": 25},
    "divider": {},
    "image": {"image_url!": 3000, "alt_text!": 2000},
    "input": {"label!": 2000, "element!": None, "hint": 2000, "optional": None},
    "rich_text": {"elements!": None},
    "rich_text_section": {"elements!": None},
    "rich_text_list": {"elements!": None, "style!": None},
    "rich_text_preformatted": {"elements!": None},
    "text": {"text!": 3000, "style": None},
    "link": {"url!": 3000, "text": 3000, "style": None},
    "date": {"timestamp!": None, "format!": 255, "fallback": 3000, "style": None},
    "button": {"text!": 75, "action_id!": 255, "value": 2000, "style": None},
    "static_select": {"action_id!": 255, "options!": 100, "placeholder": 150, "initial_option": None},
    "multi_static_select": {"action_id!": 255, "options!": 100, "placeholder": 150, "initial_options": 100},
    "radio_buttons": {"action_id!": 255, "options!": 10, "initial_option": None},
    "checkboxes": {"action_id!": 255, "options!": 10, "initial_options": 10},
    "plain_text_input": {"action_id!": 255, "initial_value": 3000, "multiline": None, "max_length": None},
    "datepicker": {"action_id!": 255, "initial_date": 10},
    "timepicker": {"action_id!": 255, "initial_time": 5},
    "option": {"text!": 75, "value!": 150},
}
SURFACES = {
    "message": {"header", "section", "context", "actions", "divider", "image", "rich_text"},
    "home": {"header", "section", "context", "actions", "divider", "image", "rich_text"},
    "modal": {"header", "section", "context", "actions", "divider", "image", "rich_text", "input"},
}
VIEW = {"type", "title", "submit", "close", "blocks", "private_metadata", "callback_id"}
DATE_PARTS = {"date_long", "time"}


def of_blocks(blocks: Any, surface: str) -> list[str]:
    """What is wrong with the blocks of a message, a modal or the App Home."""
    most = 50 if surface == "message" else 100
    if not isinstance(blocks, list) or not 0 < len(blocks) <= most:
        return [f"1 to {most} blocks"]
    found = [f"{b.get('type')} does not go into a {surface}" for b in blocks if b.get("type") not in SURFACES[surface]]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += ["block_id twice"] * (len(ids) != len(set(ids)))
    for block in blocks:
        found += _of(block, block.get("type", "?"), block=True)
        actions = [e["action_id"] for e in _inside(block) if "action_id" in e]
        found += ["action_id twice"] * (len(actions) != len(set(actions)))
    return found


def of_view(view: Any) -> list[str]:
    """What is wrong with a modal or the App Home."""
    surface = view.get("type")
    if surface not in ("modal", "home"):
        return ["a view is a modal or a home"]
    found = [f"{name} does not belong to a view" for name in view if name not in VIEW]
    if surface == "modal":
        for name in ("title", "submit", "close"):
            text = view.get(name, {}).get("text", "")
            if (name == "title" or name in view) and not 0 < len(text) <= 24:
                found.append(f"{name}: 1 to 24 characters")
        if any(block.get("type") == "input" for block in view.get("blocks", [])) and "submit" not in view:
            found.append("inputs need a submit")
    if len(view.get("private_metadata", "")) > 3000:
        found.append("private_metadata")
    return found + of_blocks(view.get("blocks"), surface)


def _of(thing: Any, kind: str, *, block: bool = False) -> Iterator[str]:
    known = OBJECTS.get(kind)
    if known is None:
        yield f"unknown type {kind}"
        return
    allowed = {name.rstrip("!") for name in known} | {"type"} | ({"block_id"} if block else set())
    yield from (f"{kind}.{name} is unknown" for name in thing if name not in allowed)
    for name, most in known.items():
        field = name.rstrip("!")
        if field in thing:
            yield from _field(kind, field, thing[field], most)
        elif name.endswith("!"):
            yield f"{kind}.{field} is missing"
    if len(thing.get("block_id", "")) > 255:
        yield "block_id"


def _field(kind: str, field: str, value: Any, most: int | None) -> Iterator[str]:
    if isinstance(value, dict) and field != "style":
        inner = "option" if field == "initial_option" else value.get("type", "?")
        if inner in TEXT:
            yield from _length(f"{kind}.{field}", value.get("text", ""), most)
            if f"{kind}.{field}" in PLAIN and inner != "plain_text":
                yield f"{kind}.{field} must be plain"
        yield from _of(value, inner)
    elif isinstance(value, list):
        yield from _length(f"{kind}.{field}", value, most)
        for each in value:
            yield from _of(each, "option" if field in ("options", "initial_options") else each.get("type", "?"))
    elif isinstance(value, str):
        yield from _length(f"{kind}.{field}", value, most)
    if kind == "date" and field == "format" and not all(f"{{{part}}}" in value for part in DATE_PARTS):
        yield "date.format"


def _length(name: str, value: Any, most: int | None) -> Iterator[str]:
    if not value or (most is not None and len(value) > most):
        yield f"{name}: {len(value)} of 1 to {most}"


def _inside(block: Any) -> list[Any]:
    elements = block.get("elements", []) if block.get("type") == "actions" else []
    return [*elements, *(block[name] for name in ("accessory", "element") if name in block)]
