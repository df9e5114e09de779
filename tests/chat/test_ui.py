"""Actions: one string that says what a button or a form means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.replies import card, notice
from bot.chat.ui import ACTION_LIMIT, action, unpack
from bot.domain.meetings import Answer


def test_an_action_names_its_route_and_its_arguments() -> None:
    assert action("rsvp.answer", meeting=7, answer=Answer.ONSITE) == "rsvp.answer?meeting=7&answer=onsite"
    assert action("home") == "home"
    assert action("who", person=None) == "who"


@given(st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), st.text(max_size=8), max_size=3))
def test_an_action_gives_back_what_went_into_it(arguments: dict[str, str]) -> None:
    assert unpack(action("toy.do", **arguments)) == ("toy.do", arguments)


def test_an_action_that_no_platform_could_carry_is_refused_where_it_is_made() -> None:
    longest = ACTION_LIMIT - len("toy?x=")

    assert len(action("toy", x="a" * longest)) == ACTION_LIMIT
    with pytest.raises(ValueError, match="255 is the limit"):
        action("toy", x="a" * (longest + 1))


def test_a_view_is_named_like_an_action() -> None:
    assert (
        card("meeting.card", meeting=1).packed == notice("meeting.card", meeting=1).packed == "meeting.card?meeting=1"
    )


@pytest.mark.parametrize("packed", ["", "?", "?a=b", "name?", "name?a", "name?a=1&a=2", "name?%ff=%00"])
def test_whatever_comes_back_is_unpacked(packed: str) -> None:
    name, arguments = unpack(packed)

    assert name == packed.partition("?")[0]
    assert all(isinstance(value, str) for value in arguments.values())
