"""The feeds that are polled, and the news that they and announcements have brought."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from bot.domain.news import Feed, FeedKnown, News, NoSuchFeed, NoSuchNews, Trouble
from bot.domain.subscriptions import COMMITTEE, TOPIC, about
from storage.schema import EPOCH
from storage.schema_news import news, news_feeds, news_marks, news_subjects
from storage.upsert import insert_or

FEED = ("url", "name", "topic", "etag", "modified", "is_new", "is_on", "configured", "polled", "failing", "failures")
NEWS = ("key", "title", "text", "link", "at", "arrived", "notice", "card", "is_quiet", "withdrawn")


class NewsFeeds:
    """The feeds of committees."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Feed:
        """Raises NoSuchFeed."""
        return self._one(select(news_feeds).where(news_feeds.c.id == number))

    def lock(self, number: int) -> Feed:
        """The feed as nobody else can change it before the end of this transaction. Raises NoSuchFeed."""
        return self._one(select(news_feeds).where(news_feeds.c.id == number).with_for_update(key_share=True))

    def every(self) -> list[Feed]:
        """All of them by name."""
        return [_feed(row) for row in self._db.execute(select(news_feeds).order_by(news_feeds.c.name, news_feeds.c.id))]

    def add(self, feed: Feed, due: datetime) -> Feed:
        """Keeps a new feed, which is polled at `due`, and gives it a number. Raises FeedKnown."""
        query = insert_or(self._db, news_feeds).values(_feed_columns(feed) | {"due": due})
        key = self._db.execute(query.on_conflict_do_nothing().returning(news_feeds.c.id)).scalar()
        if key is None:
            raise FeedKnown
        return replace(feed, id=key)

    def save(self, feed: Feed, due: datetime | None = None) -> None:
        """Keeps what has changed; `due` is when it is polled next."""
        values = _feed_columns(feed) | ({"due": due} if due else {})
        self._db.execute(update(news_feeds).where(news_feeds.c.id == feed.id).values(values))

    def remove(self, number: int) -> None:
        """Its news stay."""
        self._db.execute(delete(news_feeds).where(news_feeds.c.id == number))

    def look_soon(self, number: int) -> None:
        """Lets it be polled as if it had been due for long."""
        self._db.execute(update(news_feeds).where(news_feeds.c.id == number).values(due=EPOCH))

    def is_due(self, real: datetime) -> bool:
        """Whether there is a feed to look at."""
        due = news_feeds.c.is_on & (news_feeds.c.due <= real)
        return self._db.execute(select(news_feeds.c.id).where(due).limit(1)).first() is not None

    def claim(self, real: datetime, until: datetime) -> Feed | None:
        """One feed that is due; nobody else polls it before `until`."""
        query = select(news_feeds).where(news_feeds.c.is_on, news_feeds.c.due <= real)
        query = query.order_by(news_feeds.c.due, news_feeds.c.id).limit(1).with_for_update(skip_locked=True)
        row = self._db.execute(query).first()
        if row is None:
            return None
        self._db.execute(update(news_feeds).where(news_feeds.c.id == row.id).values(due=until))
        return _feed(row)

    def _one(self, query: Select[Any]) -> Feed:
        row = self._db.execute(query).first()
        if not row:
            raise NoSuchFeed
        return _feed(row)


