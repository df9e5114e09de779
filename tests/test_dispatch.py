"""The rules of dispatch, with a toy feature: one event, one transaction; refusals in words; each thing done once."""

import sqlite3
from dataclasses import replace

import pytest

from bot import excuses
from bot.binding import NEEDED
from bot.chat.events import Account, Command, Joined, Submission
from bot.chat.replies import Reject, Whisper, whisper
from bot.chat.ui import Message
from bot.domain.people import Person
from bot.routing import table
from storage import Database
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, CLARA, EVA, NORA, NOW, Chat, account_of, asked, said
from tests.toys import DONE, TOO_BIG, routes, toy_card

STALE = excuses.STALE.format(command="/jrg")


@pytest.fixture
def chat(sqlite: Database) -> Chat:
    return Chat(sqlite, table=table([routes]))


@pytest.fixture
def chat_on_both(database: Database) -> Chat:
    return Chat(database, table=table([routes]))


def kept(chat: Chat) -> list[str]:
    with chat.database.reading() as store:
        return [meeting.title for meeting in store.meetings.coming(NOW)]


def owed(chat: Chat) -> int:
    with chat.database.reading() as store:
        return sum(store.outbox.tally().values())


def test_an_exception_undoes_everything_also_what_was_owed(chat_on_both: Chat) -> None:
    chat = chat_on_both
    [broken] = chat.type("fail")

    assert isinstance(broken, Whisper)
    assert broken.message.parts[0].text.en == excuses.BROKEN.en
    assert (kept(chat), owed(chat), chat.deliver()) == ([], 0, 0)


def test_what_a_handler_wrote_and_owes_is_kept_together(chat: Chat) -> None:
    assert chat.type("write") == []

    assert (kept(chat), owed(chat), chat.deliver()) == (["toy"], 2, 2)
    assert (chat.direct(ADA), chat.public()) == ([Message(DONE)], [toy_card()])


def test_a_refusal_undoes_everything_and_is_said_in_words(chat: Chat) -> None:
    assert chat.type("write 7") == [whisper(TOO_BIG.format(size=7, command="/jrg"))]
    assert (kept(chat), owed(chat)) == ([], 0)


def test_a_refusal_stands_beside_the_input_that_it_is_about(chat: Chat) -> None:
    form = asked(chat.type("form"))

    assert chat.fill(form, size="7") == [Reject({"size": TOO_BIG.format(size=7, command="/jrg")})]
    assert kept(chat) == []


def test_a_rejected_form_can_be_sent_again(chat: Chat) -> None:
    form = asked(chat.type("form"))

    assert chat.fill(form, key="f1", size="many") != [whisper(DONE)]
    assert chat.fill(form, key="f1", size="1", note="rejected") == [Reject({"note": DONE})]
    assert chat.fill(form, key="f1", size="1", note="better") == [whisper(DONE)]
    assert kept(chat) == ["3 better"]


def test_a_form_sent_twice_does_its_work_once(chat_on_both: Chat) -> None:
    chat = chat_on_both
    form = asked(chat.type("form"))

    replies = [chat.fill(form, key="f1", size="1") for _ in range(2)] + [chat.fill(form, key="f2", size="1")]

    assert replies == [[whisper(DONE)], [whisper(excuses.ALREADY)], [whisper(DONE)]]
    assert len(kept(chat)) == 2


def test_every_field_that_is_wrong_is_named(chat: Chat) -> None:
    assert chat.fill(asked(chat.type("form")), size=None, note=True) == [Reject({"size": NEEDED, "note": NEEDED})]


def test_a_form_whose_carry_does_not_fit_any_more_is_stale(chat: Chat) -> None:
    assert chat.send("form", "toy.save?number=three", size="1") == [whisper(STALE)]


def test_a_form_cannot_be_answered_with_a_form(chat: Chat) -> None:
    [broken] = chat.fill(asked(chat.type("form")), size="1", note="again")

    assert broken.message.parts[0].text.en == excuses.BROKEN.en
    assert kept(chat) == []


def test_an_unknown_route_is_stale_and_an_unknown_command_names_the_nearest(chat: Chat) -> None:
    meant = excuses.MEANT.format(command="/jrg", nearest="write")

    assert chat.press("toy.gone?x=1") == chat.press("") == chat.send("form", "toy.gone") == [whisper(STALE)]
    assert chat.type("wirte 1") == [whisper(excuses.UNKNOWN.format(command="/jrg", word="wirte", meant=meant))]


