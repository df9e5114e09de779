"""Announcements as they are kept, and to whom each was written directly."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from bot.domain.announcements import Announcement, Audience, NoSuchAnnouncement, Stage
from storage.schema import outbox
from storage.schema_announcements import announcement_readers, announcements
from storage.schema_letters import letter_items
from storage.upsert import insert_or

KEPT = (
    "title", "text", "topic", "wall", "zone", "urgent", "author", "revision", "posted", "edited", "withdrawn_by",
    "reason", "changed", "watched",
)  # fmt: skip
IDS = {"committee": "committee_id", "call": "call_id", "group": "group_acronym", "meeting": "meeting_id"}
AT_ONCE = 500  # readers in one statement
MAY_STAND = ("sent", "sending", "unsure", "owed")  # after a first attempt, since a worker may have put it back


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one post of an announcement: the platform, its channel, the state of the row."""

    platform: str
    channel: str
    state: str


class Announcements:
    """The announcements of the network."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, number: int) -> Announcement:
        """Raises NoSuchAnnouncement."""
        return self._one(select(announcements).where(announcements.c.id == number))

    def lock(self, number: int) -> Announcement:
        """The announcement as nobody else can change it before the end of this transaction. Raises as `get` does."""
        return self._one(select(announcements).where(announcements.c.id == number).with_for_update(key_share=True))

    def add(self, new: Announcement) -> Announcement:
        """Keeps a new announcement and gives it a number."""
        key = self._db.execute(insert(announcements).values(_columns(new))).inserted_primary_key
        return replace(new, id=int(key[0]) if key else 0)

    def save(self, changed: Announcement) -> None:
        self._db.execute(update(announcements).where(announcements.c.id == changed.id).values(_columns(changed)))

    def discard(self, number: int) -> None:
        """Forgets an announcement of which nobody but the coordinators has heard."""
        unheard = announcements.c.stage.in_((Stage.DRAFT.value, Stage.SCHEDULED.value))
        self._db.execute(delete(announcements).where(announcements.c.id == number, unheard))

    def drafts(self) -> list[Announcement]:
        """Those that are neither posted nor scheduled, the newest first."""
        return self._all(_in(Stage.DRAFT).order_by(announcements.c.id.desc()))

    def scheduled(self) -> list[Announcement]:
        """Those that wait for their moment, the next first."""
        return self._all(_in(Stage.SCHEDULED).order_by(announcements.c.due, announcements.c.id))

    def published(self, *, committee: int | None = None, topic: str = "", limit: int = 20) -> list[Announcement]:
        """Those that were posted and not withdrawn, of a committee, of a topic or all; the newest first."""
        return self.recent(withdrawn=False, committee=committee, topic=topic, limit=limit)

    def recent(
        self, *, withdrawn: bool = True, committee: int | None = None, topic: str = "", limit: int = 20
    ) -> list[Announcement]:
        """Those that were posted, the newest first."""
        query = _in(Stage.POSTED, Stage.WITHDRAWN) if withdrawn else _in(Stage.POSTED)
        if committee is not None:
            query = query.where(announcements.c.committee_id == committee)
        if topic:
            query = query.where(announcements.c.topic == topic)
        return self._all(query.order_by(announcements.c.posted.desc(), announcements.c.id.desc()).limit(limit))

    def due(self, now: datetime) -> list[int]:
        """The numbers of those whose moment has come, the earliest first."""
        waiting = (announcements.c.stage == Stage.SCHEDULED.value) & (announcements.c.due <= now)
        query = select(announcements.c.id).where(waiting).order_by(announcements.c.due, announcements.c.id)
        return list(self._db.execute(query).scalars())

    def next_due(self) -> datetime | None:
        """When the next one is due."""
        waiting = announcements.c.stage == Stage.SCHEDULED.value
        return self._db.execute(select(func.min(announcements.c.due)).where(waiting)).scalar()

    def watched(self) -> list[Announcement]:
        """Those whose posts are still on their way."""
        return self._all(select(announcements).where(announcements.c.watched).order_by(announcements.c.id))

    def unwatch(self, number: int, revision: int) -> None:
        """Everything has arrived or was given up, unless there is a newer revision."""
        same = (announcements.c.id == number) & (announcements.c.revision == revision)
        self._db.execute(update(announcements).where(same).values(watched=False))

    def of_call(self, call: int) -> list[int]:
        """The numbers of those that carry a call."""
        query = select(announcements.c.id).where(announcements.c.call_id == call).order_by(announcements.c.id)
        return list(self._db.execute(query).scalars())

    def posts(self, view: str) -> list[Sent]:
        """What became of the posts of a card, in the order in which they were owed."""
        query = select(outbox.c.platform, outbox.c.place, outbox.c.state).where(
            outbox.c.view == view, outbox.c.kind == "card"
        )
        return [Sent(row.platform, row.place, row.state) for row in self._db.execute(query.order_by(outbox.c.id))]

    def address(self, number: int, people: Iterable[str]) -> list[str]:
        """Notes to whom it is written directly; returns those to whom it was not before."""
        rows = [{"announcement_id": number, "person_id": person} for person in people]
        query = insert_or(self._db, announcement_readers).on_conflict_do_nothing()
        new: list[str] = []
        for start in range(0, len(rows), AT_ONCE):
            added = query.values(rows[start : start + AT_ONCE]).returning(announcement_readers.c.person_id)
            new += self._db.execute(added).scalars()
        return new

    def readers(self, number: int) -> list[str]:
        """To whom it was written directly."""
        columns = announcement_readers.c
        query = select(columns.person_id).where(columns.announcement_id == number)
        return list(self._db.execute(query.order_by(columns.person_id)).scalars())

    def waiting(self, views: Collection[str]) -> list[str]:
        """For whom one of these direct messages still waits; it cannot leave before the end of this transaction."""
        return self._told(views, (outbox.c.state == "owed") & outbox.c.since.is_(None), hold=True)

    def reached(self, views: Collection[str]) -> list[str]:
        """Who has got one of these direct messages, alone or in a letter, or may have got it."""
        return self._told(views, outbox.c.state.in_(MAY_STAND) & outbox.c.since.is_not(None))

    def reached_before(self, views: Collection[str]) -> list[str]:
        """Who has got one, or may have got it, when nobody else can get one before the end of this transaction.

        Asked twice, since a worker may put back what it had in hand before we hold what waits.
        """
        before = self.reached(views)
        self.waiting(views)
        return sorted({*before, *self.reached(views)})

    def _told(self, views: Collection[str], state: ColumnElement[bool], *, hold: bool = False) -> list[str]:
        alone = select(outbox.c.person_id).where(outbox.c.view.in_(views), outbox.c.kind == "notice", state)
        letters = select(outbox.c.person_id).join(letter_items, outbox.c.id == letter_items.c.letter_id)
        letters = letters.where(letter_items.c.view.in_(views), state)
        if hold:
            alone, letters = (query.with_for_update(of=outbox) for query in (alone, letters))
        return sorted({person for query in (alone, letters) for person in self._db.execute(query).scalars()})

    def _all(self, query: Select[Any]) -> list[Announcement]:
        return [_announcement(row) for row in self._db.execute(query)]

    def _one(self, query: Select[Any]) -> Announcement:
        row = self._db.execute(query).first()
        if not row:
            raise NoSuchAnnouncement
        return _announcement(row)


def _in(*stages: Stage) -> Select[Any]:
    return select(announcements).where(announcements.c.stage.in_([stage.value for stage in stages]))


def _announcement(row: Row[Any]) -> Announcement:
    kept = {name: getattr(row, name) for name in KEPT} | {name: getattr(row, column) for name, column in IDS.items()}
    channels: Sequence[str] = row.channels
    return Announcement(
        row.id, channels=tuple(channels), audience=Audience(row.audience), stage=Stage(row.stage), **kept
    )


def _columns(kept: Announcement) -> dict[str, Any]:
    columns = {name: getattr(kept, name) for name in KEPT}
    columns |= {column: getattr(kept, name) for name, column in IDS.items()}
    derived = {"due": kept.due, "channels": list(kept.channels)}
    return columns | derived | {"audience": kept.audience.value, "stage": kept.stage.value}
