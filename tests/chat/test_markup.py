"""The little markup of our own texts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import markup
from bot.chat.markup import Gap, Span, names, parse

PLAIN, BOLD, CODE = Span(""), Span("", bold=True), Span("", code=True)
ADDRESS = Span("https://a.example/x_(y)", url="https://a.example/x_(y)")
MARKS = str.maketrans("", "", "*`")


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", ()),
        ("plain", (Span("plain"),)),
        ("a *b* c", (Span("a "), Span("b", bold=True), Span(" c"))),
        ("`/jrg find`", (Span("/jrg find", code=True),)),
        ("{a}{b}", (Gap("a", PLAIN), Gap("b", PLAIN))),
        ("*{a}!* `{b}`", (Gap("a", BOLD), Span("!", bold=True), Span(" "), Gap("b", CODE))),
        ("2 * 3", (Span("2 * 3"),)),
        ("{not a gap}", (Span("{not a gap}"),)),
    ],
)
def test_parse(template: str, parts: tuple[Span | Gap, ...]) -> None:
    assert parse(template) == parts


def test_names_are_the_values_that_a_template_wants() -> None:
    assert names("*{title}* on {when}, {title}") == {"title", "when"}


def test_a_span_takes_over_the_style_around_it_and_keeps_its_own() -> None:
    assert Span("x", url="https://x.org").styled_like(BOLD) == Span("x", bold=True, url="https://x.org")
    assert Span("x", code=True).styled_like(BOLD) == Span("x", bold=True, code=True)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("", ()),
        ("plain {gap}", (Span("plain {gap}"),)),
        ("*bold* and `code`", (Span("bold", bold=True), Span(" and "), Span("code", code=True))),
        ("2 * 3 * 4, a*b*c, **x**, * y *", (Span("2 * 3 * 4, a*b*c, **x**, * y *"),)),
        ("*over\nlines*", (Span("*over\nlines*"),)),
        ("`a *b* c`", (Span("a *b* c", code=True),)),
        ("see https://a.example/x_(y).", (Span("see "), ADDRESS, Span("."))),
        ("(https://a.example/x_(y))", (Span("("), ADDRESS, Span(")"))),
        ("*https://a.example/x_(y)*", (replace(ADDRESS, bold=True),)),
        ("javascript:alert(1) https://", (Span("javascript:alert(1) https://"),)),
        ("[a](https://b.example)", (Span("[a]("), Span("https://b.example", url="https://b.example"), Span(")"))),
    ],
)
def test_what_people_write_in_the_markup_is_read_where_they_mean_it(words: str, spans: tuple[Span, ...]) -> None:
    assert markup.spans(words) == spans


@given(st.text(alphabet="ab *`\n{}[]()<>@!https://.é", max_size=60))
def test_whatever_people_write_no_word_is_lost_or_added_but_the_marks(words: str) -> None:
    shown = "".join(span.text for span in markup.spans(words))

    assert shown.translate(MARKS) == words.translate(MARKS)
    assert [span.url for span in markup.spans(words) if span.url and span.url != span.text] == []
