"""Series of meetings: a rule, and what each of its dates begins with until somebody changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.meetings import MODE_ANSWERS, USUAL_LENGTH, Answer, Meeting, Mode, Stage
from bot.domain.recurrence import Occurrence, Rule, occurrences
from bot.domain.reminders import Audience, Rung
from bot.domain.walltime import before

YEAR = timedelta(days=366)
ASKED_BEFORE = 28  # days before the announcement
USUAL_ANNOUNCEMENT = 42  # days before the meeting
EARLIEST_ANNOUNCEMENT = 300  # so that a date is there when it is time to ask about it
SOON = timedelta(hours=1)  # time to look at a new series before anybody is asked about its first date


class NoSuchSeries(Exception):
    """There is no series with this number, or it has ended."""


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings by a rule. `seats` limits each way to come, without a limit where it has none.

    `deadline_days` and `announce_days` are counted back from the day of the meeting.
    """

    id: int
    title: str
    rule: Rule
    mode: Mode = Mode.HYBRID
    lasts: timedelta = USUAL_LENGTH
    place: str = ""
    link: str = ""
    description: str = ""
    seats: Mapping[Answer, int | None] = field(default_factory=dict[Answer, int | None])
    deadline_days: int | None = None
    announce_days: int = USUAL_ANNOUNCEMENT
    planned_by: str | None = None
    ended: bool = False

    def mode_in(self, found: Occurrence) -> Mode:
        """How the series meets on one of its dates."""
        return Mode(found.mode) if found.mode else self.mode

    def capacity(self, found: Occurrence) -> dict[Answer, int | None]:
        """The seats of each way to come to one of its dates."""
        return {answer: self.seats.get(answer) for answer in MODE_ANSWERS[self.mode_in(found)]}


def year_ahead(series: Series, now: datetime, region: str) -> list[Occurrence]:
    """The dates of the rule that begin in the coming year; holidays are those of the region."""
    today = now.astimezone(ZoneInfo(series.rule.zone)).date()
    found = occurrences(series.rule, today - timedelta(days=1), today + YEAR, region)
    return [one for one in found if proposed(series, one).starts > now]


def proposed(series: Series, found: Occurrence) -> Meeting:
    """One date of the rule as a meeting that nobody has looked at yet."""
    days = series.deadline_days
    return Meeting(
        0,
        series.title,
        found.wall,
        series.rule.zone,
        series.place,
        series.description,
        planned_by=series.planned_by,
        lasts=series.lasts,
        link=series.link,
        deadline=None if days is None else found.wall.date() - timedelta(days=days),
        stage=Stage.PROPOSED,
        series=series.id,
        slot=found.wall,
    )


def month_of(slot: date) -> tuple[int, int]:
    """What a rule has one date of at most, so that a changed rule does not add a second one to a month."""
    return slot.year, slot.month


def is_untouched(meeting: Meeting) -> bool:
    """Whether this is a date of a rule as the rule made it."""
    return meeting.stage is Stage.PROPOSED and meeting.changed is None and meeting.cancelled is None


def announcement(meeting: Meeting, days: int) -> datetime:
    """When a date of a series becomes public, if somebody has confirmed it."""
    return before(meeting.wall, meeting.zone, days=days)


def moments(meeting: Meeting, days: int) -> list[Rung]:
    """When coordinators are asked about a date that is announced so many days before, and when it is announced."""
    public = announcement(meeting, days)
    ask = before(meeting.wall, meeting.zone, days=days + ASKED_BEFORE)
    asked = [Rung("ask", Audience.CONFIRM, ask, public)] if meeting.stage is Stage.PROPOSED else []
    return [*asked, Rung("announce", Audience.ANNOUNCE, public, meeting.starts)]
