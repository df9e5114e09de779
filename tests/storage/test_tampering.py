"""Somebody writes into the database: whatever they change, move or take out is found and named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.elections.box import Tampered
from bot.domain.elections.chain import ChainBroken, verified
from bot.domain.elections.opening import EnvelopesBroken
from storage import Database
from tests.voting import CONFIGURATION, ROLL, Election, election

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def voting(database: Database, tmp_path: Path) -> Election:
    made = election(database, tmp_path)
    for slot in range(1, 6):
        made.cast(slot, slot % 4)
    return made


def write(voting: Election, statement: str, **values: object) -> None:
    with voting.database.engine.begin() as connection:
        assert connection.execute(text(statement), values).rowcount


def writ(voting: Election, **hashes: str) -> str:
    with voting.database.reading() as store:
        return store.boxes.get(1).writ(voting.key, **hashes).text


def broken_slots(voting: Election) -> tuple[int, ...]:
    voting.close()
    with pytest.raises(EnvelopesBroken) as broken:
        voting.open()
    return broken.value.slots


def test_an_untouched_election_passes(voting: Election) -> None:
    assert writ(voting, configuration=CONFIGURATION, roll=ROLL) == voting.writ.text


@pytest.mark.parametrize("flipped", ["configuration", "roll"])
def test_a_changed_configuration_or_roll_is_named(voting: Election, flipped: str) -> None:
    hashes = {"configuration": CONFIGURATION, "roll": ROLL}

    with pytest.raises(Tampered) as found:
        writ(voting, **hashes | {flipped: "c1" + hashes[flipped][2:]})

    assert found.value.what == flipped


def test_another_key_put_into_the_writ_is_named_before_anybody_votes_with_it(voting: Election) -> None:
    changed = voting.writ.text.replace(voting.writ.election_key, voting.writ.outer_key)

    write(voting, "UPDATE ballot_boxes SET writ = :writ", writ=changed)

    with pytest.raises(Tampered) as found:
        writ(voting)
    assert found.value.what == "writ"


def test_a_box_in_the_place_of_another_is_named(voting: Election, database: Database, tmp_path: Path) -> None:
    other = election(database, tmp_path, 2)
    columns = "writ = :writ, authentic = :authentic"
    with database.reading() as store:
        box = store.boxes.get(2)

    write(voting, f"UPDATE ballot_boxes SET {columns} WHERE election = 1", writ=box.text, authentic=box.authentic)

    for key in (voting.key, other.key):
        with pytest.raises(Tampered), database.reading() as store:
            store.boxes.get(1).writ(key)


@pytest.mark.parametrize("column", ["sealed", "authentic"])
def test_a_changed_envelope_is_named(voting: Election, column: str) -> None:
    other = b"\1" * (352 if column == "sealed" else 32)

    write(voting, f"UPDATE envelopes SET {column} = :other WHERE slot = 4", other=other)

    assert broken_slots(voting) == (4,)


def test_an_envelope_moved_to_another_voter_is_named(voting: Election) -> None:
    write(voting, "DELETE FROM envelopes WHERE slot = 2")
    write(voting, "UPDATE envelopes SET slot = 2 WHERE slot = 3")

    assert broken_slots(voting) == (2,)


def test_an_envelope_moved_to_another_election_is_named(voting: Election, database: Database, tmp_path: Path) -> None:
    other = election(database, tmp_path, 2)
    other.cast(9, 0)
    write(voting, "UPDATE envelopes SET election = 1 WHERE election = 2")

    assert broken_slots(voting) == (9,)


def test_a_stuffed_envelope_is_named_although_it_is_sealed_for_the_right_keys(voting: Election) -> None:
    """The public keys are known, so that anybody can seal; only the bot's envelopes are authentic."""
    stuffed = voting.envelope(6, 0)
    row = "INSERT INTO envelopes (election, slot, sealed, authentic) VALUES (1, 7, :sealed, :authentic)"

    write(voting, row, sealed=stuffed.sealed, authentic=stuffed.authentic)

    assert broken_slots(voting) == (7,)


def test_a_changed_log_is_named_by_its_entry(database: Database) -> None:
    heads: dict[int, str] = {}
    for deed in ("set up", "opened", "extended", "closed"):
        with database.transaction() as store:
            entry = store.election_log.note(1, "clara", deed, NOON, days=3)
            heads[entry.number] = entry.hash

    def found(statement: str) -> tuple[int, str]:
        with database.engine.connect() as connection, connection.begin() as attempt:
            connection.execute(text(statement))
            attempt.commit()
        with database.reading() as store, pytest.raises(ChainBroken) as broken:
            verified(1, store.election_log.of(1), heads)
        return broken.value.number, broken.value.why

    with database.reading() as store:
        assert verified(1, store.election_log.of(1), heads) == heads[4]
    assert found("DELETE FROM election_log WHERE number = 4") == (4, "missing")
    assert found("UPDATE election_log SET action = 'shortened' WHERE number = 3") == (3, "changed")
    assert found("DELETE FROM election_log WHERE number = 2") == (2, "missing")
