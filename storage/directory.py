"""The directory's tables: read as one snapshot, written as the difference to it."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from bot.domain.people import Directory, Group, NoSuchPerson, Person, Role, Site, Topic, Visibility
from storage.schema import groups, memberships, people, sites, topics, versions
from storage.upsert import count_up

OWN = ("language", "zone", "reminders", "hours", "weekends")  # a person's settings: nobody finds anybody by them
PLAIN = ("id", "first_name", "last_name", "title", "email", "site", "orcid", "joined", "left", *OWN)
LISTS = ("topics", "languages")


class DirectoryTables:
    """People, groups, topics and sites, in the order in which they were imported."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._db = connection
        self._touched = touched

    def versions(self) -> dict[str, int]:
        """How often the directory and its accounts have changed."""
        return dict(self._db.execute(select(versions.c.name, versions.c.number)).all())

    def read(self) -> Directory:
        """Everything, as it is now."""
        return Directory(
            people=tuple(_person(row) for row in self._db.execute(_people())),
            groups=tuple(_group(row) for row in self._rows(groups)),
            topics=tuple(
                Topic(row.id, row.en, row.de, tuple(row.abbreviations), tuple(row.synonyms))
                for row in self._rows(topics)
            ),
            sites=tuple(Site(row.name, tuple(row.aliases)) for row in self._rows(sites)),
        )

    def person(self, person: str) -> Person:
        """Raises NoSuchPerson."""
        row = self._db.execute(_people().where(people.c.id == person)).first()
        if not row:
            raise NoSuchPerson
        return _person(row)

    def own_fields(self) -> dict[str, frozenset[str]]:
        """The fields that people have edited themselves, by person."""
        rows = self._db.execute(select(people.c.id, people.c.own_fields))
        return {person: frozenset(fields) for person, fields in rows if fields}

    def edit(self, person: Person) -> None:
        """Keeps what a person changed in their own profile or settings."""
        row = select(people.c.own_fields).where(people.c.id == person.id)
        own: list[str] = self._db.execute(row.with_for_update()).scalar() or []
        now, then = _columns(person), _columns(self.person(person.id))
        changed = {name: value for name, value in now.items() if value != then[name]}
        if not changed:
            return
        mine = sorted({*own, *changed} - {*OWN, "visibility"})
        self._db.execute(update(people).where(people.c.id == person.id).values(changed | {"own_fields": mine}))
        self._count("people" if changed.keys() <= {*OWN} else "directory")

    def save(self, wanted: Directory, today: date) -> None:
        """Makes the tables equal to `wanted`, writing only what differs. Nobody is deleted from people or groups."""
        known = self.read()
        self._save(sites, "name", [_site_columns(s) for s in known.sites], [_site_columns(s) for s in wanted.sites])
        self._save(topics, "id", [_topic_columns(t) for t in known.topics], [_topic_columns(t) for t in wanted.topics])
        self._save(groups, "id", [_group_columns(g) for g in known.groups], [_group_columns(g) for g in wanted.groups])
        self._save(people, "id", [_columns(p) for p in known.people], [_columns(p) for p in wanted.people])
        self._save_memberships(known, wanted, today)
        self._count("directory")

    def _save(self, table: Table, key: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
        positions = dict(self._db.execute(select(table.c[key], table.c.position)).all())
        known = {row[key]: row | {"position": positions[row[key]]} for row in old}
        wanted = {row[key]: row | {"position": number} for number, row in enumerate(new)}
        added = [row for name, row in wanted.items() if name not in known]
        if added:
            extra: dict[str, Any] = {"own_fields": []} if table is people else {}
            self._db.execute(insert(table), [row | extra for row in added])
        for name, row in wanted.items():
            if name in known and row != known[name]:
                self._db.execute(update(table).where(table.c[key] == name).values(row))
        gone = known.keys() - wanted.keys()
        if gone and table not in (people, groups):
            self._db.execute(delete(table).where(table.c[key].in_(gone)))

    def _save_memberships(self, known: Directory, wanted: Directory, today: date) -> None:
        were = {group.acronym: group.id for group in known.groups}  # a group that is renamed stays the same group
        ids = were | {group.acronym: group.id for group in wanted.groups}
        before = {person.id: person for person in known.people}
        new: list[dict[str, Any]] = []
        for person in wanted.people:
            old, group = before.get(person.id), ids.get(person.group)
            belongs = {"person_id": person.id, "group_id": group, "role": person.role.value}
            if old is None:
                new.append(belongs | {"since": person.joined, "until": person.left})
            elif (were.get(old.group), old.role) != (group, person.role):
                self._end(person.id, today)
                new.append(belongs | {"since": today, "until": person.left})
            elif old.left != person.left:
                self._end(person.id, person.left)
        if new:
            self._db.execute(insert(memberships), new)

    def _end(self, person: str, day: date | None) -> None:
        newest = select(func.max(memberships.c.id)).where(memberships.c.person_id == person).scalar_subquery()
        self._db.execute(update(memberships).where(memberships.c.id == newest).values(until=day))

    def _rows(self, table: Table) -> list[Row[Any]]:
        return list(self._db.execute(select(table).order_by(table.c.position, *table.primary_key)))

    def _count(self, name: str) -> None:
        count_up(self._db, name)
        self._touched.add(name)


def _people() -> Any:
    newest = select(func.max(memberships.c.id)).group_by(memberships.c.person_id)
    return (
        select(people, memberships.c.role, groups.c.acronym)
        .join(memberships, memberships.c.person_id == people.c.id)
        .outerjoin(groups, groups.c.id == memberships.c.group_id)
        .where(memberships.c.id.in_(newest))
        .order_by(people.c.position, people.c.id)
    )


def _person(row: Row[Any]) -> Person:
    values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    values |= {name: tuple(getattr(row, name)) for name in LISTS}
    visibility = {name: Visibility(level) for name, level in row.visibility.items()}
    return Person(**values, role=Role(row.role), group=row.acronym or "", visibility=visibility)


def _columns(person: Person) -> dict[str, Any]:
    plain = {name: getattr(person, name) for name in PLAIN}
    lists = {name: list(getattr(person, name)) for name in LISTS}
    return plain | lists | {"visibility": {name: level.value for name, level in person.visibility.items()}}


def _group(row: Row[Any]) -> Group:
    values = {name: getattr(row, name) for name in Group.__slots__ if name != "topics"}
    return Group(**values, topics=tuple(row.topics))


def _group_columns(group: Group) -> dict[str, Any]:
    return {name: getattr(group, name) for name in Group.__slots__} | {"topics": list(group.topics)}


def _topic_columns(topic: Topic) -> dict[str, Any]:
    lists = {"abbreviations": list(topic.abbreviations), "synonyms": list(topic.synonyms)}
    return {"id": topic.id, "en": topic.en, "de": topic.de} | lists


def _site_columns(site: Site) -> dict[str, Any]:
    return {"name": site.name, "aliases": list(site.aliases)}
