"""Addresses of what the bot hands out by HTTP, for texts that lead there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode

from bot.chat.ui import action

ANSWERS, ROOMS = "answers.csv", "rooms.csv"
ANSWERS_LAST = timedelta(minutes=15)
ELECTION = "election"


class RoomFile(StrEnum):
    """For what a list of breakout rooms is."""

    ZOOM = "zoom"
    BIGBLUEBUTTON = "bigbluebutton"


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """The same calendar by three addresses: `feed` to copy, `webcal` for calendar programs, and `opening`, which leads
    there from the web, as chat platforms link to nothing else.
    """

    feed: str
    webcal: str
    opening: str


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses below `public` ("https://netbot.example"); None where the settings name no public address.

    `seal` makes a key of what must not be forged; it is good for ANSWERS_LAST.
    """

    public: str = ""
    seal: Callable[[str], str] = str

    def calendar(self, token: str) -> CalendarLinks | None:
        """A person's calendar, to subscribe to."""
        feed, opening = self._below(f"calendar/{token}.ics"), self._below(f"calendar/{token}/subscribe")
        return CalendarLinks(feed, f"webcal://{feed.partition('://')[2]}", opening) if feed and opening else None

    def meeting(self, token: str, number: int) -> str | None:
        """One meeting as a calendar file, as the person with this token may see it."""
        return self._below(f"calendar/{token}/{number}.ics")

    def answers(self, number: int, person: str) -> str | None:
        """The answers to a meeting as a table, for this coordinator."""
        if not self.public:
            return None
        key = self.seal(action(ANSWERS, meeting=number, by=person))
        return self._below(f"meetings/{number}/{ANSWERS}?{urlencode({'key': key})}")

    def rooms(self, number: int, round_: int, kind: RoomFile, person: str) -> str | None:
        """Who sits in which breakout room in one round, for this coordinator."""
        if not self.public:
            return None
        key = self.seal(action(ROOMS, meeting=number, round=round_, kind=kind, by=person))
        return self._below(f"meetings/{number}/{round_}/{kind.value}/{ROOMS}?{urlencode({'key': key})}")

    def election(self, number: int, file: str, person: str) -> str | None:
        """A file of a counted election, such as "ballots.json", for this person."""
        if not self.public:
            return None
        key = self.seal(action(ELECTION, election=number, file=file, by=person))
        return self._below(f"elections/{number}/{file}?{urlencode({'key': key})}")

    def _below(self, path: str) -> str | None:
        return f"{self.public}/{path}" if self.public else None
