"""An election as Belenios takes it, in the formats of its specification and of its administration's own page."""

from typing import Any

import pytest

from bot.domain.elections.belenios import NotForBelenios, template, voters
from bot.domain.elections.tally import Abstentions, Method, Rules

NAMES = ("Ada Ünlü", "Ben Ortiz", "Cleo Fall")


def test_voters_are_addresses_in_alphabetical_order() -> None:
    assert voters([" Zoe@Uni.example", "ada.b+x@klinik.uni.example"]) == "ada.b+x@klinik.uni.example\nzoe@uni.example\n"


def test_nobody_may_vote_twice_or_without_an_address() -> None:
    given = ["ada@uni.example", "", "Ada@UNI.example", "ben@uni.example", "käthe@uni.example", "a,b@uni.example"]

    with pytest.raises(NotForBelenios) as refused:
        voters(given)

    assert refused.value.voters == (0, 1, 2, 4, 5)


@pytest.mark.parametrize(
    ("rules", "marks"),
    [
        (Rules(Method.ABSOLUTE_MAJORITY), {"blank": True, "min": 1, "max": 1}),
        (Rules(Method.RELATIVE_MAJORITY, abstentions=Abstentions.VOID), {"blank": False, "min": 1, "max": 1}),
        (Rules(Method.APPROVAL), {"blank": True, "min": 1, "max": 3}),
        (Rules(Method.SEVERAL_SEATS, seats=2), {"blank": True, "min": 1, "max": 2}),
        (Rules(Method.SEVERAL_SEATS, seats=2, marks=9), {"blank": True, "min": 1, "max": 3}),
    ],
)
def test_marks_are_a_question_whose_answers_are_added_up(rules: Rules, marks: dict[str, Any]) -> None:
    assert _question(rules) == {
        "type": "Homomorphic",
        "value": {"answers": list(NAMES), **marks, "question": "Who shall speak for us?"},
    }


@pytest.mark.parametrize(
    ("rules", "counted"),
    [
        (Rules(Method.SCHULZE), {"method": "Schulze"}),
        (Rules(Method.SCOTTISH_STV, seats=2), {"method": "STV", "seats": 2}),
        (Rules(Method.INSTANT_RUN_OFF), {"method": "STV", "seats": 1}),
    ],
)
def test_ranked_ballots_are_a_question_whose_answers_are_shuffled(rules: Rules, counted: dict[str, Any]) -> None:
    assert _question(rules) == {
        "type": "NonHomomorphic",
        "value": {"answers": list(NAMES), "question": "Who shall speak for us?"},
        "extra": {"type": "PreferentialVoting", "blank": True, **counted},
    }


def test_an_election_names_its_authorities() -> None:
    made = template(Rules(Method.YES_NO), ("Yes", "No"), name="Representative", question="?", administrator="Kim")
    outside = template(Rules(Method.YES_NO), ("Yes", "No"), name="", question="?", credential_authority="Lee")

    assert {key: value for key, value in made.items() if key != "questions"} == {
        "description": "",
        "name": "Representative",
        "administrator": "Kim",
        "credential_authority": ["Server"],
    }
    assert outside["credential_authority"] == ["External", "Lee"]


def _question(rules: Rules) -> dict[str, Any]:
    [question] = template(rules, NAMES, name="Election", question="Who shall speak for us?")["questions"]
    return question
