"""The tables of elections: what was set up, who may vote, who stands, and what came of it. No ballot is in them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from storage.schema import Instant, metadata

elections = Table(
    "elections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("phase", String(12), nullable=False),
    Column("configuration", Text, nullable=False),  # the canonical text, of which the hash is posted
    Column("roll_rule", Text, nullable=False),
    Column("closes", Instant),  # where the deadline was extended
    Column("ballot", Integer, nullable=False),
    Column("run_off_of", Integer, ForeignKey("elections.id", ondelete="SET NULL")),
    Column("roll_hash", String(64), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("reminded", Instant),
    Column("counted", Instant),
    Column("due", Instant),  # when something happens to it by itself
    Index("ix_elections_due", "due", sqlite_where=text("due IS NOT NULL"), postgresql_where=text("due IS NOT NULL")),
    sqlite_autoincrement=True,  # the number of a discarded draft is never given again: old buttons still name it
)

election_slots = Table(
    "election_slots",
    metadata,
    Column("election_id", Integer, ForeignKey("elections.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("holder_id", String(64), nullable=False, index=True),  # no key to people: a frozen roll never changes
    Column("deputy_id", String(64)),
    Column("group", String(80), nullable=False),
)

election_candidacies = Table(
    "election_candidacies",
    metadata,
    Column("election_id", Integer, ForeignKey("elections.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), primary_key=True),
    Column("standing", String(12), nullable=False),
    Column("nominated_by", String(64)),
    Column("statement", Text, nullable=False),
    Column("number", Integer, nullable=False),  # on the frozen list
    Column("office", String(12), nullable=False),  # after the count: asked, accepted, declined
)

election_objections = Table(
    "election_objections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("election_id", Integer, ForeignKey("elections.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", String(64), nullable=False),
    Column("words", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

# What was published: the report of the count and the ballot file, from which the codes are erased in the end.
election_results = Table(
    "election_results",
    metadata,
    Column("election_id", Integer, ForeignKey("elections.id", ondelete="CASCADE"), primary_key=True),
    Column("report", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("file_hash", String(64), nullable=False),  # of the file as it was first published
    Column("at", Instant, nullable=False),
)

# Public halves of the trustees' own keys, marks of their words, and the shares that are sealed for them.
election_trustees = Table(
    "election_trustees",
    metadata,
    Column("election_id", Integer, ForeignKey("elections.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("public", String(64), nullable=False),  # "" before they have asked for their words
    Column("salt", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("share", LargeBinary),
)
