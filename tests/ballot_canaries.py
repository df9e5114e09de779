"""An election full of choices, codes and words that nothing may repeat, with every mishap; played by `test_secrecy.py`.

Everything is logged that can be; standard output gets what to look for, as JSON.
"""

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from bot.domain.elections import words
from bot.domain.elections.ballots import read
from bot.domain.elections.codes import tracking_code
from bot.domain.elections.opening import opened
from bot.domain.elections.paper import Ballot
from bot.domain.elections.sealing import enclosed, open_words, seal_words
from bot.domain.elections.words import put_together
from bot.logs import configure, report
from bot.shredding import Shredder
from storage import Database
from tests.databases import sqlite_database
from tests.voting import Election, ceremony, changed, election

HALF = "Gelbschnabel"


def main(folder: Path) -> None:
    """Votes, stumbles at every step, and stops before the count, when nothing may be readable anywhere."""
    database = sqlite_database(folder)
    voting = election(database, folder)
    Shredder(database, voting.vault).listen()
    codes = [tracking_code(HALF) for _ in range(9)]
    for number, code in enumerate(codes):
        voting.cast(number % 6, *(2, 0, 3, 1), code=code)
    voting.close()
    for trustee, said in enumerate(ceremony().words):
        with database.transaction() as store:
            store.boxes.hand_in(1, trustee, seal_words(said, trustee, voting.writ))
    for mishap in mishaps(database, voting, codes[0]):
        try:
            mishap()
        except Exception as error:
            report(error, during="canaries")
            logging.getLogger("uvicorn.error").exception("Exception in %s", codes[0])
            print(f"{error} {error!r} {error.__context__!r}", file=sys.stderr)
        else:
            raise AssertionError("there was no mishap")
    database.close()
    choice = voting.writ.hash + bytes([0, 4, 2, 4, 1, 3])
    said = [
        " ".join(pair) for each in ceremony().words for pair in zip(each.split()[4:], each.split()[5:], strict=False)
    ]
    print(json.dumps({"codes": codes, "half": HALF.upper(), "words": said, "choice": choice.hex()}))


def mishaps(database: Database, voting: Election, code: str) -> list[Callable[[], object]]:
    """Everything that can go wrong while a ballot, a code or words are at hand."""
    said, writ, key = ceremony().words, voting.writ, voting.key

    def broken_table() -> None:
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE counted_ballots RENAME TO broken"))
        found = voting.open()
        voting.keep(found)

    def opened_too_late() -> None:
        voting.cast(1, 2, code=code)

    def tampered() -> None:
        with database.transaction() as store:
            envelopes = store.boxes.envelopes(1)
        opened([changed(envelopes[0], 9), *envelopes[1:]], writ, key, said)

    return [
        lambda: enclosed(Ballot((0, 0), code), 1, writ, key),
        lambda: enclosed(Ballot((0,), code * 9), 1, writ, key),
        lambda: tracking_code(HALF + "!"),
        lambda: words.checked(said[0], 1, ceremony().keys.marks),
        lambda: words.checked(said[0] + " academic", 0, ceremony().keys.marks),
        lambda: words.checked(said[0].replace(said[0].split()[9], "academic"), 0, ceremony().keys.marks),
        lambda: put_together([said[0], said[0]]),
        lambda: voting.open([said[0]]),
        lambda: open_words(seal_words(said[0], 0, writ), 1, writ, key),
        lambda: read(b"\1" + code.encode(), writ),
        lambda: replace(writ, marks=99),
        opened_too_late,
        tampered,
        broken_table,
    ]


if __name__ == "__main__":
    configure("DEBUG")
    logging.getLogger().setLevel(logging.DEBUG)
    main(Path(sys.argv[1]))
