"""The programme as conversations: proposed, arranged, told to those who speak, and never lost."""

from datetime import timedelta

import pytest

from bot.chat.ui import Menu, action
from handlers.talks.speakers import NO, YES
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked, said, words
from tests.planning import cancel, edit, plan
from tests.programme import arrange, propose, put, rest, take


def programme(chat: Chat, meeting: int = 1) -> list[str]:
    """The lines of the programme as a researcher reads them."""
    shown = said(chat.type(f"/jrg agenda {meeting}", EVA)).splitlines()
    return [line for line in shown if line[:2].isdigit()]


def titles(chat: Chat, person) -> list[str]:
    return [words(message).splitlines()[0] for message in chat.direct(person)]


def three_in_the_programme(chat: Chat) -> None:
    plan(chat)
    for person, title in ((ADA, "One"), (BEN, "Two"), (EVA, "Three")):
        propose(chat, person, title)
    for talk in (1, 2, 3):
        take(chat, talk)
    rest(chat)


def test_a_proposal_comes_into_the_programme_and_onto_the_card(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat)
    propose(chat, BEN, "Our new corpus", kind="highlight")

    before = programme(chat)
    take(chat, 1)
    chat.deliver()

    assert (before, programme(chat)) == ([], ["14:00 Our new corpus · highlight · Ben Mayr"])
    assert "14:00 Our new corpus · highlight · Ben Mayr" in words(chat.public()[0])


def test_coordinators_hear_of_a_proposal_as_long_as_it_waits(chat: Chat) -> None:
    plan(chat)
    propose(chat, BEN, "Our new corpus")
    propose(chat, BEN, "Already dealt with")
    take(chat, 2)
    chat.pass_time(timedelta(days=1))

    assert "Our new corpus" in words(chat.direct(CLARA)[-1])
    assert not any("Already dealt with" in words(message) for message in chat.direct(CLARA))


def test_what_is_withdrawn_before_its_letter_leaves_keeps_nothing_else_in_it(chat: Chat) -> None:
    plan(chat)
    propose(chat, BEN, "Our new corpus")
    propose(chat, BEN, "Second thoughts")
    chat.fill(asked(chat.press(action("talk.change", talk=2), BEN)), BEN, withdraw=True)
    chat.pass_time(timedelta(days=1))

    assert "Our new corpus" in words(chat.direct(CLARA)[-1])
    assert not any("Second thoughts" in words(message) for message in chat.direct(CLARA))


def test_only_those_whose_slot_changed_are_told_and_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    three_in_the_programme(chat)
    assert [len(chat.direct(person)) for person in (ADA, BEN, EVA)] == [1, 1, 1]

    put(chat, talk=3, at=0)
    put(chat, talk=3, at=1)
    put(chat, talk=3, at=1)  # the same again
    chat.pass_time(timedelta(minutes=5))
    early = [len(chat.direct(person)) for person in (ADA, BEN, EVA)]
    rest(chat)
    rest(chat)

    assert programme(chat) == ["14:00 One · Ada Müller", "14:15 Three · Eva Groß", "14:30 Two · Ben Mayr"]
    assert (early, [len(chat.direct(person)) for person in (ADA, BEN, EVA)]) == ([1, 1, 1], [1, 2, 2])


def test_a_speaker_confirms_and_the_coordinators_see_it(chat: Chat) -> None:
    three_in_the_programme(chat)

    thanks = said(chat.click(chat.direct(ADA)[0], YES, ADA))
    chat.click(chat.direct(BEN)[0], NO, BEN)
    chat.click(chat.direct(BEN)[0], NO, BEN)  # a double click
    chat.deliver()

    assert thanks == "Thank you. See you at Winter meeting."
    seen = said(chat.press(action("agenda.arrange", meeting=1), CLARA))
    assert "14:00 One · Ada Müller · confirmed" in seen
    assert "14:15 Two · Ben Mayr · cannot" in seen
    assert "14:30 Three · Eva Groß · not answered" in seen
    assert titles(chat, CLARA).count("Cannot speak: Ben Mayr") == 1


