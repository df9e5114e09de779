"""The table of what is known of the entries in the directory: since when, when confirmed, when asked."""

from sqlalchemy import Column, ForeignKey, String, Table

from storage.schema import Instant, metadata

# Not a part of `people`, which is the network's own file and comes and goes with it.
entries = Table(
    "entries",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("since", Instant, nullable=False, index=True),
    Column("confirmed", Instant),
    Column("asked", Instant),
)
