"""Calendars over a real socket: who gets them, who may store them, and clean answers to everything else."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import text

from bot.domain.meetings import Answer
from bot.domain.people import Role
from tests.conversation import ADA, BEN, CLARA, EVA, PEOPLE
from tests.fetching import PUBLIC, Desk, desk

NOTHING = (
    "There is nothing at this address, or no longer. /jrg calendar shows yours.\n"
    "Unter dieser Adresse ist nichts oder nichts mehr. /jrg kalender zeigt deine.\n"
)
ODD = (
    "x",
    "x" * 43,
    "ä" * 43,
    "\x00" * 43,
    "..",
    "%2e%2e",
    "a" * 20_000,
    "'; DROP TABLE people; --",
    "\ud800",
    " ",
    "{token}",
)
ODD_NUMBERS = ("0", "-1", "+1", "1.0", "9" * 9, "9" * 5_000, "１", "x", "\x00", "01", " 1")


@pytest.fixture
def at(tmp_path) -> Iterator[Desk]:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}") as opened:
        yield opened


@pytest.fixture
def on_both(database_url: str) -> Iterator[Desk]:
    with desk(database_url) as opened:
        yield opened


def test_a_calendar_says_what_it_is_and_that_nobody_else_may_keep_it(on_both: Desk) -> None:
    on_both.plan()

    answer = on_both.get(f"/calendar/{on_both.token(ADA)}.ics")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers
    assert {"METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-WR-CALNAME:Test network: meetings"} <= {
        *answer.text.split("\r\n")
    }


def test_the_head_is_that_of_the_whole(at: Desk) -> None:
    at.plan()
    path = f"/calendar/{at.token(ADA)}.ics"

    whole, head = at.get(path), at.client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_what_has_not_changed_is_not_sent_again(on_both: Desk) -> None:
    meeting = on_both.plan()
    path = f"/calendar/{on_both.token(ADA)}.ics"
    first = on_both.get(path)
    tag = first.headers["etag"]
    on_both.clock.move_to(on_both.clock.now() + timedelta(days=2))

    for known in (tag, f"W/{tag}", f'"other", {tag}', f'"a,b",W/{tag}', "*"):
        again = on_both.get(path, if_none_match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for other in ('"other"', tag.strip('"'), "", '"', "\x01"):
        assert on_both.get(path, if_none_match=other).content == first.content
    on_both.answer(meeting, ADA, Answer.ONLINE)
    changed = on_both.get(path, if_none_match=tag)
    assert (changed.status_code, changed.headers["etag"] == tag) == (200, False)


def test_another_replica_gives_the_same_bytes(on_both: Desk, database_url: str) -> None:
    meeting = on_both.plan()
    on_both.answer(meeting, ADA, Answer.ONSITE)
    path = f"/calendar/{on_both.token(ADA)}.ics"

    with desk(database_url) as other:
        answers = [each.get(path) for each in (on_both, other)]

    assert len({(answer.content, answer.headers["etag"]) for answer in answers}) == 1


def test_a_revoked_address_is_void_at_once(on_both: Desk) -> None:
    on_both.plan()
    old = on_both.token(ADA)
    assert on_both.get(f"/calendar/{old}.ics").status_code == 200
    new = on_both.token(ADA)

    assert [on_both.get(f"/calendar/{token}.ics").status_code for token in (old, new)] == [404, 200]
    assert on_both.get(f"/calendar/{old}/1.ics").text == NOTHING
    with on_both.store() as store:
        store.feeds.remove(ADA.id)
    assert on_both.get(f"/calendar/{new}.ics").text == NOTHING


def test_whoever_has_left_has_no_calendar(at: Desk) -> None:
    path = f"/calendar/{at.token(ADA)}.ics"
    for gone in (replace(ADA, left=at.clock.now().date()), replace(ADA, role=Role.ALUMNI)):
        at.save(*PEOPLE)
        assert at.get(path).status_code == 200
        at.save(gone, CLARA, BEN, EVA)
        assert at.get(path).status_code == 404


def test_one_meeting_is_a_file_to_keep(at: Desk) -> None:
    meeting = at.plan()

    answer = at.get(f"/calendar/{at.token(ADA)}/{meeting.id}.ics")

    assert answer.headers["content-disposition"] == f'attachment; filename="meeting-{meeting.id}.ics"'
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "METHOD" not in answer.text


def test_the_link_in_the_chat_leads_to_the_calendar_program(at: Desk) -> None:
    token = at.token(ADA)

    answer = at.get(at.bot.context.links.calendar(token).opening.removeprefix(PUBLIC))

    assert (answer.status_code, answer.headers["location"]) == (302, f"webcal://netbot.example/calendar/{token}.ics")
    assert answer.headers["cache-control"] == "no-store"


def test_odd_tokens_and_numbers_find_nothing(on_both: Desk) -> None:
    on_both.plan()
    token = on_both.token(ADA)
    for odd in ODD:
        written = quote(odd, safe="", errors="replace")
        for path in (f"/calendar/{written}.ics", f"/calendar/{written}/1.ics", f"/calendar/{written}/subscribe"):
            answer = on_both.get(path)
            assert (answer.status_code, len(answer.text) < 300) == (404, True)
    for odd in ODD_NUMBERS:
        assert on_both.get(f"/calendar/{token}/{quote(odd, safe='')}.ics").text == NOTHING
        assert on_both.get(f"/meetings/{quote(odd, safe='')}/answers.csv?key=x").status_code in (403, 404)


def test_a_path_of_any_length_is_answered(at: Desk) -> None:
    host, port = urlsplit(str(at.client.base_url)).netloc.split(":")
    for length in (60_000, 1_000_000):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            request = f"GET /calendar/{'a' * length}.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            try:
                connection.sendall(request.encode())
                status = connection.recv(100).split(b" ")[1]
            except ConnectionError:  # the server has hung up before the end of so long a line
                status = b"400"
        assert status in (b"400", b"404", b"414", b"431")
    assert at.get(f"/calendar/{at.token(ADA)}.ics").status_code == 200


def test_nothing_is_changed_by_other_methods(at: Desk) -> None:
    path = f"/calendar/{at.token(ADA)}.ics"

    assert {at.client.request(method, path).status_code for method in ("POST", "PUT", "DELETE", "OPTIONS")} == {405}


def test_many_ask_at_once(on_both: Desk) -> None:
    meeting = on_both.plan()
    on_both.answer(meeting, ADA, Answer.ONLINE)
    paths = [f"/calendar/{on_both.token(person)}.ics" for person in PEOPLE]
    alone = [on_both.get(path).content for path in paths]

    with ThreadPoolExecutor(32) as pool:
        together = list(pool.map(on_both.get, paths * 20))

    assert [answer.content for answer in together] == alone * 20


def test_a_mistake_of_ours_is_said_with_a_code(at: Desk) -> None:
    path = f"/calendar/{at.token(ADA)}.ics"
    with at.bot.context.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE seats RENAME TO seated"))

    answer = at.get(path)

    assert answer.status_code == 500
    assert answer.text.startswith("Something went wrong. Code: ")


def test_without_a_public_address_a_calendar_is_still_served(tmp_path) -> None:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}", public_url="") as at:
        meeting, token = at.plan(), at.token(ADA)

        assert f"UID:meeting-{meeting.id}@localhost" in at.get(f"/calendar/{token}.ics").text
        assert at.get(f"/calendar/{token}/subscribe").status_code == 404
