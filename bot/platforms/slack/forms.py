"""Forms as modals, and what a message looks like in a modal or on the App Home."""

from collections.abc import Iterator
from typing import Any

from bot.chat.text import Reader, Text, shortened
from bot.chat.ui import Area, Check, Choice, Choices, Day, Form, Input, Line, Message, Moment
from bot.platforms.slack import mrkdwn, phrases, render
from bot.platforms.slack.render import Block, Sealer

TITLE = 24
FEW = 5  # so many options are shown at once, more in a list that opens
BOXES = 10  # as many as Slack shows as boxes
FORM, MESSAGE = "form", "message"  # the callback ids
VALUE, TICK = "value", "tick"  # the action ids of inputs; the block id is the input's name
CLOCK = ".time"  # a moment is a day and a time, so that nobody's zone can move it
TICKED = "yes"


def form(asked: Form, reader: Reader, state: str) -> Block:
    """A modal with the inputs; `state` comes back with the values."""
    intro = [mrkdwn.rich(mrkdwn.section(mrkdwn.pieces(asked.intro, reader)))] if asked.intro else []
    inputs = [block for wanted in asked.inputs for block in _blocks(wanted, reader)]
    around = {"title": mrkdwn.plain(asked.title, reader), "submit": mrkdwn.plain(asked.submit, reader)}
    close = {"close": mrkdwn.plain(phrases.CANCEL, reader)}
    return _modal(FORM, state) | around | close | {"blocks": [*intro, *inputs]}


def reading(shown: Message, reader: Reader, sealer: Sealer, *, title: str, state: str) -> Block:
    """A modal to read: the answer to a form, or to a click on the App Home."""
    around = {"title": _named(title), "close": mrkdwn.plain(phrases.CLOSE, reader)}
    return _modal(MESSAGE, state) | around | {"blocks": render.blocks(shown, reader, sealer)}


def home(shown: Message, reader: Reader, sealer: Sealer) -> Block:
    """The App Home."""
    return {"type": "home", "blocks": render.blocks(shown, reader, sealer)}


def inputs_of(blocks: list[Block]) -> list[str]:
    """The names of a form's inputs, from the blocks that Slack sends back."""
    return [block["block_id"] for block in blocks if block.get("type") == "input"]


def _modal(callback: str, state: str) -> Block:
    return {"type": "modal", "callback_id": callback, "private_metadata": state}


def _named(title: str) -> Block:
    return {"type": "plain_text", "text": shortened(title, TITLE), "emoji": False}


def _blocks(wanted: Input, reader: Reader) -> Iterator[Block]:
    if not isinstance(wanted, Moment):
        yield _input(wanted, wanted.name, wanted.label, _element(wanted, reader), reader)
        return
    day, clock = _moment(wanted)
    yield _input(wanted, wanted.name, wanted.label, day, reader)
    yield _input(wanted, wanted.name + CLOCK, phrases.TIME_OF.format(label=wanted.label), clock, reader)


def _input(wanted: Input, name: str, label: Text, element: Block, reader: Reader) -> Block:
    hint = {"hint": mrkdwn.plain(wanted.hint, reader)} if wanted.hint else {}
    named = {"type": "input", "block_id": name, "label": mrkdwn.plain(label, reader)}
    return named | {"optional": not wanted.required, "element": {"action_id": VALUE} | element} | hint


def _element(wanted: Line | Area | Choice | Choices | Check | Day, reader: Reader) -> Block:
    match wanted:
        case Line() | Area():
            shown = {"type": "plain_text_input", "multiline": isinstance(wanted, Area), "max_length": wanted.longest}
            return shown | ({"initial_value": wanted.value} if wanted.value else {})
        case Choice():
            return _choice(wanted, reader)
        case Choices():
            return _choices(wanted, reader)
        case Check():
            box: Block = {"text": mrkdwn.plain(phrases.YES, reader), "value": TICKED}
            return _given(
                {"type": "checkboxes", "action_id": TICK, "options": [box]}, "initial_options", [box] * wanted.value
            )
        case Day():
            return _given({"type": "datepicker"}, "initial_date", wanted.value.isoformat() if wanted.value else None)


def _moment(wanted: Moment) -> tuple[Block, Block]:
    value = wanted.value
    day = _given({"type": "datepicker"}, "initial_date", value.date().isoformat() if value else None)
    return day, _given({"type": "timepicker"}, "initial_time", value.strftime("%H:%M") if value else None)


def _choice(wanted: Choice, reader: Reader) -> Block:
    options = [render.option(each, reader) for each in wanted.options]
    chosen = next((each for each in options if each["value"] == wanted.value), None)
    few = len(options) <= FEW and wanted.required  # nobody can take back a radio button
    shown: Block = {"type": "radio_buttons" if few else "static_select", "options": options}
    asked = {} if few else {"placeholder": mrkdwn.plain(phrases.CHOOSE, reader)}
    return _given(shown | asked, "initial_option", chosen)


def _choices(wanted: Choices, reader: Reader) -> Block:
    options = [render.option(each, reader) for each in wanted.options]
    chosen = [each for each in options if each["value"] in wanted.values]
    few = len(options) <= BOXES
    shown: Block = {"type": "checkboxes" if few else "multi_static_select", "options": options}
    asked = {} if few else {"placeholder": mrkdwn.plain(phrases.CHOOSE, reader)}
    return _given(shown | asked, "initial_options", chosen)


def _given(shown: Block, name: str, value: Any) -> Block:
    """With a value where there is one; Slack takes no empty ones."""
    return shown | ({name: value} if value else {})
