"""Elections: set-up, rolls, candidacies, trustees, results.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('elections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('phase', sa.String(length=12), nullable=False),
    sa.Column('configuration', sa.Text(), nullable=False),
    sa.Column('roll_rule', sa.Text(), nullable=False),
    sa.Column('closes', sa.BigInteger(), nullable=True),
    sa.Column('ballot', sa.Integer(), nullable=False),
    sa.Column('run_off_of', sa.Integer(), nullable=True),
    sa.Column('roll_hash', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('reminded', sa.BigInteger(), nullable=True),
    sa.Column('counted', sa.BigInteger(), nullable=True),
    sa.Column('due', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['run_off_of'], ['elections.id'], name=op.f('fk_elections_run_off_of_elections'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_elections')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('elections', schema=None) as batch_op:
        batch_op.create_index('ix_elections_due', ['due'], unique=False, sqlite_where=sa.text('due IS NOT NULL'), postgresql_where=sa.text('due IS NOT NULL'))

    op.create_table('election_slots',
    sa.Column('election_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.String(length=64), nullable=False),
    sa.Column('deputy_id', sa.String(length=64), nullable=True),
    sa.Column('group', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['election_id'], ['elections.id'], name=op.f('fk_election_slots_election_id_elections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('election_id', 'number', name=op.f('pk_election_slots'))
    )
    with op.batch_alter_table('election_slots', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_election_slots_holder_id'), ['holder_id'], unique=False)

    op.create_table('election_candidacies',
    sa.Column('election_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('standing', sa.String(length=12), nullable=False),
    sa.Column('nominated_by', sa.String(length=64), nullable=True),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('office', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['election_id'], ['elections.id'], name=op.f('fk_election_candidacies_election_id_elections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('election_id', 'person_id', name=op.f('pk_election_candidacies'))
    )
    op.create_table('election_objections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('election_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('answered', sa.Boolean(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['election_id'], ['elections.id'], name=op.f('fk_election_objections_election_id_elections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_election_objections'))
    )
    with op.batch_alter_table('election_objections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_election_objections_election_id'), ['election_id'], unique=False)

    op.create_table('election_results',
    sa.Column('election_id', sa.Integer(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('file_hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['election_id'], ['elections.id'], name=op.f('fk_election_results_election_id_elections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('election_id', name=op.f('pk_election_results'))
    )
    op.create_table('election_trustees',
    sa.Column('election_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('public', sa.String(length=64), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('share', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['election_id'], ['elections.id'], name=op.f('fk_election_trustees_election_id_elections'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('election_id', 'person_id', name=op.f('pk_election_trustees'))
    )
