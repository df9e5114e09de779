"""Talks, highlights and questions for the programmes of meetings.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('talks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('speaker', sa.String(length=64), nullable=False),
    sa.Column('proposed_by', sa.String(length=64), nullable=True),
    sa.Column('lasts', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('told', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=True),
    sa.Column('changed', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_talks_meeting_id_meetings'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposed_by'], ['people.id'], name=op.f('fk_talks_proposed_by_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['speaker'], ['people.id'], name=op.f('fk_talks_speaker_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talks')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('talks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_talks_changed'), ['changed'], unique=False)
        batch_op.create_index(batch_op.f('ix_talks_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_talks_proposed_by'), ['proposed_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_talks_speaker'), ['speaker'], unique=False)
        batch_op.create_index(batch_op.f('ix_talks_state'), ['state'], unique=False)
