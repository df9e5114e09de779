"""Messages as posts: what is shown, what is escaped, and that the heaviest still fits on a server of 2021."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.room import WEIGHT, weight
from bot.chat.text import Reader, Text, link, literal
from bot.chat.ui import Bars, Button, Divider, Fields, Image, Items, Menu, Message, Option, Paragraph, action
from bot.platforms.mattermost import render
from bot.platforms.mattermost.markdown import escaped, markdown
from tests.platforms.mattermost import of_2021
from tests.platforms.mattermost.reading import seen

ENGLISH = Reader("en")
URL = "https://netbot.example.org/mattermost/action/" + "x" * 24
YES, NO = literal("Yes"), literal("No")


def drawn(*parts: object, title: Text | None = None, footer: Text | None = None) -> render.Drawn:
    return render.message(Message(title, parts, footer), ENGLISH, lambda packed: f"{packed}{'.' * 53}", URL)


def test_words_are_the_text_and_what_follows_a_button_is_attached() -> None:
    shown = drawn(
        Paragraph(literal("one")),
        Button(YES, action("yes"), "primary"),
        Button(NO, action("no")),
        Paragraph(literal("two")),
        Menu(literal("Who"), action("who"), (Option(YES, "y"),)),
        title=literal("Title"),
        footer=literal("foot"),
    )

    assert shown.text == "#### Title\n\none"
    assert [each.get("text", "") for each in shown.attachments] == ["", "two"]
    assert [[control["id"] for control in each["actions"]] for each in shown.attachments] == [["a1", "a2"], ["a3"]]
    assert [each.get("footer") for each in shown.attachments] == [None, "foot"]
    assert shown.attachments[1]["actions"][0] == {
        "id": "a3",
        "type": "select",
        "name": "Who",
        "integration": {"url": URL, "context": {"a": "who" + "." * 53}},
        "options": [{"text": "Yes", "value": "y"}],
    }


def test_lists_facts_charts_and_lines() -> None:
    parts = (
        Items((literal("a\nb"), literal("c")), more=2),
        Fields(((literal("When"), literal("now")),)),
        Bars(((literal("Yes"), 12), (literal("No"), 1), (literal("Maybe"), 0))),
        Divider(),
        Paragraph(Text(en="{it}", de="{it}").format(it=link("here", "https://example.org/a_(b)"))),
    )

    assert drawn(*parts).text.split("\n\n") == [
        "- a\n  b\n- c\n- 2 more",
        "**When:** now",
        f"`{'█' * 12}` 12 Yes\n`█` 1 No\n` ` 0 Maybe",
        "---",
        "[here](https://example.org/a_%28b%29)",
    ]


def test_a_picture_is_shown_if_it_has_an_address_that_clients_can_open() -> None:
    outside, inside = drawn(Image("https://example.org/x.png", YES)), drawn(Image("/x.png", YES))

    assert (outside.text, outside.attachments[0]["image_url"]) == ("", "https://example.org/x.png")
    assert inside.attachments == [{"fallback": "", "text": "Yes"}]


def test_without_controls_a_message_is_one_text() -> None:
    shown = Message(YES, (Paragraph(NO), Button(YES, action("yes"))), literal("foot"))

    assert render.inline(shown, ENGLISH) == "#### Yes\n\nNo\n\nfoot"


def test_code_and_bold_hold_what_they_hold() -> None:
    words = Text(en="*{a}* `{b}`", de="*{a}* `{b}`").format(a=" two  \nlines ", b="a `` b")

    assert markdown(words, ENGLISH) == " **two**  \n**lines**  ``` a `` b ```"


def test_what_a_person_is_called_is_no_markup_link_or_mention() -> None:
    nasty = (
        "*a* _b_ [x](https://evil.example) www.evil.example @channel _@all x.@here ~town :smile: #tag > q & &amp; `c`"
    )

    shown = seen(escaped(nasty), [])

    assert (shown.text, shown.links, shown.pings) == (nasty, (), ())


def test_an_address_of_e_mail_can_still_be_copied() -> None:
    assert escaped("ada@example.org") == "ada@example.org"


def test_no_line_begins_a_list_a_heading_or_code() -> None:
    lines = escaped("- a\n1. b\n===\n    c\n# d\n+ e").split("\n")

    assert [line[0] in "\u200b\\" for line in lines] == [True] * 6


@given(st.text(max_size=200))
def test_any_words_are_shown_as_they_are_and_call_nobody(words: str) -> None:
    cleaned = " ".join(words.split()).translate({0x200B: None, **dict.fromkeys(range(0x202A, 0x202F))})
    cleaned = cleaned.translate(dict.fromkeys(range(0x2066, 0x206A)))

    shown = seen("|" + escaped(cleaned), [])

    assert (shown.links, shown.pings) == ((), ())
    assert shown.text == f"|{cleaned}" or "\uf8ff" in cleaned or any(ord(each) >= 0xF0000 for each in cleaned)


PIECE = st.text('ab <>&\\*_[](){}#!@:\n"é█', min_size=1, max_size=60).map(lambda words: f"x{words}")
PARTS = st.one_of(
    PIECE.map(lambda words: Paragraph(literal(words))),
    st.lists(PIECE, min_size=1, max_size=5).map(lambda texts: Items(tuple(map(literal, texts)))),
    st.tuples(PIECE, PIECE).map(lambda pair: Fields(((literal(pair[0]), literal(pair[1])),))),
    PIECE.map(lambda words: Button(literal(words), action("x", v="y" * 150), "danger")),
    st.lists(PIECE, min_size=1, max_size=30).map(
        lambda texts: Menu(literal("m"), action("m"), tuple(Option(literal(w), str(n)) for n, w in enumerate(texts)))
    ),
)


@given(st.lists(PARTS, min_size=1, max_size=30), PIECE, PIECE)
def test_what_weighs_no_more_than_it_may_fits_on_a_server_of_2021(parts: list[object], title: str, footer: str) -> None:
    while len(parts) > 1 and weight(Message(literal(title), tuple(parts), literal(footer)), ENGLISH) > WEIGHT:
        parts.pop()

    shown = drawn(*parts, title=literal(title), footer=literal(footer))

    assert len(shown.text) <= of_2021.MESSAGE
    assert len(of_2021.props(shown.attachments)) <= of_2021.PROPS
