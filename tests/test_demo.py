"""What a visitor finds in the demo: something of all that the bot can do, and nothing that has gone wrong."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assemble import Bot, assemble, open_database
from bot.chat.ui import action
from bot.demo import network
from bot.demo.stage import OutOfTurn, Stage, form_of, option
from bot.domain.agenda import State
from bot.domain.breakouts.session import Stage as Rooms
from bot.domain.elections.election import Phase
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_committee
from bot.timekeeper import remembered
from storage import Database


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A demo whose scene is set."""
    home = tmp_path_factory.mktemp("demo")
    settings = network.settings(home, 0)
    with closing(open_database(settings)) as database:
        network.populate(database)
    bot = assemble(settings, clock=remembered(home), demo=home)
    network.set_the_scene(bot)
    yield bot
    bot.context.database.close()


@pytest.fixture
def database(played: Bot) -> Database:
    return played.context.database


def test_the_clock_shows_the_present(played: Bot) -> None:
    assert abs(played.context.clock.ahead) < timedelta(seconds=1)


def test_it_is_set_once(played: Bot, database: Database) -> None:
    network.set_the_scene(played)

    with database.reading() as store:
        assert [each.id for each in store.meetings.coming(played.context.clock.now())] == [1]


def test_one_election_is_over_one_is_open_and_there_is_a_poll(database: Database) -> None:
    with database.reading() as store:
        found = [store.elections.get(number) for number in (1, 2, 3)]
        offices = store.election_people.offices(1)
        voted = [len(store.boxes.voted(number)) for number in (2, 3)]

    assert [(each.phase, each.configuration.is_poll) for each in found] == [
        (Phase.COUNTED, False),
        (Phase.OPEN, False),
        (Phase.OPEN, True),
    ]
    assert sorted(offices.values()) == ["accepted", "accepted"]
    assert voted == [6, 5]


def test_committees_have_representatives_and_a_call_and_are_subscribed_to(database: Database) -> None:
    with database.reading() as store:
        names = [each.name for each in store.committees.every()]
        seats = [len(store.committees.mandates(number)) for number in (1, 2)]
        news = store.subscriptions.wishes(Subscriber(platform="web", channel="news"))
        [laura] = [person.id for person in store.directory.read().people if person.name == "Laura Weber"]
        mine = store.subscriptions.wishes(Subscriber(laura))
        call = store.calls.get(1)

    assert (sorted(names), seats, call.closed) == (["Data Sharing", "Steering Committee"], [2, 2], False)
    assert (news, mine) == ({EVERYTHING: Rhythm.AT_ONCE}, {of_committee(1): Rhythm.WEEKLY})


def test_the_meeting_has_a_talk_and_rooms_to_be_assigned(database: Database) -> None:
    with database.reading() as store:
        talks = Counter(store.talks.get(number).state for number in (1, 2, 3))
        rooms = store.breakouts.find(1)
        wishes = len(store.wishes.who(1))

    assert rooms is not None
    assert (rooms.stage, len(rooms.rooms), wishes) == (Rooms.WISHING, 4, 8)
    assert talks == {State.ACCEPTED: 1, State.PROPOSED: 2}


def test_a_scene_that_does_not_go_as_written_says_so(played: Bot) -> None:
    stage = Stage(played)
    someone = stage.player("laura.weber")
    ballot = stage.click(someone, "election.vote", election=3)

    with pytest.raises(OutOfTurn, match="no form"):
        form_of(stage.type(someone, "help"))
    with pytest.raises(OutOfTurn, match="no button"):
        stage.press(someone, stage.type(someone, "help"), "meeting.announce")
    with pytest.raises(OutOfTurn, match="no choice"):
        option(form_of(ballot), "rank1", "In May")
    with pytest.raises(OutOfTurn, match="the form was refused"):
        stage.fill(someone, ballot, {"vote": "99"})
    with pytest.raises(OutOfTurn, match="excused"):
        stage.click(someone, "no.such.button")
    with pytest.raises(OutOfTurn, match="refused"):
        stage.submit(stage.coordinator, action("meeting.new"), {})


def test_another_network_gets_a_meeting_and_nothing_else(tmp_path: Path) -> None:
    settings = network.settings(tmp_path, 0)
    people = (
        "id,first_name,last_name,email,role\n"
        "x1,Ada,Winter,ada@example.org,coordinator\nx2,Ben,Sommer,ben@example.org,researcher\n"
    )
    (tmp_path / "people.csv").write_text(people, "utf-8")
    with closing(open_database(settings)) as database:
        network.populate(database, tmp_path)
    bot = assemble(settings, clock=remembered(tmp_path), demo=tmp_path)
    network.set_the_scene(bot)

    with bot.context.database.reading() as store:
        committees, meetings = store.committees.every(), store.meetings.coming(bot.context.clock.now())
    bot.context.database.close()

    assert ([each.title for each in meetings], list(committees)) == (["Winter working meeting"], [])
