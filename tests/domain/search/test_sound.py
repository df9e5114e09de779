"""What sounds the same to a German ear."""

import pytest

from bot.domain.search.sound import skeleton, sound, syllables


@pytest.mark.parametrize(
    "names",
    [
        "meier maier meyer mayer mayr mair",
        "schmidt schmitt schmid schmied",
        "hofmann hoffmann hoffman",
        "kraus krauss",
        "schulz schultz",
        "fischer vischer",
        "becker baecker",
        "voigt vogt",
        "philipp philip filip",
        "christof kristoph",
        "guenther guenter",
        "jannik yannick",
        "stefan stephan",
        "wolff wolf",
    ],
)
def test_spellings_of_a_name_sound_the_same(names: str) -> None:
    assert len({sound(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["meier mauer", "koch bach", "schmidt schmitz", "hofmann heumann", "mann nann", "weber wieber", "stein steiner"],
)
def test_other_names_sound_different(pair: str) -> None:
    one, other = pair.split()

    assert sound(one) != sound(other)


def test_a_skeleton_forgets_vowels_but_the_first() -> None:
    assert {skeleton(sound(name)) for name in ("mohammed", "muhamad", "mohamad")} == {"mmt"}
    assert skeleton(sound("erik")) == skeleton(sound("arik")) == "0rk"


def test_syllables_are_runs_of_vowels() -> None:
    assert [syllables(sound(name)) for name in ("meyer", "maria", "grimm")] == [1, 2, 1]
