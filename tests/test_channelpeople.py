"""Reading who is in which channel: outside of any transaction, now and then, and believed only for a while."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.channelpeople import BELIEVED, CLAIMED, FRESH, ChannelReading
from bot.chat.events import Place
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber
from bot.platforms.port import Refused, TooFast, Unsure
from storage import Database
from tests.conversation import ADA, ANNOUNCEMENTS, BEN, EVA, NEWS, Chat
from tests.news import subscribe
from tests.outbox.office import LabClock
from tests.paper import Paper

HERE = Subscriber(platform="paper", channel=NEWS.channel)
OURS = Subscriber(platform="paper", channel=ANNOUNCEMENTS.channel)


@dataclass
class Asked(Paper):
    """Remembers where it was asked, knows a channel by a number, and writes while it is asked."""

    asked: list[str] = field(default_factory=list[str])
    database: Database | None = None

    def members(self, place: Place) -> list[str]:
        self.asked.append(place.channel)
        if self.database:  # waits for ever if whoever asks holds a transaction
            with self.database.transaction() as store:
                store.heard.first_time(f"asked {len(self.asked)}", LabClock().real())
        return super().members(place)

    def named(self, place: Place) -> Place:
        return Place(place.platform, f"number of {place.channel}")


@pytest.fixture
def paper() -> Asked:
    return Asked(people={NEWS.channel: [ADA.id, "stranger"], ANNOUNCEMENTS.channel: [ADA.id, BEN.id]})


@pytest.fixture
def clock() -> LabClock:
    return LabClock()


def reading(chat: Chat, paper: Paper, clock: LabClock) -> ChannelReading:
    return ChannelReading(chat.database, {"paper": paper}, [ANNOUNCEMENTS], clock)


def there(chat: Chat) -> tuple[set[str], set[str]]:
    """Who is thought to be in the channel that has subscribed, and in the one of the settings."""
    with chat.database.reading() as store:
        return store.channel_people.people_in([HERE]), store.channel_people.people_in([OURS])


def test_channels_that_subscribe_and_those_of_the_settings_are_read_once_an_hour(
    chat_on_both: Chat, paper: Asked, clock: LabClock
) -> None:
    chat, paper.database = chat_on_both, chat_on_both.database
    subscribe(chat, HERE, EVERYTHING, Rhythm.WEEKLY)
    subscribe(chat, Subscriber(platform="elsewhere", channel="x"), EVERYTHING)
    read = reading(chat, paper, clock)

    rounds = [read.read(), read.read()]
    clock.wait(FRESH)
    paper.people[NEWS.channel] = [BEN.id]
    rounds.append(read.read())

    assert rounds == [2, 0, 2]
    assert sorted(set(paper.asked)) == sorted([NEWS.channel, ANNOUNCEMENTS.channel])
    assert there(chat) == ({BEN.id}, {ADA.id, BEN.id})


def test_nobody_is_kept_of_a_channel_that_has_ended_its_subscriptions(
    chat: Chat, paper: Asked, clock: LabClock
) -> None:
    subscribe(chat, HERE, EVERYTHING)
    read = reading(chat, paper, clock)
    read.read()
    with chat.database.transaction() as store:
        store.subscriptions.end(HERE, EVERYTHING)

    read.read()

    assert there(chat) == (set(), {ADA.id, BEN.id})


@pytest.mark.parametrize("trouble", [Unsure("away"), TooFast(5)])
def test_what_was_read_is_believed_for_some_hours_and_then_no_longer(
    chat: Chat, paper: Asked, clock: LabClock, trouble: Exception
) -> None:
    read = reading(chat, paper, clock)
    read.read()

    clock.wait(FRESH)
    paper.troubles = [("before", trouble)] * 50
    seen = [(read.read(), there(chat)[1])]
    clock.wait(CLAIMED)
    seen.append((read.read(), there(chat)[1]))
    clock.wait(BELIEVED)
    seen.append((read.read(), there(chat)[1]))

    assert seen == [(1, {ADA.id, BEN.id}), (1, {ADA.id, BEN.id}), (1, set())]


def test_where_the_bot_may_not_look_nobody_is(chat: Chat, paper: Asked, clock: LabClock) -> None:
    read = reading(chat, paper, clock)
    read.read()

    clock.wait(FRESH)
    paper.troubles = [("before", Refused("not in the channel"))]
    read.read()

    assert there(chat) == (set(), set())
    assert read.read() == 0
    with chat.database.reading() as store:
        assert store.channel_people.is_closed(OURS) is True
    clock.wait(CLAIMED)
    assert read.read() == 1
    with chat.database.reading() as store:
        assert store.channel_people.is_closed(OURS) is False


def test_a_channel_is_known_by_both_of_its_names(chat: Chat, paper: Asked, clock: LabClock) -> None:
    reading(chat, paper, clock).read()
    number = Subscriber(platform="paper", channel=f"number of {OURS.channel}")

    with chat.database.reading() as store:
        names = [store.channel_people.by_all_names([each]) for each in (OURS, number, HERE)]

    assert names == [[OURS, number], [OURS, number], [HERE]]


def test_an_account_that_turns_out_to_be_somebodys_counts_at_once(
    chat_on_both: Chat, paper: Asked, clock: LabClock
) -> None:
    chat = chat_on_both
    subscribe(chat, HERE, EVERYTHING)
    reading(chat, paper, clock).read()
    with chat.database.transaction() as store:
        store.accounts.link("paper", "stranger", EVA.id, "test", clock.real())
        assert store.channel_people.channels_of(EVA.id) == [HERE]

    assert there(chat)[0] == {ADA.id, EVA.id}


def test_a_round_ends_in_time_and_begins_where_it_ended(chat: Chat, paper: Asked, clock: LabClock) -> None:
    for number in range(5):
        subscribe(chat, Subscriber(platform="paper", channel=f"c{number}"), EVERYTHING)
    ticking = iter(range(0, 1000, 8))
    read = ChannelReading(chat.database, {"paper": paper}, [], clock, lambda: float(next(ticking)))

    rounds = [read.read() for _ in range(4)]
    read.stop()
    clock.wait(FRESH + timedelta(minutes=1))

    assert rounds == [2, 2, 1, 0]
    assert read.read() == 0
