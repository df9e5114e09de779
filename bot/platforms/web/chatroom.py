"""The chat server's own memory: posts, and how far everybody has read.

It plays the part that Slack's or Mattermost's server plays elsewhere: an independent system with its own store, not a
table of the bot. Hence plain sqlite3, and no care for power cuts (`synchronous=OFF`): what is owed is kept by the bot.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from bot.chat.events import TOGETHER, those_in

SCHEMA = """
create table if not exists posts (
    id integer primary key autoincrement,
    channel text not null,
    author text not null,   -- a user id; empty: the bot
    key text not null,      -- what the bot gave with the post, not unique: as elsewhere, posting twice makes two posts
    html text not null,
    at integer not null,    -- microseconds since 1970
    edited integer,
    revision integer not null
);
create index if not exists by_channel on posts (channel, id);
create index if not exists by_key on posts (channel, key) where key != '';
create unique index if not exists by_revision on posts (revision);
create table if not exists marks (
    user text not null, channel text not null, post integer not null, primary key (user, channel)
) without rowid;
"""
NEXT = "(select coalesce(max(revision), 0) + 1 from posts)"
COLUMNS = "id, channel, author, html, at, edited, revision"


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as the server keeps it; `revision` grows with every post and every edit of the whole server."""

    id: int
    channel: str
    author: str
    html: str
    at: datetime
    edited: bool
    revision: int


class Chatroom:
    """Keeps and finds posts; may be called from any thread."""

    def __init__(self, file: Path) -> None:
        self._lock = Lock()
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for line in ("pragma journal_mode=wal", "pragma synchronous=off"):
            self._db.execute(line)
        self._db.executescript(SCHEMA)
        finalize(self, self._db.close)

    def add(self, channel: str, html: str, at: datetime, *, author: str = "", key: str = "") -> int:
        """Adds a post and gives its number."""
        row = (channel, author, key, html, _micros(at))
        query = f"insert into posts (channel, author, key, html, at, revision) values (?, ?, ?, ?, ?, {NEXT})"  # noqa: S608
        with self._lock:
            return int(self._db.execute(query, row).lastrowid or 0)

    def change(self, channel: str, post: str, html: str, at: datetime) -> bool:
        """Shows something else in a post; False if there is no such post."""
        query = f"update posts set html = ?, edited = ?, revision = {NEXT} where id = ? and channel = ?"  # noqa: S608
        with self._lock:
            return self._db.execute(query, (html, _micros(at), post, channel)).rowcount > 0

    def find(self, channel: str, key: str, since: datetime) -> int | None:
        """The oldest post with this key that was made at `since` or later."""
        query = "select min(id) from posts where channel = ? and key = ? and key != '' and at >= ?"
        return self._rows(query, (channel, key, _micros(since)))[0][0]

    def newest(self, channel: str, before: int | None = None, most: int = 50) -> list[Posted]:
        """The newest posts of a channel before a post, oldest first."""
        query = f"select {COLUMNS} from posts where channel = ? and id < ? order by id desc limit ?"  # noqa: S608
        rows = self._rows(query, (channel, before or 2**62, most))
        return [_posted(row) for row in reversed(rows)]

    def since(self, revision: int, channels: Sequence[str], most: int = 200) -> list[Posted]:
        """What was posted or edited in these channels after a revision, in that order."""
        among = ", ".join("?" * len(channels))
        query = f"select {COLUMNS} from posts where revision > ? and channel in ({among}) order by revision limit ?"  # noqa: S608
        return [_posted(row) for row in self._rows(query, (revision, *channels, most))]

    def conversations(self, user: str) -> list[str]:
        """The channels that are conversations of a user with others, the latest first."""
        query = "select channel from posts where channel >= ? and channel < ? group by channel order by max(id) desc"
        found = [str(row[0]) for row in self._rows(query, (TOGETHER, TOGETHER + chr(0x10FFFF)))]
        return [channel for channel in found if user in those_in(channel)]

    def revision(self) -> int:
        """The newest revision of all, 0 while there is no post."""
        return int(self._rows("select coalesce(max(revision), 0) from posts", ())[0][0])

    def read(self, user: str, channel: str, post: int) -> None:
        """Remembers that somebody has read a channel up to a post."""
        query = "insert into marks values (?, ?, ?) on conflict do update set post = max(post, excluded.post)"
        with self._lock:
            self._db.execute(query, (user, channel, post))

    def unread(self, user: str, channels: Sequence[str]) -> dict[str, int]:
        """How many posts of others somebody has not read yet, by channel; channels without any are left out."""
        among = ", ".join("?" * len(channels))
        query = (
            "select posts.channel, count(*) from posts "  # noqa: S608
            "left join marks on marks.channel = posts.channel and marks.user = ? "
            f"where posts.id > coalesce(marks.post, 0) and posts.author != ? and posts.channel in ({among}) "
            "group by posts.channel"
        )
        return dict(self._rows(query, (user, user, *channels)))

    def _rows(self, query: str, values: Sequence[object]) -> list[Any]:
        with self._lock:
            return self._db.execute(query, values).fetchall()


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def _posted(row: Sequence[Any]) -> Posted:
    number, channel, author, html, at, edited, revision = row
    moment = datetime.fromtimestamp(at / 1_000_000, UTC)
    return Posted(number, channel, author, html, moment, edited is not None, revision)
