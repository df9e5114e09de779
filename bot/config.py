"""Settings from a TOML file and the environment; every mistake is reported at once, no secret ever shown."""

import os
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.chat.network import Network
from bot.domain.feedaddress import host_of
from bot.feedsections import FeedSection, NewsSection
from bot.sections import (
    ChannelsSection,
    CommitteesSection,
    DatabaseSection,
    ElectionsSection,
    HttpSection,
    LogSection,
    MattermostSection,
    NetworkSection,
    RemindersSection,
    Section,
    SlackSection,
    WebSection,
)

PREFIX, IN_FILE = "NETBOT_", "_FILE"


class BadSettings(Exception):
    """Everything that is wrong with the settings, a line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(Section):
    """All settings; `config.example.toml` explains each."""

    network: NetworkSection = NetworkSection()
    database: DatabaseSection = DatabaseSection()
    http: HttpSection = HttpSection()
    web: WebSection = WebSection()
    slack: SlackSection = SlackSection()
    mattermost: MattermostSection = MattermostSection()
    channels: ChannelsSection = ChannelsSection()
    reminders: RemindersSection = RemindersSection()
    elections: ElectionsSection = ElectionsSection()
    news: NewsSection = NewsSection()
    feeds: tuple[FeedSection, ...] = ()
    committees: CommitteesSection = CommitteesSection()
    log: LogSection = LogSection()

    @property
    def for_handlers(self) -> Network:
        """What handlers may know."""
        n, r, e = self.network, self.reminders, self.elections
        ladders = (r.meeting, r.channel, r.attendees)
        hosts = (*self.news.hosts, *(host_of(feed.url) for feed in self.feeds))
        spoken = (n.name, n.command, n.timezone, n.language)
        c = self.committees
        return Network(
            *spoken,
            *ladders,
            r.send_between,
            n.holidays,
            steering=c.steering.text,
            working_group=c.working_group.text,
            project=c.project.text,
            feed_hosts=tuple(dict.fromkeys(hosts)),
            min_ballots=e.min_ballots,
            election_reminders=e.reminders,
        )


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
