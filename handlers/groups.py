"""Groups: the portrait of one, and all of them by site."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.chat.network import Network
from bot.chat.replies import Whisper, whisper
from bot.chat.room import fitting, left, some
from bot.chat.text import Reader, Text
from bot.chat.ui import Message
from bot.domain.people import Group, NoSuchGroup, Person
from bot.routing import Help, Router, Words
from handlers.portraits import group_portrait
from storage.roster import Snapshot

GROUPS = Text(en="Groups by site", de="Gruppen nach Standort")
SITE = Text(en="*{site}*: {groups}", de="*{site}*: {groups}")
NO_SITE = Text(en="without a site", de="ohne Standort")
ONE_OF_THEM = Text(
    en="`{command} group {acronym}` shows one of them.", de="`{command} gruppe {acronym}` zeigt eine davon."
)
NO_GROUPS = Text(en="No group has been entered yet.", de="Noch ist keine Gruppe eingetragen.")
YOU_HAVE_NONE = Text(
    en="Which group? `{command} groups` shows all of them.", de="Welche Gruppe? `{command} gruppen` zeigt alle."
)
UNKNOWN = Text(
    en="There is no such group. `{command} groups` shows all of them.",
    de="Diese Gruppe gibt es nicht. `{command} gruppen` zeigt alle.",
)
IN_LINE = 600  # room for the groups of one site

routes = Router()
routes.refuse({NoSuchGroup: UNKNOWN})


@routes.command(
    "group",
    "gruppe",
    reads=True,
    help=Help(
        Text(
            en="The portrait of a group; without a name, of your own.",
            de="Das Porträt einer Gruppe, ohne Name das der eigenen.",
        ),
        usage=Text(en="group [name]", de="gruppe [Name]"),
        example=Text(en="group CDX", de="gruppe CDX"),
    ),
)
def show_group(
    snapshot: Snapshot, me: Person, network: Network, reader: Reader, words: Words = Words("")
) -> Iterator[Whisper]:
    if not words and not me.group:
        yield whisper(YOU_HAVE_NONE.format(command=network.command))
        return
    group = _group(words or me.group, snapshot, me)
    yield Whisper(group_portrait(group, me, snapshot, reader.language))


@routes.button("group.show", reads=True)
def show_group_by_button(snapshot: Snapshot, me: Person, reader: Reader, group: str) -> Iterator[Whisper]:
    if group not in snapshot.groups_by_id:
        raise NoSuchGroup
    yield Whisper(group_portrait(snapshot.groups_by_id[group], me, snapshot, reader.language))


@routes.command(
    "groups",
    "gruppen",
    reads=True,
    help=Help(
        Text(en="All groups by site, with their topics.", de="Alle Gruppen nach Standort, mit ihren Themen."),
        usage=Text(en="groups", de="gruppen"),
    ),
)
def list_groups(snapshot: Snapshot, network: Network) -> Iterator[Whisper]:
    by_site: defaultdict[str, list[Group]] = defaultdict(list)
    for group in snapshot.directory.groups:
        by_site[group.site].append(group)
    if not by_site:
        yield whisper(NO_GROUPS)
        return
    lines = [_line(site, by_site[site]) for site in sorted(by_site, key=lambda site: (not site, site))]
    footer = ONE_OF_THEM.format(command=network.command, acronym=snapshot.directory.groups[0].acronym)
    yield Whisper(Message(GROUPS, (fitting(lines, left(Message(GROUPS, footer=footer))),), footer))


def _line(site: str, groups: Sequence[Group]) -> Text:
    return SITE.format(site=site or NO_SITE, groups=some([_with_topics(group) for group in groups], IN_LINE))


def _group(words: str, snapshot: Snapshot, me: Person) -> Group:
    exact = snapshot.groups.get(words.casefold())
    if exact:
        return exact
    hits = snapshot.index.find(words, viewer=me, limit=20).hits
    found = next((hit for hit in hits if hit.kind == "group"), None)
    if found is None:
        raise NoSuchGroup
    return snapshot.groups_by_id[found.id]


def _with_topics(group: Group) -> str:
    return f"{group.acronym} ({', '.join(group.topics[:3])})" if group.topics else group.acronym
