"""Announcements that are posted, changed and withdrawn while workers die: each place and person gets them once."""

import random
import threading
from collections import Counter
from collections.abc import Iterable
from multiprocessing.context import ForkServerProcess
from signal import SIGKILL

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import action
from handlers.announcements.control import POST
from handlers.announcements.show import WITHDRAWN
from storage import Database
from tests.announcing import announce, draft
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, PEOPLE, Chat, asked
from tests.outbox.board import Board
from tests.outbox.office import wait_until
from tests.outbox.worker import STEPS, Fate, Job, begin

CHANNELS = ("announcements", "news")
READERS = (ADA, BEN, EVA)
AT_ONCE = 3
WAYS = STEPS[:3] + STEPS[4:]  # nothing of the features says when it is being rendered


def chat_on_board(database: Database) -> Chat:
    """A bot whose channels and people are on the board, where only workers deliver."""
    chat = Chat(database)
    chat.places |= {name: [Place("board", name)] for name in CHANNELS}
    with database.transaction() as store:
        for person in PEOPLE:
            store.accounts.link("board", person.id, person.id, "test", NOW)
    return chat


def post(chat: Chat, number: int) -> None:
    channels = tuple(f"{name}/board" for name in CHANNELS)
    _, control = draft(chat, f"Number {number}", text="first words", channels=channels, to="everybody", urgent=True)
    chat.click(control, POST, CLARA)


def change(chat: Chat, number: int, text: str) -> None:
    form = asked(chat.press(action("announcement.correct", announcement=number), CLARA))
    assert len(chat.fill(form, CLARA, text=text)) == 2


def take_back(chat: Chat, number: int) -> None:
    form = asked(chat.press(action("announcement.withdraw", announcement=number), CLARA))
    assert len(chat.fill(form, CLARA, reason="Wrong")) == 1


def test_each_place_shows_the_last_words_once_whatever_step_a_worker_dies_at(
    database: Database, database_url: str, board: Board
) -> None:
    chat = chat_on_board(database)
    job = Job(database_url, board.url, board.clock.start, features=True)
    dice = random.Random(21)
    fates = [Fate(step, dice.choice((1, 2))) for step in WAYS]
    dice.shuffle(fates)
    last: dict[int, str] = {}
    living: list[ForkServerProcess] = []

    for number, fate in enumerate(fates, start=1):
        living.append(begin(job, fate))
        post(chat, number)
        last[number] = f"Number {number}\nfirst words"
        for text in ("second words", "last words")[: dice.randrange(3)]:
            change(chat, number, text)
            last[number] = f"Number {number}\n{text}"
        earlier = dice.randrange(1, number + 1)
        if number % 2 and not last[earlier].startswith("Withdrawn"):
            take_back(chat, earlier)
            last[earlier] = f"Withdrawn: Number {earlier}\n"
        living = [worker for worker in living if worker.is_alive()]
        if len(living) > AT_ONCE:
            living.pop(0).kill()  # whose step did not come up dies at any other

    finish(chat, job, living)
    standing = next(number for number, text in last.items() if not text.startswith("Withdrawn"))
    take_back(chat, standing)  # which everybody has read by now
    last[standing] = f"Withdrawn: Number {standing}\n"
    finish(chat, job, [])
    expect_every_place_once(board, last)
    assert expect_every_reader_once(board, last) >= len(READERS)


def test_a_post_that_is_withdrawn_while_it_is_being_sent_says_so_in_the_end(
    database: Database, database_url: str, board: Board
) -> None:
    chat = chat_on_board(database)
    job = Job(database_url, board.url, board.clock.start, features=True)
    for number, step in enumerate(("post: sending", "post: sent", "post: answered", "settle: written"), start=1):
        post(chat, number)
        victim = begin(job, Fate(step))
        victim.join()
        assert victim.exitcode == -SIGKILL
        take_back(chat, number)

    finish(chat, job, [])
    expect_every_place_once(board, {number: f"Withdrawn: Number {number}\n" for number in range(1, 5)})


def test_replicas_that_notice_the_moment_together_post_once(database: Database) -> None:
    chat = chat_on_board(database)
    announce(chat, when="2026-11-05T09:30:00", to="everybody", urgent=True)
    others = [Chat(database) for _ in range(3)]
    start = threading.Barrier(len(others))

    def tick(replica: Chat) -> None:
        replica.places |= chat.places
        replica.clock.move_to(NOW.replace(day=5))
        start.wait()
        replica.dispatcher.tick("plan")

    threads = [threading.Thread(target=tick, args=[replica]) for replica in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as store:
        assert store.announcements.get(1).revision == 1
        assert store.outbox.tally() == {"owed": 1 + len(READERS)}


def finish(chat: Chat, job: Job, living: Iterable[ForkServerProcess]) -> None:
    """Lets the dying die and two workers live until nothing is owed any more."""
    for worker in living:
        worker.kill()
        worker.join()
    workers = [begin(job), begin(job)]

    def nothing_is_owed() -> bool:
        with chat.database.reading() as store:
            return not store.outbox.tally().keys() & {"owed", "sending", "unsure"}

    wait_until(nothing_is_owed)
    for worker in workers:
        worker.kill()
        worker.join()


def expect_every_place_once(board: Board, last: dict[int, str]) -> None:
    posts = [note for note in board.notes if note.channel in CHANNELS]
    assert Counter(note.key for note in posts).most_common(1)[0][1] == 1
    shown = {(note.channel, note.texts[-1].splitlines()[0]): note.texts[-1] for note in posts}
    assert len(shown) == len(CHANNELS) * len(last)
    for number, text in last.items():
        for channel in CHANNELS:
            assert shown[channel, text.splitlines()[0]].startswith(text), number


def expect_every_reader_once(board: Board, last: dict[int, str]) -> int:
    """And whoever has read what was withdrawn is told so, in their language; returns how many messages that were."""
    withdrawn = 0
    told = Counter((note.channel, note.texts[0].splitlines()[0]) for note in board.notes if note.channel[0] == "@")
    assert set(told.values()) == {1}
    for number, text in last.items():
        for person in READERS:
            has_read = (f"@{person.id}", f"Number {number}") in told
            assert has_read or text.startswith("Withdrawn"), (number, person)
            if has_read and text.startswith("Withdrawn"):
                said = WITHDRAWN.format(title=f"Number {number}").plain(Reader(person.language or "en"))
                assert (f"@{person.id}", said) in told
                withdrawn += 1
    return withdrawn
