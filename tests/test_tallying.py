"""`netbot tally` and the files that people give it: damaged, hostile and huge ones get a line and a next step."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.elections.reading.text import MOST_BYTES
from bot.domain.elections.tally import Method

Tally = Callable[..., Result]

NAMES = '"Ada"\n"Ben"\n"Käthe"\n"Board"\n'
GOOD = f"3 1\n4 1 2 0\n3 2 1 0\n2 3 2 0\n0\n{NAMES}"
HEAD = (
    "# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 3\n"
    "# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Ben\n# ALTERNATIVE NAME 3: Käthe\n"
)
TWELVE = 999_999_999_999


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    """Writes what it is given to a file and counts that."""

    def run(given: str | bytes, *words: str, name: str = "board.blt", method: str = "irv") -> Result:
        path = tmp_path / name
        path.write_bytes(given.encode() if isinstance(given, str) else given)
        return CliRunner().invoke(app, ["tally", str(path), "--method", method, *words], env={"COLUMNS": "300"})

    return run


def said(done: Result) -> list[str]:
    """What it said on standard error; an exception would be a mistake of ours."""
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return [line.strip() for line in done.stderr.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "given",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.encode("cp1252"),
        GOOD.replace("3 1\n", "# made by a program\n\n3   1 # three for one seat\n", 1).encode(),
        GOOD.replace("\n", " ").encode(),
        GOOD.removesuffix('"Board"\n').encode(),
    ],
)
def test_marks_of_order_ends_of_lines_and_encodings_do_not_matter(tally: Tally, given: bytes) -> None:
    done = tally(given, "--json")

    assert json.loads(done.stdout)["rounds"][0]["votes"] == {"Ada": "4", "Ben": "3", "Käthe": "2"}
    assert json.loads(done.stdout)["elected"] == ["Ben"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"3 1\0", "this is not a text file"),
        (GOOD.encode("utf-16"), "the file is written in UTF-16; save it as UTF-8"),
        ("3 1\n4 1 2", "line 2: the file ends before the 0 that ends a ballot"),
        ("3 1\n4 1 2 0\n", "line 2: the file ends before the 0 that ends the ballots"),
        ('3 1\n4 1 0\n0\n"Ada"\n"Ben"\n', "line 5: the file ends before the name of candidate 3"),
        ('3 1\n4 1 0\n0\n"Ada"\n"Be', "line 5: a quotation mark is not closed"),
        (f"3 1\n4 1 0\n{NAMES}", "line 3: a 0 on a line of its own should end the ballots before the names"),
        (f"3 1\n4 1 0\n3 1 2 1 0\n0\n{NAMES}", "line 3: a ballot names candidate 1 twice"),
        (f"3 1\n4 1=2=1 0\n0\n{NAMES}", "line 2: a ballot names candidate 1 twice"),
        (f"3 1\n4 1 4 0\n0\n{NAMES}", "line 2: there is no candidate 4; they are numbered from 1 to 3"),
        (f"3 1\n4 1 -2 0\n0\n{NAMES}", "line 2: a candidate on a ballot should be a whole number, and not '-2'"),
        (
            f"3 1\n4 1 0\n-3 2 0\n0\n{NAMES}",
            "line 3: no ballot can be cast less than once, and withdrawn candidates stand before all ballots",
        ),
        (
            f"3 1\n0 1 0\n0\n{NAMES}",
            "line 2: the 0 before this ends the ballots, so that candidate 1 in quotes should come here, and not '1'",
        ),
        (f"3 1\n1.5 1 0\n0\n{NAMES}", "line 2: the number of such ballots should be a whole number, and not '1.5'"),
        (f"3 1\n٣ 1 0\n0\n{NAMES}", "line 2: the number of such ballots should be a whole number, and not '٣'"),
        (
            f"3 1\n{'9' * 5000} 1 0\n0\n{NAMES}",
            "line 2: the number of such ballots has 5000 digits; 12 are the most that are read",
        ),
        ("99999999 1\n1 1 0\n0\n", "line 1: the number of candidates is 99999999; it should be from 1 to 1000"),
        ("-3 1\n", "line 1: the number of candidates should be a whole number, and not '-3'"),
        (f"3 0\n1 1 0\n0\n{NAMES}", "line 1: the number of seats is 0; it should be at least 1"),
        (f"3 1\n-9\n1 1 0\n0\n{NAMES}", "line 2: the withdrawn candidate is 9; it should be from 1 to 3"),
        (f"3 1\n-1 -2 -3\n1 1 0\n0\n{NAMES}", "nobody stands: all candidates have withdrawn"),
        (GOOD.replace("Ben", "Ada"), "line 7: candidates 1 and 2 have the same name, 'Ada'"),
        (GOOD.replace("Ben", " "), "line 7: candidate 2 has no name"),
        (GOOD.replace("Ben", "\x1b[2JBen"), "line 7: the name of candidate 2 holds signs that cannot be shown"),
        (GOOD + "5 5\n", "line 10: nothing but a title may follow the names of 3 candidates"),
        ("Dear committee,\n", "line 1: the number of candidates should be a whole number, and not 'Dear'"),
    ],
)
def test_a_damaged_blt_file_is_named_with_its_line_and_what_to_do(tally: Tally, given: str | bytes, why: str) -> None:
    done = tally(given)

    first, after = said(done)
    assert (done.exit_code, done.stdout) == (2, "")
    assert first.endswith(f"board.blt: {why}")
    assert after.startswith("Correct the file there, or export it again. A ballot of BLT is")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (f"{HEAD}2: 1,2\n", "line 2: the head speaks of 3 voters, but there are 2 ballots"),
        (f"{HEAD}3: 1,{{1,2}}\n", "line 6: a ballot names candidate 1 twice"),
        (f"{HEAD}3: 1,{{2\n", "line 6: a ballot should look like '12: 3,{1,2},4'"),
        (f"{HEAD}3: {{}},1\n", "line 6: a ballot should look like '12: 3,{1,2},4'"),
        (f"{HEAD}3: 1,,2\n", "line 6: a ballot should look like '12: 3,{1,2},4'"),
        (f"{HEAD}-3: 1\n", "line 6: the number of such ballots should be a whole number, and not '-3'"),
        (f"{HEAD}3: 4\n", "line 6: there is no candidate 4; they are numbered from 1 to 3"),
        (f"{HEAD}3: 1,{'9' * 40}\n", "line 6: a candidate on a ballot has 40 digits; 12 are the most that are read"),
        (HEAD.replace("Ben", "Ada") + "3: 1\n", "line 4: candidates 1 and 2 have the same name, 'Ada'"),
        ("3\n1,Ada\n2,Ben\n3,Eve\n3,3,1\n3,1,2,3\n", "line 1: a ballot should look like '12: 3,1,2'"),
    ],
)
def test_a_damaged_file_of_preflib_is_named_with_its_line_and_what_to_do(tally: Tally, given: str, why: str) -> None:
    done = tally(given, name="board.toi")

    first, after = said(done)
    assert first.endswith(f"board.toi: {why}")
    assert after.startswith("Correct the file there, or download it again: https://preflib.org/format")


@pytest.mark.parametrize("method", [method for method in Method if method is not Method.YES_NO])
def test_huge_numbers_of_ballots_are_counted_exactly(tally: Tally, method: Method) -> None:
    given = f"3 1\n{TWELVE} 1 2 0\n{TWELVE} 2 1 0\n1 2 3 0\n0\n{NAMES}"
    marks = ("--marks", "2") if method is Method.SEVERAL_SEATS else ()

    report = json.loads(tally(given, "--json", *marks, method=method).stdout)

    assert report["valid"] == 2 * TWELVE + 1
    assert report["elected"] == ["Ben"]  # by one vote


def test_more_ballots_than_the_script_can_look_at_are_not_saved(tally: Tally, tmp_path: Path) -> None:
    done = tally(f"3 1\n{TWELVE} 1 0\n0\n{NAMES}", "--save", str(tmp_path / "out"))

    assert said(done) == ["The recount script looks at every paper; it takes no more than 2,000,000 ballots."]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.blt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    done = CliRunner().invoke(app, ["tally", str(path), "--method", "irv"], env={"COLUMNS": "300"})

    assert said(done)[0].endswith("the file has 200,000,001 bytes; at most 200,000,000 are read")


def test_many_candidates_and_long_ballots_are_read(tally: Tally) -> None:
    names = "".join(f'"C{number}"\n' for number in range(1, 1001))
    everybody = " ".join(map(str, range(1, 1001)))

    done = tally(f"1000 1\n7 {everybody} 0\n5 1000 0\n0\n{names}", "--json")

    assert json.loads(done.stdout)["elected"] == ["C1"]


def test_a_wrong_wish_is_answered_with_the_right_one(tally: Tally) -> None:
    assert said(tally(GOOD, method="dice"))[0].startswith("There is no method 'dice'; there are absolute-majority")
    assert said(tally(GOOD, "--seats", "2")) == ["This method fills one seat; say --seats 1, or take another method."]
    assert said(tally(GOOD, "--base", "eligible", method="majority"))[0].startswith("With this base, --eligible")
    assert said(tally(GOOD, "--base", "most", method="majority"))[0].startswith("There is no base 'most'; there are")
    assert said(tally(GOOD, "--marks", "2"))[0].startswith("Only several-seats knows --marks")
    assert said(tally(GOOD, method="yes-no"))[0].startswith("A yes-no file has two candidates")
