"""The ballot file: what stands in it, in which order, and that it can be counted again with codes and without."""

from bot.domain.elections.ballotfile import FORMAT, ballot_file
from bot.domain.elections.recount import recount
from bot.domain.elections.recountfile import mistakes
from bot.domain.elections.tally import Drawing, Method, Rules, collected, commitment, count, drawn
from bot.domain.elections.tally.report import report

NONCES = (b"n" * 32, b"m" * 32)
DRAWING = Drawing(b"c" * 32, NONCES, tuple(map(commitment, NONCES)))
NAMES = ("Ada", "Ben", "Cleo")
LINES = {"K7QM-TURM": (1, 0), "A2ZZ-HAUS": (0,), "B3CC-WALD": (1, 0), "Z9XX-MEER": (2, 0), "M4NN-BERG": ()}
IRV = Rules(Method.INSTANT_RUN_OFF)
PROFILE = collected(NAMES, LINES.values(), invalid=1)


def test_lines_are_sorted_by_their_codes_so_that_their_order_tells_nothing() -> None:
    file = ballot_file(PROFILE, IRV, drawing=DRAWING, lines=LINES)
    again = ballot_file(PROFILE, IRV, drawing=DRAWING, lines=dict(reversed(LINES.items())))

    assert file == again
    assert file["format"] == FORMAT
    assert file["ballots"] == [
        {"code": "A2ZZ-HAUS", "vote": [1]},
        {"code": "B3CC-WALD", "vote": [2, 1]},
        {"code": "K7QM-TURM", "vote": [2, 1]},
        {"code": "M4NN-BERG", "vote": []},
        {"code": "Z9XX-MEER", "vote": [3, 1]},
    ]


def test_without_codes_equal_ballots_are_one_line() -> None:
    file = ballot_file(PROFILE, IRV, drawing=DRAWING)

    assert file["ballots"] == [
        {"times": 1, "vote": []},
        {"times": 1, "vote": [1]},
        {"times": 2, "vote": [2, 1]},
        {"times": 1, "vote": [3, 1]},
    ]


def test_with_codes_and_without_the_count_and_the_lot_are_the_same() -> None:
    lot = drawn(DRAWING.seed(PROFILE), NAMES)
    expected = report(count(PROFILE, IRV, lot))
    for lines in (LINES, None):
        file = ballot_file(PROFILE, IRV, drawing=DRAWING, lines=lines)

        assert list(mistakes(file)) == []
        assert file["lot"] == [NAMES[one] for one in lot]
        assert recount(file) == expected


def test_a_lot_drawn_by_hand_stands_in_the_file_without_a_seed() -> None:
    file = ballot_file(PROFILE, IRV, lot=(2, 0, 1))

    assert (file["lot"], file["seed"], file["drawing"]) == (["Cleo", "Ada", "Ben"], None, None)
    assert list(mistakes(file)) == []
