"""Who is in which channel.

Revision ID: 0018
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('channel_readings',
    sa.Column('channel', sa.String(length=180), nullable=False),
    sa.Column('named', sa.String(length=180), nullable=False),
    sa.Column('due', sa.BigInteger(), nullable=False),
    sa.Column('read', sa.BigInteger(), nullable=True),
    sa.Column('refused', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('channel', name=op.f('pk_channel_readings'))
    )
    with op.batch_alter_table('channel_readings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_channel_readings_due'), ['due'], unique=False)

    op.create_table('channel_users',
    sa.Column('channel', sa.String(length=180), nullable=False),
    sa.Column('platform', sa.String(length=40), nullable=False),
    sa.Column('user', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['channel'], ['channel_readings.channel'], name=op.f('fk_channel_users_channel_channel_readings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('channel', 'platform', 'user', name=op.f('pk_channel_users'))
    )
    with op.batch_alter_table('channel_users', schema=None) as batch_op:
        batch_op.create_index('ix_channel_users_user', ['platform', 'user'], unique=False)
