"""Counting ballots: methods, rules, ties and the full record, in whole numbers throughout."""

from bot.domain.elections.nonces import commitment
from bot.domain.elections.tally.breaking import Lot
from bot.domain.elections.tally.counting import count
from bot.domain.elections.tally.lots import Drawing, NoncesDiffer, drawn, opened, papers, seed
from bot.domain.elections.tally.profile import BadBallot, Profile, Ranking, WeakRanking, collected, grouped, strict
from bot.domain.elections.tally.record import Broken, Deciding, Deed, Pairwise, Result, Round, Tie
from bot.domain.elections.tally.rules import (
    ONE_SEAT,
    RANKED,
    Abstentions,
    Base,
    Method,
    Rules,
    RulesImpossible,
    TieRule,
    method_for,
)

__all__ = [
    "ONE_SEAT",
    "RANKED",
    "Abstentions",
    "BadBallot",
    "Base",
    "Broken",
    "Deciding",
    "Deed",
    "Drawing",
    "Lot",
    "Method",
    "NoncesDiffer",
    "Pairwise",
    "Profile",
    "Ranking",
    "Result",
    "Round",
    "Rules",
    "RulesImpossible",
    "Tie",
    "TieRule",
    "WeakRanking",
    "collected",
    "commitment",
    "count",
    "drawn",
    "grouped",
    "method_for",
    "opened",
    "papers",
    "seed",
    "strict",
]
