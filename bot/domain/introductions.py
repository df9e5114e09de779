"""Who is introduced to whom: people of different groups and sites with something in common, and nobody twice.

A round is a matching of largest weight in the graph of all who take part (Edmonds' blossom algorithm, by rustworkx).
What counts, each before all that follows: that nobody stays alone, and last of all somebody who stayed alone last time;
that two do not meet again; that their sites differ; how many topics they share. Two of one group are never
introduced as a two.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_SHARED = 7  # topics beyond which more make no difference
TOPIC, SITE = 1, 8  # MOST_SHARED topics weigh less than another site
MEETING = 16  # and both less than a meeting that is no repeat
TWO = 2
REPEATS = 3  # how often two have met counts up to here
ALONE = 128  # and all of that less than whom it leaves alone


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who wants to be introduced."""

    person: str
    group: str
    site: str
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """Those who meet, in twos and once perhaps in a three, and those for whom there is nobody."""

    parties: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...] = ()


Pair = frozenset[str]


def shared(one: Member, other: Member) -> frozenset[str]:
    """The topics that both care for."""
    return one.topics & other.topics


def introduce(members: Iterable[Member], met: Mapping[Pair, int], was_alone: Collection[str] = ()) -> Round:
    """One round. `met` says how often two people have been introduced before; `was_alone` is who had nobody last time.

    The same for any order of the members.
    """
    known = sorted(members, key=lambda member: member.person)
    pairs = _matched(known, met, was_alone)
    matched = {member.person for pair in pairs for member in pair}
    alone = [member for member in known if member.person not in matched]
    alone.sort(key=lambda member: member.person not in was_alone)
    parties = [tuple(pair) for pair in pairs]
    alone = _joined(parties, alone, met)
    named = sorted(tuple(sorted(member.person for member in party)) for party in parties)
    return Round(tuple(named), tuple(sorted(member.person for member in alone)))


def _matched(
    known: Sequence[Member], met: Mapping[Pair, int], was_alone: Collection[str]
) -> list[tuple[Member, Member]]:
    import rustworkx  # noqa: PLC0415 (only here, and rarely)

    graph: rustworkx.PyGraph[Member, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(known)
    edges: list[tuple[int, int, int]] = []
    for one, other in combinations(range(len(known)), 2):
        if may_meet(known[one], known[other]):
            bonus = ALONE * sum(known[each].person in was_alone for each in (one, other))
            edges.append((one, other, _worth(known[one], known[other], met) + bonus))
    graph.add_edges_from(edges)
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return [(known[min(pair)], known[max(pair)]) for pair in sorted(map(sorted, found))]


def may_meet(one: Member, other: Member) -> bool:
    """Whether the two can be introduced at all: those of one group know each other."""
    return not one.group or one.group != other.group


def _worth(one: Member, other: Member, met: Mapping[Pair, int]) -> int:
    before = min(met.get(frozenset((one.person, other.person)), 0), REPEATS)
    elsewhere = not one.site or one.site != other.site
    return (REPEATS - before) * MEETING + elsewhere * SITE + TOPIC * min(len(shared(one, other)), MOST_SHARED)


def _joined(parties: list[tuple[Member, ...]], alone: Sequence[Member], met: Mapping[Pair, int]) -> list[Member]:
    """Makes a three of a two for everybody who was left over, where they suit best; returns who is still alone.

    To sit with one of one's own group and one of another is better than to stay alone.
    """
    left: list[Member] = []
    for member in alone:
        suits: list[tuple[int, int, int]] = []
        for number, party in enumerate(parties):
            others = [other for other in party if may_meet(member, other)]
            if len(party) == TWO and others:
                suits.append((len(others), sum(_worth(member, other, met) for other in others), -number))
        if suits:
            number = -max(suits)[2]
            parties[number] = (*parties[number], member)
        else:
            left.append(member)
    return left
