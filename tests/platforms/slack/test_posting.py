"""Posts and what can go wrong: nothing goes out twice by itself, and every answer of Slack has one meaning."""

from datetime import timedelta
from typing import Any

import pytest

from bot.chat.events import Place
from bot.chat.text import Reader, literal
from bot.chat.ui import Button, Message, Paragraph, action
from bot.platforms.port import Ref, Refused, TooFast, Unsure
from tests.platforms.slack.stage import SlackStage

ENGLISH = Reader("en")
HELLO = Message(parts=(Paragraph(literal("Hello")),))
HOUR = timedelta(hours=1)


def posts(stage: SlackStage) -> list[dict[str, Any]]:
    return stage.workspace.channels["CNEWS"].messages


@pytest.mark.parametrize("trouble", ["reset", "lost", "500", "fatal_error", "internal_error"])
def test_one_attempt_is_one_request_and_its_end_is_unknown(stage: SlackStage, trouble: str) -> None:
    stage.workspace.troubles.append(trouble)

    with pytest.raises(Unsure):
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")

    assert len(posts(stage)) == (trouble == "reset")
    assert (stage.platform.find(stage.public, "key", stage.now() - HOUR) is not None) == (trouble == "reset")


@pytest.mark.parametrize("trouble", ["429", "ratelimited", "rate_limited"])
def test_slack_says_how_long_to_wait(stage: SlackStage, trouble: str) -> None:
    stage.workspace.troubles.append(trouble)

    with pytest.raises(TooFast) as wait:
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")

    assert wait.value.seconds == (7 if trouble == "429" else 30)
    assert posts(stage) == []


@pytest.mark.parametrize("trouble", ["is_archived", "restricted_action", "msg_too_long"])
def test_what_slack_will_never_take_is_refused_with_its_reason(stage: SlackStage, trouble: str) -> None:
    stage.workspace.troubles.append(trouble)

    with pytest.raises(Refused, match=f"Slack says {trouble}"):
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")


@pytest.mark.parametrize("trouble", ["invalid_auth", "token_revoked", "missing_scope"])
def test_what_an_administrator_can_mend_is_tried_again_later(stage: SlackStage, trouble: str) -> None:
    stage.workspace.troubles.append(trouble)

    with pytest.raises(Unsure, match=trouble):
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")


def test_a_channel_that_the_bot_is_not_in_is_refused(stage: SlackStage) -> None:
    stage.workspace.channels["CNEWS"].members.clear()

    with pytest.raises(Refused, match="not_in_channel"):
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")


def test_an_edit_of_what_is_gone_is_refused(stage: SlackStage) -> None:
    with pytest.raises(Refused, match="message_not_found"):
        stage.platform.edit(Ref("CNEWS", "1.0"), HELLO, ENGLISH)


def test_nobody_there_is_unsure(stage: SlackStage) -> None:
    stage.close()

    with pytest.raises(Unsure):
        stage.platform.post(stage.public, HELLO, ENGLISH, "key")


def test_a_key_is_found_on_a_later_page(stage: SlackStage) -> None:
    stage.workspace.page = 2
    ref = stage.platform.post(stage.public, HELLO, ENGLISH, "first")
    for number in range(5):
        stage.platform.post(stage.public, HELLO, ENGLISH, f"key {number}")

    assert stage.platform.find(stage.public, "first", stage.now() - HOUR) == ref
    assert stage.platform.find(stage.public, "none", stage.now() - HOUR) is None


def test_the_metadata_names_nobody(stage: SlackStage) -> None:
    stage.platform.post(stage.public, HELLO, ENGLISH, "reminder:ada@example.org")

    [post] = posts(stage)
    assert post["metadata"]["event_type"] == "netbot_message"
    assert "ada" not in str(post["metadata"])


def test_metadata_of_others_is_not_ours(stage: SlackStage) -> None:
    ref = stage.platform.post(stage.public, HELLO, ENGLISH, "key")
    [post] = posts(stage)
    post["metadata"]["event_type"] = "another_app"

    assert ref.post == post["ts"]
    assert stage.platform.find(stage.public, "key", stage.now() - HOUR) is None


def test_a_conversation_is_opened_once(stage: SlackStage) -> None:
    places = [stage.platform.direct("ada") for _ in range(3)]

    assert places == [Place("slack", "Dada")] * 3
    assert [method for method, _ in stage.workspace.calls].count("conversations.open") == 1


def test_a_message_larger_than_slack_allows_is_refused_before_it_is_sent(stage: SlackStage) -> None:
    many = Message(parts=tuple(Button(literal(str(n)), action("x", n=n)) for n in range(26)))

    with pytest.raises(Refused, match="elements of actions: 26, at most 25"):
        stage.platform.post(stage.public, many, ENGLISH, "key")

    assert "chat.postMessage" not in [method for method, _ in stage.workspace.calls]


def test_nothing_unfolds_and_nothing_is_read_as_markup(stage: SlackStage) -> None:
    stage.platform.post(stage.public, HELLO, ENGLISH, "key")

    sent = next(given for method, given in stage.workspace.calls if method == "chat.postMessage")
    assert [str(sent[name]).casefold() for name in ("unfurl_links", "unfurl_media", "mrkdwn")] == ["false"] * 3


def test_the_people_of_a_large_channel_are_read_page_by_page(stage: SlackStage) -> None:
    stage.workspace.page = 2
    stage.workspace.channels["CNEWS"].members.update(f"u{number}" for number in range(5))

    assert sorted(stage.platform.members(stage.public)) == ["UBOT", "ada", "grace", "u0", "u1", "u2", "u3", "u4"]


def test_who_is_in_a_channel_is_not_known_without_the_scope_or_where_nobody_invited_the_bot(stage: SlackStage) -> None:
    stage.workspace.channels["CNEWS"].members.discard("UBOT")
    with pytest.raises(Refused, match="not_in_channel"):
        stage.platform.members(stage.public)

    stage.workspace.granted.discard("channels:read")
    with pytest.raises(Unsure, match="missing_scope"):
        stage.platform.members(stage.public)
