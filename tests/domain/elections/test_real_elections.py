"""Counts of real elections, as they were published or as others count them."""

import json
from pathlib import Path

import pytest

from bot.tallying import Tally

WARDS = ("Anderston-City", "Canal", "Drumchapel-Anniesland", "Govan", "Hillhead", "Partick-West")
LEADERS = {2002: "Garbee", 2005: "Robinson", 2007: "Hocevar", 2010: "Zacchiroli", 2012: "Zacchiroli"}
STATES = ("begin", "transfer")


@pytest.mark.parametrize("name", [*(f"glasgow-2007/{ward}-2007" for ward in WARDS), "crafted/weak-defeat"])
def test_scottish_wards_are_counted_round_by_round(elections: Path, name: str) -> None:
    assert _ours(elections, name) == _theirs(elections, name)


def test_a_surplus_tie_is_counted_round_by_round(elections: Path) -> None:
    assert _ours(elections, "crafted/weak-surplus") == _theirs(elections, "crafted/weak-surplus")


@pytest.mark.parametrize(
    ("name", "ties"),
    [
        ("weak-defeat", [("elimination", ["B", "C"], ["B"], "earlier round")]),
        ("weak-surplus", [("surplus", ["B", "C"], ["B"], "earlier round"), ("elimination", ["E", "F"], ["E"], "lot")]),
    ],
)
def test_crafted_ties_are_events(elections: Path, name: str, ties: list[tuple[str, list[str], list[str], str]]) -> None:
    report = Tally(elections / "crafted" / f"{name}.blt", "scottish-stv").report

    found = [(tie["deciding"], tie["candidates"], tie["chosen"], tie["broken"]) for tie in report["ties"]]
    assert found == ties


def test_voting_matters_12(elections: Path) -> None:
    report = Tally(elections / "crafted" / "SC-Vm-12.blt", "scottish-stv").report

    assert sorted(name.split()[-1] for name in report["elected"]) == ["A", "B", "Z"]


def test_burlington_has_three_winners_by_three_methods(elections: Path) -> None:
    file = elections / "burlington" / "00005-00000002.toi"

    elected = {method: Tally(file, method).report["elected"] for method in ("plurality", "irv", "schulze")}
    plurality, runoff = Tally(file, "plurality").report, Tally(file, "irv").report

    assert elected == {"plurality": ["Kurt Wright"], "irv": ["Bob Kiss"], "schulze": ["Andy Montroll"]}
    assert plurality["rounds"][0]["votes"]["Kurt Wright"] == "2951"
    last = runoff["rounds"][-1]["votes"]
    assert (last["Bob Kiss"], last["Kurt Wright"]) == ("4314", "4064")


@pytest.mark.parametrize(("year", "leader"), LEADERS.items())
def test_debian_elects_its_leaders(elections: Path, year: int, leader: str) -> None:
    [elected] = Tally(elections / "debian" / f"debian-{year}.soi", "schulze").report["elected"]

    assert elected.split()[-1].replace("č", "c") == leader


@pytest.mark.parametrize("method", ["irv", "schulze", "scottish-stv", "approval", "absolute-majority"])
def test_two_tallies_agree_about_small_associations(elections: Path, tmp_path: Path, method: str) -> None:
    files = sorted((elections / "ers").glob("*.soi"))

    written = [Tally(file, method, seed="a seed").save(tmp_path / file.stem) for file in files]  # raises if they differ

    assert len(written) == 6


def _ours(elections: Path, name: str) -> object:
    report = Tally(elections / f"{name}.blt", "scottish-stv").report
    return report["quota"], [list(one["votes"].values()) for one in report["rounds"]], sorted(report["elected"])


def _theirs(elections: Path, name: str) -> object:
    record = json.loads((elections / f"{name}.expected.json").read_text("utf-8"))
    states = [action["cstate"] for action in record["actions"] if action["tag"] in STATES]
    order = [str(number) for number in record["ecids"]]
    votes = [[state[number]["vote"] for number in order] for state in states]
    ended = record["actions"][-1]["cstate"]
    elected = [record["cdict"][number]["name"] for number in order if ended[number]["code"] == "E"]
    return record["quota"], votes, sorted(" ".join(name.split()) for name in elected)
