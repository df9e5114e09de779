"""A whole election in the chat, with everything that an adversary gets hold of; played by `test_relinking.py`.

It runs in a process of its own, in which everything is logged that can be: standard error is the log.
"""

import logging
import pickle
import random
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from pathlib import Path

from bot.domain.people import Person
from bot.logs import configure
from storage import Database
from storage.vault import Vault
from tests.conversation import ADA, BEN, EVA, Chat, words
from tests.electing import DORA, ELECTORATE, FINN, GRETA, LIST, OPENS, Held, announced, closed, stand, take_words, vote
from tests.storage.evidence import Evidence, Snapshot

CROWD = [Person(f"v{place:02}", "Vera", f"Voss{place:02}", email=f"v{place:02}@example.org") for place in range(24)]
PEOPLE = (*ELECTORATE, *CROWD)
COMMITTEE = "Clara Ordnung, Vera Voss00"
CANDIDATES = (BEN, DORA, FINN, CROWD[1])
TWICE, EVERY = 4, 4  # so many vote twice; votes from one snapshot to the next
TABLES = ("envelopes", "counted_ballots", "handed_in", "ballot_boxes")


@dataclass(frozen=True)
class Played:
    """What is left of an election: the code of each slot's last vote is the truth that nobody else must find."""

    truth: dict[int, str]
    replaced: tuple[str, ...]
    called: dict[int, tuple[str, ...]]  # how the voter of a slot may be named
    snapshots: tuple[Snapshot, ...]
    messages: tuple[str, ...]  # each a line, with whom it went to; answers to forms too, which Mattermost keeps


def main(url: str, folder: Path) -> None:
    """Plays it and leaves a file `played` in the folder."""
    configure("DEBUG")
    logging.getLogger().setLevel(logging.DEBUG)
    database = Database(url)
    chat = Chat(database, PEOPLE, vault=Vault(folder / "keys"))
    held = _open(chat)
    evidence, answers, codes = Evidence(database, TABLES), list[str](), list[tuple[str, str]]()
    for number, (voter, choice) in enumerate(_votes(random.Random(6)), 1):
        told, _, code = vote(held, voter, *(one.last_name for one in choice)).rpartition("\n")
        answers.append(_line(f"@{voter.id}", told))
        codes.append((voter.id, code))
        chat.pass_time(timedelta(minutes=1))
        if number % EVERY == 0:
            evidence.take()
    closed(held, ADA, GRETA)
    chat.deliver()
    evidence.take_all()
    with database.reading() as store:
        slots = {slot.holder: slot.number for slot in store.election_people.roll(held.number).slots}
    sent = [_line(each.place.channel, words(shown)) for each in chat.paper.posts.values() for shown in each.shown]
    truth = {slots[person]: code for person, code in codes}
    replaced = tuple(code for _, code in codes if code not in truth.values())
    called = {slots[one.id]: (f"@{one.id}", one.id, one.name, one.email) for one in PEOPLE}
    played = Played(truth, replaced, called, tuple(evidence.snapshots), (*sent, *answers))
    (folder / "played").write_bytes(pickle.dumps(played))
    database.close()


def _open(chat: Chat) -> Held:
    """An election with ranked ballots, so few candidates that every ballot is published with its code."""
    held = announced(chat, trustees="Ada Müller, Eva Groß, Greta Holm", method="instant-run-off", committee=COMMITTEE)
    stand(held, *CANDIDATES)
    take_words(held, ADA, EVA, GRETA)
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    return held


def _votes(dice: random.Random) -> list[tuple[Person, tuple[Person, ...]]]:
    """Everybody once and some of them twice, each time with another ballot, in an order that says nothing."""
    ballots = [order for length in (2, 3, 4) for order in permutations(CANDIDATES, length)]
    voters = [*dice.sample(PEOPLE, len(PEOPLE)), *dice.sample(PEOPLE, TWICE)]
    return list(zip(voters, dice.sample(ballots, len(voters)), strict=True))


def _line(to: str, message: str) -> str:
    return f"to {to} : {' '.join(message.split())}"
