"""Feeds, news, and who wants to hear of them.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('digest_times',
    sa.Column('subscriber', sa.String(length=180), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=True),
    sa.Column('at', sa.String(length=5), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digest_times_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('subscriber', name=op.f('pk_digest_times'))
    )
    with op.batch_alter_table('digest_times', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_digest_times_person_id'), ['person_id'], unique=False)

    op.create_table('digests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subscriber', sa.String(length=180), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digests_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digests')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('digests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_digests_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_digests_person_id'), ['person_id'], unique=False)

    op.create_table('news_feeds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('url', sa.String(length=500), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=True),
    sa.Column('topic', sa.String(length=64), nullable=False),
    sa.Column('etag', sa.String(length=300), nullable=False),
    sa.Column('modified', sa.String(length=100), nullable=False),
    sa.Column('is_new', sa.Boolean(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('configured', sa.Boolean(), nullable=False),
    sa.Column('polled', sa.BigInteger(), nullable=True),
    sa.Column('failing', sa.BigInteger(), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('trouble', sa.String(length=20), nullable=False),
    sa.Column('due', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['committee_id'], ['committees.id'], name=op.f('fk_news_feeds_committee_id_committees'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news_feeds')),
    sa.UniqueConstraint('url', name=op.f('uq_news_feeds_url')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('news_feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_feeds_committee_id'), ['committee_id'], unique=False)

    op.create_table('subscriptions',
    sa.Column('subscriber', sa.String(length=180), nullable=False),
    sa.Column('about', sa.String(length=80), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=True),
    sa.Column('rhythm', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_subscriptions_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('subscriber', 'about', name=op.f('pk_subscriptions'))
    )
    with op.batch_alter_table('subscriptions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subscriptions_person_id'), ['person_id'], unique=False)

    op.create_table('news',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('feed_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('arrived', sa.BigInteger(), nullable=False),
    sa.Column('notice', sa.String(length=255), nullable=False),
    sa.Column('card', sa.String(length=255), nullable=False),
    sa.Column('is_quiet', sa.Boolean(), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['feed_id'], ['news_feeds.id'], name=op.f('fk_news_feed_id_news_feeds'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news')),
    sa.UniqueConstraint('key', name=op.f('uq_news_key')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('news', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_at'), ['at'], unique=False)
        batch_op.create_index('ix_news_feed_arrived', ['feed_id', 'arrived'], unique=False)

    op.create_table('news_copies',
    sa.Column('news_id', sa.Integer(), nullable=False),
    sa.Column('subscriber', sa.String(length=180), nullable=False),
    sa.Column('person_id', sa.String(length=64), nullable=True),
    sa.Column('rhythm', sa.String(length=10), nullable=False),
    sa.Column('arrived', sa.BigInteger(), nullable=False),
    sa.Column('due', sa.BigInteger(), nullable=True),
    sa.Column('digest_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['digest_id'], ['digests.id'], name=op.f('fk_news_copies_digest_id_digests'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['news_id'], ['news.id'], name=op.f('fk_news_copies_news_id_news'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_news_copies_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('news_id', 'subscriber', name=op.f('pk_news_copies'))
    )
    with op.batch_alter_table('news_copies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_copies_digest_id'), ['digest_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_news_copies_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_news_copies_waiting', ['due'], unique=False, sqlite_where=sa.text('due IS NOT NULL'), postgresql_where=sa.text('due IS NOT NULL'))

    op.create_table('news_marks',
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('news_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['news_id'], ['news.id'], name=op.f('fk_news_marks_news_id_news'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_news_marks'))
    )
    with op.batch_alter_table('news_marks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_marks_news_id'), ['news_id'], unique=False)

    op.create_table('news_subjects',
    sa.Column('news_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['news_id'], ['news.id'], name=op.f('fk_news_subjects_news_id_news'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('news_id', 'about', name=op.f('pk_news_subjects'))
    )
    with op.batch_alter_table('news_subjects', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_subjects_about'), ['about'], unique=False)

