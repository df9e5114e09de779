"""Golden files: all that the features can show, in both languages, as every platform renders it.

`pytest tests/test_goldens.py --update-goldens` writes them anew; read the difference before you commit it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import handlers
from bot.arguments import BadValue, convert
from bot.chat.limits import problems
from bot.chat.replies import Reject
from bot.chat.text import Reader
from bot.chat.ui import Area, Form, Line, Message
from bot.platforms.mattermost import forms as mattermost_forms
from bot.platforms.mattermost import render as mattermost_render
from bot.platforms.slack import forms as slack_forms
from bot.platforms.slack import limits as slack_limits
from bot.platforms.slack import render as slack_render
from bot.platforms.web import forms as web_forms
from bot.platforms.web import render as web_render
from tests import sampling, words
from tests.platforms.mattermost import of_2021
from tests.platforms.slack import blockkit
from tests.sampling import READERS, SAMPLES, Played, Shown

sampling.load()
GOLDENS = Path(__file__).parent / "goldens"
LONG_URL = "https://netbot.medical-informatics.example.org/mattermost/action/" + "x" * 24


@dataclass(frozen=True)
class Renderer:
    """How one platform draws messages and forms, and what its golden files are called."""

    suffix: str
    message: Callable[[Message, Reader], str]
    form: Callable[[Form, Reader], str]


def unsealed(action: str) -> str:
    return action


def readable(html: str) -> str:
    return html.replace("><", ">\n<") + "\n"


def as_json(drawn: object) -> str:
    return json.dumps(drawn, indent=1, ensure_ascii=False) + "\n"


def block_kit(drawn: dict[str, Any], problems: list[str]) -> str:
    """Block Kit, once Slack's limits hold for it."""
    assert problems == []
    return as_json(drawn)


def slack_message(shown: Message, reader: Reader) -> str:
    drawn = slack_render.message(shown, reader, unsealed)
    return block_kit(drawn, slack_limits.of_message(drawn) + blockkit.of_blocks(drawn["blocks"], "message"))


def slack_form(asked: Form, reader: Reader) -> str:
    drawn = slack_forms.form(asked, reader, asked.carry)
    return block_kit(drawn, slack_limits.of_view(drawn) + blockkit.of_view(drawn))


def mattermost_message(shown: Message, reader: Reader) -> str:
    drawn = mattermost_render.message(shown, reader, unsealed, "https://bot.example")
    return f"{drawn.text}\n" + (as_json(drawn.attachments) if drawn.attachments else "")


def mattermost_form(asked: Form, reader: Reader) -> str:
    return as_json(mattermost_forms.dialog(asked, reader, asked.carry, mattermost_forms.Features()))


RENDERERS = {
    "slack": Renderer("json", slack_message, slack_form),
    "words": Renderer("txt", words.message, words.form),
    "web": Renderer(
        "html",
        lambda shown, reader: readable(web_render.message(shown, reader, unsealed)),
        lambda asked, reader: readable(web_forms.form(asked, reader, unsealed)),
    ),
    "mattermost": Renderer("md", mattermost_message, mattermost_form),
}


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Played]:
    """Plays each sample once for each language."""
    kept: dict[tuple[str, str], Played] = {}

    def play(name: str, language: str) -> Played:
        if (name, language) not in kept:
            kept[name, language] = sampling.play(name, language, tmp_path_factory.mktemp("sample"))
        return kept[name, language]

    return play


@pytest.mark.parametrize("platform", RENDERERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_it_looks_as_it_did(played, name: str, platform: str, request: pytest.FixtureRequest) -> None:
    renderer = RENDERERS[platform]
    golden = GOLDENS / platform / f"{name}.{renderer.suffix}"

    drawn = "".join(_drawn(played(name, reader.language).shown, reader, renderer) for reader in READERS)

    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(drawn.encode())
    assert golden.read_bytes().decode() == drawn


@pytest.mark.parametrize("name", SAMPLES)
def test_it_fits_on_every_platform(played, name: str) -> None:
    scenes = [(reader, shown) for reader in READERS for shown in played(name, reader.language).shown]

    assert [
        found for reader, shown in scenes if not isinstance(shown, Reject) for found in problems(shown, reader)
    ] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_it_fits_on_a_mattermost_of_2021(played, name: str) -> None:
    for reader in READERS:
        for shown in (each for each in played(name, reader.language).shown if isinstance(each, Message)):
            drawn = mattermost_render.message(shown, reader, lambda action: f"{action}{'s' * 60}", LONG_URL)

            assert len(drawn.text) <= of_2021.MESSAGE
            assert len(of_2021.props(drawn.attachments)) <= of_2021.PROPS


def test_what_is_longer_than_a_form_allows_is_refused_here_too(played) -> None:
    forms = {shown.carry: shown for name in SAMPLES for shown in played(name, "en").shown if isinstance(shown, Form)}
    assert forms

    for form in forms.values():
        route = handlers.discover().get("form", form.carry.partition("?")[0])
        kinds = {argument.name: argument.kind for argument in route.arguments}
        for wanted in form.inputs:
            if isinstance(wanted, Line | Area):
                with pytest.raises(BadValue):
                    convert(kinds[wanted.name], "x" * (wanted.longest + 1), {})


@pytest.mark.parametrize("kind", ["form", "card", "notice"])
def test_every_view_and_form_has_a_sample(played, kind: str) -> None:
    scenes = [played(name, "en") for name in SAMPLES]
    forms = {shown.carry.partition("?")[0] for scene in scenes for shown in scene.shown if isinstance(shown, Form)}
    views = {name for scene in scenes for shown_kind, name in scene.views if shown_kind == kind}

    assert {route.name for route in handlers.discover().every(kind)} == (forms if kind == "form" else views)


def test_every_golden_file_has_a_sample() -> None:
    wanted = {GOLDENS / platform / f"{name}.{RENDERERS[platform].suffix}" for platform in RENDERERS for name in SAMPLES}

    assert {path for path in GOLDENS.rglob("*") if path.is_file()} == wanted


def _drawn(scene: tuple[Shown, ...], reader: Reader, renderer: Renderer) -> str:
    parts = [_one(shown, reader, renderer) for shown in scene]
    return f"=== {reader.language} ===\n" + "\n".join(parts) + "\n"


def _one(shown: Shown, reader: Reader, renderer: Renderer) -> str:
    match shown:
        case Message():
            return renderer.message(shown, reader)
        case Form():
            return renderer.form(shown, reader)
        case Reject():
            return words.reject(shown, reader)