def test_the_nearest_command_is_one_that_the_caller_may_use(chat: Chat) -> None:
    nobody_knows = excuses.UNKNOWN.format(command="/jrg", word="wirte", meant=excuses.NO_IDEA)

    assert chat.type("wirte", by=NORA) == [whisper(nobody_knows)]


def test_a_bad_argument_shows_the_usage_in_the_words_of_the_reader(chat: Chat) -> None:
    assert said(chat.type("write x")) == "A whole number, please.\nUsage: /jrg toy"


def test_an_unknown_person_is_told_whom_to_ask(chat: Chat) -> None:
    assert chat.type("write", by=NORA) == [whisper(excuses.STRANGER.format(who=[CLARA.name]))]
    assert kept(chat) == []


def test_a_person_is_matched_by_e_mail_on_first_contact(chat: Chat) -> None:
    first = Command("write", Account("paper", "U77", "ada", "ADA@example.org"), ANNOUNCEMENTS, NOW)
    later = Command("write", Account("paper", "U77"), ANNOUNCEMENTS, NOW)

    assert chat.hear(first).replies == chat.hear(later).replies == ()
    assert len(kept(chat)) == 2


def test_an_address_that_two_people_share_matches_nobody(sqlite: Database) -> None:
    twins = (Person("t1", "A", "Twin", email="t@example.org"), Person("t2", "B", "Twin", email="t@example.org"))
    chat = Chat(sqlite, twins, table([routes]))
    account = Account("paper", "U77", "twin", "t@example.org")

    assert said(list(chat.hear(Command("write", account, ANNOUNCEMENTS, NOW)).replies)).startswith("I do not know yet")


@pytest.mark.parametrize(("by", "may"), [(ADA, True), (CLARA, True), (BEN, False)])
def test_leading_is_for_group_leaders_and_coordinators(chat: Chat, by: Person, may: bool) -> None:
    assert chat.type("lead", by) == [whisper(DONE if may else excuses.FORBIDDEN_LEADERS)]


def test_who_has_left_leads_nothing_any_more(sqlite: Database) -> None:
    gone = replace(CLARA, left=NOW.date())
    chat = Chat(sqlite, (gone, ADA), table([routes]))

    assert chat.type("lead", gone) == [whisper(excuses.FORBIDDEN_LEADERS)]
    assert chat.type("rule", gone) == [whisper(excuses.FORBIDDEN_COORDINATORS.format(who=excuses.NOBODY))]


def test_a_route_that_only_reads_waits_for_no_writer(chat: Chat) -> None:
    writer = sqlite3.connect(chat.database.engine.url.database, isolation_level=None)
    chat.type("read")
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert said(chat.type("read")) == "A toy."
    finally:
        writer.close()


def test_a_route_that_only_reads_owes_nothing(chat: Chat) -> None:
    [broken] = chat.type("owe")

    assert broken.message.parts[0].text.en == excuses.BROKEN.en
    assert owed(chat) == 0


def test_who_comes_while_the_database_is_busy_is_asked_to_come_again(chat: Chat) -> None:
    assert chat.type("busy") == [whisper(excuses.BUSY)]
    assert kept(chat) == []


def test_a_feature_that_stumbles_at_a_tick_holds_up_no_other(chat: Chat) -> None:
    chat.dispatcher.tick("toy")

    assert kept(chat) == ["toy"]


def test_a_newcomer_whom_no_feature_awaits_hears_nothing(chat: Chat) -> None:
    assert chat.dispatcher.hear(Joined(account_of(ADA), ANNOUNCEMENTS, NOW)).replies == ()


def test_phones_that_set_typographic_quotes_are_understood(chat: Chat) -> None:
    assert chat.type("write „1“") == chat.type("write “1”") == []
    assert kept(chat) == ["toy", "toy"]


def test_a_handler_may_say_nothing(chat: Chat) -> None:
    assert chat.type("nothing at all") == []


def test_the_answer_names_the_reader_for_whom_it_is_put_into_words(chat: Chat) -> None:
    answers = [chat.hear(Command("nothing", account_of(who), ANNOUNCEMENTS, NOW)) for who in (ADA, EVA, NORA)]
    german = Account("paper", "U78", language="de-AT", zone="Europe/Vienna")

    assert [answer.reader.language for answer in answers] == ["en", "de", "en"]
    spoken = chat.hear(Submission("toy.save", {}, german, ANNOUNCEMENTS, NOW)).reader
    assert (spoken.language, spoken.zone) == ("de", "Europe/Vienna")
