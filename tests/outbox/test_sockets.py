"""Deliveries over real sockets to a server that loses answers, stumbles, asks to wait and refuses."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from storage import Database
from tests.outbox.board import Board
from tests.outbox.office import LabClock, Office
from tests.outbox.poster import Poster
from tests.outbox.test_troubles import HOUR, SECOND, failed


@pytest.fixture
def office(database: Database, board: Board, lab: LabClock) -> Iterator[Office]:
    board.clock = lab
    with closing(Poster(board.url)) as poster:
        yield Office(database, [poster], lab)


def test_three_people_get_three_posts(office: Office, board: Board) -> None:
    office.owe()
    office.deliver()

    assert board.shown() == {"hello:p2": "Hello Ada", "hello:p3": "Hello Ben", "hello:p4": "Hello Eva"}
    assert board.keys() == ["hello:p2", "hello:p3", "hello:p4"]


def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(office: Office, board: Board, lab: LabClock) -> None:
    board.troubles.append("lost answer")
    office.owe()
    office.deliver()
    assert office.states() == {"sent": 2, "unsure": 1}

    lab.wait(HOUR)
    office.deliver()

    assert board.keys() == ["hello:p2", "hello:p3", "hello:p4"]
    assert office.states() == {"sent": 3}


def test_a_card_whose_answer_was_lost_is_found_and_edited(office: Office, board: Board, lab: LabClock) -> None:
    board.troubles.append("lost answer")
    meeting = office.plan()
    office.change(meeting)
    office.deliver()
    office.change(meeting)

    lab.wait(HOUR)
    office.deliver()

    assert [note.texts for note in board.notes] == [["revision 2", "revision 3"]]


@pytest.mark.parametrize("times", [1, 5])
def test_a_server_that_stumbles_gets_the_post_later(office: Office, board: Board, lab: LabClock, times: int) -> None:
    board.troubles.extend(["broken"] * (2 * times - 1))  # posts first, later it looks up and posts
    meeting = office.plan()
    office.change(meeting)

    while office.states() != {"sent": 1}:
        office.deliver()
        lab.wait(HOUR)

    assert [note.texts for note in board.notes] == [["revision 2"]]


def test_a_server_that_asks_to_wait_is_left_alone(office: Office, board: Board, lab: LabClock) -> None:
    board.troubles.append("too fast")
    office.owe()

    assert office.deliver() == 1
    lab.wait(SECOND)
    assert office.deliver() == 0
    lab.wait(SECOND)
    assert office.deliver() == 3
    assert board.keys() == ["hello:p2", "hello:p3", "hello:p4"]


def test_a_channel_that_is_gone_is_given_up(office: Office, board: Board) -> None:
    board.troubles.append("gone")
    office.owe()

    office.deliver()

    assert [(one.person, one.error) for one in failed(office)] == [("Ada Müller", "the channel is archived")]
    assert office.states() == {"dead": 1, "sent": 2}


def test_nobody_answers_at_all(database: Database, lab: LabClock) -> None:
    with closing(Poster("http://127.0.0.1:9")) as poster:
        office = Office(database, [poster], lab)
        office.owe()
        office.deliver()

    assert office.states() == {"unsure": 3}
