"""Voters and a closer for races, who run in threads or in processes of their own."""

from collections.abc import Sequence
from contextlib import closing
from itertools import cycle

from bot.domain.elections.box import BoxClosed
from bot.domain.elections.codes import tracking_code
from bot.domain.elections.keys import read_box_key
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import enclosed
from storage import Database

Told = dict[int, str]  # the code of each slot's last vote of which it was said that it counts


def vote_until_closed(database: Database, key: bytes, slots: Sequence[int]) -> Told:
    """Votes for one slot after the other, again and again, until the first is told that it came too late."""
    told: Told = {}
    box_key = read_box_key(key)
    with database.reading() as store:
        writ = store.boxes.get(1).writ(box_key)
    for number, slot in enumerate(cycle(slots)):
        code = tracking_code("123")
        envelope = enclosed(Ballot((number % 4,), code), slot, writ, box_key)
        try:
            with database.transaction() as store:
                store.boxes.cast(1, envelope)
        except BoxClosed:
            return told
        told[slot] = code
    raise AssertionError("nobody votes")


def close_after(database: Database, votes: int) -> Told:
    """Closes the box once so many slots have voted, while others are voting."""
    while True:
        with database.reading() as store:
            enough = store.boxes.turnout(1) >= votes
        if enough:
            with database.transaction() as store:
                assert store.boxes.close(1, early=True)
            return {}


def in_a_process(url: str, key: bytes, slots: Sequence[int]) -> Told:
    """Votes for these slots, or without any closes the box."""
    with closing(Database(url)) as database:
        return vote_until_closed(database, key, slots) if slots else close_after(database, 10)
