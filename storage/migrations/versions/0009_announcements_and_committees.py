"""Announcements, and committees with mandates and calls.

Revision ID: 0009
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('committees',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('website', sa.String(length=500), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('changed', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committees')),
    sa.UniqueConstraint('key', name=op.f('uq_committees_key')),
    sqlite_autoincrement=True
    )
    op.create_table('calls',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=False),
    sa.Column('opened_by', sa.String(length=64), nullable=True),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('changed', sa.BigInteger(), nullable=True),
    sa.Column('reminded', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['committee_id'], ['committees.id'], name=op.f('fk_calls_committee_id_committees'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['opened_by'], ['people.id'], name=op.f('fk_calls_opened_by_people'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calls')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('calls', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calls_committee_id'), ['committee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_calls_deadline'), ['deadline'], unique=False)

    op.create_table('mandates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('role', sa.String(length=200), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('reminded', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['committee_id'], ['committees.id'], name=op.f('fk_mandates_committee_id_committees'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mandates_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mandates')),
    sa.UniqueConstraint('committee_id', 'person_id', name=op.f('uq_mandates_committee_id_person_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('mandates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mandates_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mandates_until'), ['until'], unique=False)

    op.create_table('call_interests',
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['calls.id'], name=op.f('fk_call_interests_call_id_calls'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_call_interests_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('call_id', 'person_id', name=op.f('pk_call_interests'))
    )
    with op.batch_alter_table('call_interests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_interests_person_id'), ['person_id'], unique=False)

    op.create_table('announcements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=True),
    sa.Column('topic', sa.String(length=64), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=True),
    sa.Column('channels', sa.JSON(), nullable=False),
    sa.Column('wall', sa.DateTime(), nullable=True),
    sa.Column('zone', sa.String(length=60), nullable=False),
    sa.Column('due', sa.BigInteger(), nullable=True),
    sa.Column('audience', sa.String(length=20), nullable=False),
    sa.Column('group_acronym', sa.String(length=80), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('urgent', sa.Boolean(), nullable=False),
    sa.Column('author', sa.String(length=64), nullable=True),
    sa.Column('stage', sa.String(length=12), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('posted', sa.BigInteger(), nullable=True),
    sa.Column('edited', sa.BigInteger(), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=64), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('changed', sa.BigInteger(), nullable=True),
    sa.Column('watched', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['author'], ['people.id'], name=op.f('fk_announcements_author_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['call_id'], ['calls.id'], name=op.f('fk_announcements_call_id_calls'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['committee_id'], ['committees.id'], name=op.f('fk_announcements_committee_id_committees'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_announcements_meeting_id_meetings'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['withdrawn_by'], ['people.id'], name=op.f('fk_announcements_withdrawn_by_people'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcements')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('announcements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcements_committee_id'), ['committee_id'], unique=False)
        batch_op.create_index('ix_announcements_due', ['due'], unique=False, sqlite_where=sa.text("stage = 'scheduled'"), postgresql_where=sa.text("stage = 'scheduled'"))
        batch_op.create_index(batch_op.f('ix_announcements_posted'), ['posted'], unique=False)
        batch_op.create_index('ix_announcements_watched', ['id'], unique=False, sqlite_where=sa.text('watched'), postgresql_where=sa.text('watched'))

    op.create_table('announcement_readers',
    sa.Column('announcement_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['announcement_id'], ['announcements.id'], name=op.f('fk_announcement_readers_announcement_id_announcements'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_announcement_readers_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('announcement_id', 'person_id', name=op.f('pk_announcement_readers'))
    )
    with op.batch_alter_table('announcement_readers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_readers_person_id'), ['person_id'], unique=False)
