"""Ballot boxes: votes and revotes, deadlines by the database's clock, counting, and emptying."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.elections.box import Box, BoxClosed, BoxNotReady, BoxState, NoSuchBox, Tampered
from bot.domain.elections.opening import CountsDiffer
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import open_words, seal_words
from bot.domain.elections.tally import Method
from bot.shredding import Shredder
from storage import Database
from storage.vault import KeyLost
from tests.voting import WEEK, Election, ceremony, election


@pytest.fixture
def open_box(database: Database, tmp_path: Path) -> Election:
    return election(database, tmp_path)


def box_of(voting: Election) -> Box:
    with voting.database.reading() as store:
        return store.boxes.get(voting.writ.election)


def in_bot_time(voting: Election, ahead: timedelta) -> None:
    voting.database.ahead = lambda: ahead


def test_what_is_cast_comes_out_sorted_and_the_last_vote_of_a_slot_counts(open_box: Election) -> None:
    for slot, choice in ((3, (2, 0)), (1, (1,)), (2, ()), (3, (0, 1))):
        open_box.cast(slot, *choice, code=f"CODE-{slot}")
    open_box.close()

    found = open_box.open()
    open_box.keep(found)

    assert found.ballots == (Ballot((), "CODE-2"), Ballot((1,), "CODE-1"), Ballot((0, 1), "CODE-3"))
    with open_box.database.reading() as store:
        assert store.counted.get(1) == found
        assert store.boxes.get(1).state is BoxState.COUNTED
        assert (store.boxes.voted(1), store.boxes.turnout(1)) == (frozenset(), 0)


def test_who_has_voted_is_known_and_what_is_not(open_box: Election) -> None:
    open_box.cast(7, 1)
    open_box.cast(7, 2)
    open_box.cast(9, 1)

    with open_box.database.reading() as store:
        assert (store.boxes.voted(1), store.boxes.turnout(1)) == (frozenset({7, 9}), 2)


def test_a_vote_after_the_deadline_is_refused_although_nobody_has_closed_the_box(open_box: Election) -> None:
    in_bot_time(open_box, WEEK - timedelta(minutes=1))
    open_box.cast(1, 0)
    in_bot_time(open_box, WEEK)

    with pytest.raises(BoxClosed):
        open_box.cast(1, 1)

    assert open_box.database.ahead() == WEEK


def test_a_box_is_closed_once_and_not_before_its_time(open_box: Election) -> None:
    def close() -> bool:
        with open_box.database.transaction() as store:
            return store.boxes.close(1)

    before = close()
    in_bot_time(open_box, WEEK)

    assert (before, close(), close()) == (False, True, False)
    with pytest.raises(BoxClosed):
        open_box.cast(1, 0)


def test_a_deadline_moves_to_a_later_moment_only_and_only_in_time(open_box: Election) -> None:
    closes = box_of(open_box).closes

    with open_box.database.transaction() as store:
        store.boxes.extend(1, closes + WEEK)
    with pytest.raises(BoxNotReady), open_box.database.transaction() as store:
        store.boxes.extend(1, closes)
    in_bot_time(open_box, 2 * WEEK)
    with pytest.raises(BoxClosed), open_box.database.transaction() as store:
        store.boxes.extend(1, closes + 3 * WEEK)

    assert box_of(open_box).closes == closes + WEEK


def test_a_box_is_opened_only_after_it_is_closed(open_box: Election) -> None:
    open_box.cast(1, 0)

    with pytest.raises(BoxNotReady):
        open_box.open()
    with pytest.raises(BoxNotReady), open_box.database.transaction() as store:
        store.boxes.hand_in(1, 0, b"words")


def test_words_that_trustees_hand_in_wait_sealed(open_box: Election) -> None:
    open_box.close()

    numbers = list[int]()
    for trustee in (0, 2, 0):
        with open_box.database.transaction() as store:
            sealed = seal_words(ceremony().words[trustee], trustee, open_box.writ)
            numbers.append(store.boxes.hand_in(1, trustee, sealed))

    with open_box.database.reading() as store:
        waiting = store.boxes.handed_in(1)
    words = [open_words(sealed, trustee, open_box.writ, open_box.key) for trustee, sealed in waiting.items()]
    assert (numbers, words) == ([1, 2, 2], [ceremony().words[0], ceremony().words[2]])
    assert open_box.open(words).ballots == ()


def test_a_count_that_is_not_of_all_envelopes_is_not_kept(open_box: Election) -> None:
    open_box.cast(1, 0)
    open_box.close()
    found = open_box.open()
    with open_box.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM envelopes")

    with pytest.raises(CountsDiffer):
        open_box.keep(found)

    assert box_of(open_box).state is BoxState.CLOSED


def test_a_count_that_cannot_be_read_back_is_not_kept_even_if_the_election_is_then_void(open_box: Election) -> None:
    open_box.cast(1, 0)
    open_box.close()
    found = open_box.open()
    spoilt = replace(found, ballots=(Ballot([0], "C"),))  # type: ignore[arg-type] (a list is not what comes back)

    with open_box.database.transaction() as store:
        with pytest.raises(Tampered):
            store.boxes.keep_count(spoilt)
        store.boxes.destroy(1)

    with open_box.database.reading() as store:
        assert store.counted.ballots(1) == ()
    with pytest.raises(BoxNotReady):
        open_box.keep(found)


def test_a_cancelled_box_is_emptied_and_its_key_is_gone_with_the_commit(open_box: Election) -> None:
    Shredder(open_box.database, open_box.vault).listen()
    open_box.cast(1, 0)

    with open_box.database.transaction() as store:
        store.boxes.destroy(1)

    assert box_of(open_box).state is BoxState.DESTROYED
    with pytest.raises(KeyLost):
        open_box.vault.read(open_box.key_file)
    with pytest.raises(BoxNotReady), open_box.database.transaction() as store:
        store.boxes.destroy(1)
    with pytest.raises(BoxClosed):
        open_box.cast(1, 0)


def test_codes_are_erased_and_the_ballots_stay(open_box: Election) -> None:
    open_box.cast(1, 3, code="CODE-1")
    open_box.close()
    found = open_box.open()
    open_box.keep(found)

    with open_box.database.transaction() as store:
        store.counted.erase_codes(1)

    with open_box.database.reading() as store:
        assert store.counted.get(1).ballots == (Ballot((3,)),)
        assert store.counted.get(1).seed == found.seed


def test_without_trustees_the_server_holds_the_key(database: Database, tmp_path: Path) -> None:
    poll = election(database, tmp_path, method=Method.APPROVAL, trustees=False)
    poll.cast(1, 2, 0)
    poll.close()

    found = poll.open()

    assert found.profile.ballots == {(0, 2): 1}
    assert poll.vault.read(poll.key_file) == poll.key


def test_the_public_keys_of_an_election_are_kept_and_can_be_made_anew(database: Database) -> None:
    with database.transaction() as store:
        assert store.boxes.keys(1) is None
        for _ in range(2):
            store.boxes.keep_keys(1, ceremony().keys)
        assert store.boxes.keys(1) == ceremony().keys


def test_there_is_no_box_before_it_opens(database: Database) -> None:
    with database.reading() as store:
        with pytest.raises(NoSuchBox):
            store.boxes.get(1)
        with pytest.raises(NoSuchBox):
            store.counted.get(1)
