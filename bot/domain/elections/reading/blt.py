"""BLT, the format of most programs that count transferable votes.

`candidates seats`; withdrawn candidates with a minus; `times first second .. 0` for each kind of ballot, where `2=3`
are equal ranks; `0`; the names in quotes; the title in quotes. What follows `#` is a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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

WORD = re.compile(r'"(?P<quoted>[^"]*)"|#.*|(?P<open>")|(?P<plain>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Word:
    """A number or a text in quotes, with its line."""

    text: str
    line: int
    quoted: bool


class Words:
    """The words of a file, one after the other."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)
        self._last = 1

    def next(self, what: str) -> Word:
        """The next word, which should be so. Raises BadBallotFile at the end."""
        word = next(self._words, None)
        if word is None:
            raise BadBallotFile(f"the file ends before {what}", self._last)
        self._last = word.line
        return word

    def number(self, what: str, least: int = 1, most: int | None = None) -> int:
        word = self.next(what)
        return number_in(f'"{word.text}"' if word.quoted else word.text, word.line, what, least, most)

    def name(self, number: int) -> Name:
        word = self.next(f"the name of candidate {number}")
        if not word.quoted:
            raise BadBallotFile(
                f"the 0 before this ends the ballots, so that candidate {number} in quotes should come here, and not "
                f"{word.text[:30]!r}",
                word.line,
            )
        return Name(plain_name(word.text), word.line)

    def rest(self) -> list[Word]:
        return list(self._words)


def read_blt(text: str) -> Given:
    """The ballots of a BLT file. Raises BadBallotFile."""
    words = Words(text)
    most = words.number("the number of candidates", most=MOST_CANDIDATES)
    seats = words.number("the number of seats")
    withdrawn, ballots = _ballots(words, most)
    names = {number: words.name(number) for number in range(1, most + 1)}
    after = words.rest()
    if len(after) > 1 or not all(word.quoted for word in after):
        raise BadBallotFile(f"nothing but a title may follow the names of {most} candidates", after[-1].line)
    standing = {number: name for number, name in names.items() if number not in withdrawn}
    return Given(plain_name(after[0].text) if after else "", seats, profile_of(standing, ballots, most))


def _ballots(words: Words, most: int) -> tuple[set[int], list[Line]]:
    withdrawn: set[int] = set()
    ballots: list[Line] = []
    while True:
        first = words.next("the 0 that ends the ballots")
        if first.text == "0" and not first.quoted:
            return withdrawn, ballots
        if first.text.startswith("-") and not first.quoted:
            if ballots:
                raise BadBallotFile(
                    "no ballot can be cast less than once, and withdrawn candidates stand before all ballots",
                    first.line,
                )
            withdrawn.add(number_in(first.text[1:], first.line, "the withdrawn candidate", most=most))
        elif first.quoted:
            raise BadBallotFile("a 0 on a line of its own should end the ballots before the names", first.line)
        else:
            times = number_in(first.text, first.line, "the number of such ballots")
            ballots.append(Line(first.line, times, tuple(_groups(words))))


def _groups(words: Words) -> Iterator[tuple[int, ...]]:
    while (word := words.next("the 0 that ends a ballot")).text != "0":
        if word.quoted:
            raise BadBallotFile("a 0 should end every ballot", word.line)
        yield tuple(number_in(one, word.line, "a candidate on a ballot") for one in word.text.split("="))


def _words(text: str) -> Iterator[Word]:
    for number, line in enumerate(lines(text), 1):
        for match in WORD.finditer(line):
            if match["open"]:
                raise BadBallotFile("a quotation mark is not closed", number)
            if match["quoted"] is not None:
                yield Word(match["quoted"], number, quoted=True)
            elif match["plain"]:
                yield Word(match["plain"], number, quoted=False)
