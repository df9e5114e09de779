"""Votes and their count: late votes, early closes, extensions, quorum, run-offs, acceptance, polls, papers."""

import json
import threading
from datetime import timedelta

import pytest

from bot.chat.ui import Form
from bot.domain.elections.election import Phase
from bot.domain.elections.recount import recount
from bot.domain.people import Person
from storage import Database
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked, said, words
from tests.electing import (
    CLOSES,
    DORA,
    ELECTORATE,
    FINN,
    GRETA,
    Held,
    ballot,
    closed,
    crowd,
    filled,
    join,
    opened,
    vote,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, ELECTORATE)


def report(chat: Chat, number: int = 1) -> dict[str, object]:
    with chat.database.reading() as store:
        return json.loads(store.election_results.report(number) or "{}")


def phases(chat: Chat) -> list[Phase]:
    with chat.database.reading() as store:
        return [one.phase for one in reversed(store.elections.in_phases(*Phase))]


def late(held: Held, voter: Person, form: Form) -> str:
    return said(held.chat.fill(form, voter, **filled(form, "Ben"), half="turm"))


def test_a_vote_after_the_deadline_is_told_that_it_does_not_count_though_nobody_has_closed_yet(chat: Chat) -> None:
    held = opened(chat)
    form = ballot(held, EVA)
    chat.clock.move_to(CLOSES + MINUTE)

    before_the_tick = late(held, EVA, form)
    chat.pass_time(MINUTE)

    assert before_the_tick == late(held, EVA, form)
    assert before_the_tick.startswith("Not counted.")


def test_the_same_form_sent_twice_is_one_vote(chat: Chat) -> None:
    held = opened(chat)
    form = ballot(held, EVA)
    values = {**filled(form, "Ben"), "half": "turm"}

    first = said(chat.fill(form, EVA, key="form-x", **values))
    second = said(chat.fill(form, EVA, key="form-x", **values))

    assert first.startswith("Your vote is in the box.")
    assert "vote is in the box" not in second


def test_it_closes_early_only_when_everybody_has_voted(chat: Chat) -> None:
    held = opened(chat)
    for voter in ELECTORATE[1:]:
        vote(held, voter, "Ben")
    too_early = said(chat.type("/jrg election close", CLARA))
    vote(held, CLARA, "Dora")

    assert "closes by itself" in too_early
    told = said(chat.type("/jrg election close", CLARA))
    chat.dispatcher.tick("plan")

    assert told == "Steering Committee is closed: everybody has voted. The result comes in a moment."
    assert phases(chat) == [Phase.COUNTED]


def test_a_deadline_moves_only_later_and_with_a_reason_that_all_can_read(chat: Chat) -> None:
    held = opened(chat)
    form = asked(chat.type("/jrg election extend", CLARA))

    [shorter] = chat.fill(form, CLARA, until="2026-11-12T12:00", reason="Hurry")
    longer = said(chat.fill(form, CLARA, until="2026-11-18T12:00", reason="Holidays"))
    chat.pass_time(CLOSES + MINUTE)
    still = vote(held, EVA, "Ben")
    chat.deliver()

    assert list(shorter.errors) == ["until"]
    assert longer == "Steering Committee is open until Wed, 18 Nov 2026, 12:00 CET."
    assert still.startswith("Your vote is in the box.")
    assert any("The deadline was extended: Holidays" in words(message) for message in chat.public())


def test_only_those_who_have_not_voted_are_reminded(chat: Chat) -> None:
    held = opened(chat)
    chat.pass_time(timedelta(hours=3))
    vote(held, EVA, "Ben")
    before = {one.id: len(chat.direct(one)) for one in (EVA, FINN)}
    chat.pass_time(CLOSES - timedelta(days=1, minutes=-1))

    assert len(chat.direct(EVA)) == before[EVA.id] + 1  # what was received
    assert "You can vote" in words(chat.direct(FINN)[-1])
    assert len(chat.direct(FINN)) == before[FINN.id] + 1


def test_everybody_on_the_roll_learns_whether_a_vote_was_recorded(chat: Chat) -> None:
    held = opened(chat)
    for voter in (EVA, ADA, BEN, CLARA, DORA):
        vote(held, voter, "Ben")
    closed(held)
    chat.pass_time(timedelta(days=1))

    assert "you did vote" in words(chat.direct(EVA)[-1])
    assert "you did not vote" in words(chat.direct(FINN)[-1])


