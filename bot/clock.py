"""The only clock: what time it is for the bot, which the demo and the tests may move forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """`now()` is the bot's time. `real()` never jumps: leases and rate limits are measured with it."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self._ahead = ahead

    @property
    def ahead(self) -> timedelta:
        return self._ahead

    def now(self) -> datetime:
        return self.real() + self._ahead

    def real(self) -> datetime:
        return datetime.now(UTC)

    def begin_at(self, moment: datetime) -> None:
        """Starts at a moment of the past: a demo plays what has happened before anybody looks."""
        self._ahead = moment - self.real()

    def move_to(self, moment: datetime) -> None:
        """Jumps forward to a moment; a moment in the past changes nothing, as time does not run back."""
        self._ahead = max(self._ahead, moment - self.real())
