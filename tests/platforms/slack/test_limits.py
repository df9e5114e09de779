"""The walker finds what is too much anywhere in a message or a view, and lets pass what is just enough."""

import copy
from typing import Any

import pytest

from bot.platforms.slack.limits import of_message, of_view
from tests.platforms.slack import blockkit


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "b", "text": plain("x" * 75), "value": "v" * 2000} | more


def option(label: str = "x" * 75, value: str = "v" * 150) -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def rich(*elements: Any) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def message(*blocks: Any, text: str = "words") -> dict[str, Any]:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Any, **more: Any) -> dict[str, Any]:
    around = {"title": plain("t" * 24), "submit": plain("s" * 24), "close": plain("c" * 24)}
    return {"type": "modal", "private_metadata": "m" * 3000, "blocks": list(blocks)} | around | more


def asked(element: Any, name: str = "n") -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain("l" * 2000), "element": element | {"action_id": "value"}}


def select(number: int) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "a" * 255, "options": [option(str(n), str(n)) for n in range(number)]}


def buttons(number: int) -> dict[str, Any]:
    return {"type": "actions", "elements": [button(action_id=f"b{n}") for n in range(number)]}


def radios(number: int) -> dict[str, Any]:
    return {"type": "radio_buttons", "options": [option(str(n), str(n)) for n in range(number)]}


HEADER = {"type": "header", "text": plain("h" * 150)}
ENOUGH = [
    message(HEADER, {"type": "divider"}, rich({"type": "text", "text": "x" * 3000}), buttons(25)),
    message({"type": "section", "block_id": "i" * 255, "text": plain("x" * 3000), "accessory": select(100)}),
    message(*[{"type": "divider"}] * 50, text="x" * 4000),
]
TOO_MUCH = [
    message({"type": "header", "text": plain("h" * 151)}),
    message(buttons(26)),
    message({"type": "actions", "elements": [button(text=plain("x" * 76))]}),
    message({"type": "actions", "elements": [button(value="v" * 2001)]}),
    message({"type": "actions", "elements": [button(action_id="a" * 256)]}),
    message({"type": "actions", "elements": [button(), button()]}),
    message({"type": "actions", "elements": []}),
    message({"type": "section", "text": plain("x" * 3001)}),
    message({"type": "section", "text": plain("x"), "accessory": select(101)}),
    message({"type": "section", "text": plain("x"), "accessory": select(1) | {"options": [option(label="x" * 76)]}}),
    message({"type": "section", "text": plain("x"), "accessory": select(1) | {"options": [option(value="x" * 151)]}}),
    message({"type": "section", "block_id": "i" * 256, "text": plain("x")}),
    message({"type": "divider", "block_id": "i"}, {"type": "divider", "block_id": "i"}),
    message(*[{"type": "divider"}] * 51),
    message(rich({"type": "text", "text": ""})),
    message(rich()),
    message(rich({"type": "text", "text": "x" * 3001})),
    message({"type": "context", "elements": [plain("x")] * 11}),
    message({"type": "image", "image_url": "https://x.example", "alt_text": "x" * 2001}),
    message({"type": "marquee"}),
]


@pytest.mark.parametrize("sent", ENOUGH)
def test_what_is_just_enough_passes(sent: dict[str, Any]) -> None:
    assert of_message(sent) == []


@pytest.mark.parametrize("sent", TOO_MUCH, ids=str)
def test_too_much_is_found_by_us_and_by_the_rules_of_the_small_slack(sent: dict[str, Any]) -> None:
    assert len(of_message(sent)) >= 1
    assert len(blockkit.of_blocks(copy.deepcopy(sent["blocks"]), "message")) >= 1


def test_the_sum_of_all_texts_is_limited() -> None:
    piece = rich({"type": "text", "text": "x" * 3000})

    assert of_message(message(*[piece] * 4)) == []
    assert of_message(message(*[piece] * 5)) == ["texts in all: 15000, at most 12000"]


def test_a_message_has_words_for_screen_readers() -> None:
    assert of_message(message(HEADER, text="")) == ["text: is empty"]


@pytest.mark.parametrize(
    "view",
    [
        modal(asked({"type": "plain_text_input", "max_length": 3000})),
        modal(asked(radios(10)), *[{"type": "divider"}] * 99),
        modal({"type": "divider"}, submit={}),
    ],
)
def test_a_modal_that_is_just_enough_passes(view: dict[str, Any]) -> None:
    assert of_view({name: value for name, value in view.items() if value}) == []


@pytest.mark.parametrize(
    "view",
    [
        modal(asked(radios(11))),
        modal(asked({"type": "checkboxes", "options": [option(str(n), str(n)) for n in range(11)]})),
        modal(asked({"type": "plain_text_input", "max_length": 3001})),
        modal(asked({"type": "plain_text_input", "initial_value": "x" * 3001})),
        modal(asked({"type": "datepicker"}) | {"hint": plain("x" * 2001)}),
        modal(asked({"type": "datepicker"}), asked({"type": "datepicker"})),
        modal(asked({"type": "datepicker"}), submit={}),
        modal(*[{"type": "divider"}] * 101),
        modal({"type": "divider"}, title=plain("t" * 25)),
        modal({"type": "divider"}, close={}),
        modal({"type": "divider"}, private_metadata="m" * 3001),
        modal(),
    ],
    ids=str,
)
def test_too_much_in_a_modal_is_found(view: dict[str, Any]) -> None:
    assert len(of_view({name: value for name, value in view.items() if value})) >= 1