def test_without_a_majority_the_run_off_opens_by_itself_with_the_same_trustees(chat: Chat) -> None:
    people = crowd(9)
    join(chat, *people)
    held = opened(chat, *people[:3], trustees=True)
    names = [people[0].first_name] * 4 + [people[1].first_name] * 3 + [people[2].first_name] * 2
    for voter, name in zip(people, names, strict=True):
        vote(held, voter, name)
    closed(held, ADA, FINN)
    again = Held(chat, 2, held.words)
    offered = [option.label.en for option in ballot(again, EVA).inputs[0].options]
    for voter in people:
        vote(again, voter, people[1].first_name)
    chat.pass_time(timedelta(days=8))
    told = [said(chat.fill(asked(again.press("words", one)), one, words=held.words[one.id])) for one in (FINN, GRETA)]

    assert phases(chat) == [Phase.FINAL, Phase.COUNTED]
    assert len(offered) == 3  # two candidates, or an abstention
    assert told[-1] == "Thank you. The ballots are counted."
    assert report(chat, 2)["report"]["elected"] == [people[1].name]


def test_who_declines_makes_room_for_the_next_in_line(chat: Chat) -> None:
    held = opened(chat, BEN, DORA, method="relative-majority")
    for voter, name in zip(ELECTORATE, ("Ben", "Ben", "Ben", "Ben", "Dora", "Dora", "Ben"), strict=True):
        vote(held, voter, name)
    closed(held)
    chat.deliver()
    declined = chat.press("election.office?election=1&accept=0", BEN)
    chat.deliver()
    accepted = chat.press("election.office?election=1&accept=1", DORA)

    with chat.database.reading() as store:
        assert store.election_people.offices(1) == {BEN.id: "declined", DORA.id: "accepted"}
    assert [words(reply.message) for reply in declined] == [
        "You have declined Steering Committee.",
        "The next in line is asked.",
    ]
    assert said(accepted) == "You have accepted Steering Committee."


def test_too_few_votes_elect_nobody(chat: Chat) -> None:
    held = opened(chat, rules={"quorum": "90"})
    for voter in ELECTORATE[:5]:
        vote(held, voter, "Ben")
    closed(held)

    assert report(chat)["standing"] == "no quorum"
    with chat.database.reading() as store:
        assert store.election_people.offices(1) == {}


def test_of_few_ballots_only_the_outcome_is_published(chat: Chat) -> None:
    held = opened(chat)
    for voter in (ADA, BEN, EVA):
        vote(held, voter, "Ben")
    closed(held)
    chat.deliver()

    assert sorted(report(chat)["report"]) == ["elected", "method", "open", "run_off", "seats"]
    card = next(words(message) for message in chat.public() if "election 1" in words(message))
    assert "No numbers are published" in card
    assert "Votes needed" not in card


@pytest.mark.parametrize("method", ["approval", "several-seats", "instant-run-off", "scottish-stv", "schulze"])
def test_every_method_goes_from_the_form_to_a_recount_that_agrees(chat: Chat, method: str) -> None:
    several = method in ("several-seats", "scottish-stv")
    held = opened(chat, BEN, DORA, FINN, method=method, seats="2" if several else "1")
    for voter, names in zip(ELECTORATE, (("Ben", "Dora"), ("Ben", "Finn")) * 3 + ((),), strict=True):
        vote(held, voter, *names)
    closed(held)

    with chat.database.reading() as store:
        file = json.loads(store.election_results.file(1))
    assert recount(file) == report(chat)["report"]
    assert "Ben Mayr" in report(chat)["report"]["elected"]


def test_whoever_is_told_counted_is_counted_while_the_box_closes(database: Database) -> None:
    chat = Chat(database, ELECTORATE)
    held = opened(chat)
    forms = {voter.id: ballot(held, voter) for voter in ELECTORATE}
    chat.clock.move_to(CLOSES - timedelta(milliseconds=1))
    told: dict[str, str] = {}

    def cast(voter: Person) -> None:
        told[voter.id] = late(held, voter, forms[voter.id])

    threads = [threading.Thread(target=cast, args=(voter,)) for voter in ELECTORATE]
    for number, thread in enumerate(threads):
        if number == 3:
            chat.clock.move_to(CLOSES + MINUTE)
            threading.Thread(target=chat.dispatcher.tick, args=("plan",)).start()
        thread.start()
    for thread in threads:
        thread.join()
    chat.pass_time(MINUTE)

    counted = [said for said in told.values() if said.startswith("Your vote is in the box.")]
    assert len(told) == len(ELECTORATE)
    assert all(one in counted or one.startswith("Not counted.") for one in told.values())
    assert report(chat)["cast"] == len(counted)
