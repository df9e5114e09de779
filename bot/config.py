"""Settings from a TOML file and the environment; every mistake is reported at once, no secret ever shown."""

import os
import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from bot.chat.network import Network
from bot.domain.reminders import is_step

PREFIX, IN_FILE = "NETBOT_", "_FILE"
LISTEN = re.compile(r"(?P<host>.+):(?P<port>\d{1,5})")
PUBLIC = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")


class BadSettings(Exception):
    """Everything that is wrong with the settings, a line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Section(BaseModel):
    """A table of the file; a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class NetworkSection(Section):
    name: str = Field(default="Research network", min_length=1, max_length=60)
    command: str = Field(default="/jrg", pattern=r"^/[a-z][a-z0-9-]{0,20}$")
    timezone: str = "Europe/Berlin"
    language: str = Field(default="en", pattern="^(en|de)$")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            near = get_close_matches(zone, available_timezones(), 1) or ["Europe/Berlin"]
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
        return _listed(given)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {"token": self.token.get_secret_value(), "team": self.team, "callback_url": self.callback_url}
        missing = [name for name, value in needed.items() if not value]
        if self.url and missing:
            raise ValueError(f"with a url it needs {', '.join(missing)} too")
        return self


class ChannelSection(Section):
    web: str = ""
    mattermost: str = Field(default="", pattern="^([^/]+/[^/]+)?$")


class ChannelsSection(Section):
    announcements: ChannelSection = ChannelSection(web="announcements")


class RemindersSection(Section):
    meeting: tuple[str, ...] = ("14d", "3d", "1d", "1h")
    channel: tuple[str, ...] = ("7d", "0d")

    @field_validator("meeting", "channel", mode="before")
    @classmethod
    def _listed(cls, steps: object) -> object:
        """In the environment, where there are no lists, steps are separated by commas."""
        return _listed(steps)

    @field_validator("meeting", "channel")
    @classmethod
    def _steps(cls, steps: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [step for step in steps if not is_step(step)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: days, hours or minutes before, such as 14d, 1h or 15m")
        return steps


class LogSection(Section):
    level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    json_lines: bool = True


class Settings(Section):
    """All settings; `config.example.toml` explains each."""

    network: NetworkSection = NetworkSection()
    database: DatabaseSection = DatabaseSection()
    http: HttpSection = HttpSection()
    web: WebSection = WebSection()
    mattermost: MattermostSection = MattermostSection()
    channels: ChannelsSection = ChannelsSection()
    reminders: RemindersSection = RemindersSection()
    log: LogSection = LogSection()

    @property
    def for_handlers(self) -> Network:
        """What handlers may know."""
        n, r = self.network, self.reminders
        return Network(n.name, n.command, n.timezone, n.language, r.meeting, r.channel)


def read(path: Path | None = None) -> Settings:
    """The settings of a file, with the environment on top. Raises BadSettings with everything that is wrong."""
    problems: list[str] = []
    values = _from_file(path, problems) if path else {}
    for keys, value in _from_environment(problems):
        _put(values, keys, value)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise BadSettings([*problems, *map(_line, error.errors(include_input=False, include_url=False))]) from None
    if problems:
        raise BadSettings(problems)
    return settings


def _from_file(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        problems.append(f"{path}: there is no such file; copy config.example.toml to {path}")
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path}: {error}")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path}: {_why(error)}")
    return {}


def _from_environment(problems: list[str]) -> Iterator[tuple[list[str], str]]:
    """NETBOT_DATABASE__URL holds a setting; NETBOT_DATABASE__URL_FILE names a file that holds it."""
    for name, value in sorted(os.environ.items()):
        if not name.startswith(PREFIX) or "__" not in name:
            continue
        keys = name.removeprefix(PREFIX).removesuffix(IN_FILE).lower().split("__")
        try:
            yield keys, Path(value).read_text("utf-8").strip() if name.endswith(IN_FILE) else value
        except (OSError, ValueError) as error:
            problems.append(f"{name}: {_why(error)}")


def _put(values: dict[str, Any], keys: list[str], value: str) -> None:
    """Sets `values["database"]["url"]`; what is no table there is replaced by one."""
    *tables, last = keys
    for key in tables:
        if not isinstance(values.get(key), dict):
            values[key] = {}
        values = values[key]
    values[last] = value


def _listed(given: object) -> object:
    """In the environment, where there are no lists, pieces are separated by commas or spaces."""
    return tuple(filter(None, given.replace(",", " ").split())) if isinstance(given, str) else given


def _why(error: Exception) -> str:
    """Why a file could not be read, without a word of what is in it."""
    return error.strerror or "cannot be read" if isinstance(error, OSError) else "is not written in UTF-8"


def _line(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] != "extra_forbidden":
        return f"{where}: {error['msg'].removeprefix('Value error, ')}"
    section = Settings.model_fields.get(str(error["loc"][0]))
    known = getattr(section.annotation, "model_fields", {}) if section else Settings.model_fields
    near = get_close_matches(str(error["loc"][-1]), known, 1)
    return f"{where}: there is no such setting" + (f"; did you mean {near[0]!r}?" if near else "")
