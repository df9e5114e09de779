"""Settings: from a file and the environment; every mistake at once, in words; no secret ever shown."""

import os
from pathlib import Path
from typing import get_args

import pytest

from bot.chat.network import Network
from bot.config import BadSettings, Settings, read
from tests.sources import ROOT

SECRET = "s3cr3t-passw0rd"
MISTAKES = """
[network]
name = ""
comand = "/jrg"
timezone = "Europe/Berln"
language = "fr"
holidays = "XX"
[database]
url = "mysql://root:s3cr3t-passw0rd@db/netbot"
[http]
listen = "8080"
[reminders]
meeting = ["14d", "soon"]
send_between = "in the morning"
[web]
enabled = "perhaps"
[news]
hosts = ["https://www.example.org", "*.example.org"]
[[feeds]]
url = "http://www.example.org/feed"
committe = "Steering"
[loging]
level = "INFO"
"""


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NETBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Path:
    path = Path("config.toml")
    path.write_text(text, "utf-8")
    return path


def problems(path: Path | None = None) -> list[str]:
    with pytest.raises(BadSettings) as bad:
        read(path)
    assert SECRET not in str(bad.value) + repr(bad.value)
    return bad.value.problems


def test_the_example_says_what_holds_without_a_file() -> None:
    assert read(ROOT / "config.example.toml") == read() == Settings()


def test_the_example_shows_every_setting() -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")

    for name, section in Settings.model_fields.items():
        [listed] = get_args(section.annotation)[:1] or [None]
        begins = "\n" if listed is None else "\n# "  # a table that may come several times is shown as a comment
        assert f"{begins}[{name}]" in example or f"{begins}[[{name}]]" in example
        fields = (listed or section.annotation).model_fields
        assert [key for key in fields if f"{begins}{key} = " not in example] == []


def test_every_mistake_is_reported_at_once() -> None:
    assert problems(written(MISTAKES)) == [
        "network.name: String should have at least 1 character",
        "network.timezone: there is no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
        "network.language: String should match pattern '^(en|de)$'",
        "network.holidays: no public holidays are known of 'XX'; write DE or DE-SN, or nothing",
        "network.comand: there is no such setting; did you mean 'command'?",
        "database.url: begins with sqlite:/// or postgresql://",
        "http.listen: is an address and a port, such as 127.0.0.1:8080",
        "web.enabled: Input should be a valid boolean, unable to interpret input",
        "reminders.meeting: soon: days, hours or minutes before, such as 14d, 1h or 15m",
        "reminders.send_between: begins and ends at a time of the day, such as 08:00-18:00, or 00:00-24:00",
        "news.hosts: https://www.example.org: names of hosts, such as www.example.org or *.example.org",
        "feeds.0.url: begins with https:// and names a host, such as https://www.example.org/feed",
        "feeds.0.committe: there is no such setting",
        "loging: there is no such setting; did you mean 'log'?",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[network\n", "config.toml: Expected ']' at the end of a table declaration (at line 1, column 9)"),
        ("network = 3", "network: Input should be a valid dictionary or instance of NetworkSection"),
    ],
)
def test_a_file_that_cannot_be_understood_is_explained(text: str, problem: str) -> None:
    assert problems(written(text)) == [problem]


def test_a_file_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "Zoë"'.encode("latin-1"))

    assert problems(Path("missing.toml")) == [
        "missing.toml: there is no such file; copy config.example.toml to missing.toml"
    ]
    assert problems(tmp_path) == [f"{tmp_path}: Is a directory"]
    assert problems(latin) == [f"{latin}: is not written in UTF-8"]


def test_the_environment_stands_above_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETBOT_NETWORK__NAME", "Ours")
    monkeypatch.setenv("NETBOT_REMINDERS__MEETING", "3d, 1d")
    monkeypatch.setenv("NETBOT_SCREENSHOTS", "no setting: these have a section and a name")

    settings = read(written('[network]\nname = "Theirs"\ncommand = "/net"\n'))

    assert settings.for_handlers == Network("Ours", "/net", meeting_reminders=("3d", "1d"))


