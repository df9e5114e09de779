"""The table of answers over a real socket: with a sealed key, for a while, for those who are coordinators then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from bot.domain.people import Role
from tests.conversation import ADA, BEN, CLARA, EVA
from tests.fetching import PUBLIC, Desk, desk

RUN_OUT = (
    "This link is no longer valid. /jrg meeting export gives a new one.\n"
    "Dieser Link gilt nicht mehr. /jrg treffen exportieren gibt einen neuen.\n"
)


@pytest.fixture
def at(tmp_path) -> Iterator[Desk]:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}") as opened:
        yield opened


def answers_of(at: Desk, number: int, person: str = CLARA.id) -> str:
    address = at.bot.context.links.answers(number, person)
    assert address is not None
    return address.removeprefix(PUBLIC)


def test_the_answers_come_as_a_table(at: Desk) -> None:
    meeting = at.plan()

    answer = at.get(answers_of(at, meeting.id))

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="answers-{meeting.id}.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b'\xef\xbb\xbf"Name","Group"')


def test_the_table_speaks_the_coordinators_language(at: Desk) -> None:
    meeting = at.plan()
    at.save(replace(CLARA, language="de"), ADA, BEN, EVA)

    answer = at.get(answers_of(at, meeting.id))

    assert answer.headers["content-disposition"] == f'attachment; filename="antworten-{meeting.id}.csv"'
    assert answer.content.startswith(b'\xef\xbb\xbf"Name";"Gruppe"')


def test_the_link_to_the_answers_runs_out(at: Desk) -> None:
    path = answers_of(at, at.plan().id)
    at.clock.move_to(at.clock.now() + timedelta(minutes=14))
    assert at.get(path).status_code == 200
    at.clock.move_to(at.clock.now() + timedelta(minutes=2))

    assert (at.get(path).status_code, at.get(path).text) == (403, RUN_OUT)


def test_only_coordinators_get_the_answers_even_with_a_link_of_ours(at: Desk) -> None:
    number = at.plan().id
    mine = answers_of(at, number)
    others = [answers_of(at, number, person) for person in (ADA.id, BEN.id, "nobody", "")]
    assert at.get(mine).status_code == 200
    assert [at.get(path).status_code for path in others] == [403] * 4

    at.save(replace(CLARA, role=Role.RESEARCHER), ADA, BEN, EVA)
    assert at.get(mine).status_code == 403
    at.save(replace(CLARA, left=at.clock.now().date()), ADA, BEN, EVA)
    assert at.get(mine).status_code == 403


def test_a_key_opens_one_table_and_cannot_be_made(at: Desk) -> None:
    first, second = at.plan(), at.plan()
    path = answers_of(at, first.id)
    key = path.partition("key=")[2]
    flipped = key[:-9] + ("A" if key[-9] != "A" else "B") + key[-8:]
    forged = [key.replace("by%3Dp1", "by%3Dp2"), flipped, "", "x", quote("ä" * 9_000), key[:-5], "%00", "%ff"]

    assert at.get(path).status_code == 200
    assert at.get(f"/meetings/{second.id}/answers.csv?key={key}").status_code == 403
    assert {at.get(f"/meetings/{first.id}/answers.csv?key={each}").status_code for each in forged} == {403}
    assert at.get(f"/meetings/{first.id}/answers.csv").text == RUN_OUT


def test_there_are_no_answers_to_a_meeting_that_is_not(at: Desk) -> None:
    assert at.get(answers_of(at, 7)).status_code == 404
