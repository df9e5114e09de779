"""The tables of seats: how many there are of each mode of a meeting, and who has, is offered or waits for one."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Instant, metadata

# A meeting without a row here is open in every mode and has no limits; a mode without a row is not offered.
meeting_modes = Table(
    "meeting_modes",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("answer", String(20), primary_key=True),
    Column("capacity", Integer),  # none: as many as come
)

# Usually one row a person; more while they have one seat and wait for another (bot.domain.seats).
OFFERED = "offered_until IS NOT NULL"
seats = Table(
    "seats",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("answer", String(20), primary_key=True),
    Column("guests", Integer, primary_key=True, autoincrement=False),
    Column("state", String(10), nullable=False),
    Column("since", Instant, nullable=False),
    Column("offered_until", Instant),
    Column("late", Boolean, nullable=False),
    Column("asked", Integer, nullable=False),  # the round of questions that was answered
    Column("by_person", String(64), ForeignKey("people.id", ondelete="SET NULL")),  # who answered for them
    Index("ix_seats_taken", "meeting_id", "state", "answer", "guests"),  # to add up without reading the rows
    Index("ix_seats_offered_until", "offered_until", sqlite_where=text(OFFERED), postgresql_where=text(OFFERED)),
)
