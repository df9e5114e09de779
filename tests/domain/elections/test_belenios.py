"""An election as Belenios takes it, in the formats of its specification and of its administration's own page."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.domain.elections.belenios import NotForBelenios, template, voters
from bot.domain.elections.tally import Abstentions, Method, Rules

UUID = "AAAAAAAAAAAAAA"
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
    assert _question(rules) == {"answers": list(NAMES), **marks, "question": "Who shall speak for us?"}


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

    assert {key: value for key, value in made.items() if key != "questions"} == {
        "description": "",
        "name": "Representative",
        "administrator": "Kim",
    }
    assert template(Rules(Method.YES_NO), NAMES, name="", question="?", credential_authority="Lee").keys() == {
        "description",
        "name",
        "questions",
        "credential_authority",
    }


def test_belenios_itself_takes_them(tmp_path: Path) -> None:
    """Debian's belenios-tool (package belenios-tool) sets up an election of every kind."""
    tool = shutil.which("belenios-tool")
    if tool is None:
        pytest.skip("there is no belenios-tool here")

    def run(*words: str) -> None:
        command = [tool, "setup", *words]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env={"HOME": str(tmp_path)})

    (tmp_path / "voters.txt").write_text(voters(["zoe@uni.example", "ada.b+x@klinik.uni.example"]), "utf-8")
    run("generate-credentials", "--group", "BELENIOS-2048", "--uuid", UUID, "--file", "voters.txt")
    assert [len(file.read_text("utf-8").splitlines()) for file in tmp_path.glob("*.pubcreds")] == [1]
    run("generate-trustee-key", "--group", "BELENIOS-2048")
    next(tmp_path.glob("*.pubkey")).rename(tmp_path / "public_keys.jsons")
    run("make-trustees", "--dir", ".")
    for method in Method:
        made = template(Rules(method), NAMES, name="Election", question="Who?", administrator="Kim")
        (tmp_path / "template.json").write_text(json.dumps(made), "utf-8")

        run("make-election", "--dir", ".", "--group", "BELENIOS-2048", "--uuid", UUID, "--template", "template.json")

        election = json.loads((tmp_path / "election.json").read_text("utf-8"))
        assert election["questions"] == made["questions"]


def _question(rules: Rules) -> dict[str, Any]:
    [question] = template(rules, NAMES, name="Election", question="Who shall speak for us?")["questions"]
    return question
