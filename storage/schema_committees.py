"""The tables of committees: who speaks for the network there, and what they call for."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from storage.schema import Instant, metadata

committees = Table(
    "committees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("key", String(200), nullable=False, unique=True),  # the name without capitals
    Column("kind", String(20), nullable=False),
    Column("about", Text, nullable=False),
    Column("website", String(500), nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("changed", Instant),
    sqlite_autoincrement=True,  # old buttons still name a number
)

mandates = Table(
    "mandates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("committee_id", Integer, ForeignKey("committees.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(200), nullable=False),
    Column("until", Date, index=True),
    Column("reminded", Integer),
    UniqueConstraint("committee_id", "person_id"),
    sqlite_autoincrement=True,
)

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("committee_id", Integer, ForeignKey("committees.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(300), nullable=False),
    Column("text", Text, nullable=False),
    Column("deadline", Date, nullable=False, index=True),
    Column("opened_by", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("closed", Boolean, nullable=False),
    Column("changed", Instant),
    Column("reminded", Integer),
    sqlite_autoincrement=True,
)

call_interests = Table(
    "call_interests",
    metadata,
    Column("call_id", Integer, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", Instant, nullable=False),
)
