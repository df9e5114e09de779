"""What a file of ballots holds, and what can be wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

from bot.domain.elections.tally import Profile, Ranking, WeakRanking, grouped

MOST_CANDIDATES = 1000
LONGEST_NUMBER = 12  # digits
UNSEEN = ("Cc", "Cs", "Zl", "Zp")  # categories of Unicode that would do something to a terminal or a page


class BadBallotFile(Exception):
    """The file cannot be counted; says in English where and why, for the command line."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Given:
    """A file's ballots; `seats` is None where the format has no word for them."""

    title: str
    seats: int | None
    profile: Profile


class Name(NamedTuple):
    """A candidate's name, and the line on which it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """So many ballots with these groups of equally liked candidates, numbered from 1 as in the file."""

    number: int
    times: int
    groups: tuple[tuple[int, ...], ...]


def profile_of(names: Mapping[int, Name], lines: Sequence[Line], most: int) -> Profile:
    """The ballots of those who stand, which are `names`; others up to `most` have withdrawn. Raises BadBallotFile."""
    _check_names(names)
    place = {number: index for index, number in enumerate(names)}
    plain: dict[Ranking, int] = {}
    weak: dict[WeakRanking, int] = {}
    for line in lines:
        _check(line, most)
        standing = (tuple(place[one] for one in group if one in place) for group in line.groups)
        groups = tuple(group for group in standing if group)
        if any(len(group) > 1 for group in groups):
            weak[groups] = weak.get(groups, 0) + line.times
        else:
            ballot = tuple(group[0] for group in groups)
            plain[ballot] = plain.get(ballot, 0) + line.times
    return grouped(tuple(name.text for name in names.values()), plain, weak)


def plain_name(written: str) -> str:
    """A name without the blanks that files put around and between its words."""
    return " ".join(written.split())


def number_in(word: str, line: int, what: str, least: int = 1, most: int | None = None) -> int:
    """A whole number of a file. Raises BadBallotFile."""
    if word.isascii() and word.isdecimal() and len(word) > LONGEST_NUMBER:
        raise BadBallotFile(f"{what} has {len(word)} digits; {LONGEST_NUMBER} are the most that are read", line)
    if not (word.isascii() and word.isdecimal()):
        raise BadBallotFile(f"{what} should be a whole number, and not {word[:30]!r}", line)
    number = int(word)
    if number < least or (most is not None and number > most):
        raise BadBallotFile(f"{what} is {number}; it should be {_range(least, most)}", line)
    return number


def _range(least: int, most: int | None) -> str:
    return f"at least {least}" if most is None else f"from {least} to {most}"


def _check(line: Line, most: int) -> None:
    seen: set[int] = set()
    for one in (one for group in line.groups for one in group):
        if not 1 <= one <= most:
            raise BadBallotFile(f"there is no candidate {one}; they are numbered from 1 to {most}", line.number)
        if one in seen:
            raise BadBallotFile(f"a ballot names candidate {one} twice", line.number)
        seen.add(one)


def _check_names(names: Mapping[int, Name]) -> None:
    first: dict[str, int] = {}
    if not names:
        raise BadBallotFile("nobody stands: all candidates have withdrawn")
    for number, (name, line) in names.items():
        if not name:
            raise BadBallotFile(f"candidate {number} has no name", line)
        if any(category(sign) in UNSEEN for sign in name):
            raise BadBallotFile(f"the name of candidate {number} holds signs that cannot be shown", line)
        if name in first:
            raise BadBallotFile(f"candidates {first[name]} and {number} have the same name, {name!r}", line)
        first[name] = number
