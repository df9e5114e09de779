"""Who of the network is in which channel: read from the platforms now and then, and believed for a while."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.domain.subscriptions import Subscriber
from storage.schema import EPOCH, accounts
from storage.schema_channels import channel_readings, channel_users
from storage.subscriptions import subscriber_of
from storage.upsert import insert_or

OF_USER = (accounts.c.platform == channel_users.c.platform) & (accounts.c.user == channel_users.c.user)


class ChannelPeople:
    """Channels are subscribers without a person. Moments are real time."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def expected(self) -> frozenset[Subscriber]:
        """The channels whose people are read."""
        return frozenset(subscriber_of(key) for key in self._db.execute(select(channel_readings.c.channel)).scalars())

    def expect(self, channels: Iterable[Subscriber]) -> None:
        """From now on the people of these channels are read, as soon as possible, and of no others."""
        wanted, known = {each.key for each in channels}, {each.key for each in self.expected()}
        self._db.execute(delete(channel_readings).where(channel_readings.c.channel.in_(known - wanted)))
        for key in sorted(wanted - known):
            query = insert_or(self._db, channel_readings).values(channel=key, named=key, due=EPOCH, refused=False)
            self._db.execute(query.on_conflict_do_nothing())

    def is_due(self, real: datetime) -> bool:
        """Whether there is a channel to read."""
        return self._db.execute(select(channel_readings.c.channel).where(_due(real)).limit(1)).first() is not None

    def claim(self, real: datetime, until: datetime) -> Subscriber | None:
        """A channel that is due; nobody else reads it before `until`."""
        query = select(channel_readings.c.channel).where(_due(real)).order_by(channel_readings.c.due)
        key = self._db.execute(query.limit(1).with_for_update(skip_locked=True)).scalar()
        if key is None:
            return None
        self._db.execute(update(channel_readings).where(channel_readings.c.channel == key).values(due=until))
        return subscriber_of(key)

    def keep(
        self, channel: Subscriber, users: Collection[str], named: Subscriber, real: datetime, due: datetime
    ) -> None:
        """The accounts that are in a channel by now, which is read again when it is due."""
        mine = channel_readings.c.channel == channel.key
        changed = update(channel_readings).where(mine).values(named=named.key, read=real, due=due, refused=False)
        if not self._db.execute(changed).rowcount:
            return  # nobody wants to know any more
        there = channel_users.c.channel == channel.key
        before, after = set(self._db.execute(select(channel_users.c.user).where(there)).scalars()), set(users)
        for user in before - after:
            self._db.execute(delete(channel_users).where(there, channel_users.c.user == user))
        rows = [{"channel": channel.key, "platform": channel.platform, "user": user} for user in sorted(after - before)]
        if rows:
            self._db.execute(insert(channel_users), rows)

    def forget(self, channel: Subscriber, due: datetime) -> None:
        """The bot may not look into the channel, so that it cannot post there either."""
        self._db.execute(delete(channel_users).where(channel_users.c.channel == channel.key))
        mine = channel_readings.c.channel == channel.key
        self._db.execute(update(channel_readings).where(mine).values(read=None, due=due, refused=True))

    def forget_old(self, before: datetime) -> int:
        """What was read before is believed no longer; returns how many channels that were."""
        old = channel_readings.c.read < before
        found = self._db.execute(select(channel_readings.c.channel).where(old)).scalars().all()
        self._db.execute(delete(channel_users).where(channel_users.c.channel.in_(found)))
        self._db.execute(update(channel_readings).where(old).values(read=None))
        return len(found)

    def has_old(self, before: datetime) -> bool:
        """Whether there is anything that is believed no longer."""
        return bool(self._db.execute(select(func.count()).where(channel_readings.c.read < before)).scalar())

    def people_in(self, channels: Collection[Subscriber]) -> set[str]:
        """The people (ids) who are in one of these channels."""
        keys = [channel.key for channel in channels]
        query = select(accounts.c.person_id).join(channel_users, OF_USER).where(channel_users.c.channel.in_(keys))
        return set(self._db.execute(query.distinct()).scalars())

    def channels_of(self, person: str) -> list[Subscriber]:
        """The channels that somebody is in."""
        query = select(channel_users.c.channel).join(accounts, OF_USER).where(accounts.c.person_id == person)
        keys = self._db.execute(query.distinct().order_by(channel_users.c.channel)).scalars()
        return [subscriber_of(key) for key in keys]

    def is_closed(self, channel: Subscriber) -> bool:
        """Whether the bot was turned away when it last looked into a channel."""
        mine = channel_readings.c.channel == channel.key
        return bool(self._db.execute(select(channel_readings.c.refused).where(mine)).scalar())

    def by_all_names(self, channels: Sequence[Subscriber]) -> list[Subscriber]:
        """The channels, as the settings and as events name them."""
        keys = [channel.key for channel in channels]
        names = channel_readings.c
        query = select(names.channel, names.named).where(names.channel.in_(keys) | names.named.in_(keys))
        found = {key for row in self._db.execute(query) for key in (row.channel, row.named)}
        return [subscriber_of(key) for key in sorted(found.union(keys))]


def _due(real: datetime) -> Any:
    return channel_readings.c.due <= real
