"""The tables of introductions: who takes part, when, who was introduced to whom, and whether they met."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from storage.schema import Instant, metadata

intro_members = Table(
    "intro_members",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("skips", Integer),  # the round that they do not want to take part in
)

# One round is to come at most; it makes the next one when its time has come.
intro_rounds = Table(
    "intro_rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("weeks", Integer, nullable=False),  # until the next one
    Column("state", String(10), nullable=False),
    Column("warned", Boolean, nullable=False),
    Index(
        "ix_intro_rounds_open",
        "state",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

intro_parties = Table(
    "intro_parties",
    metadata,
    Column("round_id", Integer, ForeignKey("intro_rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("party", Integer, primary_key=True),  # 0: those for whom there was nobody
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("met", Boolean),
    UniqueConstraint("round_id", "person_id"),
)
