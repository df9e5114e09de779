"""A process that takes an election from its opening to its erased key, and kills itself at a named step."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from bot.domain.elections.apart import PublicKeys
from bot.domain.elections.box import BoxState, NoSuchBox
from bot.domain.elections.keys import BoxKey
from bot.domain.elections.opening import opened, writ_of
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import enclosed, open_words, seal_words
from bot.domain.elections.tally import Method
from bot.domain.elections.writ import Writ
from bot.shredding import Shredder
from storage import Database, Store
from storage.vault import Vault
from tests.voting import CONFIGURATION, OPTIONS, ROLL, WEEK

SLOTS = (1, 2, 3)
VOTES = 2  # each slot votes so often
DEEDS = ("open", "vote", "close", "hand in", "count")
STEPS = (
    "key made",
    *(f"{deed}: {moment}" for deed in DEEDS for moment in ("begun", "written", "committed")),
    "box opened",
    "erase: begun",
    "erase: done",
)

Fate = Callable[[str], None]


class WatchedDatabase(Database):
    """Says at which step of which deed its transactions are."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self.fate, self.deed = fate, ""

    @contextmanager
    def transaction(self) -> Generator[Store]:
        with super().transaction() as store:
            self.fate(f"{self.deed}: begun")
            yield store
            self.fate(f"{self.deed}: written")

    @contextmanager
    def doing(self, deed: str) -> Generator[Store]:
        self.deed = deed
        with self.transaction() as store:
            yield store


class WatchedVault(Vault):
    """Says when a key is made, and when one is erased."""

    def __init__(self, folder: Path, fate: Fate) -> None:
        super().__init__(folder)
        self.fate = fate

    def make(self, *, holds_secret: bool = False) -> tuple[str, BoxKey]:
        made = super().make(holds_secret=holds_secret)
        self.fate("key made")
        return made

    def erase(self, name: str) -> bool:
        self.fate("erase: begun")
        erased = super().erase(name)
        self.fate("erase: done")
        return erased


@dataclass(frozen=True)
class Course:
    """An election on its way: everything here may be begun anew by another process."""

    number: int
    database: WatchedDatabase
    vault: Vault
    keys: PublicKeys
    words: Sequence[str]
    told: Path  # what voters were told that counts, a line each

    def go(self) -> None:
        """From where it stands to its end."""
        self.database.after_commit(lambda _: self.database.fate(f"{self.database.deed}: committed"))
        Shredder(self.database, self.vault).listen()
        if self.state() is None:
            self.open()
        if self.state() is BoxState.OPEN:
            for vote in range(VOTES):
                for slot in SLOTS:
                    self.vote(slot, vote)
            with self.database.doing("close") as store:
                store.boxes.close(self.number, early=True)
        if self.state() is BoxState.CLOSED:
            self.count()

    def open(self) -> None:
        name, key = self.vault.make()
        writ = writ_of(
            self.number, key, self.keys, configuration=CONFIGURATION, roll=ROLL, method=Method.SCHULZE, marks=4,
            options=OPTIONS,
        )  # fmt: skip
        with self.database.doing("open") as store:
            store.boxes.open(writ, key, name, store.boxes.moment() + WEEK)

    def vote(self, slot: int, vote: int) -> None:
        """Votes until the voter is told that it counts; who was not told votes again."""
        code = f"{slot}-{vote}-{os.getpid()}"
        writ, key = self.fixed()
        with self.database.doing("vote") as store:
            store.boxes.cast(self.number, enclosed(Ballot((vote,), code), slot, writ, key))
        with self.told.open("a") as file:
            file.write(f"{slot} {code}\n")

    def count(self) -> None:
        writ, key = self.fixed()
        for trustee in (0, 2):
            with self.database.doing("hand in") as store:
                store.boxes.hand_in(self.number, trustee, seal_words(self.words[trustee], trustee, writ))
        with self.database.doing("count") as store:
            waiting = store.boxes.handed_in(self.number)
            words = [open_words(sealed, trustee, writ, key) for trustee, sealed in waiting.items()]
            found = opened(store.boxes.envelopes(self.number), writ, key, words)
            self.database.fate("box opened")
            store.boxes.keep_count(found)

    def state(self) -> BoxState | None:
        with self.database.reading() as store, suppress(NoSuchBox):
            return store.boxes.get(self.number).state
        return None

    def fixed(self) -> tuple[Writ, BoxKey]:
        with self.database.reading() as store:
            box = store.boxes.get(self.number)
        key = self.vault.read(box.key_file)
        return box.writ(key), key


def run(url: str, folder: Path, number: int, keys: PublicKeys, words: Sequence[str], step: str = "") -> None:
    """Goes on with an election, dying when it comes to the step."""

    def fate(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), SIGKILL)

    with closing(WatchedDatabase(url, fate)) as database:
        vault = WatchedVault(folder / "secrets", fate)
        Course(number, database, vault, keys, words, folder / f"told-{number}").go()
