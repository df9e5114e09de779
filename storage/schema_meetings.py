"""The tables of meetings: what is planned, by which rule, how it changed, and what is known of it afterwards."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.schema import Instant, metadata

# A rule that makes meetings ("first Thursday of each quarter, 14:00"), and what its meetings begin with.
series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(300), nullable=False),
    Column("nth", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("at", String(5), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("start", Date, nullable=False),
    Column("months", JSON, nullable=False),
    Column("every", Integer, nullable=False),
    Column("mode", String(10), nullable=False),
    Column("modes", JSON, nullable=False),  # of months that differ: {"12": "onsite"}
    Column("lasts", Integer, nullable=False),  # minutes
    Column("place", String(500), nullable=False),
    Column("link", String(500), nullable=False),
    Column("description", Text, nullable=False),
    Column("onsite_seats", Integer),  # none: as many as come
    Column("online_seats", Integer),
    Column("deadline_days", Integer),  # before the meeting
    Column("announce_days", Integer, nullable=False),  # before the meeting
    Column("planned_by", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("ended", Boolean, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(300), nullable=False),
    Column("wall", DateTime, nullable=False),  # what the clock on the wall shows there
    Column("zone", String(60), nullable=False),
    Column("starts", Instant, nullable=False, index=True),  # derived from wall and zone
    Column("lasts", Integer, nullable=False),  # minutes
    Column("place", String(500), nullable=False),
    Column("link", String(500), nullable=False),
    Column("description", Text, nullable=False),
    Column("deadline", Date),
    Column("stage", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("changed", Instant),
    Column("cancelled", String(500)),  # the reason, "" if none was given
    Column("planned_by", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("series_id", Integer, ForeignKey("series.id", ondelete="SET NULL")),
    Column("slot", DateTime),  # the date that the rule gave it: no rule makes the same one twice
    UniqueConstraint("series_id", "slot"),
    sqlite_autoincrement=True,  # the number of a discarded draft is never given again: old buttons still name it
)

# What a meeting was before a revision, so that those concerned can be told what changed.
meeting_changes = Table(
    "meeting_changes",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("was", JSON, nullable=False),
    Column("at", Instant, nullable=False),
)

# Every answer that was ever given; it only grows. What somebody has of it now stands in the seats.
meeting_answer_changes = Table(
    "meeting_answer_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("answer", String(20), nullable=False),
    Column("guests", Integer, nullable=False),
    Column("by_person", String(64), ForeignKey("people.id", ondelete="SET NULL")),  # who answered for them
    Column("at", Instant, nullable=False),
)

# The rungs of the ladder of reminders; a planned one has become rows of the outbox.
meeting_rungs = Table(
    "meeting_rungs",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("rung", String(20), primary_key=True),
    Column("audience", String(20), primary_key=True),
    Column("due", Instant, nullable=False),
    Column("planned", Boolean, nullable=False),
    Index("ix_meeting_rungs_open", "due", sqlite_where=text("NOT planned"), postgresql_where=text("NOT planned")),
)

# Diet and access needs may say something of somebody's health: kept apart, by consent, and erased soon after.
meeting_notes = Table(
    "meeting_notes",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("note", Text, nullable=False),
    Column("wording", Integer, nullable=False),  # the version of the text that was consented to
    Column("at", Instant, nullable=False),
)

attendance = Table(
    "attendance",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("attended", Boolean, nullable=False),
    Column("by_person", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("at", Instant, nullable=False),
)

# A secret address for each person who wants one; a new one takes the place of the old.
calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("since", Instant, nullable=False),
)
