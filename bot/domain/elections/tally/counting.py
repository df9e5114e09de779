"""Counts a profile by the method that its rules name."""

from collections.abc import Callable, Mapping
from functools import cache

from bot.domain.elections.tally.breaking import Lot
from bot.domain.elections.tally.profile import Profile, strict
from bot.domain.elections.tally.record import Result
from bot.domain.elections.tally.rules import Method, Rules, RulesImpossible


def count(profile: Profile, rules: Rules, lot: Lot = None) -> Result:
    """The result with its whole record; without a lot a tie that needs one stays open. Raises RulesImpossible."""
    if rules.method is Method.YES_NO and len(profile.candidates) != 2:
        raise RulesImpossible("candidates")
    given = profile if rules.method in (Method.SCHULZE, Method.INSTANT_RUN_OFF) else strict(profile)
    return _methods()[rules.method](given, rules, lot)


@cache
def _methods() -> Mapping[Method, Callable[[Profile, Rules, Lot], Result]]:
    from bot.domain.elections.tally import instant, majority, marks, schulze, scottish  # noqa: PLC0415

    return {
        Method.ABSOLUTE_MAJORITY: majority.absolute_majority,
        Method.RELATIVE_MAJORITY: majority.relative_majority,
        Method.YES_NO: majority.yes_no,
        Method.APPROVAL: marks.approval,
        Method.INSTANT_RUN_OFF: instant.instant_run_off,
        Method.SEVERAL_SEATS: marks.several_seats,
        Method.SCOTTISH_STV: scottish.scottish_stv,
        Method.SCHULZE: schulze.schulze,
    }
