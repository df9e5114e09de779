"""The relink game: whoever holds database, messages and result links no ballot, and all of those of a naive twin."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import pairwise, permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import text

from bot.domain.elections.keys import election_key, new_box_key
from bot.domain.elections.opening import Opened, opened
from bot.domain.elections.sealing import Envelope
from bot.domain.elections.seals import ENVELOPE_BYTES, NotOpened, Opener
from bot.domain.elections.words import WordsDoNotFit, put_together
from bot.shredding import Shredder
from storage import Database
from storage.migrate import upgrade
from tests.databases import postgresql_database, sqlite_database
from tests.storage.adversary import Guess, guesses
from tests.storage.evidence import Evidence, Snapshot, reads_files
from tests.voting import Election, ceremony, election

VOTERS = 40
EVERY = 4  # votes from one snapshot to the next
LUCK = 8  # of 40 pairs chance gives one, and as many as this once in 100,000 games

Vote = tuple[int, tuple[int, ...], str]  # slot, choice, code


def votes(dice: random.Random) -> list[Vote]:
    """Everybody once and eight of them twice, each time with another ballot, in an order that says nothing."""
    choices = [order for length in (2, 3, 4) for order in permutations(range(4), length)][: VOTERS + 8]
    dice.shuffle(choices)
    slots = dice.sample(range(1, VOTERS + 1), VOTERS)
    slots += dice.sample(slots, len(choices) - VOTERS)
    return [(slot, choice, f"{dice.randrange(16**8):08X}") for slot, choice in zip(slots, choices, strict=True)]


def last_of_each(cast: list[Vote]) -> list[Vote]:
    """Without the votes that were replaced, since the naive twin knows no revote."""
    last = {slot: code for slot, _, code in cast}
    return [vote for vote in cast if last[vote[0]] == vote[2]]


def best(evidence: Evidence, voters: str, ballots: str, truth: Guess) -> dict[str, int]:
    """How many voters each guess links to their ballots."""
    published = sorted(truth.values())
    return {
        name: sum(truth[slot] == code for slot, code in guess.items())
        for name, guess in guesses(evidence, voters, ballots, published)
    }


@dataclass(frozen=True)
class Game:
    """An election from the first vote to the erased key, with a snapshot every few votes; and the naive twin."""

    voting: Election
    cast: list[Vote]
    evidence: Evidence
    naive: Evidence
    found: Opened

    @property
    def truth(self) -> Guess:
        """The code of each voter's last ballot."""
        return {slot: code for slot, _, code in self.cast}

    def anywhere(self, content: bytes, snapshots: Sequence[Snapshot]) -> bool:
        return any(content in file for snapshot in snapshots for file in snapshot.files.values())


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def game(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Game]:
    folder = tmp_path_factory.mktemp("game")
    with ExitStack() as stack:
        if request.param == "sqlite":
            database = stack.enter_context(closing(sqlite_database(folder)))
        else:
            url = stack.enter_context(postgresql_database(request.getfixturevalue("postgresql")))
            database = stack.enter_context(closing(Database(url)))
            upgrade(database)
            if not reads_files(database):
                pytest.skip("only a superuser of PostgreSQL can read its files")
        cast = votes(random.Random(6))
        voting = election(database, folder)
        evidence, found = play(voting, cast)
        yield Game(voting, cast, evidence, play_naive_twin(database, last_of_each(cast)), found)


def play(voting: Election, cast: list[Vote]) -> tuple[Evidence, Opened]:
    evidence = Evidence(voting.database, ("envelopes", "counted_ballots", "handed_in", "ballot_boxes"))
    Shredder(voting.database, voting.vault).listen()
    for number, (slot, choice, code) in enumerate(cast, 1):
        voting.cast(slot, *choice, code=code)
        evidence.received.append(slot)
        if number % EVERY == 0:
            evidence.take()
    voting.close()
    found = voting.open()
    evidence.take_all()
    voting.keep(found)
    evidence.take_all()
    return evidence, found


def play_naive_twin(database: Database, cast: list[Vote]) -> Evidence:
    """The same for the design that most poll apps have: a list of who has voted, and ballots without names."""
    serial = "INTEGER PRIMARY KEY" if database.is_sqlite else "SERIAL PRIMARY KEY"
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE naive_voters (slot INTEGER)"))
        connection.execute(text(f"CREATE TABLE naive_ballots (id {serial}, choice TEXT, code TEXT)"))
    evidence = Evidence(database, ("naive_voters", "naive_ballots"))
    for number, (slot, choice, code) in enumerate(cast, 1):
        with database.engine.begin() as connection:
            connection.execute(text("INSERT INTO naive_voters VALUES (:slot)"), {"slot": slot})
            ballot = {"choice": str(choice), "code": code}
            connection.execute(text("INSERT INTO naive_ballots (choice, code) VALUES (:choice, :code)"), ballot)
        evidence.received.append(slot)
        evidence.log += f"vote slot={slot} code={code}\n"
        if number % EVERY == 0:
            evidence.take()
    evidence.take_all()
    return evidence


