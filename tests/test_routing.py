"""The table of routes: names, aliases, the longest command, refusals, and features that claim one name."""

from enum import StrEnum

import pytest

from bot.chat.text import Text
from bot.domain.meetings import MeetingCancelled, MeetingError
from bot.routing import Help, Refusal, Router, Who, table

HELP = Help(Text(en="A toy.", de="Ein Spielzeug."), usage=Text(en="toy", de="toy"))
CALLED_OFF = Text(en="It is off.", de="Es fällt aus.")
OTHERWISE = Text(en="Not like this.", de="So nicht.")


class Size(StrEnum):
    """A toy's size."""

    SMALL = "small"


def feature(*names: str) -> Router:
    routes = Router()
    for name in names:
        routes.command(name, f"{name} x" if name else "home", help=HELP)(lambda: None)
    return routes


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("", "", ""),
        ("meeting", "meeting", ""),
        ("meeting 3", "meeting", "3"),
        ("meeting new  and more", "meeting new", "and more"),
        ("MEETING New", "meeting new", ""),
        ("meeting news", "meeting", "news"),
        ("meeting x", "meeting", ""),
    ],
)
def test_the_longest_name_wins_whatever_its_case(typed: str, name: str, rest: str) -> None:
    found = table([feature("", "meeting", "meeting new")]).command(typed)

    assert (found.route.name, found.rest) == (name, rest)


def test_what_nobody_answers_is_not_found() -> None:
    assert table([feature("meeting")]).command("elections open") is None


def test_two_features_cannot_claim_one_name() -> None:
    with pytest.raises(ValueError, match="two routes answer the command 'Meeting x'"):
        table([feature("meeting"), feature("Meeting x")])


def test_several_features_may_listen_to_one_tick() -> None:
    routers = [Router(), Router()]
    for router in routers:
        router.tick("plan")(lambda: None)

    assert len(table(routers).every("tick", "plan")) == 2


def test_the_nearest_class_of_an_exception_decides_what_is_said() -> None:
    routes = Router()
    routes.refuse({MeetingError: OTHERWISE, MeetingCancelled: Refusal(CALLED_OFF, field="day")})

    assert routes.refusal_for(MeetingCancelled()) == Refusal(CALLED_OFF, field="day")
    assert routes.refusal_for(MeetingError()) == Refusal(OTHERWISE)
    assert routes.refusal_for(ValueError()) is None


def test_a_function_may_answer_a_command_and_a_button() -> None:
    routes = Router()

    @routes.button("toy.show", who=Who.LEADERS)
    @routes.command("toy", help=HELP, reads=True)
    def show(size: Size = Size.SMALL) -> None: ...

    assert [(route.kind, route.who, route.reads) for route in routes.routes] == [
        ("command", Who.MEMBERS, True),
        ("button", Who.LEADERS, False),
    ]
