"""Why a plan cannot be: the kinds of causes."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What is in the way."""

    TOO_FEW_SEATS = "too few seats"
    TOO_FEW_PEOPLE = "too few people"
    TOO_FEW_ONLINE_SEATS = "too few online seats"
    CHAIN_TOO_LONG = "chain too long"
    REMOTE_CHAIN_TOO_LONG = "chain with somebody remote too long for online rooms"
    TOGETHER_AND_APART = "together and apart"
    APART_CLIQUE = "more people apart from each other than rooms"
    REMOTE_CLIQUE = "more remote people apart from each other than online rooms"
    REMOTE_CHAINS = "too few online seats for those who are remote and who stay together with them"
    TOO_FEW_FACILITATORS = "too few facilitators"
    TOO_FEW_ON_SITE = "too few facilitators on site"
    PINNED_TWICE = "pinned to two rooms in one round"
    PINNED_OFFLINE = "remote and pinned to a room that is not online"
    PINNED_TOO_MANY = "more people pinned to a room than seats"
    PINNED_APART = "apart and pinned to the same room"
    PINNED_PARTED = "together and pinned to different rooms"


@dataclass(frozen=True)
class Cause:
    """Why no plan exists: `have` is less than `need`; `people` are the fewest who show it."""

    kind: Kind
    need: int
    have: int
    people: tuple[str, ...] = ()
