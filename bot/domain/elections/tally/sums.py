"""The frame of every result: how many ballots chose, abstained or were void."""

from collections.abc import Sequence

from bot.domain.elections.tally.profile import Profile
from bot.domain.elections.tally.record import Pairwise, Result, Round, Tie
from bot.domain.elections.tally.rules import Abstentions, Rules


def sums(
    profile: Profile,
    rules: Rules,
    *,
    elected: Sequence[int],
    rounds: Sequence[Round],
    ties: Sequence[Tie] = (),
    needed: int | None = None,
    unit: int = 1,
    run_off: Sequence[int] = (),
    pairwise: Pairwise | None = None,
) -> Result:
    """A result with the sums of its ballots."""
    valid, abstentions, invalid = parts(profile, rules)
    return Result(
        rules.method,
        profile.candidates,
        rules.seats,
        tuple(elected),
        tuple(rounds),
        tuple(ties),
        needed,
        unit,
        tuple(run_off),
        valid,
        abstentions,
        invalid,
        pairwise,
    )


def parts(profile: Profile, rules: Rules) -> tuple[int, int, int]:
    """Ballots that choose, that abstain, and that are void."""
    blank = profile.abstentions
    valid = profile.cast - profile.invalid - blank
    if rules.abstentions is Abstentions.VOID:
        return valid, 0, profile.invalid + blank
    return valid, blank, profile.invalid
