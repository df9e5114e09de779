"""Polls: one line of words becomes a question with options and a time in which to answer."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.elections.configuration import Configuration, ElectionError
from bot.domain.elections.tally import Abstentions, Method, TieRule

USUAL = timedelta(days=1)
LONGEST = timedelta(days=30)
LEAST_OPTIONS, MOST_OPTIONS = 2, 10
LONGEST_QUESTION, LONGEST_OPTION = 140, 60
LASTS = re.compile(r"(\d{1,3})\s*(m|min|h|d)")
UNITS = {"m": timedelta(minutes=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
QUOTES = "\"“”„'«»"


class NoPoll(ElectionError):
    """These words are no poll."""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question, what one can answer, and how long."""

    question: str
    options: tuple[str, ...]
    lasts: timedelta = USUAL


def read(words: str) -> Poll:
    """A poll such as `"Pizza or soup?" | Pizza | Soup | 2h`; without a last part it lasts a day. Raises NoPoll."""
    question, *options = [" ".join(part.split()).strip(QUOTES) for part in words.split("|")]
    lasts = USUAL
    if len(options) > LEAST_OPTIONS and (found := LASTS.fullmatch(options[-1].casefold())):
        lasts = int(found[1]) * UNITS[found[2]]
        options.pop()
    sizes = 0 < len(question) <= LONGEST_QUESTION and all(0 < len(one) <= LONGEST_OPTION for one in options)
    distinct = len({one.casefold() for one in options}) == len(options)
    if not (sizes and distinct and LEAST_OPTIONS <= len(options) <= MOST_OPTIONS and timedelta() < lasts <= LONGEST):
        raise NoPoll
    return Poll(question, tuple(options), lasts)


def set_up(poll: Poll, by: str, now: datetime, min_ballots: int) -> Configuration:
    """The same engine as an election's, with a key that the server holds; whoever asks may call it off.

    Of equals no lot is drawn: they stay equal.
    """
    return Configuration(
        poll.question,
        now,
        now,
        now + poll.lasts,
        (by,),
        method=Method.RELATIVE_MAJORITY,
        abstentions=Abstentions.VOID,
        ties=TieRule.RUN_OFF_THEN_LOT,
        codes=False,
        contest_days=0,
        min_ballots=min_ballots,
        options=poll.options,
    )
