"""The little markup of our own texts."""

import pytest

from bot.chat.markup import Gap, Span, names, parse

PLAIN, BOLD, CODE = Span(""), Span("", bold=True), Span("", code=True)


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