class NewsTable:
    """What subscribers hear of."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> News:
        """Raises NoSuchNews."""
        return self._one(news.c.id == number)

    def of_key(self, key: str) -> News:
        """Raises NoSuchNews."""
        return self._one(news.c.key == key)

    def latest(self, subject: str = "", limit: int = 10) -> list[News]:
        """The newest first; of a committee or topic, or of all."""
        query = select(news).where(~news.c.withdrawn).order_by(news.c.at.desc(), news.c.id.desc()).limit(limit)
        if subject:
            query = query.join(news_subjects, news_subjects.c.news_id == news.c.id)
            query = query.where(news_subjects.c.about == subject)
        return self._read(query)

    def some(self, numbers: Sequence[int]) -> list[News]:
        """Those of these numbers that stand, the newest first."""
        query = select(news).where(news.c.id.in_(numbers), ~news.c.withdrawn)
        return self._read(query.order_by(news.c.at.desc(), news.c.id.desc()))

    def add(self, item: News) -> News | None:
        """Keeps it and gives it a number; None if its key is known."""
        query = insert_or(self._db, news).values(_columns(item)).on_conflict_do_nothing().returning(news.c.id)
        key = self._db.execute(query).scalar()
        if key is None:
            return None
        self.relate(key, about(item))
        return replace(item, id=key)

    def save(self, item: News) -> None:
        """Keeps what has changed."""
        self._db.execute(update(news).where(news.c.id == item.id).values(_columns(item)))
        self._db.execute(delete(news_subjects).where(news_subjects.c.news_id == item.id))
        self.relate(item.id, about(item))

    def relate(self, number: int, subjects: Iterable[str]) -> None:
        """Says what it is about, besides what was said before."""
        rows = [{"news_id": number, "about": each} for each in sorted(subjects)]
        if rows:
            self._db.execute(insert_or(self._db, news_subjects).on_conflict_do_nothing(), rows)

    def unknown(self, marks: Sequence[str]) -> list[str]:
        """Which of these marks of an entry are new; from now on nobody else is told so."""
        new: list[str] = []
        for mark in sorted(marks):  # in one order, since two who ask at once wait for each other
            query = insert_or(self._db, news_marks).values(mark=mark).on_conflict_do_nothing()
            if self._db.execute(query.returning(news_marks.c.mark)).first():
                new.append(mark)
        return new

    def marked(self, mark: str) -> News | None:
        """The news that are known by this mark."""
        number = self._db.execute(select(news_marks.c.news_id).where(news_marks.c.mark == mark)).scalar()
        return next(iter(self._read(select(news).where(news.c.id == number))), None)

    def mark(self, number: int, marks: Sequence[str]) -> None:
        """By these marks the news are known from now on."""
        self._db.execute(update(news_marks).where(news_marks.c.mark.in_(marks)).values(news_id=number))

    def told_of(self, feed: int, since: datetime) -> int:
        """How many news of a feed were told since a moment."""
        columns = news.c
        mine = (columns.feed_id == feed) & (columns.arrived > since) & ~columns.is_quiet
        return self._db.execute(select(func.count()).select_from(news).where(mine)).scalar_one()

    def forget(self, before: datetime) -> int:
        """Deletes what is older; its marks stay, so that it does not come again as something new."""
        return self._db.execute(delete(news).where(news.c.at < before)).rowcount

    def _one(self, condition: Any) -> News:
        found = self._read(select(news).where(condition))
        if not found:
            raise NoSuchNews
        return found[0]

    def _read(self, query: Select[Any]) -> list[News]:
        rows = self._db.execute(query).all()
        chosen = select(news_subjects).where(news_subjects.c.news_id.in_([row.id for row in rows]))
        subjects: dict[int, set[str]] = {}
        for subject in self._db.execute(chosen) if rows else ():
            subjects.setdefault(subject.news_id, set()).add(subject.about)
        return [_news(row, subjects.get(row.id, set())) for row in rows]


def _feed(row: Row[Any]) -> Feed:
    kept = {name: getattr(row, name) for name in FEED}
    return Feed(row.id, committee=row.committee_id, trouble=Trouble(row.trouble) if row.trouble else None, **kept)


def _feed_columns(kept: Feed) -> dict[str, Any]:
    trouble = kept.trouble.value if kept.trouble else ""
    return {name: getattr(kept, name) for name in FEED} | {"committee_id": kept.committee, "trouble": trouble}


def _news(row: Row[Any], subjects: set[str]) -> News:
    committees = frozenset(int(each.removeprefix(COMMITTEE)) for each in subjects if each.startswith(COMMITTEE))
    topics = frozenset(each.removeprefix(TOPIC) for each in subjects if each.startswith(TOPIC))
    kept = {name: getattr(row, name) for name in NEWS}
    return News(committees=committees, topics=topics, feed=row.feed_id, id=row.id, **kept)


def _columns(kept: News) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in NEWS} | {"feed_id": kept.feed}
