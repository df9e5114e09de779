"""What goldens do not show: words that look like markup, footers, pictures, lists with more, charts, long menus."""

from datetime import UTC, datetime

import pytest

from bot.chat.text import Reader, Text, link, literal
from bot.chat.ui import (
    Bars,
    Button,
    Choice,
    Choices,
    Form,
    Image,
    Items,
    Line,
    Menu,
    Message,
    Option,
    Paragraph,
    action,
)
from bot.platforms.slack import forms, limits, mrkdwn, render
from tests.platforms.slack import blockkit, screen

ENGLISH, GERMAN = Reader("en"), Reader("de")
FOOTER = Text(en="`/jrg find` and *more* of {value}", de="`/jrg suche` und *mehr* von {value}")
MOMENT = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


def drawn(shown: Message, reader: Reader = ENGLISH) -> dict:
    """The message, which must be good for Slack."""
    made = render.message(shown, reader, lambda action: action)
    assert limits.of_message(made) + blockkit.of_blocks(made["blocks"], "message") == []
    return made


def footer(value: object) -> dict:
    return drawn(Message(parts=(Paragraph(literal("x")),), footer=FOOTER.format(value=value)))["blocks"][-1][
        "elements"
    ][0]


def test_a_harmless_footer_keeps_its_style() -> None:
    assert footer("A & <B>") == {
        "type": "mrkdwn",
        "text": "`/jrg find` and *more* of A &amp; &lt;B&gt;",
        "verbatim": True,
    }
    assert footer(link("here", "https://a.example"))["text"].endswith("<https://a.example|here>")
    assert footer(MOMENT)["text"].endswith("<!date^1796302800^{date_long}, {time}|Thu, 3 Dec 2026, 14:00 CET>")


@pytest.mark.parametrize("value", ["*bold*", "_it_", "~no~", "`code`", ":tada:", "a\n> b"])
def test_a_footer_with_words_like_markup_is_plain(value: str) -> None:
    assert footer(value) == {"type": "plain_text", "text": f"/jrg find and more of {value}", "emoji": False}


@pytest.mark.parametrize("value", ["<!here>", "<@U1>", "@channel", "<https://evil.example|x>", "https://evil.example"])
def test_no_footer_pings_or_links(value: str) -> None:
    seen = screen.seen(drawn(Message(parts=(Paragraph(literal(value)),), footer=FOOTER.format(value=value))))

    assert (seen.links, seen.pings) == ((), ())
    assert seen.text.endswith(value)


def test_links_lead_only_to_the_web_and_to_mail() -> None:
    text = Text(en="{a} {b}", de="{a} {b}").format(a=link("good", "https://a.example"), b=link("bad", "javascript:x"))

    assert screen.seen(drawn(Message(parts=(Paragraph(text),)))).links == ("https://a.example",)


def test_the_text_beside_the_blocks_says_everything_and_is_cut_in_sight() -> None:
    long = Message(literal("Title"), (Items(tuple(literal("y" * 500) for _ in range(9)), more=3),))
    made = drawn(long)

    assert made["text"].startswith("Title\n• yyy")
    assert (len(made["text"]), made["text"][-1]) == (4000, "…")
    assert drawn(Message(parts=(Items((literal("a"),), more=3),)))["text"] == "• a\n3 more"
    assert drawn(Message(parts=(Button(literal("Go"), "go"),)))["text"] == "Go"


def test_a_chart_has_bars_as_long_as_its_numbers() -> None:
    chart = Message(parts=(Bars(((literal("a"), 10), (literal("b"), 5), (literal("c"), 0))),))
    [block] = drawn(chart)["blocks"]

    assert screen.seen({"blocks": [block]}).text == f"a\n{'█' * 20} 10\nb\n{'█' * 10} 5\nc\n0"
    assert drawn(chart)["text"] == "a: 10\nb: 5\nc: 0"


def test_pictures_of_the_web_are_shown_and_others_described() -> None:
    shown = Message(parts=(Image("https://a.example/x.png", literal("a map")), Image("/x.png", literal("a plan"))))

    assert [block["type"] for block in drawn(shown)["blocks"]] == ["image", "rich_text"]
    assert screen.seen(drawn(shown)).text == "a map\na plan"


def test_the_longest_action_fits_into_a_menu() -> None:
    token = "t" * 400
    shown = Message(parts=(Menu(literal("Who"), "x", (Option(literal("a"), "a"),)),) * 2)
    made = render.message(shown, ENGLISH, lambda _: token)

    assert limits.of_message(made) + blockkit.of_blocks(made["blocks"], "message") == []
    for block in made["blocks"]:
        halves = block["block_id"].partition(":")[2] + block["accessory"]["action_id"].partition(":")[2]
        assert halves == token


def test_marks_that_turn_words_round_are_left_out() -> None:
    assert mrkdwn.words(literal("a\u202eb"), ENGLISH) == "ab"
    assert drawn(Message(parts=(Paragraph(literal("a\u202eb")),)))["text"] == "ab"


@pytest.mark.parametrize(("number", "kind"), [(3, "radio_buttons"), (6, "static_select"), (100, "static_select")])
def test_few_options_are_shown_at_once(number: int, kind: str) -> None:
    options = tuple(Option(literal(str(n)), str(n)) for n in range(number))
    asked = Form(literal("T"), (Choice("c", literal("C"), options, value="1"),), literal("S"), action("x"))
    made = forms.form(asked, ENGLISH, "state")

    assert limits.of_view(made) + blockkit.of_view(made) == []
    assert made["blocks"][0]["element"]["type"] == kind
    assert made["blocks"][0]["element"]["initial_option"]["value"] == "1"


@pytest.mark.parametrize(("number", "kind"), [(10, "checkboxes"), (11, "multi_static_select")])
def test_many_boxes_become_a_list(number: int, kind: str) -> None:
    options = tuple(Option(literal(str(n)), str(n)) for n in range(number))
    wanted = Choices("c", literal("C"), options, values=("2", "3"))
    made = forms.form(Form(literal("T"), (wanted, Line("l", literal("L"))), literal("S"), action("x")), GERMAN, "state")

    assert limits.of_view(made) + blockkit.of_view(made) == []
    assert made["blocks"][0]["element"]["type"] == kind
    assert [each["value"] for each in made["blocks"][0]["element"]["initial_options"]] == ["2", "3"]
