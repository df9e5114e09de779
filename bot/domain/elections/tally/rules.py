"""What the set-up of an election says about counting it."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """The ways to count."""

    ABSOLUTE_MAJORITY = "absolute-majority"
    RELATIVE_MAJORITY = "relative-majority"
    YES_NO = "yes-no"
    APPROVAL = "approval"
    INSTANT_RUN_OFF = "instant-run-off"
    SEVERAL_SEATS = "several-seats"
    SCOTTISH_STV = "scottish-stv"
    SCHULZE = "schulze"


RANKED = frozenset({Method.INSTANT_RUN_OFF, Method.SCOTTISH_STV, Method.SCHULZE})
ONE_SEAT = frozenset({Method.ABSOLUTE_MAJORITY, Method.RELATIVE_MAJORITY, Method.YES_NO, Method.INSTANT_RUN_OFF})
BY_MAJORITY = frozenset({Method.ABSOLUTE_MAJORITY, Method.YES_NO})


class Base(StrEnum):
    """Of what an absolute majority is more than half; German associations take VALID unless their statute differs."""

    VALID = "valid"  # the ballots that choose; abstentions and void ones do not count
    WITH_ABSTENTIONS = "with-abstentions"  # the same and the abstentions, which then work like a no; void ones do not
    CAST = "cast"  # every ballot in the box, void ones as well
    ELIGIBLE = "eligible"  # everybody on the roll


class Abstentions(StrEnum):
    """Whether one may hand in a ballot that chooses nobody."""

    ALLOWED = "allowed"
    VOID = "void"  # it counts among the invalid ones


class TieRule(StrEnum):
    """What happens when those with equally many votes cannot all be elected."""

    LOT = "lot"
    RUN_OFF_THEN_LOT = "run-off-then-lot"


class RulesImpossible(Exception):
    """Nothing can be counted by these rules; `field` names the one that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Rules:
    """How one ballot is counted; `marks` is how many candidates a voter may mark where several seats are filled.

    `ballot` is 1 for the first, 2 for a run-off, 3 for its repetition. Raises RulesImpossible.
    """

    method: Method
    seats: int = 1
    marks: int | None = None
    base: Base = Base.VALID
    eligible: int | None = None
    abstentions: Abstentions = Abstentions.ALLOWED
    ties: TieRule = TieRule.LOT
    ballot: int = 1

    def __post_init__(self) -> None:
        sound = {
            "seats": self.seats >= 1 and (self.seats == 1 or self.method not in ONE_SEAT),
            "marks": self.marks is None or (self.marks >= 1 and self.method is Method.SEVERAL_SEATS),
            "base": self.base is Base.VALID or self.method in BY_MAJORITY,
            "eligible": self.eligible is not None or self.base is not Base.ELIGIBLE,
            "ballot": self.ballot >= 1,
        }
        for name, is_sound in sound.items():
            if not is_sound:
                raise RulesImpossible(name)

    @property
    def most_marks(self) -> int:
        """How many candidates one ballot may mark where several seats are filled."""
        return self.marks or self.seats


def method_for(wanted: Method, candidates: int, seats: int) -> Method:
    """The method that is used: one candidate for one seat is voted on by yes and no."""
    return Method.YES_NO if candidates == seats == 1 else wanted
