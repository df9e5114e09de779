"""Letters, and the hours in which people want them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letters',
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sent', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_letters_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_letters'))
    )
    op.create_table('letter_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('view', sa.String(length=255), nullable=False),
    sa.Column('expires', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['letter_id'], ['outbox.id'], name=op.f('fk_letter_items_letter_id_outbox'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_letter_items_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_items')),
    sa.UniqueConstraint('key', name=op.f('uq_letter_items_key'))
    )
    unplaced = sa.text('letter_id IS NULL')
    op.create_index('ix_letter_items_unplaced', 'letter_items', ['person_id'], unique=False, sqlite_where=unplaced, postgresql_where=unplaced)
    op.create_index(op.f('ix_letter_items_person_id'), 'letter_items', ['person_id'], unique=False)
    op.create_index(op.f('ix_letter_items_letter_id'), 'letter_items', ['letter_id'], unique=False)
    open_letter = sa.text("kind = 'letter' AND state IN ('owed', 'unsure', 'sending')")
    op.create_index('ix_outbox_letters', 'outbox', ['person_id'], unique=False, sqlite_where=open_letter, postgresql_where=open_letter)
    op.add_column('people', sa.Column('hours', sa.String(length=11), server_default='', nullable=False))
    op.add_column('people', sa.Column('weekends', sa.Boolean(), server_default=sa.false(), nullable=False))
