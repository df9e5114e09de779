"""The roll: by person or by group, objected to, frozen, and who has no vote."""

import pytest

from bot.chat.replies import Reject
from bot.domain.elections.roll import By, RollRule, Slot, drawn_up, read, roll_hash, written
from bot.domain.people import Role
from storage import Database
from tests.conversation import ADA, BEN, CLARA, ENGLISH, EVA, NORA, Chat, asked, said, words
from tests.electing import DORA, ELECTORATE, FINN, GRETA, announced, code_in, opened, vote


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def test_a_rule_names_people_by_role_group_and_day_and_some_beside_it(chat: Chat) -> None:
    directory = chat.roster.now().directory
    rule = RollRule(roles=frozenset({Role.LEADER}), also=frozenset({BEN.id}), without=frozenset({DORA.id}))

    assert [slot.holder for slot in drawn_up(rule, directory).slots] == [ADA.id, BEN.id]
    assert [slot.holder for slot in drawn_up(RollRule(groups=frozenset({"fedoris"})), directory).slots] == [
        EVA.id,
        DORA.id,
    ]
    assert read(written(rule)) == rule


def test_a_group_has_one_vote_held_by_its_leader_with_the_deputy(chat: Chat) -> None:
    roll = drawn_up(RollRule(By.GROUP), chat.roster.now().directory)

    assert roll.slots == (Slot(1, ADA.id, GRETA.id, "CDX"), Slot(2, DORA.id, None, "FEDORIS"))
    assert roll.of(GRETA.id) == roll.of(ADA.id)
    assert roll.of(BEN.id) is None


def test_the_coordinator_names_another_deputy_for_a_group_than_the_directory_has(chat: Chat) -> None:
    held = announced(chat, roll={"unit": "group", "deputies": "cdx: Finn Özdemir; FEDORIS: Eva Groß"})

    with chat.database.reading() as store:
        roll, rule = store.election_people.roll(held.number), store.elections.roll_rule(held.number)
    assert roll.slots == (Slot(1, ADA.id, FINN.id, "CDX"), Slot(2, DORA.id, EVA.id, "FEDORIS"))
    assert read(written(rule)) == rule
    assert "CDX: Ada Müller, deputy Finn Özdemir" in said(chat.type("/jrg election roll", ADA))
    [shown] = [entry for entry in asked(held.press("roll", CLARA)).inputs if entry.name == "deputies"]
    assert shown.value == "CDX: Finn Özdemir, FEDORIS: Eva Groß"


def test_a_group_without_leader_votes_through_the_deputy_who_was_named(chat: Chat) -> None:
    rule = RollRule(By.GROUP, without=frozenset({DORA.id}), deputies=frozenset({("fedoris", EVA.id)}))

    assert drawn_up(rule, chat.roster.now().directory).slots[1] == Slot(2, EVA.id, None, "FEDORIS")


@pytest.mark.parametrize(
    ("unit", "deputies", "told"),
    [
        ("group", "Finn Özdemir", "“Finn Özdemir” names no group. Write it like this: CDX: Ada Müller."),
        ("group", "XYZ: Finn Özdemir", "“XYZ: Finn Özdemir” names no group. Write it like this: CDX: Ada Müller."),
        ("group", "CDX: Kim", "I do not know whom you mean by “Kim”. Write the whole name, several with commas."),
        ("group", "CDX: Dora Fuchs", "Dora Fuchs would hold or share two votes. Name somebody else."),
        ("person", "CDX: Finn Özdemir", "There are deputies only where each group has one vote."),
    ],
)  # fmt: skip
def test_a_deputy_who_cannot_be_one_is_refused_beside_the_input(
    chat: Chat, unit: str, deputies: str, told: str
) -> None:
    held = announced(chat)

    [reply] = chat.fill(asked(held.press("roll", CLARA)), CLARA, unit=unit, deputies=deputies)

    assert isinstance(reply, Reject)
    assert {name: text.plain(ENGLISH) for name, text in reply.errors.items()} == {"deputies": told}


def test_whoever_of_leader_and_deputy_votes_last_counts(chat: Chat) -> None:
    held = opened(chat, BEN, EVA, roll={"unit": "group"}, committee="Clara Ordnung, Finn Özdemir")
    vote(held, ADA, "Ben")
    vote(held, GRETA, "Eva")

    with chat.database.reading() as store:
        assert store.boxes.voted(held.number) == {1}
        assert store.boxes.turnout(held.number) == 1


def test_an_objection_reaches_the_committee_until_somebody_deals_with_it(chat: Chat) -> None:
    held = announced(chat, roll={"roles": ("leader",)})
    chat.fill(asked(held.press("objection", FINN)), FINN, words="I lead a group, too.")
    chat.deliver()

    assert ["I lead a group, too." in words(chat.direct(one)[-1]) for one in (CLARA, EVA)] == [True, True]
    chat.fill(asked(held.press("roll", EVA)), EVA, also="Finn Özdemir")
    assert "*You are on it.*".replace("*", "") in said(chat.type("/jrg election roll", FINN))
    assert said(held.press("answered", CLARA, objection=1)) == "Noted as dealt with."
    assert said(held.press("answered", EVA, objection=1)) == "That was dealt with already."


def test_the_roll_is_frozen_when_voting_opens_and_its_hash_is_posted(chat: Chat) -> None:
    held = opened(chat)
    with chat.database.reading() as store:
        digest = roll_hash(store.election_people.roll(held.number))

    assert any(digest in words(message) for message in chat.public())
    for name in ("roll", "objection"):
        assert said(held.press(name, CLARA)).startswith("This election is not at that point.")


def test_who_is_on_no_roll_or_in_no_directory_has_no_ballot_and_a_way_to_ask(chat: Chat) -> None:
    held = opened(chat, roll={"roles": ("leader",)})

    assert said(held.press("vote", FINN)).startswith("You are not on the roll of this election.")
    assert "Clara Ordnung" in said(chat.type("/jrg vote", NORA))


def test_somebody_with_two_accounts_has_one_vote(chat: Chat) -> None:
    held = opened(chat)
    with chat.database.transaction() as store:
        store.accounts.link("paper", "finn-again", FINN.id, "test", chat.clock.now())
    other = FINN.__class__("finn-again", "Finn", "Özdemir")

    first, second = vote(held, FINN, "Ben"), vote(held, other, "Dora")

    assert code_in(first) != code_in(second)
    with chat.database.reading() as store:
        assert store.boxes.turnout(held.number) == 1
