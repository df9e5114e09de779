"""What texts and handlers may know of the network's settings."""

from dataclasses import dataclass
from datetime import timedelta

from bot.chat.text import Text

UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
STEERING = Text(en="Steering committee", de="Steuerungsgremium")
WORKING_GROUP = Text(en="Working group", de="Arbeitsgruppe")
PROJECT = Text(en="Module project", de="Modulprojekt")


@dataclass(frozen=True, slots=True)
class Network:
    """Name, command ("/jrg"), zone and language of the network, and its ladders of reminders.

    What is not urgent is sent in the `hours` of working days; `holidays` names the country whose public holidays are
    none ("DE", "DE-SN"), "" no country. Then comes what the kinds of committees are called. From `feed_hosts` feeds may
    be read. Below `min_ballots` an election tells only who is elected.
    """

    name: str = "Research network"
    command: str = "/jrg"
    timezone: str = "Europe/Berlin"
    language: str = "en"
    meeting_reminders: tuple[str, ...] = ("14d", "3d", "1d", "1h")
    channel_reminders: tuple[str, ...] = ("7d", "0d")
    attendee_reminders: tuple[str, ...] = ("1d", "15m")
    hours: str = "08:00-18:00"
    holidays: str = "DE"
    steering: Text = STEERING
    working_group: Text = WORKING_GROUP
    project: Text = PROJECT
    feed_hosts: tuple[str, ...] = ()
    min_ballots: int = 5
    election_reminders: tuple[str, ...] = ("3d", "1d")

    @property
    def election_steps(self) -> tuple[timedelta, ...]:
        """How long before the close of an election those are reminded who have not voted."""
        return tuple(int(step[:-1]) * UNITS[step[-1]] for step in self.election_reminders)
