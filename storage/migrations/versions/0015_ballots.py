"""Ballot boxes, envelopes, what was in them, and the logs of elections.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('ballot_boxes',
    sa.Column('election', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('closes', sa.BigInteger(), nullable=False),
    sa.Column('writ', sa.Text(), nullable=False),
    sa.Column('authentic', sa.LargeBinary(), nullable=False),
    sa.Column('key_file', sa.String(length=40), nullable=False),
    sa.Column('unreadable', sa.Integer(), nullable=True),
    sa.Column('nonce', sa.String(length=64), nullable=True),
    sa.Column('seed', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('election', name=op.f('pk_ballot_boxes'))
    )
    op.create_table('ballot_keys',
    sa.Column('election', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('election', name=op.f('pk_ballot_keys'))
    )
    op.create_table('election_log',
    sa.Column('election', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('election', 'number', name=op.f('pk_election_log'))
    )
    op.create_table('counted_ballots',
    sa.Column('election', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('void', sa.Boolean(), nullable=False),
    sa.Column('code', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['election'], ['ballot_boxes.election'], name=op.f('fk_counted_ballots_election_ballot_boxes')),
    sa.PrimaryKeyConstraint('election', 'place', name=op.f('pk_counted_ballots')),
    sqlite_with_rowid=False
    )
    op.create_table('envelopes',
    sa.Column('election', sa.Integer(), nullable=False),
    sa.Column('slot', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('authentic', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['election'], ['ballot_boxes.election'], name=op.f('fk_envelopes_election_ballot_boxes')),
    sa.PrimaryKeyConstraint('election', 'slot', name=op.f('pk_envelopes')),
    sqlite_with_rowid=False
    )
    op.create_table('handed_in',
    sa.Column('election', sa.Integer(), nullable=False),
    sa.Column('trustee', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['election'], ['ballot_boxes.election'], name=op.f('fk_handed_in_election_ballot_boxes')),
    sa.PrimaryKeyConstraint('election', 'trustee', name=op.f('pk_handed_in')),
    sqlite_with_rowid=False
    )
