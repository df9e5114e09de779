"""Several rows in one hand: which go together, where each is sent to, and which are left to others."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Directory, Person
from bot.domain.quiet import Habits, hours_between
from storage import Database, settling
from storage.claiming import Owed
from storage.letters import NewItem
from storage.outbox import NewCard, NewNotice
from tests.conversation import ADA, BEN, EVA

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=40)
SECOND = timedelta(seconds=1)
PACED, UNPACED = {"slack": SECOND}, {"slack": timedelta()}
AT_ONCE = Habits("Europe/Berlin", hours_between("00:00-24:00", weekends=True, region=""))
PEOPLE = (ADA, BEN, EVA)


@pytest.fixture(autouse=True)
def _people(database: Database) -> None:
    with database.transaction() as store:
        store.directory.save(Directory(PEOPLE), NOW.date())
        for person in PEOPLE:
            store.accounts.link("slack", person.id, person.id, "test", NOW)


def owe(database: Database, *names: str, to: Sequence[Person] = (ADA,)) -> None:
    """A notice of each name for each of the people."""
    rows = [NewNotice(f"{name}:{person.id}", "hello", person.id, NOW - LEASE) for name in names for person in to]
    with database.transaction() as store:
        store.outbox.owe_notices(rows, NOW)


def owe_card(database: Database, meeting: int) -> None:
    with database.transaction() as store:
        store.outbox.owe_card(NewCard(f"card?meeting={meeting}", "slack", f"C{meeting}", NOW - LEASE), NOW)


def claim(
    database: Database, most: int = 5, *, paces: dict[str, timedelta] = PACED, only: str | None = None,
    real: datetime = NOW,
) -> list[Owed]:  # fmt: skip
    with database.transaction() as store:
        return store.deliveries.claim(now=NOW, real=real, lease=LEASE, paces_of=paces, only=only, most=most)


def keys(hand: Sequence[Owed]) -> list[str]:
    return [owed.key for owed in hand]


def test_a_hand_holds_what_is_due_first_and_no_more_than_it_may(database: Database) -> None:
    owe(database, "a", to=PEOPLE)

    assert keys(claim(database, 2)) == ["a:p2", "a:p3"]
    assert keys(claim(database, 2)) == ["a:p4"]
    assert claim(database, 2) == []


def test_a_channel_with_a_pace_gets_one_row_of_a_hand(database: Database) -> None:
    owe(database, "a", "b", to=(ADA, BEN))

    assert keys(claim(database)) == ["a:p2", "a:p3"]
    assert claim(database) == []


@pytest.mark.parametrize(("served", "channel"), [
    (("slack", "mattermost"), "mattermost/ada"), (("slack",), "slack/p2"), (("web",), None),
])  # fmt: skip
def test_a_person_is_written_to_where_they_were_linked_last(
    database: Database, served: tuple[str, ...], channel: str | None
) -> None:
    with database.transaction() as store:
        store.accounts.link("mattermost", "ada", ADA.id, "test", NOW + SECOND)
        store.accounts.link("elsewhere", "ada", ADA.id, "test", NOW + 2 * SECOND)
    owe(database, "a")

    hand = claim(database, paces=dict.fromkeys(served, SECOND))

    assert [owed.channel for owed in hand] == ([channel] if channel else [])


def test_what_was_not_taken_has_an_address_already_and_comes_when_its_channel_is_free(database: Database) -> None:
    owe(database, "a", "b")
    [first] = claim(database)
    with database.transaction() as store:
        store.accounts.link("mattermost", "m1", ADA.id, "test", NOW + LEASE)
        store.deliveries.settle([settling.sent(first, ("D1", "1"), NOW, NOW)])
        store.deliveries.leave({first.channel: (first.lease, NOW + SECOND)})

    assert claim(database, paces=PACED | {"mattermost": SECOND}) == []
    [second] = claim(database, paces=PACED | {"mattermost": SECOND}, real=NOW + SECOND)
    assert (second.key, second.platform) == ("b:p2", "slack")


def test_a_channel_without_a_pace_gets_as_many_as_there_are(database: Database) -> None:
    owe(database, "a", "b")

    assert keys(claim(database, paces=UNPACED)) == ["a:p2", "b:p2"]


def test_a_card_is_alone_in_its_hand(database: Database) -> None:
    owe_card(database, 1)
    owe(database, "a")
    owe_card(database, 2)
    owe(database, "b", to=(BEN,))

    assert keys(claim(database)) == ["card?meeting=1@slack/C1"]
    assert keys(claim(database)) == ["a:p2", "b:p3"]
    assert keys(claim(database)) == ["card?meeting=2@slack/C2"]


def test_what_somebody_left_behind_is_taken_alone_as_it_may_be_what_they_died_of(database: Database) -> None:
    owe(database, "a", to=(ADA, BEN))
    claim(database)
    owe(database, "a", to=(EVA,))

    hands = [keys(claim(database, real=NOW + LEASE)) for _ in range(3)]

    assert hands == [["a:p2"], ["a:p3"], ["a:p4"]]


def test_two_letters_to_one_person_are_never_in_one_hand(database: Database) -> None:
    for name in ("a", "b"):
        with database.transaction() as store:
            items = [NewItem(f"{name}:{person.id}", name, person.id) for person in (ADA, BEN)]
            store.letters.add(items, lambda _: AT_ONCE, now=NOW, real=NOW)
        for owed in claim(database, 9, paces=UNPACED) if name == "a" else []:
            with database.transaction() as store:
                store.deliveries.settle([settling.unsure(owed, NOW, "reset")])
    assert keys(claim(database, 9, paces=UNPACED)) == ["letter:p2:1", "letter:p3:1"]
    assert keys(claim(database, 9, paces=UNPACED)) == ["letter:p2:2", "letter:p3:2"]


def test_who_asks_for_one_platform_takes_nothing_of_another_but_gives_it_its_address(database: Database) -> None:
    paces = {"slack": SECOND, "mattermost": SECOND}
    with database.transaction() as store:
        store.accounts.link("mattermost", "m1", BEN.id, "test", NOW + LEASE)
    owe(database, "a", to=PEOPLE)

    assert keys(claim(database, paces=paces, only="slack")) == ["a:p2", "a:p4"]
    [bens] = claim(database, paces=paces, only="mattermost")
    assert (bens.key, bens.channel) == ("a:p3", "mattermost/m1")


def test_a_platform_that_wants_to_be_left_alone_gets_nothing_that_has_just_got_its_address(database: Database) -> None:
    owe(database, "a", to=(ADA, BEN))
    with database.transaction() as store:
        store.deliveries.pause("slack", NOW + SECOND)

    assert claim(database) == []
    assert keys(claim(database, real=NOW + SECOND)) == ["a:p2", "a:p3"]


def test_each_row_of_a_hand_is_settled_for_itself(database: Database) -> None:
    owe(database, "a", to=PEOPLE)
    first, second, third = claim(database)
    for _ in PEOPLE:  # all three go to somebody else
        claim(database, real=NOW + LEASE)
    with database.transaction() as store:
        lost = store.deliveries.settle([settling.put_back(each) for each in (first, second, third)])
    assert lost == {first.id, second.id, third.id}

    again = [owed for _ in range(3) for owed in claim(database, real=NOW + 3 * LEASE)]
    with database.transaction() as store:
        outcomes = [settling.sent(again[0], ("D", "1"), NOW, NOW), settling.given_up(again[1], "gone")]
        assert store.deliveries.settle([*outcomes, settling.put_back(again[2])]) == set()
        assert store.outbox.tally() == {"sent": 1, "dead": 1, "owed": 1}


def test_what_was_put_back_was_never_tried(database: Database) -> None:
    owe(database, "a")
    [first] = claim(database)
    with database.transaction() as store:
        store.deliveries.settle([settling.put_back(first)])
        store.deliveries.leave({first.channel: (first.lease, NOW)})

    [again] = claim(database)

    assert (again.attempts, again.since, again.fence) == (1, None, 2)
