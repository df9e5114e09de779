"""How many come and in which way, counted and put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.text import Text
from bot.domain.meetings import Answer, Meeting
from bot.domain.seats import MODES, State
from handlers.meetings.texts import ANSWERS
from storage import Store
from storage.seats import Count

COUNT = Text(en="{n} {answer}", de="{n} {answer}")
COUNT_WITH_GUESTS = Text(en="{n} {answer} (+{guests} guests)", de="{n} {answer} (+{guests} Begleitung)")
OUTDATED = Text(en="{n} before the change", de="{n} vor der Änderung")
FREE = Text(en="{answer}: {free} of {all} free", de="{answer}: {free} von {all} frei")
TAKEN = Text(en="{answer}: all {all} taken", de="{answer}: alle {all} vergeben")
WAITING = Text(en="{seats}, {waiting} waiting", de="{seats}, {waiting} auf der Warteliste")
NONE = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """The seats of each mode that a meeting offers, and how many people gave each answer to the latest question.

    `everybody` and `taken` count all: who has not answered again keeps the seat, or the place in the line.
    """

    capacity: Mapping[Answer, int | None]
    current: Mapping[tuple[Answer, State], Count]
    everybody: Mapping[tuple[Answer, State], Count]
    taken: Mapping[Answer, int]
    outdated: int

    @property
    def modes(self) -> list[Answer]:
        return [mode for mode in MODES if mode in self.capacity]

    def coming(self, answer: Answer) -> Count:
        """Those who come in this way, or say maybe or no."""
        return self.current.get((answer, State.SEATED if answer in MODES else State.NONE), NONE)

    def waiting(self, mode: Answer) -> int:
        """How many people wait for a seat or think about one that is offered to them."""
        in_line = (State.WAITING, State.CALLED, State.OFFERED)
        return sum(self.everybody.get((mode, state), NONE).people for state in in_line)


def tally(store: Store, meeting: Meeting) -> Tally:
    """The counts of a meeting as they are now."""
    current = store.seats.counts(meeting.id, meeting.asked)
    outdated = store.seats.outdated(meeting.id, meeting.asked)
    everybody = store.seats.counts(meeting.id) if outdated else current
    return Tally(store.seats.capacity(meeting.id), current, everybody, store.seats.taken(meeting.id), outdated)


def so_far(counted: Tally) -> Text:
    """The counts in words: "12 online · 3 on site (+1 guests) · 2 maybe · 1 no"."""
    answers = [*counted.modes, Answer.MAYBE, Answer.NO]
    words = [_count(answer, counted.coming(answer)) for answer in answers]
    return separated([*words, OUTDATED.format(n=counted.outdated)] if counted.outdated else words)


def seats_left(counted: Tally) -> Text | None:
    """How many seats are free where there is a limit, and how many people wait; None if there is none."""
    limited = {mode: size for mode, size in counted.capacity.items() if size is not None}
    words = [_seats(mode, size, counted) for mode, size in limited.items()]
    return separated(words) if words else None


def separated(words: Sequence[Text]) -> Text:
    gaps = " · ".join(f"{{w{number}}}" for number in range(len(words)))
    return Text(en=gaps, de=gaps, values=tuple((f"w{number}", word) for number, word in enumerate(words)))


def _count(answer: Answer, count: Count) -> Text:
    guests = count.seats - count.people
    if guests and answer in MODES:
        return COUNT_WITH_GUESTS.format(n=count.people, answer=ANSWERS[answer], guests=guests)
    return COUNT.format(n=count.people, answer=ANSWERS[answer])


def _seats(mode: Answer, size: int, counted: Tally) -> Text:
    free, waiting = max(size - counted.taken.get(mode, 0), 0), counted.waiting(mode)
    answer = ANSWERS[mode]
    said = FREE.format(answer=answer, free=free, all=size) if free else TAKEN.format(answer=answer, all=size)
    return WAITING.format(seats=said, waiting=waiting) if waiting else said
