"""Zones of every kind: with and without summer time, by half an hour, by the moon, north and south."""

from datetime import UTC, datetime, timedelta

from bot.domain.clockchanges import clock_changes

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)
HOUR = timedelta(hours=1)


def around_changes(zone: str, first_year: int, last_year: int) -> list[datetime]:
    """The changes of the clocks in these years; one day of each year where there are none."""
    begins, ends = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    plain = [datetime(year, 3, 29, 1, tzinfo=UTC) for year in range(first_year, last_year + 1)]
    return list(clock_changes(zone, begins, ends)) or plain