def test_an_answer_to_a_slot_that_has_changed_does_not_count(chat: Chat) -> None:
    three_in_the_programme(chat)
    first = chat.direct(BEN)[0]
    put(chat, talk=2, at=0)

    late = said(chat.click(first, YES, BEN))
    foreign = said(chat.click(first, YES, ADA))
    rest(chat)

    assert late == "Your place has changed since. Please answer my latest message."
    assert foreign.startswith("Only who proposed it")
    assert "not answered" in said(chat.press(action("agenda.arrange", meeting=1), CLARA)).splitlines()[3]


def test_a_moved_date_asks_those_who_speak_again(chat: Chat) -> None:
    three_in_the_programme(chat)
    chat.click(chat.direct(ADA)[0], YES, ADA)
    edit(chat, day="2026-12-10")
    rest(chat)

    assert "Thu, 10 Dec 2026, 14:00 CET" in words(chat.direct(ADA)[-1])
    assert "confirmed" not in said(chat.press(action("agenda.arrange", meeting=1), CLARA))


def test_what_does_not_fit_moves_to_the_next_meeting(chat_on_both: Chat) -> None:
    chat = chat_on_both
    three_in_the_programme(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")

    for _ in range(2):  # a double click
        chat.press(action("agenda.next", meeting=1, talk=2), CLARA)
    rest(chat)

    assert programme(chat) == ["14:00 One · Ada Müller", "14:15 Three · Eva Groß"]
    assert programme(chat, 2) == ["14:00 Two · Ben Mayr"]
    assert "Meeting: Spring assembly" in words(chat.direct(BEN)[-1])


def test_nothing_is_lost_when_a_meeting_is_cancelled_or_none_follows(chat: Chat) -> None:
    three_in_the_programme(chat)
    chat.press(action("agenda.next", meeting=1, talk=2), CLARA)
    cancel(chat, meeting=1)
    plan(chat, title="Spring assembly", day="2027-04-08")
    rest(chat)

    waiting = said(chat.press(action("agenda.arrange"), CLARA))
    assert [title in waiting for title in ("One", "Two", "Three")] == [True, True, True]
    assert titles(chat, ADA)[-1] == "Not in the programme for now: One"


@pytest.mark.parametrize("what", ["agenda.take", "agenda.put", "agenda.next", "agenda.off", "agenda.decline"])
def test_only_coordinators_arrange(chat: Chat, what: str) -> None:
    three_in_the_programme(chat)

    refused = said(chat.press(action(what, meeting=1, talk=1, at=1), BEN))

    assert "coordinators" in refused
    assert programme(chat)[0] == "14:00 One · Ada Müller"


def test_who_proposed_it_may_change_and_withdraw_it(chat: Chat) -> None:
    three_in_the_programme(chat)
    form = asked(chat.press(action("talk.change", talk=1), ADA))

    chat.fill(form, ADA, title="One and a half", lasts="30min")
    changed = programme(chat)
    chat.fill(asked(chat.press(action("talk.change", talk=2), BEN)), BEN, withdraw=True)
    rest(chat)

    assert changed[:2] == ["14:00 One and a half · Ada Müller", "14:30 Two · Ben Mayr"]
    assert programme(chat) == ["14:00 One and a half · Ada Müller", "14:30 Three · Eva Groß"]
    assert said(chat.press(action("talk.change", talk=2), BEN)).startswith("This proposal is not there any more")


def test_another_speaker_is_told_in_place_of_the_first(chat: Chat) -> None:
    three_in_the_programme(chat)

    chat.fill(asked(chat.press(action("talk.change", talk=1), ADA)), ADA, speaker="Ben Mayr")
    rest(chat)

    assert programme(chat)[0] == "14:00 One · Ben Mayr"
    assert titles(chat, BEN) == ["In the programme: Two", "In the programme: One"]


def test_a_meeting_that_has_begun_is_no_longer_arranged(chat: Chat) -> None:
    three_in_the_programme(chat)
    chat.pass_time(timedelta(days=40))

    assert "already begun" in said(put(chat, talk=1, at=2))
    assert programme(chat)[0] == "14:00 One · Ada Müller"


def test_the_choice_shows_one_entry(chat: Chat) -> None:
    three_in_the_programme(chat)
    [overview] = chat.press(action("agenda.arrange", meeting=1), CLARA)

    [menu] = [part for part in overview.message.parts if isinstance(part, Menu)]

    assert [option.value for option in menu.options] == ["1", "2", "3"]
    assert said(arrange(chat, 2)).splitlines()[1] == "talk · Two · Ben Mayr · 15 min"
