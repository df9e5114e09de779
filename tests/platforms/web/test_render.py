"""Messages and forms as HTML: golden pieces, and that no value can become anything but words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.chat.markup import Span
from bot.chat.text import LANGUAGES, Reader, Text, link, literal
from bot.chat.ui import (
    Area,
    Bars,
    Button,
    Check,
    Choice,
    Choices,
    Day,
    Divider,
    Fields,
    Form,
    Image,
    Items,
    Line,
    Menu,
    Message,
    Moment,
    Option,
    Paragraph,
    Part,
)
from bot.platforms.web import forms, render
from tests.platforms.web import page_reader
from tests.platforms.web.toy import invitation, planning

ENGLISH, GERMAN = Reader("en"), Reader("de")
MOMENT = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
LETTERS = some.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n")
ANYTHING = some.text(LETTERS).filter(str.strip)


def sealed(action: str) -> str:
    return f"sealed {action}"


def drawn(*parts: Part, reader: Reader = ENGLISH) -> str:
    html = render.message(Message(parts=parts), reader, sealed)
    return html.removeprefix(f'<div class="card" lang="{reader.language}">').removesuffix("</div>")


def text(words: str, **values: object) -> Text:
    return Text(en=words, de=words).format(**values)


@pytest.mark.parametrize(
    ("part", "html"),
    [
        (Paragraph(text("*Zwei* `x`\n{n}", n=1234)), '<p dir="auto"><strong>Zwei</strong> <code>x</code>\n1,234</p>'),
        (
            Paragraph(text("{when}", when=MOMENT)),
            '<p dir="auto"><time datetime="2026-12-03T13:00:00+00:00">Thu, 3 Dec 2026, 14:00 CET</time></p>',
        ),
        (
            Paragraph(text("{it}", it=link("A & B", "https://example.org/?a=1&b=2"))),
            '<p dir="auto"><a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">'
            "A &amp; B</a></p>",
        ),
        (Paragraph(text("{it}", it=link("click", "javascript:alert(1)"))), '<p dir="auto">click</p>'),
        (
            Fields(((literal("Where"), literal("<Kiel>")),)),
            '<dl class="fields"><div><dt dir="auto">Where</dt><dd dir="auto">&lt;Kiel&gt;</dd></div></dl>',
        ),
        (
            Items((literal("a"), literal("b")), more=1200),
            '<ul class="items"><li dir="auto">a</li><li dir="auto">b</li></ul><p class="more">1,200 more</p>',
        ),
        (Divider(), "<hr>"),
        (
            Image("/logo.png", literal('"x"')),
            '<figure><img src="/logo.png" alt="&quot;x&quot;" loading="lazy"></figure>',
        ),
        (
            Image("https://example.org/x.png", literal("A chart")),
            '<p><a href="https://example.org/x.png" target="_blank" rel="noopener noreferrer">A chart</a></p>',
        ),
        (Image("//evil.example/x.png", literal("A chart")), "<p>A chart</p>"),
        (
            Button(literal("Yes"), 'rsvp?a="1"', "primary"),
            '<div class="actions"><button type="button" class="button primary" '
            'data-token="sealed rsvp?a=&quot;1&quot;">Yes</button></div>',
        ),
    ],
)
def test_a_part_is_drawn_as_expected(part: Part, html: str):
    assert drawn(part) == html


def test_neighbouring_buttons_share_a_row():
    one, two = Button(literal("1"), "one"), Button(literal("2"), "two")

    assert drawn(one, two, Divider(), two).count('<div class="actions">') == 2


def test_numbers_of_a_chart_are_words_and_the_bars_share_one_scale():
    html = drawn(Bars(((literal("a"), 1200), (literal("b"), 300), (literal("c"), 0))), reader=GERMAN)

    assert page_reader.seen(html).text.split("\n") == ["a", "1.200", "b", "300", "c", "0"]
    assert [f'class="bar" width="{width}"' in html for width in ("100.0", "25.0", "0.0")] == [True] * 3


def test_a_menu_carries_its_action_once_and_every_value():
    html = drawn(Menu(literal("Who"), "who", (Option(literal("Ada & Co"), "a&b"),)), reader=GERMAN)

    assert page_reader.seen(html).menus == {"Who": "sealed who"}
    assert '<option value="">Bitte wählen</option><option value="a&amp;b">Ada &amp; Co</option>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_card_is_well_formed_and_speaks_one_language(language: str):
    seen = page_reader.seen(render.message(invitation(), Reader(language), sealed))

    titles = {"en": "Winter meeting of the junior research groups", "de": "Wintertreffen der Nachwuchsgruppen"}
    assert seen.text.split("\n")[0] == titles[language]
    assert list(seen.buttons.values()) == [
        f"sealed rsvp?answer={answer}" for answer in ("online", "onsite", "maybe", "no")
    ]


@given(words=ANYTHING)
def test_no_value_becomes_anything_but_words(words: str):
    shown = Message(
        literal(words),
        (
            Paragraph(text("*{it}*", it=words)),
            Fields(((literal(words), literal(words)),)),
            Items((literal(words),)),
            Bars(((literal(words), 1),)),
            Image("chart", literal(words)),
        ),
        literal(words),
    )
    usual = Message(
        literal("x"),
        (
            Paragraph(text("*{it}*", it="x")),
            Fields(((literal("x"), literal("x")),)),
            Items((literal("x"),)),
            Bars(((literal("x"), 1),)),
            Image("chart", literal("x")),
        ),
        literal("x"),
    )

    found = page_reader.read(render.message(shown, ENGLISH, sealed))

    assert found.tags == page_reader.read(render.message(usual, ENGLISH, sealed)).tags
    assert "".join(found.text).count(words) >= 8
    assert page_reader.read(render.said(words)).tags == ["div", "p"]


def test_right_to_left_letters_stay_and_what_turns_all_that_follows_goes():
    assert drawn(Paragraph(text("{it} comes", it="\u202eنور\u2067"))) == '<p dir="auto">نور comes</p>'


def test_every_style_at_once():
    span = Span("x", bold=True, code=True, url="mailto:a@b.example", moment=MOMENT)

    assert drawn(Paragraph(text("{it}", it=span))) == (
        '<p dir="auto"><strong><code><a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer">'
        '<time datetime="2026-12-03T13:00:00+00:00">x</time></a></code></strong></p>'
    )


def test_a_form_names_every_input_and_carries_its_state():
    opened = page_reader.opened(forms.form(planning(), GERMAN, sealed))

    assert (opened.title, opened.state) == ("Neues Treffen", "sealed meeting.new")
    assert opened.inputs == ("title", "starts", "until", "kind", "room", "topics", "agenda", "remind")


@pytest.mark.parametrize(
    ("wanted", "piece"),
    [
        (Line("a", literal("A"), '"1"', longest=9), 'maxlength="9" value="&quot;1&quot;"'),
        (Area("a", literal("A"), "\n</textarea>"), ">\n\n&lt;/textarea&gt;</textarea>"),
        (
            Choice("a", literal("A"), (Option(literal("X"), "x"),), "x"),
            '<input type="radio" name="a" value="x" checked>',
        ),
        (
            Choice("a", literal("A"), tuple(Option(literal(f"{n}"), f"{n}") for n in range(6)), "3"),
            '<option value="3" selected>3</option>',
        ),
        (
            Choices("a", literal("A"), (Option(literal("X"), "x"),), ("x",)),
            '<input type="checkbox" name="a" value="x" checked>',
        ),
        (
            Check("a", literal("A"), True),
            '<input type="checkbox" id="in-a" name="a" aria-describedby="error-a" checked>',
        ),
        (Day("a", literal("A"), date(2026, 12, 3)), 'aria-required="true" value="2026-12-03">'),
        (Moment("a", literal("A"), MOMENT), '<input type="datetime-local" id="in-a" name="a"'),
        (Moment("a", literal("A"), MOMENT), 'value="2026-12-03T13:00">'),
        (Day("a", literal("A"), required=False), '<span class="optional">optional</span></label>'),
        (Line("a", literal("A"), hint=literal("B")), 'aria-describedby="hint-a error-a"'),
    ],
)
def test_an_input_shows_its_value(wanted: object, piece: str):
    html = forms.form(Form(literal("T"), (wanted,), literal("OK"), "do"), ENGLISH, sealed)

    assert piece in html
    page_reader.opened(html)
