"""The limits of the vocabulary: what is one too long, too many or empty is named."""

from dataclasses import replace

import pytest

from bot.chat.limits import problems
from bot.chat.text import Reader, Text, literal
from bot.chat.ui import (
    Area,
    Bars,
    Button,
    Check,
    Choice,
    Choices,
    Divider,
    Fields,
    Form,
    Image,
    Items,
    Line,
    Menu,
    Message,
    Option,
    Paragraph,
)

ENGLISH, GERMAN = Reader("en"), Reader("de")
X = literal("x")


def long(length: int) -> Text:
    return literal("x" * length)


def options(number: int, label: int = 5) -> tuple[Option, ...]:
    return tuple(Option(long(label), str(n)) for n in range(number))


FULL = Message(
    long(150),
    (
        Paragraph(long(3000)),
        Fields(((long(75), long(500)),) * 10),
        Divider(),
        Button(long(75), "a" * 255),
    ),
    long(100),
)
FORM = Form(
    long(24),
    (
        Line("line", long(24), "x" * 300, long(150), longest=300),
        Area("area", X, "x" * 3000),
        Choice("choice", X, options(100, 75), "99"),
        Choices("choices", X, options(2), ("0", "1")),
        *(Check(f"check{n}", X) for n in range(4)),
    ),
    long(24),
    "c" * 255,
    long(3000),
)


def test_what_just_fits_is_no_problem() -> None:
    light = replace(FULL, parts=(FULL.parts[0], *FULL.parts[2:]))

    assert problems(light, ENGLISH) == problems(FORM, ENGLISH) == []


@pytest.mark.parametrize(
    ("shown", "problem"),
    [
        (Message(), "the message is empty"),
        (Message(long(151)), f"title '{'x' * 30}': 151, at most 150"),
        (Message(literal(" ")), "title: is empty"),
        (Message(X, footer=literal("")), "footer: is empty"),
        (Message(parts=(Paragraph(long(3001)),)), f"paragraph '{'x' * 30}': 3001, at most 3000"),
        (Message(parts=(Fields(()),)), "fields: there is none"),
        (Message(parts=(Fields(((X, X),) * 11),)), "fields: 11, at most 10"),
        (Message(parts=(Fields(((X, literal("")),)),)), "field 'x': is empty"),
        (Message(parts=(Fields(((X, long(1926)),)),)), f"field 'x' '{'x' * 30}': 1926, at most 1925"),
        (Message(parts=(Items(()),)), "list: there is none"),
        (Message(parts=(Items((X,) * 51),)), "list: 51, at most 50"),
        (Message(parts=(Bars(()),)), "list: there is none"),
        (Message(parts=(Bars(((long(76), 1),)),)), f"entry '{'x' * 30}': 76, at most 75"),
        (Message(parts=(Button(long(76), "a"),)), f"button '{'x' * 30}': 76, at most 75"),
        (Message(parts=(Button(X, "a" * 256),)), f"action '{'a' * 20}': 256, at most 255"),
        (Message(parts=(Button(X, "a"),) * 21), "buttons: 21, at most 20"),
        (Message(parts=(Menu(X, "a", ()),)), "options of menu: there is none"),
        (Message(parts=(Menu(X, "a", options(101)),)), "options of menu: 101, at most 100"),
        (Message(parts=(Menu(X, "a", options(1, 76)),)), f"option of menu '{'x' * 30}': 76, at most 75"),
        (Message(parts=(Image("https://x.org", literal("")),)), "image: is empty"),
        (Message(parts=(Image("u" * 3001, X),)), "address of the image: 3001, at most 3000"),
        (Message(parts=(Divider(),) * 51), "blocks: 51, at most 50"),
        (Message(parts=(Paragraph(long(2500)),) * 3), "weight: 7802, at most 7500"),
        (replace(FORM, title=literal("ä" * 13)), f"title '{'ä' * 13}' in bytes: 26, at most 24"),
        (replace(FORM, submit=long(25)), f"button '{'x' * 25}' in bytes: 25, at most 24"),
        (replace(FORM, inputs=()), "inputs: there is none"),
        (replace(FORM, inputs=tuple(Check(f"c{n}", X) for n in range(9))), "inputs: 9, at most 8"),
        (replace(FORM, inputs=(Check("c", X), Line("c", X))), "two inputs have one name: c, c"),
        (replace(FORM, inputs=(Check("c", long(25)),)), f"label of c '{'x' * 25}' in bytes: 25, at most 24"),
        (replace(FORM, inputs=(Check("c", X, hint=long(151)),)), f"hint of c '{'x' * 30}': 151, at most 150"),
        (replace(FORM, inputs=(Line("c", X, longest=301),)), "length of c: 301, at most 300"),
        (replace(FORM, inputs=(Line("c", X, "x" * 151),)), "value of c: 151, at most 150"),
        (replace(FORM, inputs=(Area("c", X, longest=3001),)), "length of c: 3001, at most 3000"),
        (replace(FORM, inputs=(Choice("c", X, ()),)), "options of c: there is none"),
        (replace(FORM, inputs=(Choice("c", X, options(2), "7"),)), "what is chosen of c is no option"),
        (replace(FORM, inputs=(Choices("c", X, options(1) * 2),)), "two options of c have one value"),
        (replace(FORM, carry="c" * 256), "carry: 256, at most 255"),
    ],
)
def test_what_does_not_fit_is_named(shown: Message | Form, problem: str) -> None:
    assert problems(shown, ENGLISH) == [problem]


def test_each_language_is_measured() -> None:
    text = Text(en="Time", de="Uhrzeit der Veranstaltung")

    assert problems(replace(FORM, title=text), ENGLISH) == []
    assert problems(replace(FORM, title=text), GERMAN) == ["title 'Uhrzeit der Veranstaltung' in bytes: 25, at most 24"]


def test_a_long_list_falls_into_several_blocks() -> None:
    assert problems(Message(parts=(Items((long(2000),) * 3), *(Divider(),) * 48)), ENGLISH) == [
        "blocks: 51, at most 50"
    ]
