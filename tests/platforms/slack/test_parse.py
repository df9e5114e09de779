"""Words as Slack escapes them, and who is meant."""

import pytest

from bot.chat.events import Account
from bot.platforms.slack.parse import after_command, key, place_in, written

NAMES = {"U1": "ada lovelace", "U2": "grace"}


@pytest.mark.parametrize(
    ("sent", "words", "mentions"),
    [
        ("find Zoë", "find Zoë", {}),
        ("who <@U2|grace>", "who @grace", {"@grace": "U2"}),
        ("who <@U2>", "who @grace", {"@grace": "U2"}),
        ("who <@U1|> x", "who @ada.lovelace x", {"@ada.lovelace": "U1"}),
        ("who <@U9>", "who @U9", {"@U9": "U9"}),
        ("<#C1|general> <!here> <!subteam^S1|@team>", "#general !here @team", {}),
        ("<https://a.example/?x=1&amp;y=2> <https://a.example|a.example>", "https://a.example/?x=1&y=2 a.example", {}),
        ("<mailto:ada@example.org|ada@example.org>", "ada@example.org", {}),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", {}),
        ("&lt;@U2|grace&gt;", "<@U2|grace>", {}),
        ("<<@U2|grace>>", "<@grace>", {"@grace": "U2"}),
        ("<", "<", {}),
    ],
)
def test_words_are_read_as_they_were_typed(sent: str, words: str, mentions: dict[str, str]) -> None:
    assert written(sent, lambda user: NAMES.get(user, user)) == (words, mentions)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/jrg find x", "find x"),
        ("jrg", ""),
        ("JRG help", "help"),
        ("find jrg", "find jrg"),
        ("  hilfe ", "hilfe"),
        ("", ""),
    ],
)
def test_nobody_needs_the_slash_command_in_a_direct_message(text: str, words: str) -> None:
    assert after_command(text, "/jrg") == words


def test_keys_are_short_and_say_nothing() -> None:
    made = key("click", "ada", ("V1", "h"), "b0", "1.0")

    assert made == key("click", "ada", ("V1", "h"), "b0", "1.0") != key("click", "ada", ("V1", "h"), "b0", "2.0")
    assert len(made) < 120
    assert "ada" not in made


@pytest.mark.parametrize(("channel", "alone"), [("D0ADA", True), ("U0ADA", True), ("C0NEWS", False), ("G0BOTH", False)])
def test_a_conversation_of_two_and_the_app_home_are_no_channel(channel: str, alone: bool) -> None:
    assert place_in(channel, Account("slack", "U0ADA")).alone is alone
