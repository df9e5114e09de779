"""The count is made ahead of the transaction that keeps it: nothing that happens meanwhile counts twice or is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.chat.replies import Ask, Reject, Whisper
from bot.domain.elections.election import Phase
from bot.domain.people import Person
from handlers.elections.clockwork import keep_counts
from handlers.elections.reckoning import Reckonings, due_boxes
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked, said
from tests.electing import DORA, ELECTORATE, FINN, GRETA, Held, closed, opened, vote


@pytest.fixture
def chat(database: Database) -> Chat:
    return Chat(database, ELECTORATE)


def shut(chat: Chat) -> Held:
    """Everybody has voted and the box is closed; the next tick counts."""
    held = opened(chat)
    for voter in ELECTORATE:
        vote(held, voter, "Dora")
    chat.type("/jrg election close", CLARA)
    return held


def counted_ahead(chat: Chat) -> Reckonings:
    """What a tick counts before its transaction; the view that it read is closed by then."""
    with chat.database.reading() as store:
        work = due_boxes(store, chat.vault, chat.clock.now())
    return work()


def keep(chat: Chat, ahead: Reckonings) -> int:
    """Keeps it as the tick does; how many replies that gives."""
    desk = (chat.vault, chat.network, chat.roster.now(), chat.clock.now())
    with chat.database.transaction() as store:
        return len(list(keep_counts(store, *desk, ahead)))


def end(chat: Chat) -> tuple[Phase, int, list[str]]:
    """How far it has come, how many ballots are counted, and what the log says of its end."""
    with chat.database.reading() as store:
        actions = [entry.action for entry in store.election_log.of(1)]
        ends = [action for action in actions if action in ("counted", "cancelled", "void")]
        return store.elections.get(1).phase, len(store.counted.ballots(1)), ends


def test_others_write_while_the_ballots_are_counted(chat: Chat) -> None:
    shut(chat)
    with chat.database.reading() as store:
        work = due_boxes(store, chat.vault, chat.clock.now())

    with chat.database.transaction():  # whoever held a lock would wait here for ever
        ahead = work()

    assert keep(chat, ahead) > 0
    assert end(chat) == (Phase.COUNTED, 7, ["counted"])


def test_two_replicas_that_count_at_once_keep_one_count(chat: Chat) -> None:
    shut(chat)
    first, second = counted_ahead(chat), counted_ahead(chat)

    assert first == second
    assert (keep(chat, first) > 0, keep(chat, second)) == (True, 0)
    assert end(chat) == (Phase.COUNTED, 7, ["counted"])


def test_a_count_is_not_kept_if_the_election_was_cancelled_meanwhile(chat: Chat) -> None:
    held = shut(chat)
    ahead = counted_ahead(chat)
    chat.fill(asked(held.press("cancel", CLARA)), CLARA, reason="A candidate has died.")

    assert keep(chat, ahead) == 0
    assert end(chat) == (Phase.CANCELLED, 0, ["cancelled"])


def test_a_count_of_other_envelopes_than_lie_in_the_box_is_not_kept(chat: Chat) -> None:
    shut(chat)
    ahead = counted_ahead(chat)
    with chat.database.transaction() as store:
        store.connection.execute(text("DELETE FROM envelopes WHERE slot = 3"))

    kept = keep(chat, ahead)

    assert (kept, end(chat)) == (0, (Phase.CLOSED, 0, []))


def test_the_card_says_that_the_count_follows_and_not_that_anybody_is_waited_for(chat: Chat) -> None:
    shut(chat)

    assert "How far it is: closed, the count follows" in said(chat.type("/jrg elections 1", BEN))


def test_a_box_whose_key_is_lost_before_the_count_is_void(chat: Chat) -> None:
    shut(chat)
    for name in chat.vault.names():
        chat.vault.erase(name)

    chat.dispatcher.tick("plan")

    assert end(chat) == (Phase.VOID, 0, ["void"])


def at_once(*works: Callable[[], list[Whisper | Ask | Reject]]) -> list[str]:
    with ThreadPoolExecutor(len(works)) as threads:
        return [said(done.result()) for done in [threads.submit(work) for work in works]]


def waiting(chat: Chat, *votes: tuple[Person, str]) -> tuple[Held, Callable[[Person], list[Whisper | Ask | Reject]]]:
    """Closed, two of three trustees are needed; and how one of them enters their words."""
    held = opened(chat, trustees=True)
    for voter, choice in votes:
        vote(held, voter, choice)
    closed(held)
    forms = {one.id: asked(held.press("words", one)) for one in (ADA, FINN, GRETA)}
    return held, lambda one: chat.fill(forms[one.id], one, words=held.words[one.id])


def test_trustees_who_enter_the_last_words_at_once_are_counted_once(chat: Chat) -> None:
    _, enter = waiting(chat, (BEN, "Ben"), (EVA, "Dora"), (DORA, "Dora"))

    told = at_once(lambda: enter(ADA), lambda: enter(FINN), lambda: enter(GRETA))
    chat.dispatcher.tick("plan")

    assert [line for line in told if line.startswith("Thank you.") or "not at that point" in line] == told
    assert end(chat) == (Phase.COUNTED, 3, ["counted"])


def test_of_a_cancel_and_the_last_words_one_comes_first_and_the_other_changes_nothing(chat: Chat) -> None:
    held, enter = waiting(chat, (BEN, "Ben"), (EVA, "Dora"))
    enter(ADA)
    form = asked(held.press("cancel", CLARA))

    told = at_once(lambda: chat.fill(form, CLARA, reason="Enough."), lambda: enter(GRETA))
    chat.dispatcher.tick("plan")

    cancelled = (Phase.CANCELLED, 0, ["cancelled"]), ["Steering Committee is cancelled; the ballots are destroyed."]
    counted = (Phase.COUNTED, 2, ["counted"]), ["Thank you. The ballots are counted."]
    refused = "This election is not at that point. /jrg elections shows how far it has come."
    assert (end(chat), [line for line in told if line != refused]) in (cancelled, counted)
    assert chat.vault.names() == frozenset()
