"""Wall-clock time in a zone, and the two nights a year on which it is missing or comes twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class WallTimeMissing(Exception):
    """The clocks jump over this time; `proposal` is the next one that exists."""

    def __init__(self, proposal: datetime) -> None:
        super().__init__(proposal.isoformat())
        self.proposal = proposal


class WallTimeTwice(Exception):
    """The clocks go back over this time, which therefore comes twice; `proposal` is the next one that is plain."""

    def __init__(self, proposal: datetime) -> None:
        super().__init__(proposal.isoformat())
        self.proposal = proposal


def to_utc(wall: datetime, zone: str) -> datetime:
    """The instant at which the wall clock in `zone` shows the naive `wall`. Raises WallTimeMissing, WallTimeTwice."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise WallTimeMissing(_from_utc(first.astimezone(UTC), zone))
    gap = second.astimezone(UTC) - first.astimezone(UTC)
    raise WallTimeTwice(wall + gap)


def nearest_utc(wall: datetime, zone: str) -> datetime:
    """As `to_utc`, but never fails: a missing time moves on with the clocks, of two the first is taken."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def before(wall: datetime, zone: str, *, days: int) -> datetime:
    """The instant so many calendar days earlier at the same time on the wall clock."""
    return nearest_utc(wall - timedelta(days=days), zone)


def _from_utc(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
