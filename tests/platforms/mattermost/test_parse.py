"""What a real server has sent, read as events; and what none would send, turned away."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from bot.chat.events import Account, Click, Command, Place, Submission
from bot.platforms.mattermost import parse
from bot.platforms.mattermost.parse import ASKED, CLICK, FORM, PUBLIC, WORDS, Unreadable
from bot.platforms.seal import Broken, Seal

WIRE = Path(__file__).parent / "wire"
NOW = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
USER, CHANNEL, DIRECT = "pma4o5ur5ibqmn3ptrc4igjugy", "snk895cjptrq8e7kt33rja4xuw", "gfhq6rq537f5mmi4nne7ypq9ac"
TEAM, TOKEN = "s8oax1na1b81mbf5kybasgiyzo", "8z8cbeo75iyjdkjzyh6xzhrwre"
ACCOUNT = Account("mattermost", USER)
SEAL = Seal("a secret of the tests", lambda: NOW)
ACTIONS = sorted(path.stem for path in WIRE.glob("action-*") if "dialog" not in path.stem)
DIALOGS = sorted(path.stem for path in WIRE.glob("dialog-*"))


def sent(name: str) -> dict[str, Any]:
    """The body of a recorded request."""
    return json.loads(json.loads((WIRE / f"{name}.json").read_text("utf-8"))["body"])


def slash(name: str) -> parse.Slash:
    body = json.loads((WIRE / f"{name}.json").read_text("utf-8"))["body"]
    return parse.slash(parse_qsl(body, keep_blank_values=True))


def test_a_command_says_who_typed_what_and_where() -> None:
    typed = slash("slash-mentions")

    assert (typed.user, typed.channel, typed.team, typed.token) == (USER, CHANNEL, TEAM, TOKEN)
    assert len(typed.trigger) > 100
    assert typed.command(ACCOUNT, NOW) == Command(
        "help @user2 ~jrg-announcements Zoë",
        ACCOUNT,
        Place("mattermost", CHANNEL),
        NOW,
        {"@user2": "jebpqrbomibrixh4fakecd13mh"},
    )


@pytest.mark.parametrize(
    ("name", "words", "channel"), [("slash-plain", "empty", CHANNEL), ("slash-dm", "two  spaces", DIRECT)]
)
def test_a_command_is_taken_as_it_was_typed(name: str, words: str, channel: str) -> None:
    assert (slash(name).words, slash(name).channel, slash(name).mentions) == (words, channel, {})


def test_a_conversation_of_two_is_known_by_its_name_and_stays_known_in_a_form() -> None:
    places = [slash("slash-dm").place, parse.pressed(sent("action-button-dm")).place, slash("slash-plain").place]
    again = [parse.place_of(parse.place_in_state(place)) for place in places]

    assert [place.channel for place in places] == [DIRECT, DIRECT, CHANNEL]
    assert [place.alone for place in places] == [place.alone for place in again] == [True, True, False]
    assert again == places


def test_a_mention_is_known_by_whatever_it_was_typed() -> None:
    fields = [("user_id", "u"), ("channel_id", "c"), ("text", "who @Ada, @ada @ben.s. @nobody a@b")]
    known = [
        ("user_mentions", "ada"),
        ("user_mentions_ids", "1"),
        ("user_mentions", "ben.s"),
        ("user_mentions_ids", "2"),
    ]

    assert parse.slash(fields + known).mentions == {"@Ada,": "1", "@ada": "1", "@ben.s.": "2"}


@pytest.mark.parametrize("name", ACTIONS)
def test_a_click_is_read_and_what_we_have_not_sealed_is_refused(name: str) -> None:
    data = sent(name)

    pressed = parse.pressed(data)

    assert (pressed.user, pressed.channel) == (data["user_id"], data["channel_id"])
    assert pressed.choice == data["context"].get("selected_option")
    with pytest.raises(Broken):
        parse.click(pressed, ACCOUNT, NOW, SEAL)


def test_a_click_on_a_button_of_ours_is_heard() -> None:
    sealed = SEAL.close("meeting.answer?meeting=7", CLICK, lasts=PUBLIC)
    data = sent("action-select") | {"context": {"a": sealed, "selected_option": "b"}}

    heard = parse.click(parse.pressed(data), ACCOUNT, NOW, SEAL)

    assert heard == Click("meeting.answer?meeting=7", ACCOUNT, Place("mattermost", CHANNEL), NOW, "b")


def test_a_button_can_give_a_command_once_more_for_its_person_only() -> None:
    data = sent("action-button-dm")
    context = {"a": SEAL.close("profile", WORDS, USER, lasts=PUBLIC)}
    pressed = parse.pressed(data | {"context": context})

    assert parse.click(pressed, ACCOUNT, NOW, SEAL) == Command("profile", ACCOUNT, Place("mattermost", DIRECT), NOW)
    with pytest.raises(Broken):
        parse.click(pressed, Account("mattermost", "another"), NOW, SEAL)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_read_and_what_we_have_not_sealed_is_refused(name: str) -> None:
    filled = parse.filled(sent(name))

    assert (filled.user, filled.state) == (USER, sent(name)["state"])
    with pytest.raises(Broken):
        parse.submission(filled, ACCOUNT, NOW, SEAL)


def test_a_dialog_of_ours_is_heard_where_it_was_asked_for() -> None:
    state = SEAL.close("number here profile.save?x=1", FORM, USER, lasts=ASKED)

    heard = parse.submission(parse.filled(sent("dialog-submit-full") | {"state": state}), ACCOUNT, NOW, SEAL)

    assert heard == Submission(
        "profile.save?x=1",
        {
            "choice": "ann",
            "comment": None,
            "count": "3",
            "second": None,
            "sure": True,
            "who": "jebpqrbomibrixh4fakecd13mh",
        },
        ACCOUNT,
        Place("mattermost", "here"),
        NOW,
        "number",
    )


def test_boxes_of_one_input_are_together_what_is_ticked() -> None:
    boxes = {"a[x]": True, "a[y]": False, "a[z]": "true", "b[x]": None, "c": ["p", "q"], "d": "", "e": 1.5}

    assert parse.values(boxes) == {"a": ("x", "z"), "b": (), "c": ("p", "q"), "d": None, "e": "1.5"}
    assert parse.beside({"a": "pick one", "c": "no"}, boxes) == {"a[x]": "pick one", "c": "no"}


def test_at_each_address_only_its_own_kind_is_read() -> None:
    with pytest.raises(Unreadable):
        parse.pressed(sent("action-dialog-submission"))
    with pytest.raises(Unreadable):
        parse.filled(sent("action-button"))


@pytest.mark.parametrize(
    "more",
    [
        {"type": None},
        {"type": "button", "context": None},
        {"type": "button", "context": []},
        {"type": "button", "context": {}, "user_id": ""},
        {"type": "button", "context": {}, "user_id": ["x"]},
        {"type": "button", "context": {}, "channel_id": "x" * 1000},
        {"type": "select", "context": {"selected_option": 1}},
    ],
)
def test_a_click_that_no_server_sends_is_turned_away(more: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        parse.pressed(sent("action-button") | more)


@pytest.mark.parametrize(
    "more", [{"submission": None}, {"submission": []}, {"state": 1}, {"state": "x" * 5000}, {"user_id": None}]
)
def test_a_dialog_that_no_server_sends_is_turned_away(more: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        parse.filled(sent("dialog-submit") | more)


@pytest.mark.parametrize("value", [{}, [1], [["x"]], object()])
def test_values_that_no_client_sends_are_turned_away(value: object) -> None:
    with pytest.raises(Unreadable):
        parse.values({"x": value})


def posted(**post: Any) -> dict[str, Any]:
    whole = {"id": "p", "channel_id": "d", "user_id": "ada", "message": "help", "type": "", "props": {}} | post
    return {"channel_type": "D", "post": json.dumps(whole)}


def test_a_message_to_the_bot_is_heard_and_nothing_else_is() -> None:
    assert parse.direct_message(posted(), "bot") == ("p", "d", "ada", "help")
    others = [
        posted() | {"channel_type": "O"},
        posted() | {"post": "{"},
        posted() | {"post": None},
        posted(user_id="bot"),
        posted(type="system_header_change"),
        posted(props={"from_bot": "true"}),
        posted(props={"from_webhook": "true"}),
        posted(message=None),
    ]
    assert [parse.direct_message(each, "bot") for each in others] == [None] * len(others)


@pytest.mark.parametrize("words", ["/jrg find  x", "jrg find  x", " JRG find  x", "find  x"])
def test_the_command_before_the_words_may_be_left_out(words: str) -> None:
    assert parse.after_command(words, "/jrg") == "find  x"
