"""Breakout rooms: what is planned, wishes, pairs, pins, seats and who was there.

Revision ID: 0008
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('breakouts',
    sa.Column('meeting_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('rounds', sa.Integer(), nullable=False),
    sa.Column('profile', sa.String(length=20), nullable=False),
    sa.Column('lead', sa.Integer(), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('running', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('reminded', sa.Boolean(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.Column('planned_by', sa.String(length=64), nullable=True),
    sa.Column('figures', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_breakouts_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['planned_by'], ['people.id'], name=op.f('fk_breakouts_planned_by_people'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('meeting_id', name=op.f('pk_breakouts'))
    )
    op.create_table('breakout_pairs',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('one', sa.String(length=64), nullable=False),
    sa.Column('other', sa.String(length=64), nullable=False),
    sa.Column('apart', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_pairs_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['one'], ['people.id'], name=op.f('fk_breakout_pairs_one_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other'], ['people.id'], name=op.f('fk_breakout_pairs_other_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'one', 'other', name=op.f('pk_breakout_pairs'))
    )
    op.create_table('breakout_presence',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=True),
    sa.Column('remote', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_presence_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_breakout_presence_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_breakout_presence'))
    )
    op.create_table('breakout_rooms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(length=100), nullable=False),
    sa.Column('low', sa.Integer(), nullable=False),
    sa.Column('high', sa.Integer(), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('facilitator', sa.String(length=64), nullable=True),
    sa.Column('link', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['facilitator'], ['people.id'], name=op.f('fk_breakout_rooms_facilitator_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_rooms_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_breakout_rooms')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('breakout_rooms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_breakout_rooms_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('breakout_wishes',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('rooms', sa.JSON(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_wishes_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_breakout_wishes_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_breakout_wishes'))
    )
    op.create_table('breakout_pins',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('round', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('room_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_pins_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_breakout_pins_person_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['room_id'], ['breakout_rooms.id'], name=op.f('fk_breakout_pins_room_id_breakout_rooms'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', 'round', name=op.f('pk_breakout_pins'))
    )
    op.create_table('breakout_seats',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('round', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('room_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['breakouts.meeting_id'], name=op.f('fk_breakout_seats_meeting_id_breakouts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_breakout_seats_person_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['room_id'], ['breakout_rooms.id'], name=op.f('fk_breakout_seats_room_id_breakout_rooms'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'public', 'round', 'person_id', name=op.f('pk_breakout_seats'))
    )
    with op.batch_alter_table('breakout_seats', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_breakout_seats_person_id'), ['person_id'], unique=False)
