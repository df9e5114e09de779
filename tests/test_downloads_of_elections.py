"""The files of an election over a real socket: what they are, who gets which, and what a page of ours may do."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bot.domain.people import Person
from tests.conversation import ADA, BEN, CLARA, EVA, Chat
from tests.electing import CLOSES, DORA, ELECTORATE, FINN, GRETA, Held, opened, vote
from tests.fetching import PUBLIC, Desk, desk


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}") as opened_desk:
        yield opened_desk


def voted(at: Desk, *candidates: Person, **values: str) -> Held:
    """An election that everybody has voted in, each for whoever stands first."""
    chat = Chat(at.bot.context.database, ELECTORATE, links=at.bot.context.links)
    held = opened(chat, *candidates, **values)
    for voter in ELECTORATE:
        vote(held, voter, candidates[0].last_name)
    return held


def counted(held: Held) -> None:
    held.chat.pass_time(CLOSES.replace(minute=1))


def path(at: Desk, name: str, person: Person, number: int = 1) -> str:
    address = at.bot.context.links.election(number, name, person.id)
    assert address is not None
    return address.removeprefix(PUBLIC)


def statuses(at: Desk, names: tuple[str, ...], *people: Person) -> dict[str, list[int]]:
    return {name: [at.get(path(at, name, one)).status_code for one in people] for name in names}


def test_each_file_says_what_it_is_and_is_kept_by_nobody(at: Desk) -> None:
    counted(voted(at, BEN, DORA))
    names = ("minutes.html", "minutes.md", "ballots.json", "recount.py", "set-up.json")

    answers = {name: at.get(path(at, name, ADA)) for name in names}

    assert {name: (one.status_code, one.headers["content-type"]) for name, one in answers.items()} == {
        "minutes.html": (200, "text/html; charset=utf-8"),
        "minutes.md": (200, "text/markdown; charset=utf-8"),
        "ballots.json": (200, "application/json; charset=utf-8"),
        "recount.py": (200, "text/x-python; charset=utf-8"),
        "set-up.json": (200, "application/json; charset=utf-8"),
    }
    shown = {name: one.headers.get("content-disposition") for name, one in answers.items()}
    assert shown == {name: None if name == "minutes.html" else f'attachment; filename="{name}"' for name in names}
    for one in answers.values():
        assert one.headers["cache-control"] == "no-store"
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in one.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in one.headers["content-security-policy"]


def test_the_page_of_the_minutes_may_show_its_own_style_and_nothing_else(at: Desk) -> None:
    counted(voted(at, BEN, DORA))

    answer = at.get(path(at, "minutes.html", ADA))

    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{allowed}'; frame-ancestors 'none'"
    )
    assert [tag for tag in ("<script", "<img", "<link", "href=", "style=") if tag in answer.text] == []


def test_what_was_fetched_is_counted_again_to_the_same_result(at: Desk, tmp_path: Path) -> None:
    counted(voted(at, BEN, DORA))
    for name in ("ballots.json", "recount.py"):
        (tmp_path / name).write_bytes(at.get(path(at, name, EVA)).content)
    with at.store() as store:
        said, digest = json.loads(store.election_results.report(1) or ""), store.election_results.file_hash(1)

    command = [sys.executable, "-I", "recount.py", "ballots.json", digest]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == said["report"]


def test_ballots_that_could_betray_somebody_are_for_the_committee_alone(at: Desk) -> None:
    counted(voted(at, BEN, DORA, FINN, GRETA, method="instant-run-off"))

    assert statuses(at, ("ballots.json", "minutes.md"), CLARA, EVA, ADA) == {
        "ballots.json": [200, 200, 403],
        "minutes.md": [200, 200, 200],
    }


def test_before_the_count_there_are_neither_minutes_nor_ballots(at: Desk) -> None:
    voted(at, BEN, DORA)

    assert statuses(at, ("minutes.html", "ballots.json", "recount.py"), CLARA) == {
        "minutes.html": [403],
        "ballots.json": [403],
        "recount.py": [403],
    }


def test_addresses_of_the_roll_are_for_the_committee_and_never_for_who_stands(at: Desk) -> None:
    voted(at, BEN, DORA)

    assert statuses(at, ("voters.txt",), CLARA, EVA, ADA, BEN) == {"voters.txt": [200, 200, 403, 403]}
    assert sorted(at.get(path(at, "voters.txt", CLARA)).text.split()) == sorted(one.email for one in ELECTORATE)


def test_a_link_opens_one_file_of_one_election_for_one_person(at: Desk) -> None:
    counted(voted(at, BEN, DORA))
    mine = path(at, "minutes.md", ADA)

    odd = [
        mine.replace("minutes.md", "ballots.json"),
        mine.replace("/elections/1/", "/elections/2/"),
        mine.partition("?")[0],
        mine[:-1] + ("A" if mine[-1] != "A" else "B"),
        path(at, "minutes.md", ADA, number=2),
        path(at, "nothing.txt", ADA),
        path(at, "minutes.md", Person("p99", "Who", "Left")),
    ]

    assert [at.get(each).status_code for each in odd] == [403] * len(odd)
    assert "election result" in at.get(odd[0]).text
    assert at.get(mine).status_code == 200
