"""The tables of the secret part of elections. No row says when a ballot was cast, none joins a ballot and a voter."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from storage.schema import Instant, metadata

# Public halves of the trustees' keys, and marks of their words.
ballot_keys = Table(
    "ballot_keys",
    metadata,
    Column("election", Integer, primary_key=True, autoincrement=False),
    Column("content", JSON, nullable=False),
)

ballot_boxes = Table(
    "ballot_boxes",
    metadata,
    Column("election", Integer, primary_key=True, autoincrement=False),
    Column("state", String(10), nullable=False),
    Column("closes", Instant, nullable=False),
    Column("writ", Text, nullable=False),
    Column("authentic", LargeBinary, nullable=False),
    Column("key_file", String(40), nullable=False),
    Column("unreadable", Integer),  # this and what follows: once it is counted
    Column("nonce", String(64)),
    Column("seed", String(64)),
)

# One row for each slot of the roll; another vote overwrites it. Without row ids nothing tells who came first.
envelopes = Table(
    "envelopes",
    metadata,
    Column("election", Integer, ForeignKey("ballot_boxes.election"), primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("authentic", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Words that trustees have handed in after the close, sealed for the box key, until there are enough.
handed_in = Table(
    "handed_in",
    metadata,
    Column("election", Integer, ForeignKey("ballot_boxes.election"), primary_key=True),
    Column("trustee", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Written in one transaction, sorted by what is chosen.
counted_ballots = Table(
    "counted_ballots",
    metadata,
    Column("election", Integer, ForeignKey("ballot_boxes.election"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("choice", JSON, nullable=False),
    Column("void", Boolean, nullable=False),
    Column("code", String(80), nullable=False),
    sqlite_with_rowid=False,
)

election_log = Table(
    "election_log",
    metadata,
    Column("election", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("action", String(40), nullable=False),
    Column("details", JSON, nullable=False),
    Column("hash", String(64), nullable=False),
)
