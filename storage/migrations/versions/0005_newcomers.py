"""Accounts that the bot has met.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('newcomers',
    sa.Column('platform', sa.String(length=80), nullable=False),
    sa.Column('user', sa.String(length=80), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_newcomers_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('platform', 'user', name=op.f('pk_newcomers'))
    )
    with op.batch_alter_table('newcomers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_newcomers_person_id'), ['person_id'], unique=False)
