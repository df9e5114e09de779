"""Meetings with length, link, deadline, stage and series; answers become seats.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

SEATS_OF_ANSWERS = """
INSERT INTO seats (meeting_id, person_id, answer, guests, state, since, late, asked)
SELECT meeting_id, person_id, answer, 0, CASE WHEN answer IN ('online', 'onsite') THEN 'seated' ELSE 'none' END, at,
       :late, 1
FROM meeting_answers
"""


def upgrade() -> None:
    op.create_table('series',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('nth', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(length=5), nullable=False),
    sa.Column('zone', sa.String(length=60), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('months', sa.JSON(), nullable=False),
    sa.Column('every', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('modes', sa.JSON(), nullable=False),
    sa.Column('lasts', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=500), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('onsite_seats', sa.Integer(), nullable=True),
    sa.Column('online_seats', sa.Integer(), nullable=True),
    sa.Column('deadline_days', sa.Integer(), nullable=True),
    sa.Column('announce_days', sa.Integer(), nullable=False),
    sa.Column('planned_by', sa.String(length=64), nullable=True),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['planned_by'], ['people.id'], name=op.f('fk_series_planned_by_people'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series'))
    )
    with op.batch_alter_table('meetings', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('lasts', sa.Integer(), server_default='120', nullable=False))
        batch_op.add_column(sa.Column('link', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('deadline', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('stage', sa.String(length=12), server_default='announced', nullable=False))
        batch_op.add_column(sa.Column('asked', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('changed', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('series_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('slot', sa.DateTime(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_meetings_series_id_slot'), ['series_id', 'slot'])
        batch_op.create_foreign_key(batch_op.f('fk_meetings_series_id_series'), 'series', ['series_id'], ['id'], ondelete='SET NULL')
    op.create_table('meeting_changes',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('was', sa.JSON(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_changes_meeting_id_meetings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'revision', name=op.f('pk_meeting_changes'))
    )
    op.create_table('meeting_notes',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('wording', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_notes_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_meeting_notes_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_meeting_notes'))
    )
    op.create_table('attendance',
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('attended', sa.Boolean(), nullable=False),
    sa.Column('by_person', sa.String(length=64), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by_person'], ['people.id'], name=op.f('fk_attendance_by_person_people'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_attendance_meeting_id_meetings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_attendance_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('meeting_id', 'person_id', name=op.f('pk_attendance'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_person_id'), ['person_id'], unique=False)
    op.create_table('calendar_feeds',
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=False),
    sa.Column('since', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_calendar_feeds_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_calendar_feeds')),
    sa.UniqueConstraint('person_id', name=op.f('uq_calendar_feeds_person_id'))
    )
    with op.batch_alter_table('meeting_answer_changes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('guests', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('by_person', sa.String(length=64), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_meeting_answer_changes_by_person_people'), 'people', ['by_person'], ['id'], ondelete='SET NULL')
    with op.batch_alter_table('seats', schema=None) as batch_op:
        batch_op.add_column(sa.Column('asked', sa.Integer(), server_default='1', nullable=False))
    op.get_bind().execute(sa.text(SEATS_OF_ANSWERS).bindparams(sa.bindparam('late', False, sa.Boolean())))
    op.drop_table('meeting_answers')
