"""An election that a process plays on as far as it goes, and that may die within a step."""

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from signal import SIGKILL

from sqlalchemy import event

from bot.domain.elections.election import Phase
from bot.domain.people import Person
from storage import Database
from storage.vault import Vault
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.electing import CLOSES, DORA, ELECTORATE, FINN, GRETA, LIST, OPENS, Held, set_up, stand, take_words, vote

STEPS = ("announce", "open", "vote", "close")
STATEMENTS = (2, 7)  # before which a process dies: at the beginning of a step, and within
WITH_TRUSTEES = {"announce": 2, "words": 4, "open": 7, "vote": 4, "close": 2, "enter": 9, "erase": 0}
VOTERS = (ADA, BEN, EVA, FINN, GRETA)
TRUSTEES = (ADA, FINN)


class DyingVault(Vault):
    """Its process dies when a key should be erased: after the commit that emptied the box."""

    def erase(self, name: str) -> bool:
        os.kill(os.getpid(), SIGKILL)
        raise AssertionError


def live(
    url: str, folder: Path, step: str = "", statement: int = 0, number: int = 1, trustees: Sequence[Person] = ()
) -> None:
    """Plays an election from where it stands to its count; dies within a step, if one is named."""
    database = Database(url)
    vault = DyingVault if step == "erase" else Vault
    chat = Chat(database, ELECTORATE, vault=vault(folder / "keys"))
    chat._keys = count(os.getpid() * 1000)  # another life fills in other forms
    held = Held(chat, number)

    def begin(name: str) -> Phase:
        if name == step:
            _die_at(database, statement)
        return _phase(database, number)

    if number not in _known(database):
        set_up(chat, trustees=", ".join(one.name for one in trustees))
        chat.fill(asked(held.press("roll", CLARA)), CLARA, roles=())
    begin("announce")
    held.press("announce", CLARA)
    if begin("words") is Phase.ANNOUNCED:
        stand(held, BEN, DORA)
        _confirm(held, folder, trustees)
    begin("open")
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    if begin("vote") is Phase.OPEN:
        for voter in VOTERS:
            vote(held, voter, "Ben")
    begin("close")
    chat.pass_time(CLOSES.replace(minute=1))
    if begin("enter") is Phase.CLOSED:
        for one in trustees:
            chat.fill(asked(held.press("words", one)), one, words=_paper(folder, number, one).read_text())
    database.close()


def _confirm(held: Held, folder: Path, trustees: Sequence[Person]) -> None:
    """Those who have not confirmed their words do, and write them down."""
    with held.chat.database.reading() as store:
        done = {each.person for each in store.election_trustees.of(held.number) if each.confirmed}
    for one in trustees:
        if one.id not in done:
            take_words(held, one)
            _paper(folder, held.number, one).write_text(held.words[one.id])


def _paper(folder: Path, number: int, trustee: Person) -> Path:
    return folder / f"paper-{number}-{trustee.id}"


def _known(database: Database) -> set[int]:
    with database.reading() as store:
        return {one.id for one in store.elections.in_phases(*Phase)}


def _phase(database: Database, number: int) -> Phase:
    with database.reading() as store:
        return store.elections.get(number).phase


def _die_at(database: Database, number: int) -> None:
    """From now on the process dies before so-manyth statement that writes."""
    seen = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def die(*given: object) -> None:
        nonlocal seen
        seen += str(given[2]).startswith(("INSERT", "UPDATE", "DELETE"))
        if seen >= number:
            os.kill(os.getpid(), SIGKILL)
