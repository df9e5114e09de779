"""The tables of breakout rooms: what is planned, who wished for what, and who sits where in each round."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table

from storage.schema import Instant, metadata

breakouts = Table(
    "breakouts",
    metadata,
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("stage", String(20), nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("profile", String(20), nullable=False),
    Column("lead", Integer, nullable=False),  # minutes before the meeting at which wishes close
    Column("seed", Integer, nullable=False),
    Column("running", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("reminded", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),  # whether it was said that wishes are closed
    Column("planned_by", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("figures", JSON),  # bounds of the plan that nobody but the coordinators knows, and what chance would give
)

breakout_rooms = Table(
    "breakout_rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("topic", String(100), nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("online", Boolean, nullable=False),
    Column("facilitator", String(64), ForeignKey("people.id", ondelete="SET NULL")),
    Column("link", String(300), nullable=False),
    sqlite_autoincrement=True,  # old buttons and posts still name the number of a room that is gone
)

# Nobody but the person ever sees a row of this table. An empty list says that any room is fine.
breakout_wishes = Table(
    "breakout_wishes",
    metadata,
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("rooms", JSON, nullable=False),  # the dearest first
    Column("at", Instant, nullable=False),
)

# Who is to sit together or apart: for the eyes of coordinators.
breakout_pairs = Table(
    "breakout_pairs",
    metadata,
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), primary_key=True),
    Column("one", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("other", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("apart", Boolean, nullable=False),
)

# Round 0 means every round.
breakout_pins = Table(
    "breakout_pins",
    metadata,
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("room_id", Integer, ForeignKey("breakout_rooms.id", ondelete="CASCADE"), nullable=False),
)

# The plan that everybody knows, and beside it the one that coordinators look at before they publish it.
breakout_seats = Table(
    "breakout_seats",
    metadata,
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), primary_key=True),
    Column("public", Boolean, primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("room_id", Integer, ForeignKey("breakout_rooms.id", ondelete="CASCADE"), nullable=False),
)

# Who came without an answer, was not there, or left: from which round to which.
breakout_presence = Table(
    "breakout_presence",
    metadata,
    Column("meeting_id", Integer, ForeignKey("breakouts.meeting_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer),
    Column("remote", Boolean),
)
