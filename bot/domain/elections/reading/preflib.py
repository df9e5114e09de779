"""PrefLib's orders: `.soi` and `.soc` without, `.toi` and `.toc` with equal ranks (https://preflib.org/format).

A head of `# KEY: value`, and then `times: 3,{1,2},4` for each kind of ballot.
"""

import re
from collections.abc import Mapping

from bot.domain.elections.reading.given import (
    MOST_CANDIDATES,
    BadBallotFile,
    Given,
    Line,
    Name,
    number_in,
    plain_name,
    profile_of,
)
from bot.domain.elections.reading.text import lines

HEAD = re.compile(r"#\s*(?P<key>[^:]+?)\s*:\s*(?P<value>.*)")
BALLOT = re.compile(r"\s*(?P<times>[^:]+?)\s*:\s*(?P<order>.*)")
RANK = re.compile(r"\{(?P<group>[^{}]+)\}|(?P<one>[^,{}]+)")

Head = Mapping[str, tuple[str, int]]  # values and their lines


def read_preflib(text: str) -> Given:
    """The ballots of a PrefLib file, whose sums must be those of its head. Raises BadBallotFile."""
    head: dict[str, tuple[str, int]] = {}
    ballots: list[Line] = []
    for number, line in enumerate(lines(text), 1):
        if line.startswith("#"):
            if found := HEAD.fullmatch(line):
                head[found["key"].upper()] = (found["value"], number)
        elif line.strip():
            ballots.append(_ballot(line, number))
    names = _names(head)
    _check_sum(head, ballots)
    return Given(plain_name(head.get("TITLE", ("", 0))[0]), None, profile_of(names, ballots, len(names)))


def _names(head: Head) -> dict[int, Name]:
    number = _value(head, "NUMBER ALTERNATIVES", 1, MOST_CANDIDATES)
    stated = {one: _stated(head, f"ALTERNATIVE NAME {one}") for one in range(1, number + 1)}
    return {one: Name(plain_name(name), line) for one, (name, line) in stated.items()}


def _check_sum(head: Head, ballots: list[Line]) -> None:
    stated, found = _value(head, "NUMBER VOTERS", 0, None), sum(line.times for line in ballots)
    if stated != found:
        raise BadBallotFile(
            f"the head speaks of {stated} voters, but there are {found} ballots", head["NUMBER VOTERS"][1]
        )


def _value(head: Head, key: str, least: int, most: int | None) -> int:
    word, line = _stated(head, key)
    return number_in(word.strip(), line, key, least, most)


def _stated(head: Head, key: str) -> tuple[str, int]:
    if key not in head:
        raise BadBallotFile(f"the head has no line '# {key}: ...' (PrefLib's files of before 2022 have none)")
    return head[key]


def _ballot(line: str, number: int) -> Line:
    found = BALLOT.fullmatch(line)
    if not found:
        raise BadBallotFile("a ballot should look like '12: 3,1,2'", number)
    order = found["order"].replace(" ", "").rstrip(",")
    left = RANK.sub("", order).strip(",")
    if left or "," * 2 in RANK.sub("x", order):
        raise BadBallotFile("a ballot should look like '12: 3,{1,2},4'", number)
    times = number_in(found["times"], number, "the number of such ballots")
    return Line(number, times, tuple(_group(match, number) for match in RANK.finditer(order)))


def _group(match: re.Match[str], number: int) -> tuple[int, ...]:
    words = match["one"] or match["group"]
    return tuple(number_in(one, number, "a candidate on a ballot") for one in words.split(",") if one)
