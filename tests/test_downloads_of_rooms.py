"""The files of breakout rooms over a real socket: for Zoom and BigBlueButton, for coordinators, harmless as tables."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.chat.links import RoomFile
from bot.domain.breakouts.session import PlannedRoom, Presence, Session, Stage
from bot.domain.meetings import Answer
from bot.domain.people import Person, Visibility
from tests.conversation import ADA, BEN, CLARA, EVA
from tests.fetching import PUBLIC, Desk, desk

EVIL = Person("p7", "=HYPERLINK(1)", "Böse", email="=cmd@example.org")
SHY = replace(BEN, visibility={"email": Visibility.NOBODY})


@pytest.fixture
def at(tmp_path) -> Iterator[Desk]:
    with desk(f"sqlite:///{tmp_path / 'netbot.db'}") as opened:
        opened.save(CLARA, ADA, SHY, EVA, EVIL)
        meeting = opened.plan()
        for person, said in ((ADA, Answer.ONLINE), (BEN, Answer.ONLINE), (EVA, Answer.ONSITE), (EVIL, Answer.ONLINE)):
            opened.answer(meeting, person, said)
        with opened.store() as store:
            rooms = (PlannedRoom(0, "+Daten", 1, 4, True, ADA.id), PlannedRoom(0, "Karriere", 1, 4, True))
            kept = store.breakouts.add(Session(meeting.id, rooms, stage=Stage.PUBLISHED))
            data, careers = (room.id for room in kept.rooms)
            seats = {ADA.id: data, BEN.id: data, EVA.id: careers, EVIL.id: careers}
            store.breakouts.seat(meeting.id, {1: seats, 2: dict.fromkeys(seats, data)}, public=True)
        yield opened


def path(at: Desk, kind: RoomFile, number: int = 1, person: str = CLARA.id) -> str:
    address = at.bot.context.links.rooms(1, number, kind, person)
    assert address is not None
    return address.removeprefix(PUBLIC)


def test_zoom_gets_rooms_and_addresses_of_those_who_are_online(at: Desk) -> None:
    answer = at.get(path(at, RoomFile.ZOOM))

    assert answer.headers["content-disposition"] == 'attachment; filename="rooms-1-round-1-zoom.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.decode() == (
        '"Pre-assign Room Name","Email Address"\r\n"\'+Daten","ada@example.org"\r\n"Karriere","\'=cmd@example.org"\r\n'
    )


def test_bigbluebutton_gets_numbers_rooms_and_names(at: Desk) -> None:
    answer = at.get(path(at, RoomFile.BIGBLUEBUTTON))

    assert answer.content.decode("utf-8-sig") == (
        '"Number","Room","Name","Facilitator"\r\n'
        '"1","\'+Daten","Ada Müller","yes"\r\n'
        '"1","\'+Daten","Ben Mayr",""\r\n'
        '"2","Karriere","\'=HYPERLINK(1) Böse",""\r\n'
    )


def test_who_came_online_without_an_answer_is_in_the_file(at: Desk) -> None:
    with at.store() as store:
        store.breakouts.saw(1, Presence(EVA.id, 2, None, True))

    assert '"Karriere","eva@example.org"' in at.get(path(at, RoomFile.ZOOM)).content.decode()


def test_only_coordinators_get_the_files_and_each_link_opens_one(at: Desk) -> None:
    mine = path(at, RoomFile.ZOOM)
    key = mine.partition("?")[2]

    others = (path(at, RoomFile.ZOOM, person=ADA.id), f"/meetings/1/2/zoom/rooms.csv?{key}", mine.partition("?")[0])
    assert [at.get(other).status_code for other in others] == [403] * 3
    assert at.get(f"/meetings/1/1/bigbluebutton/rooms.csv?{key}").status_code == 403
    assert at.get(path(at, RoomFile.ZOOM, number=3)).status_code == 404
    at.save(replace(CLARA, left=at.clock.now().date()), ADA, SHY, EVA)
    assert at.get(mine).status_code == 403
