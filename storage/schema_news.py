"""The tables of news: feeds, what they and announcements say, and who wants to hear of it."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.schema import Instant, metadata

# `polled`, `failing` and `due` are real time: a feed does not know the bot's clock.
news_feeds = Table(
    "news_feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String(500), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("committee_id", Integer, ForeignKey("committees.id", ondelete="SET NULL"), index=True),
    Column("topic", String(64), nullable=False),
    Column("etag", String(300), nullable=False),
    Column("modified", String(100), nullable=False),
    Column("is_new", Boolean, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("configured", Boolean, nullable=False),
    Column("polled", Instant),
    Column("failing", Instant),
    Column("failures", Integer, nullable=False),
    Column("trouble", String(20), nullable=False),
    Column("due", Instant, nullable=False),
    sqlite_autoincrement=True,  # old buttons still name a number
)

news = Table(
    "news",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("feed_id", Integer, ForeignKey("news_feeds.id", ondelete="SET NULL")),
    Column("title", String(300), nullable=False),
    Column("text", Text, nullable=False),
    Column("link", String(500), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("arrived", Instant, nullable=False),
    Column("notice", String(255), nullable=False),
    Column("card", String(255), nullable=False),
    Column("is_quiet", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_news_feed_arrived", "feed_id", "arrived"),
    sqlite_autoincrement=True,
)

# What news are about: "committee:3", "topic:nlp".
news_subjects = Table(
    "news_subjects",
    metadata,
    Column("news_id", Integer, ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(80), primary_key=True, index=True),
)

# What entries are known by, longer than the news themselves: some feeds keep theirs for years.
news_marks = Table(
    "news_marks",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("news_id", Integer, ForeignKey("news.id", ondelete="SET NULL"), index=True),
)

# Of a person ("person:p1") or a channel ("channel:slack/C1").
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("subscriber", String(180), primary_key=True),
    Column("about", String(80), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("rhythm", String(10), nullable=False),
)

digest_times = Table(
    "digest_times",
    metadata,
    Column("subscriber", String(180), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("at", String(5), nullable=False),
    Column("weekday", Integer, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscriber", String(180), nullable=False),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("at", Instant, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# Whom news have reached, or will reach with a digest: one row, so that nothing comes twice.
WAITING = "due IS NOT NULL"
news_copies = Table(
    "news_copies",
    metadata,
    Column("news_id", Integer, ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("subscriber", String(180), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("rhythm", String(10), nullable=False),
    Column("arrived", Instant, nullable=False),
    Column("due", Instant),  # of the digest that it waits for
    Column("digest_id", Integer, ForeignKey("digests.id", ondelete="CASCADE"), index=True),
    Index("ix_news_copies_waiting", "due", sqlite_where=text(WAITING), postgresql_where=text(WAITING)),
)
