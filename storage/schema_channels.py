"""The tables that say who is in which channels, as far as the bot must know it."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from storage.schema import Instant, metadata

# A channel whose people are read; `channel` and `named` are keys of subscribers, the latter as events name the channel.
# `due` and `read` are real time.
channel_readings = Table(
    "channel_readings",
    metadata,
    Column("channel", String(180), primary_key=True),
    Column("named", String(180), nullable=False),
    Column("due", Instant, nullable=False, index=True),
    Column("read", Instant),
    Column("refused", Boolean, nullable=False),  # the bot may not look into it, and so not post either
)

# Accounts, not people: whose an account is may turn out between two readings.
channel_users = Table(
    "channel_users",
    metadata,
    Column("channel", String(180), ForeignKey("channel_readings.channel", ondelete="CASCADE"), primary_key=True),
    Column("platform", String(40), primary_key=True),
    Column("user", String(80), primary_key=True),
    Index("ix_channel_users_user", "platform", "user"),
)
