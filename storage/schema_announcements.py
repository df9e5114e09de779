"""The tables of announcements: what is written, where and when it appears, and to whom it was written directly."""

from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text, text

from storage.schema import Instant, metadata

SCHEDULED = "stage = 'scheduled'"

# `channels` are names of the settings with a platform: "announcements/slack".
announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(300), nullable=False),
    Column("text", Text, nullable=False),
    Column("committee_id", Integer, ForeignKey("committees.id", ondelete="SET NULL"), index=True),
    Column("topic", String(64), nullable=False),
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="SET NULL")),
    Column("channels", JSON, nullable=False),
    Column("wall", DateTime),  # as the author wrote it, in their zone; none: at once
    Column("zone", String(60), nullable=False),
    Column("due", Instant),
    Column("audience", String(20), nullable=False),
    Column("group_acronym", String(80), nullable=False),
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="SET NULL")),
    Column("urgent", Boolean, nullable=False),
    Column("author", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("stage", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("posted", Instant, index=True),
    Column("edited", Instant),
    Column("withdrawn_by", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("reason", Text, nullable=False),
    Column("changed", Instant),
    Column("watched", Boolean, nullable=False),  # until all its posts have arrived or were given up
    Index("ix_announcements_due", "due", sqlite_where=text(SCHEDULED), postgresql_where=text(SCHEDULED)),
    Index("ix_announcements_watched", "id", sqlite_where=text("watched"), postgresql_where=text("watched")),
    sqlite_autoincrement=True,  # the number of a discarded draft is never given again: old buttons still name it
)

# Who was told directly, once, whatever made us: the author's choice or a subscription.
announcement_readers = Table(
    "announcement_readers",
    metadata,
    Column("announcement_id", Integer, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)
