"""Starters: one round each that a cyclic group turns into a design, found by a search with the group in mind.

The players are `orbits` copies of the integers modulo `order`, then `fixed` points that never move. All differences
within and between copies occur at most once among those who share a room, so that no two players meet twice.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Starter:
    """The first round of a design with `order` rounds."""

    order: int
    orbits: int
    fixed: int
    rooms: tuple[tuple[int, ...], ...]


def _starter(order: int, orbits: int, fixed: int, rooms: str) -> Starter:
    return Starter(order, orbits, fixed, tuple(tuple(map(int, room.split(","))) for room in rooms.split(";")))


STARTERS: tuple[Starter, ...] = (
    _starter(
        7,
        2,
        1,
        "0,9,14;1,2,4;3,7,11;5,8,10;6,12,13",
    ),
    _starter(
        11,
        2,
        2,
        "0,15,22;1,5,6;2,4,11;3,16,23;7,10,13;8,18,19;9,17,21;12,14,20",
    ),
    _starter(
        13,
        2,
        1,
        "0,16,18;1,3,14;2,19,25;4,10,24;5,13,26;6,9,15;7,11,12;8,20,23;17,21,22",
    ),
    _starter(
        14,
        2,
        2,
        "0,6,11;1,14,29;2,19,25;3,21,28;4,5,16;7,9,15;8,12,27;10,24,26;13,20,23;17,18,22",
    ),
    _starter(
        13,
        2,
        4,
        "0,16,27;1,5,18;2,7,13;3,23,26;4,10,22;6,21,29;8,9,11;12,20,28;14,15,24;17,19,25",
    ),
    _starter(
        7,
        3,
        3,
        "0,8,19,21;1,12,15,22;2,11,17,23;3,5,6,16;4,7,9,10;13,14,18,20",
    ),
    _starter(
        9,
        3,
        1,
        "0,7,10,21;1,15,18,19;2,5,6,13;3,12,16,22;4,20,24,26;8,14,23,27;9,11,17,25",
    ),
    _starter(
        6,
        5,
        0,
        "0,4,11,25,26;1,7,17,18,24;2,3,15,21,23;5,8,9,14,16;6,10,19,20,28;12,13,22,27,29",
    ),
    _starter(
        5,
        6,
        0,
        "0,4,18,22,24;1,3,6,10,14;2,8,9,25,28;5,7,15,16,23;11,13,20,21,29;12,17,19,26,27",
    ),
    _starter(
        9,
        5,
        5,
        "0,11,21,39,46;1,16,35,37,47;2,18,20,24,32;3,4,6,13,44;5,17,19,40,45;7,12,26,27,49;8,23,34,42,48;"
        "9,14,15,22,31;10,28,30,33,43;25,29,36,38,41",
    ),
    _starter(
        3,
        12,
        0,
        "0,3,9,10,18,32;1,2,16,23,25,33;4,5,7,14,15,21;6,22,29,30,31,34;8,13,19,20,26,35;11,12,17,24,27,28",
    ),
    _starter(
        7,
        8,
        4,
        "0,3,23,31,33,41;1,12,22,37,38,45;2,19,27,29,52,57;4,15,21,42,49,59;5,6,11,13,18,47;"
        "7,25,30,35,55,58;8,16,17,28,32,54;9,24,36,48,51,53;10,14,26,39,50,56;20,34,40,43,44,46",
    ),
)
