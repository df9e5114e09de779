"""The doors of the embedded chat: what is let in, and what every answer carries."""

from pathlib import Path

import pytest

from bot.platforms.web.doors import LONGEST
from tests.platforms.web.asking import Asking
from tests.platforms.web.toy import Clock, hear, network

ADA = {"as": "ada", "channel": "coffee"}


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    web = network(tmp_path, Clock(), crowd=3)
    web.listen(hear)
    return Asking(web)


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/room", "/api/messages?as=x", "/api/stream?as=nobody"])
def test_every_answer_carries_the_policy(asking: Asking, path: str):
    headers = asking.get(path).headers

    assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/room", "/api/stream?as=ada"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8080", "127.0.0.1.nip.io", "", "localhost:x"])
def test_another_host_name_is_turned_away(asking: Asking, path: str, host: str):
    assert asking.get(path, {"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080"])
def test_our_names_are_let_in_with_any_port(asking: Asking, host: str):
    assert asking.get("/api/room", {"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_make_the_browser_speak(asking: Asking, headers: dict[str, str]):
    assert asking.post("command", headers, **ADA, text="hello").status_code == 403
    assert asking.get("/api/room").json()["revision"] == 0


def test_our_own_page_can(asking: Asking):
    ours = {"origin": "http://localhost:8080", "sec-fetch-site": "same-origin"}

    assert asking.post("command", ours, **ADA, text="hello").status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_read(asking: Asking, kind: str):
    body = b'{"as": "ada", "channel": "coffee", "text": "hello"}'

    assert asking.send("POST", "/api/command", content=body, headers={"content-type": kind}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"1", b'"x"', b"[" * 60_000, b"\xff", b'{"a": "\\ud800"}', b'{"a": ' + b"1" * 5000 + b"}"],
)
def test_what_is_no_json_object_is_answered_kindly(asking: Asking, body: bytes):
    answer = asking.send("POST", "/api/command", content=body, headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["error"]["de"]) == (400, "Diese Anfrage konnte ich nicht lesen.")


def test_too_much_is_refused_with_and_without_a_length(asking: Asking):
    async def pieces():
        for _ in range(9):
            yield b" " * (LONGEST // 8)

    headers = {"content-type": "application/json"}
    answers = [
        asking.send("POST", "/api/command", content=b" " * (LONGEST + 1), headers=headers),
        asking.send("POST", "/api/command", content=pieces(), headers=headers),
    ]

    assert [answer.status_code for answer in answers] == [413, 413]
    assert answers[0].json()["error"]["en"].startswith("That is too long")


@pytest.mark.parametrize("path", ["/static/../adapter.py", "/static/%2e%2e/adapter.py", "/static/", "/static/none.js"])
def test_only_the_files_of_the_page_are_served(asking: Asking, path: str):
    assert asking.get(path).status_code == 404


def test_a_changed_file_is_seen_and_an_unchanged_one_is_not_sent_again(asking: Asking):
    first = asking.get("/static/app.js")

    assert (first.headers["cache-control"], first.headers["content-type"][:15]) == ("no-cache", "text/javascript")
    assert asking.get("/static/app.js", {"if-none-match": first.headers["etag"]}).status_code == 304
