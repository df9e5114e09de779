"""Forms as dialogs, for servers of 2021 and for those of today."""

import pytest

from bot.chat.text import Reader
from bot.platforms.mattermost import forms
from bot.platforms.mattermost.forms import Features
from tests.platforms.test_contract import FORM
from tests.platforms.web.toy import planning

ENGLISH = Reader("en")


def elements(asked: object, features: Features) -> dict[str, dict[str, object]]:
    return {each["name"]: each for each in forms.dialog(asked, ENGLISH, "sealed", features)["elements"]}


@pytest.mark.parametrize(
    ("version", "features"),
    [
        ("5.37.0", Features()),
        ("10.12.1", Features()),
        ("11.0.2", Features(several=True)),
        ("11.1.0", Features(several=True, dates=True)),
        ("12.0", Features(several=True, dates=True)),
        ("", Features()),
        ("unknown", Features()),
    ],
)
def test_what_a_server_can_is_known_by_its_version(version: str, features: Features) -> None:
    assert Features.of(version) == features


def test_an_old_server_gets_lines_for_dates_and_a_box_for_each_option() -> None:
    shown = elements(FORM, Features())

    assert [name for name in shown if name.startswith("topics")] == ["topics[one]", "topics[two]", "topics[three]"]
    assert shown["topics[one]"] == {
        "display_name": "Topics",
        "name": "topics[one]",
        "type": "bool",
        "optional": True,
        "placeholder": "One",
        "default": "false",
    }
    assert (shown["until"]["type"], shown["until"]["default"]) == ("text", "2026-12-01")
    assert shown["until"]["help_text"] == "as 2026-12-31"
    assert (shown["starts"]["type"], shown["starts"]["default"]) == ("text", "2026-12-03 14:00")
    assert {each["type"] for each in shown.values()} <= {"text", "textarea", "select", "bool", "radio"}


def test_a_new_server_gets_a_calendar_and_a_menu_for_several() -> None:
    shown = elements(FORM, Features(several=True, dates=True))

    assert (shown["topics"]["type"], shown["topics"]["multiselect"]) == ("select", True)
    assert shown["until"] == {
        "display_name": "Until",
        "name": "until",
        "optional": False,
        "type": "date",
        "default": "2026-12-01",
    }


def test_few_options_are_shown_at_once_and_many_in_a_list() -> None:
    shown = elements(planning(), Features())

    assert (shown["kind"]["type"], shown["kind"]["default"]) == ("radio", "online")
    assert (shown["room"]["type"], shown["room"]["optional"]) == ("select", True)
    assert shown["topics[r2]"]["default"] == "true"
    assert shown["starts"]["help_text"] == "Berlin time (as 2026-12-31 14:00)"


def test_the_dialog_carries_its_seal_and_asks_for_no_word_when_it_is_closed() -> None:
    shown = forms.dialog(planning(), ENGLISH, "sealed", Features())

    assert (shown["state"], shown["notify_on_cancel"], shown["submit_label"]) == ("sealed", False, "Plan")
    assert shown["introduction_text"] == "It appears in announcements."
