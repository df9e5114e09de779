"""The table of accounts that the bot has met, so that newcomers are greeted once."""

from sqlalchemy import Column, ForeignKey, String, Table

from storage.schema import Instant, metadata

# A row without a user says that everybody who was in a community ("mattermost/team") at that time counts as met.
newcomers = Table(
    "newcomers",
    metadata,
    Column("platform", String(80), primary_key=True),
    Column("user", String(80), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), index=True),  # who was greeted
    Column("at", Instant, nullable=False),
)