@pytest.mark.parametrize("holidays", ["DE", "DE-SN", "AT", ""])
def test_hours_and_holidays_of_the_network_reach_the_handlers(holidays: str) -> None:
    text = f'[network]\nholidays = "{holidays}"\n[reminders]\nsend_between = "9 - 16.30"\n'

    assert read(written(text)).for_handlers == Network(hours="09:00-16:30", holidays=holidays)


def test_a_variable_may_name_a_file_that_holds_the_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"postgresql://bot:{SECRET}@db/netbot\n", "utf-8")
    monkeypatch.setenv("NETBOT_DATABASE__URL_FILE", str(tmp_path / "secret"))

    settings = read(written('[database]\nurl = "sqlite:///other.db"\n'))

    assert settings.database.url == f"postgresql://bot:{SECRET}@db/netbot"
    assert SECRET not in repr(settings) + str(settings) + repr(settings.database)


def test_a_secret_file_that_cannot_be_read_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "binary").write_bytes(SECRET.encode() + b"\xff")
    monkeypatch.setenv("NETBOT_DATABASE__URL_FILE", "missing")
    monkeypatch.setenv("NETBOT_NETWORK__NAME_FILE", str(tmp_path / "binary"))

    assert sorted(problems()) == [
        "NETBOT_DATABASE__URL_FILE: No such file or directory",
        "NETBOT_NETWORK__NAME_FILE: is not written in UTF-8",
    ]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        (
            "NETBOT_REMINDERS__MEETING",
            "14",
            "reminders.meeting: 14: days, hours or minutes before, such as 14d, 1h or 15m",
        ),
        ("NETBOT_DATABSE__URL", SECRET, "databse: there is no such setting; did you mean 'database'?"),
        ("NETBOT_DATABSE__URL_FILE", os.devnull, "databse: there is no such setting; did you mean 'database'?"),
        ("NETBOT_DATABASE__ULR", SECRET, "database.ulr: there is no such setting; did you mean 'url'?"),
        ("NETBOT_HTTP__LISTEN", SECRET, "http.listen: is an address and a port, such as 127.0.0.1:8080"),
    ],
)
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str) -> None:
    monkeypatch.setenv(name, value)

    assert problems() == [problem]


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        ("127.0.0.1:8080", ("127.0.0.1", 8080)),
        ("[::1]:80", ("::1", 80)),
        ("chat.example.org:443", ("chat.example.org", 443)),
    ],
)
def test_an_address_is_a_host_and_a_port(listen: str, address: tuple[str, int]) -> None:
    assert read(written(f'[http]\nlisten = "{listen}"\n')).http.address == address


@pytest.mark.parametrize(
    ("written_as", "understood"),
    [
        ("https://netbot.example.org", "https://netbot.example.org"),
        ("https://example.org/netbot/", "https://example.org/netbot"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("", ""),
    ],
)
def test_a_public_address_ends_without_a_slash(written_as: str, understood: str) -> None:
    assert read(written(f'[http]\npublic_url = "{written_as}"\n')).http.public_url == understood


@pytest.mark.parametrize(
    "url",
    [
        "netbot.example.org",
        "ftp://netbot.example.org",
        "https://",
        "https://bot:s3cr3t-passw0rd@netbot.example.org",
        "https://netbot.example.org/?a=b",
        "https://netbot.example.org/#a",
        "https://net bot.example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_public_address_is_refused(url: str) -> None:
    assert problems(written(f'[http]\npublic_url = "{url}"\n')) == [
        "http.public_url: begins with https:// or http:// and has neither ? nor #, such as https://netbot.example.org"
    ]


def test_settings_cannot_be_changed_while_the_bot_runs() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read().network.name = "Another"
