"""Who wants to hear of which news and how soon, whom they have reached, and the digests in which they gather."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from bot.domain.subscriptions import Rhythm, Schedule, Subscriber, Wishes
from storage.schema import accounts
from storage.schema_channels import channel_users
from storage.schema_news import WAITING, digest_times, digests, news_copies, subscriptions
from storage.upsert import insert_or

CHANNEL = "channel:"


@dataclass(frozen=True, slots=True)
class Copy:
    """News that wait for somebody's digest; `arrived` is when they came."""

    news: int
    subscriber: Subscriber
    rhythm: Rhythm
    arrived: datetime
    due: datetime


class Subscriptions:
    """Wishes, and the times of digests."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def wishes(self, subscriber: Subscriber) -> Wishes:
        query = select(subscriptions).where(subscriptions.c.subscriber == subscriber.key)
        return {row.about: Rhythm(row.rhythm) for row in self._db.execute(query.order_by(subscriptions.c.about))}

    def every(self) -> Mapping[Subscriber, Wishes]:
        """The wishes of everybody who has some."""
        found: dict[Subscriber, dict[str, Rhythm]] = {}
        for row in self._db.execute(select(subscriptions).order_by(subscriptions.c.subscriber)):
            found.setdefault(subscriber_of(row.subscriber, row.person_id), {})[row.about] = Rhythm(row.rhythm)
        return found

    def channels(self) -> list[Subscriber]:
        """The channels that have subscribed to anything."""
        query = select(subscriptions.c.subscriber).where(subscriptions.c.person_id.is_(None)).distinct()
        return [subscriber_of(key) for key in self._db.execute(query.order_by(subscriptions.c.subscriber)).scalars()]

    def wish(self, subscriber: Subscriber, about: str, rhythm: Rhythm) -> None:
        """Takes the place of an earlier wish about the same."""
        row = {"subscriber": subscriber.key, "about": about, "person_id": subscriber.person or None}
        query = insert_or(self._db, subscriptions).values(row | {"rhythm": rhythm.value})
        again = {"rhythm": rhythm.value}
        self._db.execute(query.on_conflict_do_update(index_elements=["subscriber", "about"], set_=again))

    def end(self, subscriber: Subscriber, about: str) -> bool:
        """Whether there was such a wish."""
        mine = (subscriptions.c.subscriber == subscriber.key) & (subscriptions.c.about == about)
        return self._db.execute(delete(subscriptions).where(mine)).rowcount == 1

    def schedule(self, subscriber: Subscriber) -> Schedule:
        """When digests come, as chosen or as usual."""
        return self.schedules([subscriber]).get(subscriber.key, Schedule())

    def schedules(self, some: Iterable[Subscriber]) -> Mapping[str, Schedule]:
        """The times that were chosen, by the key of the subscriber."""
        keys = [subscriber.key for subscriber in some]
        rows = self._db.execute(select(digest_times).where(digest_times.c.subscriber.in_(keys)))
        return {row.subscriber: Schedule(time.fromisoformat(row.at), row.weekday) for row in rows}

    def keep(self, subscriber: Subscriber, schedule: Schedule) -> None:
        values = {"at": f"{schedule.at:%H:%M}", "weekday": schedule.weekday}
        row = {"subscriber": subscriber.key, "person_id": subscriber.person or None}
        query = insert_or(self._db, digest_times).values(row | values)
        self._db.execute(query.on_conflict_do_update(index_elements=["subscriber"], set_=values))


class Copies:
    """Whom news have reached. What stands here comes to nobody a second time."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def reach(
        self, news: int, some: Sequence[Subscriber], rhythm: Rhythm, at: datetime, due: datetime | None = None
    ) -> list[Subscriber]:
        """Notes that news reach these now, or with a digest that is due; returns those for whom that is new."""
        rows = [
            {"news_id": news, "subscriber": each.key, "person_id": each.person or None, "rhythm": rhythm.value}
            for each in sorted(some, key=lambda each: each.key)  # in one order, since two at once wait for each other
        ]
        if not rows:
            return []
        query = insert_or(self._db, news_copies).on_conflict_do_nothing().returning(news_copies.c.subscriber)
        # As many rows a statement as the database can take, which is fewer than there may be subscribers.
        new = set(self._db.execute(query, [row | {"arrived": at, "due": due} for row in rows]).scalars())
        return [each for each in some if each.key in new]

    def waiting(self, subscriber: Subscriber | None = None, due: datetime | None = None) -> list[Copy]:
        """What waits for a digest: of one subscriber or of all, whenever it is due or until a moment."""
        query = select(news_copies).where(text(WAITING)).order_by(news_copies.c.subscriber, news_copies.c.news_id)
        if subscriber is not None:
            query = query.where(news_copies.c.subscriber == subscriber.key)
        if due is not None:
            query = query.where(news_copies.c.due <= due)
        return [_copy(row) for row in self._db.execute(query)]

    def postpone(self, copy: Copy, rhythm: Rhythm, due: datetime) -> None:
        """The digest in which it stands is another one, or comes at another time."""
        self._db.execute(update(news_copies).where(*_is(copy)).values(rhythm=rhythm.value, due=due))

    def drop(self, copy: Copy) -> None:
        """Nobody wants it any more, so that it stands in no digest."""
        self._db.execute(update(news_copies).where(*_is(copy)).values(due=None))

    def gather(self, subscriber: Subscriber, copies: Sequence[Copy], at: datetime) -> int | None:
        """Makes a digest of these copies; returns its number, None if somebody else was faster."""
        row = {"subscriber": subscriber.key, "person_id": subscriber.person or None, "at": at}
        key = self._db.execute(insert(digests).values(row)).inserted_primary_key
        number = int(key[0]) if key else 0
        mine = (news_copies.c.subscriber == subscriber.key) & news_copies.c.news_id.in_([copy.news for copy in copies])
        taken = update(news_copies).where(mine, text(WAITING)).values(due=None, digest_id=number)
        if self._db.execute(taken).rowcount:
            return number
        self._db.execute(delete(digests).where(digests.c.id == number))
        return None

    def stood(self, person: str, some: Collection[int]) -> set[int]:
        """Which of these news have stood in the digest of a channel that somebody is in."""
        query = select(news_copies.c.news_id).distinct()
        query = query.join(channel_users, channel_users.c.channel == news_copies.c.subscriber)
        whose = (accounts.c.platform == channel_users.c.platform) & (accounts.c.user == channel_users.c.user)
        query = query.join(accounts, whose)
        query = query.where(accounts.c.person_id == person, news_copies.c.news_id.in_(some))
        return set(self._db.execute(query.where(news_copies.c.digest_id.is_not(None))).scalars())

    def digest(self, number: int) -> tuple[Subscriber, list[int]] | None:
        """Whose digest it is and which news stand in it; None if it was forgotten."""
        row = self._db.execute(select(digests).where(digests.c.id == number)).first()
        if row is None:
            return None
        query = select(news_copies.c.news_id).where(news_copies.c.digest_id == number)
        return subscriber_of(row.subscriber, row.person_id), list(self._db.execute(query).scalars())

    def next_digest(self) -> datetime | None:
        """When the next digest is due."""
        return self._db.execute(select(func.min(news_copies.c.due)).where(text(WAITING))).scalar()

    def forget(self, before: datetime) -> int:
        """Deletes digests that are older, with the note of whom their news have reached."""
        return self._db.execute(delete(digests).where(digests.c.at < before)).rowcount


def _is(copy: Copy) -> tuple[Any, ...]:
    columns = news_copies.c
    return columns.news_id == copy.news, columns.subscriber == copy.subscriber.key, text(WAITING)


def _copy(row: Any) -> Copy:
    return Copy(row.news_id, subscriber_of(row.subscriber, row.person_id), Rhythm(row.rhythm), row.arrived, row.due)


def subscriber_of(key: str, person: str | None = None) -> Subscriber:
    """The subscriber with this key, of a person or of a channel."""
    if person:
        return Subscriber(person)
    platform, _, channel = key.removeprefix(CHANNEL).partition("/")
    return Subscriber(platform=platform, channel=channel)
