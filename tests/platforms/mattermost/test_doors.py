"""The addresses that the server calls: who is let in, and what is answered."""

import httpx
import pytest

from bot.chat.replies import Answer, Ask, Reject, Whisper, whisper
from bot.chat.text import Reader, literal
from bot.chat.ui import Button, Message, Paragraph, action
from bot.platforms.mattermost.doors import LONGEST
from tests.platforms.contract import Ear
from tests.platforms.mattermost.fake import TEAM
from tests.platforms.mattermost.stage import MattermostStage
from tests.platforms.test_contract import FORM, VALUES

GERMAN = Reader("de")
HELLO = literal("Hello")
WITH_BUTTON = Whisper(Message(HELLO, (Button(literal("More"), action("more")),)))


@pytest.fixture
def ear(stage: MattermostStage) -> Ear:
    return Ear(stage)


def addresses(stage: MattermostStage) -> list[str]:
    known = stage.platform._scene.addresses
    return [known.command, known.action, known.dialog]


@pytest.mark.parametrize("token", ["", "wrong", "ä" * 26])
def test_a_command_without_the_token_is_turned_away(stage: MattermostStage, ear: Ear, token: str) -> None:
    assert stage.type("ada", "help", stage.public, token=token).refused
    assert ear.heard == []


def test_a_token_is_good_for_its_team_only(stage: MattermostStage, ear: Ear) -> None:
    assert stage.type("ada", "help", stage.public, team_id="another").refused
    assert not stage.type("ada", "help", stage.public, team_id=TEAM).refused


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 60_000, b"\xff", b'{"type": "button"}', b'{"type": []}'])
def test_what_no_server_sends_is_turned_away(stage: MattermostStage, ear: Ear, body: bytes) -> None:
    for address in addresses(stage):
        assert httpx.post(address, content=body, trust_env=False).status_code in (400, 403)
    assert ear.heard == []


def test_too_much_is_turned_away(stage: MattermostStage, ear: Ear) -> None:
    for address in addresses(stage):
        assert httpx.post(address, content=b" " * (LONGEST + 1), trust_env=False).status_code == 413


def test_the_addresses_of_commands_and_buttons_cannot_be_guessed(stage: MattermostStage) -> None:
    for address in addresses(stage)[:2]:
        assert httpx.post(f"{address[:-1]}_", trust_env=False).status_code == 404
        assert httpx.get(address, trust_env=False).status_code == 405


def test_before_anybody_listens_it_is_said_that_the_bot_still_starts(stage: MattermostStage) -> None:
    [said] = stage.type("ada", "help", stage.public).private

    assert said.text.startswith("The bot is still starting")


def test_two_whispers_are_two_messages(stage: MattermostStage, ear: Ear) -> None:
    ear.replies = (whisper(HELLO), WITH_BUTTON)

    first, second = stage.type("ada", "", stage.public).private

    assert (first.text, first.buttons, list(second.buttons)) == ("Hello", {}, ["More"])


def test_an_answer_with_buttons_to_a_click_is_a_direct_message(stage: MattermostStage, ear: Ear) -> None:
    ear.replies = (WITH_BUTTON,)
    [shown] = stage.type("ada", "", stage.public).private

    [told] = stage.click("ada", shown.buttons["More"], stage.public).private
    nothing = stage.click("ada", shown.buttons["More"], stage.platform.direct("ada")).private

    assert told.text == "I have answered you in a direct message."
    assert nothing == ()
    assert [list(each.buttons) for each in stage.read(stage.platform.direct("ada"), "ada")] == [["More"], ["More"]]


def test_the_answer_to_a_form_is_a_direct_message(stage: MattermostStage, ear: Ear) -> None:
    ear.replies = (Ask(FORM),)
    form = stage.type("ada", "", stage.public).form
    ear.replies = (whisper(HELLO),)

    stage.submit("ada", form.state, VALUES, stage.public)

    assert [each.text for each in stage.read(stage.platform.direct("ada"), "ada")] == ["Hello"]


def test_a_form_that_opens_too_late_is_asked_for_again(stage: MattermostStage, ear: Ear) -> None:
    ear.replies, ear.reader = (Ask(FORM),), GERMAN

    [said] = stage.type("ada", "", stage.public, trigger_id="late").private

    assert said.text == "Das Formular hat sich zu spät geöffnet. Bitte versuch es noch einmal."


def test_an_error_of_no_input_stands_above_the_form(stage: MattermostStage, ear: Ear) -> None:
    ear.replies = (Ask(FORM),)
    form = stage.type("ada", "", stage.public).form
    ear.replies = (Reject({"elsewhere": literal("No room.")}),)

    body = {"type": "dialog_submission", "user_id": "ada", "channel_id": "x", "state": form.state, "submission": {}}
    answer = httpx.post(addresses(stage)[2], json=body, trust_env=False)

    assert answer.json() == {"error": "No room."}


def test_who_speaks_is_who_the_server_says(stage: MattermostStage, ear: Ear) -> None:
    stage.type("ada", "", stage.public)
    stage.fake.settings["RequireEmailVerification"] = "true"
    stage.platform._scene.look_around()
    stage.type("ada", "", stage.public)

    first, second = (event.account for event in ear.heard)
    assert (first.name, first.email, first.language, first.zone) == ("Ada Test", "", "en", "Europe/Rome")
    assert second.email == "ada@example.org"


def test_a_mistake_of_ours_is_a_status_and_no_words(stage: MattermostStage) -> None:
    def broken(event: object) -> Answer:
        raise RuntimeError("what somebody wrote")

    stage.listen(broken)
    [command] = stage.fake.commands
    form = {"user_id": "ada", "channel_id": "town", "team_id": TEAM, "token": command["token"], "text": "x"}

    answer = httpx.post(command["url"], data=form, trust_env=False)

    assert (answer.status_code, answer.text) == (500, "{}")


def test_a_post_looks_the_same_whatever_thread_or_process_edits_it(stage: MattermostStage) -> None:
    message, english = Message(parts=(Paragraph(HELLO),)), Reader("en")
    ref = stage.platform.post(stage.public, message, english, "key")
    stage.platform._keys.clear()  # another process, which has never seen this post

    stage.platform.edit(ref, message, english)

    assert stage.platform.find(stage.public, "key", stage.now()) == ref
