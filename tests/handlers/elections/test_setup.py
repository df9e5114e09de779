"""Setting an election up: by whom, what contradicts itself, and that nothing changes once it is announced."""

from hashlib import sha256

import pytest

from bot.chat.replies import whisper
from bot.domain.elections.configuration import canonical
from bot.domain.elections.election import NotOnCommittee, NotThisPhase, Phase
from handlers.elections.texts import REFUSALS, ROLL
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked, said, words
from tests.electing import ELECTORATE, Held, announced, set_up, stand


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def test_who_names_no_number_hears_that_no_election_is_at_that_point(chat: Chat) -> None:
    told = "There is no election for this at the moment. /jrg elections shows what there is."

    assert [said(chat.type(words, CLARA)) for words in ("/jrg nominate", "/jrg election close")] == [told, told]
    assert said(chat.type("/jrg nominate 9", CLARA)).startswith("There is no such election.")


@pytest.mark.parametrize(
    ("method", "unit", "number", "warned"),
    [
        ("absolute-majority", "person", 7, "With fewer than 5 ballots I say only who is elected."),
        ("instant-run-off", "person", 7, "single ballots are published with up to 3 candidates."),
        (
            "scottish-stv",
            "group",
            2,
            "Too few for numbers: even if everybody votes, I say only who is elected.",
        ),
    ],
)
def test_the_draft_warns_of_what_so_few_voters_mean(
    chat: Chat, method: str, unit: str, number: int, warned: str
) -> None:
    draft = set_up(chat, method=method)

    shown = said(chat.fill(asked(chat.click(draft, ROLL, CLARA)), CLARA, roles=(), unit=unit))

    assert f"Only {number} votes on the roll. Below 15 the result alone may show how somebody voted." in shown
    assert warned in shown
    assert "the bot alone holds the key" in shown


def test_nobody_but_the_committee_hears_of_a_draft(chat: Chat) -> None:
    set_up(chat)
    chat.deliver()

    assert chat.public() == []
    assert said(chat.type("/jrg elections", BEN)) == "There is no election at the moment."
    assert "being set up" in said(chat.type("/jrg elections", EVA))
    assert said(chat.type("/jrg elections 1", BEN)).startswith("There is no such election.")


def test_a_member_of_the_committee_who_is_no_coordinator_runs_it_and_others_do_not(chat: Chat) -> None:
    set_up(chat)
    held = Held(chat, 1)

    assert held.press("announce", BEN) == [whisper(REFUSALS[NotOnCommittee])]
    assert "is announced" in said(held.press("announce", EVA))
    assert held.press("announce", EVA) == [whisper(REFUSALS[NotThisPhase].format(command="/jrg"))]


def test_what_is_announced_cannot_be_changed_and_its_hash_is_posted(chat: Chat) -> None:
    held = announced(chat)
    with chat.database.reading() as store:
        text = canonical(store.elections.get(held.number).configuration)

    step = next(message for message in chat.public() if "is announced" in words(message))
    assert sha256(text.encode()).hexdigest() in words(step)
    for name in ("edit", "rules", "discard", "draft"):
        assert said(held.press(name, CLARA)).startswith("This election is not at that point.")


def test_a_coordinator_who_stands_runs_the_election_no_longer(chat: Chat) -> None:
    held = announced(chat, committee="Eva Groß, Ada Müller")
    stand(held, CLARA)

    assert held.press("cancel", CLARA) == [whisper(REFUSALS[NotOnCommittee])]
    assert said(chat.type(f"/jrg election close {held.number}", CLARA)).startswith("This election is not")


def test_who_is_on_the_committee_cannot_stand(chat: Chat) -> None:
    held = announced(chat)
    form = asked(chat.type("/jrg nominate", ADA))

    refused = said(chat.fill(form, ADA, person="Eva Groß"))

    assert refused == "Who is on the election committee cannot stand."
    with chat.database.reading() as store:
        assert store.election_people.candidacies(held.number) == []


def test_without_candidates_it_is_void_in_public(chat: Chat) -> None:
    held = announced(chat)
    chat.pass_time(held.chat.clock.now().replace(day=9, hour=12))

    with chat.database.reading() as store:
        assert store.elections.get(1).phase is Phase.VOID
    assert any("Nobody stands." in words(message) for message in chat.public())
