"""What the platform may answer, and what becomes of the row: wait, look up, try again, give up aloud."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.chat.events import Place
from bot.outbox import FIRST_RETRY, GIVE_UP_AFTER, LONGEST_RETRY, pause_after
from bot.platforms.port import Ref, Refused, TooFast, Unsure
from storage import Database
from storage.outbox import Failed
from tests.conversation import ADA, BEN, EVA
from tests.outbox.office import LabClock, Office
from tests.paper import Paper

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def failed(office: Office) -> list[Failed]:
    with office.database.reading() as store:
        return store.outbox.failed()


def try_again(office: Office) -> int:
    with office.database.transaction() as store:
        return store.outbox.try_again()


@pytest.mark.parametrize("when", ["before", "after"])
def test_after_a_broken_connection_the_post_is_looked_up(
    office: Office, paper: Paper, lab: LabClock, when: str
) -> None:
    paper.troubles = [(when, Unsure("reset"))]
    office.owe(ADA)
    office.deliver()
    assert office.states() == {"unsure": 1}

    lab.wait(HOUR)
    office.deliver()

    assert len(paper.posts) == 1
    assert office.states() == {"sent": 1}


def test_a_mistake_of_ours_is_treated_like_a_broken_connection(office: Office, paper: Paper, lab: LabClock) -> None:
    paper.troubles = [("after", ZeroDivisionError())]
    office.owe(ADA)
    office.deliver()

    lab.wait(HOUR)
    office.deliver()

    assert len(paper.posts) == 1
    assert office.states() == {"sent": 1}


def test_the_look_up_finds_posts_though_the_clock_of_the_platform_is_minutes_slow(
    office: Office, paper: Paper, lab: LabClock
) -> None:
    lab.wait(timedelta(minutes=5))
    paper.troubles = [("after", Unsure("reset"))]
    office.owe(ADA)
    office.deliver()

    lab.wait(HOUR)
    office.deliver()

    assert len(paper.posts) == 1


def test_a_platform_that_asks_to_wait_is_left_alone_as_a_whole(database: Database, lab: LabClock) -> None:
    slack, mattermost = Paper("slack"), Paper("mattermost")
    office = Office(database, [slack, mattermost], lab)
    with database.transaction() as store:
        store.accounts.link("mattermost", "eva", EVA.id, "test", lab.real())
    slack.troubles = [("before", TooFast(60))]
    office.change(office.plan())
    office.owe()

    office.deliver()
    assert (len(slack.posts), len(mattermost.posts)) == (0, 1)
    lab.wait(59 * SECOND)
    assert office.deliver() == 0

    lab.wait(SECOND)
    office.deliver()
    assert (len(slack.posts), len(mattermost.posts)) == (3, 1)
    assert office.states() == {"sent": 4}


def test_a_shorter_wait_does_not_end_a_longer_one(office: Office, lab: LabClock, database: Database) -> None:
    with database.transaction() as store:
        store.deliveries.pause("paper", lab.real() + 60 * SECOND)
        store.deliveries.pause("paper", lab.real() + SECOND)
    office.owe(ADA)

    lab.wait(59 * SECOND)
    assert office.deliver() == 0
    lab.wait(SECOND)
    assert office.deliver() == 1


def test_being_asked_to_wait_is_no_failed_attempt(office: Office, paper: Paper, lab: LabClock) -> None:
    paper.troubles = [("before", TooFast(1)) for _ in range(3 * GIVE_UP_AFTER)]
    paper.troubles += [("before", Unsure("reset"))]
    office.owe(ADA)

    for _ in range(3 * GIVE_UP_AFTER + 1):
        office.deliver()
        lab.wait(SECOND)
    assert office.states() == {"unsure": 1}

    lab.wait(HOUR)
    office.deliver()
    assert office.states() == {"sent": 1}


def test_a_refusal_is_shown_to_the_coordinators(office: Office, paper: Paper) -> None:
    paper.troubles = [("before", Refused("the channel is archived"))]
    office.owe(ADA)

    office.deliver()

    assert office.states() == {"dead": 1}
    assert failed(office) == [Failed(1, "hello", "paper", "Ada Müller", "the channel is archived", 1)]


def test_an_account_that_is_gone_is_shown_to_the_coordinators(office: Office, paper: Paper) -> None:
    paper.gone.add(ADA.id)
    office.owe(ADA, BEN)

    office.deliver()

    assert office.states() == {"dead": 1, "sent": 1}
    assert failed(office) == [Failed(1, "hello", "paper", "Ada Müller", "the account is gone", 1)]


def test_what_failed_can_be_tried_again(office: Office, paper: Paper) -> None:
    paper.gone.add(ADA.id)
    office.owe(ADA)
    office.deliver()

    paper.gone.clear()
    assert try_again(office) == 1
    office.deliver()

    assert office.states() == {"sent": 1}
    assert len(paper.posts) == 1
    assert try_again(office) == 0


@dataclass
class Dim(Paper):
    """A platform whose history cannot be read for a while."""

    dark: bool = True

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        if self.dark:
            raise Unsure("status 503")
        return super().find(place, key, since)


def test_who_tries_again_looks_up_first(database: Database, lab: LabClock) -> None:
    paper = Dim(troubles=[("after", Unsure("reset"))])
    office = Office(database, [paper], lab)
    office.owe(ADA)
    for _ in range(GIVE_UP_AFTER):
        office.deliver()
        lab.wait(2 * LONGEST_RETRY)
    assert (office.states(), len(paper.posts)) == ({"dead": 1}, 1)

    paper.dark = False
    try_again(office)
    office.deliver()

    assert (office.states(), len(paper.posts)) == ({"sent": 1}, 1)


def test_a_card_that_was_given_up_shows_the_last_state_when_it_is_tried_again(office: Office, paper: Paper) -> None:
    meeting = office.plan()
    paper.troubles = [("before", Refused("read only"))]
    office.change(meeting)
    office.deliver()
    last = office.change(meeting)
    assert office.states() == {"dead": 1}

    try_again(office)
    office.deliver()

    assert [len(sheet.shown) for sheet in paper.posts.values()] == [1]
    assert (last, office.states()) == (3, {"sent": 1})


def test_it_gives_up_after_a_working_day(office: Office, paper: Paper, lab: LabClock) -> None:
    paper.troubles = [("before", Unsure("status 503")) for _ in range(GIVE_UP_AFTER)]
    office.owe(ADA)

    began = lab.real()
    while office.states() != {"dead": 1}:
        office.deliver()
        lab.wait(timedelta(minutes=5))

    assert timedelta(hours=3) < lab.real() - began < timedelta(hours=8)
    assert failed(office) == [Failed(1, "hello", "paper", "Ada Müller", "status 503", GIVE_UP_AFTER)]
    assert (paper.troubles, len(paper.posts)) == ([], 0)


def test_pauses_double_until_they_are_an_hour() -> None:
    pauses = [[pause_after(attempts) for _ in range(50)] for attempts in range(1, 40)]
    middles = [min(FIRST_RETRY * 2**number, LONGEST_RETRY) for number in range(39)]

    assert all(0.75 * m <= p <= 1.25 * m for m, tried in zip(middles, pauses, strict=True) for p in tried)
    assert all(len(set(tried)) > 1 for tried in pauses)
    assert middles[-1] == LONGEST_RETRY
