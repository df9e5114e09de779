"""The tables. Moments are whole microseconds of UTC, so that both databases compare and index them alike."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else EPOCH + value * MICROSECOND


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A change of what can be looked up counts its row up, which tells every replica to read again.
versions = Table(
    "versions",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
)

sites = Table(
    "sites",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("aliases", JSON, nullable=False),
)

topics = Table(
    "topics",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("en", String(200), nullable=False),
    Column("de", String(200), nullable=False),
    Column("abbreviations", JSON, nullable=False),
    Column("synonyms", JSON, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("acronym", String(80), nullable=False),
    Column("name_en", String(300), nullable=False),
    Column("name_de", String(300), nullable=False),
    Column("site", String(200), nullable=False),
    Column("lead", String(320), nullable=False),
    Column("programme", String(200), nullable=False),
    Column("funded_from", String(10), nullable=False),
    Column("funded_until", String(10), nullable=False),
    Column("topics", JSON, nullable=False),
    Column("summary", Text, nullable=False),
    Column("website", String(500), nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("first_name", String(200), nullable=False),
    Column("last_name", String(200), nullable=False),
    Column("title", String(300), nullable=False),
    Column("email", String(320), nullable=False),
    Column("site", String(200), nullable=False),
    Column("topics", JSON, nullable=False),
    Column("orcid", String(40), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("joined", Date),
    Column("left", Date),
    Column("visibility", JSON, nullable=False),
    Column("own_fields", JSON, nullable=False),  # edited by the person, so that no import overwrites them
    Column("language", String(10), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("reminders", Boolean, nullable=False),
    Column("hours", String(11), nullable=False),
    Column("weekends", Boolean, nullable=False),
)

# The newest row of a person says role and group; older ones keep the history.
memberships = Table(
    "memberships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("group_id", String(64), ForeignKey("groups.id"), nullable=True),
    Column("role", String(40), nullable=False),
    Column("since", Date),
    Column("until", Date),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String(40), primary_key=True),
    Column("user", String(80), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("matched_by", String(40), nullable=False),
    Column("since", Instant, nullable=False),
)

# What is owed to the world. `due` and `expires` are the bot's time; `retry`, `lease` and `since` are real time.
OPEN = "state IN ('owed', 'unsure', 'sending')"
OPEN_LETTER = "kind = 'letter' AND state IN ('owed', 'unsure', 'sending')"
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(10), nullable=False),
    Column("view", String(255), nullable=False),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE")),
    Column("platform", String(40), nullable=False),  # "" until the first attempt chooses the person's account
    Column("place", String(120), nullable=False),
    Column("due", Instant, nullable=False),
    Column("expires", Instant),
    Column("state", String(10), nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("retry", Instant, nullable=False),
    Column("lease", Instant),
    Column("since", Instant),  # the first attempt: a look-up need not search before it
    Column("post_channel", String(120)),
    Column("post", String(120)),
    Column("error", String(300), nullable=False),
    Index("ix_outbox_open", "due", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
    Index("ix_outbox_view", "view"),
    Index("ix_outbox_letters", "person_id", sqlite_where=text(OPEN_LETTER), postgresql_where=text(OPEN_LETTER)),
)

# When a channel ("slack/C1") or a whole platform ("slack") may be called again, in real time.
paces = Table(
    "paces",
    metadata,
    Column("place", String(160), primary_key=True),
    Column("free", Instant, nullable=False),
)

# Keys of our own, made at the first start and shared by all replicas.
secrets = Table(
    "secrets",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(120), nullable=False),
)

# Events that the platform may send again: each does its work once.
heard = Table(
    "heard",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)
