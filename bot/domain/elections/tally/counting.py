"""Counts a profile by the method that its rules name."""

from collections.abc import Callable, Mapping

from bot.domain.elections.tally.breaking import Lot
from bot.domain.elections.tally.instant import instant_run_off
from bot.domain.elections.tally.majority import absolute_majority, relative_majority, yes_no
from bot.domain.elections.tally.marks import approval, several_seats
from bot.domain.elections.tally.profile import Profile, strict
from bot.domain.elections.tally.record import Result
from bot.domain.elections.tally.rules import Method, Rules, RulesImpossible
from bot.domain.elections.tally.schulze import schulze
from bot.domain.elections.tally.scottish import scottish_stv

METHODS: Mapping[Method, Callable[[Profile, Rules, Lot], Result]] = {
    Method.ABSOLUTE_MAJORITY: absolute_majority,
    Method.RELATIVE_MAJORITY: relative_majority,
    Method.YES_NO: yes_no,
    Method.APPROVAL: approval,
    Method.INSTANT_RUN_OFF: instant_run_off,
    Method.SEVERAL_SEATS: several_seats,
    Method.SCOTTISH_STV: scottish_stv,
    Method.SCHULZE: schulze,
}


def count(profile: Profile, rules: Rules, lot: Lot = None) -> Result:
    """The result with its whole record; without a lot a tie that needs one stays open. Raises RulesImpossible."""
    if rules.method is Method.YES_NO and len(profile.candidates) != 2:
        raise RulesImpossible("candidates")
    given = profile if rules.method in (Method.SCHULZE, Method.INSTANT_RUN_OFF) else strict(profile)
    return METHODS[rules.method](given, rules, lot)
