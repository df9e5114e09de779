"""What hypothesis draws for the tests of elections: ballots for a method, and rules that go with them."""

from collections.abc import Mapping

from hypothesis import settings
from hypothesis import strategies as st

from bot.domain.elections.tally import (
    ONE_SEAT,
    Abstentions,
    Base,
    Method,
    Profile,
    Ranking,
    Rules,
    TieRule,
    WeakRanking,
    grouped,
)

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve")
SEEDS = st.binary(min_size=32, max_size=32)
COUNTED = settings(max_examples=100, deadline=None)


@st.composite
def profiles(draw: st.DrawFn, method: Method) -> Profile:
    size = 2 if method is Method.YES_NO else draw(st.integers(1, 5))
    most = 1 if method is Method.YES_NO else size
    ranking = st.permutations(range(size)).flatmap(
        lambda order: st.integers(0, most).map(lambda length: tuple(order[:length]))
    )
    ballots: Mapping[Ranking, int] = draw(st.dictionaries(ranking, st.integers(1, 6), max_size=7))
    weak: dict[WeakRanking, int] = {}
    if size > 2 and draw(st.booleans()):
        first, second, third, *_ = draw(st.permutations(range(size)))
        weak = {((first,), (second, third)): draw(st.integers(1, 3)), ((second, third),): draw(st.integers(1, 3))}
    return grouped(NAMES[:size], ballots, weak, invalid=draw(st.integers(0, 2)))


@st.composite
def elections(draw: st.DrawFn) -> tuple[Profile, Rules]:
    method = draw(st.sampled_from(Method))
    profile = draw(profiles(method))
    majority = method in (Method.ABSOLUTE_MAJORITY, Method.YES_NO)
    return profile, Rules(
        method,
        seats=1 if method in ONE_SEAT else draw(st.integers(1, 3)),
        base=draw(st.sampled_from(Base)) if majority else Base.VALID,
        eligible=200,
        abstentions=draw(st.sampled_from(Abstentions)),
        ties=draw(st.sampled_from(TieRule)),
        ballot=draw(st.integers(1, 3)),
    )
