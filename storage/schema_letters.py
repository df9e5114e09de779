"""The tables of letters: what is not urgent, gathered until the person's next letter leaves."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Instant, metadata

# One row a person who ever got a letter. `sent` is the bot's time at which the last one left.
letters = Table(
    "letters",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("sent", Instant),
)

# What a letter says. An item stays as long as its letter's row in the outbox, so that its key is not taken again.
UNPLACED = "letter_id IS NULL"  # only inside the transaction that adds it
letter_items = Table(
    "letter_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("letter_id", Integer, ForeignKey("outbox.id", ondelete="CASCADE"), index=True),
    Column("view", String(255), nullable=False),
    Column("expires", Instant),
    Index("ix_letter_items_unplaced", "person_id", sqlite_where=text(UNPLACED), postgresql_where=text(UNPLACED)),
)
