"""Introductions of people who do not know each other yet.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('intro_members',
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.Column('paused', sa.Boolean(), nullable=False),
    sa.Column('skips', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_intro_members_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_intro_members'))
    )
    op.create_table('intro_rounds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('warned', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_intro_rounds'))
    )
    with op.batch_alter_table('intro_rounds', schema=None) as batch_op:
        batch_op.create_index('ix_intro_rounds_open', ['state'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
    op.create_table('intro_parties',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('party', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('met', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_intro_parties_person_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['intro_rounds.id'], name=op.f('fk_intro_parties_round_id_intro_rounds'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'party', 'person_id', name=op.f('pk_intro_parties')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_intro_parties_round_id_person_id'))
    )
