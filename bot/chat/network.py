"""What texts and handlers may know of the network's settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Network:
    """Name, command ("/jrg"), zone and language of the network, and its ladders of reminders.

    What is not urgent is sent in the `hours` of working days; `holidays` names the country whose public holidays are
    none ("DE", "DE-SN"), "" no country. From `feed_hosts` feeds may be read.
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
    feed_hosts: tuple[str, ...] = ()
