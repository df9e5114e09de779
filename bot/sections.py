"""The tables of the settings, each with its defaults and what its values must be like."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator, model_validator

from bot.chat.text import Text, is_zone, zones
from bot.domain.publicholidays import is_region
from bot.domain.quiet import NotHours, hours_between, spelled
from bot.domain.reminders import is_step

LISTEN = re.compile(r"(?P<host>.+):(?P<port>\d{1,5})")
CHANNEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,29}")
PUBLIC = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")


def listed(given: object) -> object:
    """In the environment, where there are no lists, pieces are separated by commas or spaces."""
    return tuple(filter(None, given.replace(",", " ").split())) if isinstance(given, str) else given


class Section(BaseModel):
    """A table of the file; a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class NetworkSection(Section):
    name: str = Field(default="Research network", min_length=1, max_length=60)
    command: str = Field(default="/jrg", pattern=r"^/[a-z][a-z0-9-]{0,20}$")
    timezone: str = "Europe/Berlin"
    language: str = Field(default="en", pattern="^(en|de)$")
    holidays: str = "DE"

    @field_validator("holidays")
    @classmethod
    def _known_region(cls, region: str) -> str:
        if not is_region(region):
            raise ValueError(f"no public holidays are known of {region!r}; write DE or DE-SN, or nothing")
        return region

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if not is_zone(zone):
            near = get_close_matches(zone, zones(), 1) or ["Europe/Berlin"]
            raise ValueError(f"there is no time zone {zone!r}; did you mean {near[0]!r}?")
        return zone


class DatabaseSection(Section):
    url: str = Field(default="sqlite:///netbot.db", repr=False)  # may hold a password

    @field_validator("url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("begins with sqlite:/// or postgresql://")
        return url


class HttpSection(Section):
    listen: str = "127.0.0.1:8080"
    public_url: str = ""

    @field_validator("listen")
    @classmethod
    def _address(cls, listen: str) -> str:
        found = LISTEN.fullmatch(listen)
        if not found or int(found["port"]) > 65535:
            raise ValueError("is an address and a port, such as 127.0.0.1:8080")
        return listen

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, url: str) -> str:
        if url and not PUBLIC.fullmatch(url):
            raise ValueError(
                "begins with https:// or http:// and has neither ? nor #, such as https://netbot.example.org"
            )
        return url.rstrip("/")

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


class WebSection(Section):
    enabled: bool = False
    home: Path = Path("netbot-chat")


class SlackSection(Section):
    bot_token: str = Field(default="", repr=False)
    app_token: str = Field(default="", repr=False)  # for Socket Mode
    signing_secret: str = Field(default="", repr=False)  # for HTTP mode
    api_url: str = "https://slack.com/api/"

    @field_validator("bot_token", "app_token")
    @classmethod
    def _kind(cls, token: str, info: ValidationInfo) -> str:
        beginning = {"bot_token": "xoxb-", "app_token": "xapp-"}[info.field_name or ""]
        if token and not token.startswith(beginning):
            raise ValueError(f"begins with {beginning}")
        return token

    @field_validator("api_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("begins with https://")
        return url if url.endswith("/") else f"{url}/"

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if self.bot_token and bool(self.app_token) == bool(self.signing_secret):
            raise ValueError("a bot_token needs either an app_token (Socket Mode) or a signing_secret (HTTP)")
        return self

    @property
    def enabled(self) -> bool:
        return bool(self.bot_token)


class MattermostSection(Section):
    url: str = Field(default="", pattern="^(https?://[^/?#]+(/[^?#]*)?)?$")
    token: SecretStr = SecretStr("")
    team: tuple[str, ...] = ()
    callback_url: str = Field(default="", pattern="^(https?://[^?#]+)?$")
    command_token: tuple[SecretStr, ...] = ()
    trust_emails: bool = False

    @field_validator("team", "command_token", mode="before")
    @classmethod
    def _one_or_more(cls, given: object) -> object:
        return listed(given)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {"token": self.token.get_secret_value(), "team": self.team, "callback_url": self.callback_url}
        missing = [name for name, value in needed.items() if not value]
        if self.url and missing:
            raise ValueError(f"with a url it needs {', '.join(missing)} too")
        return self


class ChannelSection(Section):
    web: str = ""
    slack: str = ""
    mattermost: str = Field(default="", pattern="^([^/]+/[^/]+)?$")


class ChannelsSection(Section):
    announcements: ChannelSection = ChannelSection(web="announcements")
    more: dict[str, ChannelSection] = Field(default_factory=dict[str, ChannelSection])

    @field_validator("more")
    @classmethod
    def _plain_names(cls, more: dict[str, ChannelSection]) -> dict[str, ChannelSection]:
        wrong = [name for name in more if not CHANNEL_NAME.fullmatch(name) or name == "announcements"]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: names are letters, digits and hyphens, and not announcements")
        return more

    @property
    def named(self) -> dict[str, ChannelSection]:
        """All of them by name, the one for announcements first."""
        return {"announcements": self.announcements, **self.more}


class RemindersSection(Section):
    meeting: tuple[str, ...] = ("14d", "3d", "1d", "1h")
    channel: tuple[str, ...] = ("7d", "0d")
    attendees: tuple[str, ...] = ("1d", "15m")
    send_between: str = "08:00-18:00"

    @field_validator("meeting", "channel", "attendees", mode="before")
    @classmethod
    def _listed(cls, steps: object) -> object:
        """In the environment, where there are no lists, steps are separated by commas."""
        return listed(steps)

    @field_validator("meeting", "channel", "attendees")
    @classmethod
    def _steps(cls, steps: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [step for step in steps if not is_step(step)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: days, hours or minutes before, such as 14d, 1h or 15m")
        return steps

    @field_validator("send_between")
    @classmethod
    def _hours(cls, hours: str) -> str:
        try:
            return spelled(hours_between(hours))
        except NotHours:
            raise ValueError("begins and ends at a time of the day, such as 08:00-18:00, or 00:00-24:00") from None


class ElectionsSection(Section):
    secrets_dir: Path = Path("netbot-secrets")
    min_ballots: int = Field(default=5, ge=1, le=100)
    reminders: tuple[str, ...] = ("3d", "1d")

    @field_validator("reminders", mode="before")
    @classmethod
    def _listed(cls, steps: object) -> object:
        return listed(steps)

    @field_validator("reminders")
    @classmethod
    def _steps(cls, steps: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [step for step in steps if not is_step(step)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: days, hours or minutes before, such as 3d, 12h or 30m")
        return steps


class NameSection(Section):
    """What something is called in both languages."""

    en: str = Field(min_length=1, max_length=40, pattern="^[^*`{}]+$")
    de: str = Field(min_length=1, max_length=40, pattern="^[^*`{}]+$")

    @property
    def text(self) -> Text:
        return Text(en=self.en, de=self.de)


class CommitteesSection(Section):
    steering: NameSection = NameSection(en="Steering committee", de="Steuerungsgremium")
    working_group: NameSection = NameSection(en="Working group", de="Arbeitsgruppe")
    project: NameSection = NameSection(en="Module project", de="Modulprojekt")


class LogSection(Section):
    level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    json_lines: bool = True