def test_no_guess_links_more_ballots_than_chance(game: Game) -> None:
    ours = best(game.evidence, "envelopes", "counted_ballots", game.truth)

    assert sorted(ballot.code for ballot in game.found.ballots) == sorted(game.truth.values())
    assert len(ours) >= 20
    assert {name: number for name, number in ours.items() if number >= LUCK} == {}


def test_the_same_guesses_link_every_ballot_of_the_naive_twin(game: Game) -> None:
    theirs = best(game.naive, "naive_voters", "naive_ballots", game.truth)

    winning = {name for name, number in theirs.items() if number == VOTERS}
    assert {"messages by rows", "messages by transactions", "rows by transactions", "side by side"} <= winning
    assert ("same transaction" in winning) is not game.voting.database.is_sqlite


def test_nothing_that_was_chosen_is_in_any_file_before_the_count(game: Game) -> None:
    shots, last = game.evidence.snapshots, set(game.truth.values())
    replaced = [code for _, _, code in game.cast if code not in last]

    assert [code for _, _, code in game.cast if game.anywhere(code.encode(), shots[:-1])] == []
    assert [code for code in last if not game.anywhere(code.encode(), shots[-1:])] == []
    assert len(replaced) == 8
    assert [code for code in replaced if game.anywhere(code.encode(), shots)] == []


def test_old_envelopes_open_for_nobody_who_lacks_words_or_box_key(game: Game) -> None:
    """All that was ever in a snapshot, replaced envelopes too: the key without words, and words without the key."""
    envelopes, hash_ = seen(game), game.voting.writ.hash
    inner = election_key(put_together(ceremony().words), 1)
    outer = X25519PrivateKey.from_private_bytes(game.voting.key.outer)

    for one in ceremony().words:
        with pytest.raises(WordsDoNotFit):
            opened(envelopes, game.voting.writ, game.voting.key, [one])
    keys = [(inner, inner), (inner, X25519PrivateKey.from_private_bytes(new_box_key().outer)), (outer, outer)]
    for opener in (Opener(*pair, hash_) for pair in keys):
        for envelope in envelopes:
            with pytest.raises(NotOpened):
                opener.open(envelope.sealed)
    assert len({Opener(inner, outer, hash_).open(each.sealed) for each in envelopes}) == len(envelopes) > VOTERS


def test_of_the_emptied_box_nothing_is_left_in_the_tables(game: Game) -> None:
    """SQLite's file and log, and PostgreSQL's heaps with their dead rows; what its log keeps has lost its key."""
    shots = game.evidence.snapshots
    pieces = [piece for each in seen(game) for piece in (each.sealed[:64], each.sealed[-64:])]
    after = Snapshot({name: file for name, file in shots[-1].files.items() if name != "wal"}, {})

    assert any(game.anywhere(piece, shots[-3:-2]) for piece in pieces)
    assert [piece for piece in pieces if game.anywhere(piece, [after])] == []
    assert game.anywhere(pieces[0], shots[-1:]) is not game.voting.database.is_sqlite
    assert game.voting.vault.names() == frozenset()


def test_neither_key_nor_words_are_in_any_file_of_the_database(game: Game) -> None:
    secret = put_together(ceremony().words)
    raw = [game.voting.key.outer, game.voting.key.authentic, secret, election_key(secret, 1).private_bytes_raw()]
    pairs = [" ".join(pair).encode() for each in ceremony().words for pair in pairwise(each.split()[4:])]
    secrets = [*raw, *(each.hex().encode() for each in raw), *pairs]

    assert [each for each in secrets if game.anywhere(each, game.evidence.snapshots)] == []
    assert game.anywhere(game.voting.writ.roll.encode(), game.evidence.snapshots)


def test_envelopes_say_neither_how_much_was_chosen_nor_whether_two_chose_the_same(game: Game) -> None:
    voting = game.voting
    sealed = [voting.envelope(1, *choice, code="SAME").sealed for choice in [(), (1,), (1,), (3, 2, 1, 0)]]

    assert {len(each) for each in (*sealed, *(one.sealed for one in seen(game)))} == {ENVELOPE_BYTES}
    assert len(set(sealed)) == 4


def seen(game: Game) -> list[Envelope]:
    """Every envelope that was in any snapshot, in whosever place."""
    rows = [row for snapshot in game.evidence.snapshots for row in snapshot.rows["envelopes"]]
    return [Envelope(*each) for each in sorted({(r["slot"], bytes(r["sealed"]), bytes(r["authentic"])) for r in rows})]
