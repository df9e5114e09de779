"""Bars made of characters: one scale for all rounds, nothing that has votes without a bar."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.chart import Bar, Fate, bars
from bot.domain.elections.tally import Lot, Method, Profile, Rules, count, grouped
from bot.domain.elections.tally.report import report

ABC = ("Ada", "Ben", "Cleo")
IRV = Rules(Method.INSTANT_RUN_OFF)


def test_a_run_off_is_drawn_round_by_round() -> None:
    result = _report(grouped(ABC, {(0,): 8, (1, 0): 6, (2, 1): 5}), IRV, (0, 1, 2))

    assert bars(result, 0, width=11) == (
        Bar("Ada", "8", 8, 64, None),
        Bar("Ben", "6", 6, 48, None),
        Bar("Cleo", "5", 5, 40, None),
    )
    assert bars(result, 1, width=11) == (
        Bar("Ben", "11", 11, 88, Fate.ELECTED),
        Bar("Ada", "8", 8, 64, None),
        _out("Cleo"),
    )
    assert [bar.drawn for bar in bars(result, 1, width=11)] == ["█" * 11, "█" * 8, ""]


def test_who_left_in_an_earlier_round_is_not_drawn_again() -> None:
    ballots = {(0,): 4, (1,): 3, (2, 3, 1): 2, (3, 2, 1): 1}
    result = _report(grouped((*ABC, "Dan"), ballots), IRV, (0, 1, 2, 3))

    assert [[bar.name for bar in bars(result, number)] for number in range(3)] == [
        ["Ada", "Ben", "Cleo", "Dan"],
        ["Ada", "Ben", "Cleo", "Dan"],  # Dan leaves in this round
        ["Ben", "Ada", "Cleo"],
    ]


def test_parts_of_votes_are_exact() -> None:
    result = _report(grouped(ABC, {(0, 1): 8, (2,): 3}), Rules(Method.SCOTTISH_STV, seats=2))

    shown = {bar.name: (bar.votes, bar.whole) for bar in bars(result, 1)}

    assert shown == {"Ada": ("4.00000", 4), "Ben": ("4.00000", 4), "Cleo": ("3.00000", 3)}


def test_part_of_a_character_is_drawn() -> None:
    assert [Bar("Ada", "1", 1, eighths, None).drawn for eighths in (0, 1, 8, 12)] == ["", "▏", "█", "█▌"]


@given(st.dictionaries(st.sampled_from([(0,), (1,), (2,)]), st.integers(1, 10**6)), st.integers(1, 40))
def test_bars_never_exceed_their_width_and_never_hide_a_vote(ballots: dict[tuple[int, ...], int], width: int) -> None:
    shown = bars(_report(grouped(ABC, ballots), Rules(Method.RELATIVE_MAJORITY), (0, 1, 2)), 0, width)

    assert [bar.whole for bar in shown] == sorted((ballots.get((one,), 0) for one in range(3)), reverse=True)
    assert all((bar.whole > 0) == (bar.drawn != "") and len(bar.drawn) <= width for bar in shown)
    assert not ballots or len(shown[0].drawn) == width


def _report(profile: Profile, rules: Rules, lot: Lot = None) -> dict[str, object]:
    return report(count(profile, rules, lot))


def _out(candidate: str) -> Bar:
    return Bar(candidate, "0", 0, 0, Fate.ELIMINATED)
