"""The table of what people want to bring to meetings."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from storage.schema import Instant, metadata

talks = Table(
    "talks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("title", String(200), nullable=False),
    Column("description", Text, nullable=False),
    Column("speaker", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("proposed_by", String(64), ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("lasts", Integer, nullable=False),  # minutes
    Column("state", String(12), nullable=False, index=True),
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="SET NULL"), index=True),
    Column("place", Integer, nullable=False),  # in the order of the programme
    Column("reason", String(500), nullable=False),  # why it was declined
    Column("told", JSON(none_as_null=True)),  # the slot that the speaker knows of
    Column("round", Integer, nullable=False),  # how often they were told
    Column("confirmed", Boolean),
    Column("changed", Instant, nullable=False, index=True),
    sqlite_autoincrement=True,
)
