"""The tables that say which people of the network are in which channels, as far as the bot must know it."""

from sqlalchemy import Column, ForeignKey, String, Table

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
)

# Only people of the directory: who else is in a channel is none of the bot's business.
channel_people = Table(
    "channel_people",
    metadata,
    Column("channel", String(180), ForeignKey("channel_readings.channel", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)
