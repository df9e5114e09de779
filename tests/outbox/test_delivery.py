"""What becomes of a thing that is owed: sent, dropped, or sent to the account that was chosen first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.domain.people import Person
from bot.platforms.port import Ref, Unsure
from storage import Database
from tests.conversation import ADA, BEN, EVA, words
from tests.outbox.office import LONG_AGO, LabClock, Office
from tests.paper import Paper

HOUR = timedelta(hours=1)
NEWCOMER = Person("p0", "Nina", "Neu")


def heard(paper: Paper, person: Person) -> list[str]:
    return [words(message) for message in paper.in_channel(f"@{person.id}")]


def test_everybody_is_told_once(office: Office, paper: Paper) -> None:
    office.owe()
    office.owe()

    assert office.deliver() == 3
    assert [heard(paper, person) for person in (ADA, BEN, EVA)] == [["Hello Ada"], ["Hello Ben"], ["Hello Eva"]]
    assert office.states() == {"sent": 3}
    assert office.deliver() == 0


def test_what_is_due_later_waits(office: Office, paper: Paper, lab: LabClock) -> None:
    office.owe(ADA, due=lab.now() + HOUR)

    assert office.deliver() == 0
    lab.wait(HOUR)
    assert office.deliver() == 1
    assert heard(paper, ADA) == ["Hello Ada"]


def test_what_has_expired_is_dropped(office: Office, paper: Paper, lab: LabClock) -> None:
    office.owe(ADA, expires=lab.now() + HOUR)
    lab.wait(HOUR)

    office.deliver()

    assert heard(paper, ADA) == []
    assert office.states() == {"dropped": 1}


def test_a_notice_whose_reason_has_gone_is_dropped(office: Office, paper: Paper) -> None:
    office.owe(ADA)
    with office.database.transaction() as store:
        store.directory.edit(replace(ADA, reminders=False))

    office.deliver()

    assert heard(paper, ADA) == []
    assert office.states() == {"dropped": 1}


def test_who_has_no_account_is_passed_over(database: Database, paper: Paper, lab: LabClock) -> None:
    crowd = [replace(NEWCOMER, id=f"n{number}") for number in range(1200)]
    office = Office(database, [paper], lab, (ADA, *crowd), members=[ADA])
    office.owe(*crowd, ADA)

    while office.states().get("owed"):
        office.deliver()

    assert heard(paper, ADA) == ["Hello Ada"]
    assert office.states() == {"dropped": 1200, "sent": 1}


def test_who_has_accounts_on_two_platforms_is_told_on_the_one_that_was_linked_last(
    database: Database, lab: LabClock
) -> None:
    slack, mattermost = Paper("slack"), Paper("mattermost")
    office = Office(database, [slack, mattermost], lab)
    with database.transaction() as store:
        store.accounts.link("mattermost", "ada", ADA.id, "test", LONG_AGO + HOUR)

    office.owe()
    office.deliver()

    assert (len(slack.posts), len(mattermost.posts)) == (2, 1)
    assert words(mattermost.in_channel("@ada")[0]) == "Hello Ada"


def test_the_account_that_was_chosen_first_stays(database: Database, lab: LabClock) -> None:
    slack, mattermost = Paper("slack"), Paper("mattermost")
    office = Office(database, [slack, mattermost], lab)
    slack.troubles = [("after", Unsure("no answer"))]
    office.owe(ADA)
    office.deliver()
    with database.transaction() as store:
        store.accounts.link("mattermost", "ada", ADA.id, "test", LONG_AGO + HOUR)

    lab.wait(HOUR)
    office.deliver()

    assert (heard(slack, ADA), len(mattermost.posts)) == (["Hello Ada"], 0)
    assert office.states() == {"sent": 1}


def test_a_platform_that_this_process_does_not_serve_is_left_to_others(office: Office, lab: LabClock) -> None:
    office.change(office.plan(), platform="elsewhere")

    assert office.deliver() == 0
    assert office.delivery.soonest() == 5.0
    assert office.states() == {"owed": 1}


def test_a_card_is_posted_once_and_then_edited(office: Office, paper: Paper) -> None:
    meeting = office.plan()
    for _ in range(3):
        office.change(meeting)
    office.deliver()
    for _ in range(3):
        office.change(meeting)
    office.deliver()

    [sheet] = paper.posts.values()
    assert [words(message) for message in sheet.shown] == ["revision 4", "revision 7"]


@dataclass
class Interrupted(Paper):
    """Something happens while the first post is on its way."""

    happens: Callable[[], object] = lambda: None

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        self.happens()
        return super().post(place, message, reader, key)


def test_a_card_that_changes_while_it_is_sent_is_shown_again(database: Database, lab: LabClock) -> None:
    paper = Interrupted()
    office = Office(database, [paper], lab)
    meeting = office.plan()
    office.change(meeting)
    paper.happens = lambda: office.change(meeting)

    office.deliver()

    [sheet] = paper.posts.values()
    assert [words(message) for message in sheet.shown] == ["revision 2", "revision 3"]
    assert office.states() == {"sent": 1}


def test_a_card_that_was_dropped_appears_when_it_is_owed_again(office: Office, paper: Paper) -> None:
    meeting = office.plan()
    office.cancel(meeting)
    office.change(meeting)
    office.deliver()
    assert office.states() == {"dropped": 1}

    office.cancel(meeting, reason=None)
    office.change(meeting)
    office.deliver()

    [sheet] = paper.posts.values()
    assert [words(message) for message in sheet.shown] == ["revision 3"]
