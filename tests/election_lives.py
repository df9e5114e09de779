"""An election that a process plays on as far as it goes, and that may die within a step."""

import os
from itertools import count
from pathlib import Path
from signal import SIGKILL

from sqlalchemy import event

from bot.domain.elections.election import Election, Phase
from storage import Database
from storage.vault import Vault
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.electing import CLOSES, DORA, ELECTORATE, FINN, GRETA, LIST, OPENS, Held, set_up, stand, vote

STEPS = ("announce", "open", "vote", "close")
STATEMENTS = (2, 7)  # before which a process dies: at the beginning of a step, and within
VOTERS = (ADA, BEN, EVA, FINN, GRETA)


def live(url: str, folder: Path, step: str = "", statement: int = 0) -> None:
    """Plays the election from where it stands to its count; dies within a step, if one is named."""
    database = Database(url)
    chat = Chat(database, ELECTORATE, vault=Vault(folder / "keys"))
    chat._keys = count(os.getpid() * 1000)  # another life fills in other forms
    held = Held(chat, 1)

    def begin(name: str) -> None:
        if name == step:
            _die_at(database, statement)

    if _known(database) is None:
        set_up(chat)
        chat.fill(asked(held.press("roll", CLARA)), CLARA, roles=())
    begin("announce")
    held.press("announce", CLARA)
    if _known(database).phase is Phase.ANNOUNCED:
        stand(held, BEN, DORA)
    begin("open")
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    begin("vote")
    if _known(database).phase is Phase.OPEN:
        for voter in VOTERS:
            vote(held, voter, "Ben")
    begin("close")
    chat.pass_time(CLOSES.replace(minute=1))
    database.close()


def _known(database: Database) -> Election | None:
    with database.reading() as store:
        return next(iter(store.elections.in_phases(*Phase)), None)


def _die_at(database: Database, number: int) -> None:
    """From now on the process dies before so-manyth statement that writes."""
    seen = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def die(*given: object) -> None:
        nonlocal seen
        seen += str(given[2]).startswith(("INSERT", "UPDATE", "DELETE"))
        if seen >= number:
            os.kill(os.getpid(), SIGKILL)
