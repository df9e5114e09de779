"""How a person and a group look on a card, as far as this reader may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.limits import TITLE
from bot.chat.room import cut, fitting, left, some
from bot.chat.text import Plural, Text, Value, link, literal, shortened
from bot.chat.ui import Button, Fields, Message, Paragraph, Part, action
from bot.domain.people import Group, Person, Role
from storage.roster import Snapshot

ROLES: Mapping[Role, Text] = {
    Role.RESEARCHER: Text(en="researcher", de="Forschung"),
    Role.LEADER: Text(en="group leader", de="Gruppenleitung"),
    Role.DEPUTY: Text(en="deputy", de="Stellvertretung"),
    Role.COORDINATOR: Text(en="coordinator", de="Koordination"),
    Role.ALUMNI: Text(en="former member", de="ehemaliges Mitglied"),
}
ROLE = Text(en="Role", de="Rolle")
GROUP = Text(en="Group", de="Gruppe")
SITE = Text(en="Site", de="Standort")
TOPICS = Text(en="Topics", de="Themen")
EMAIL = Text(en="E-mail", de="E-Mail")
LANGUAGES = Text(en="Languages", de="Sprachen")
CONFIRMED = Text(en="Confirmed on", de="Bestätigt am")
DAY = Text(en="{day}", de="{day}")
LEFT = Text(en="Left", de="Ausgeschieden")
ORCID = literal("ORCID")
EDIT = Text(en="Edit my profile", de="Mein Profil bearbeiten")
SHOW_GROUP = Text(en="Show {group}", de="{group} zeigen")

LEADER = Text(en="Leader", de="Leitung")
DEPUTIES = Text(en="Deputy", de="Stellvertretung")
PROGRAMME = Text(en="Programme", de="Programm")
FUNDED = Text(en="Funded", de="Gefördert")
MONTHS = Text(en="{start} to {end}", de="{start} bis {end}")
WEBSITE = Text(en="Website", de="Website")
MEMBERS = Text(en="{people} in this group:", de="{people} in dieser Gruppe:")
ONE_PERSON = Text(en="One person", de="Eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")
MEMBER = Text(en="{name}{topics}", de="{name}{topics}")
THEIR_TOPICS = Text(en=" · {topics}", de=" · {topics}")
NOTHING = Text(en="", de="")
SHOWN = 12


def person_card(person: Person, me: Person | None, snapshot: Snapshot, confirmed: datetime | None = None) -> Message:
    """A profile, without the fields that this reader may not see, and when it was last said to be right."""
    facts = [(ROLE, ROLES[person.role]), (GROUP, _or_none(person.group)), (SITE, _or_none(person.site))]
    if person.left:
        facts.append((LEFT, _value(person.left)))
    if confirmed:
        facts.append((CONFIRMED, DAY.format(day=confirmed.date())))
    if person.shows("topics", to=me):
        facts.append((TOPICS, _some(person.topics, 1500)))
    if person.shows("email", to=me):
        facts.append((EMAIL, _or_none(person.email)))
    if person.shows("orcid", to=me) and person.orcid:
        facts.append((ORCID, _value(link(person.orcid, f"https://orcid.org/{person.orcid}"))))
    if person.shows("languages", to=me):
        facts.append((LANGUAGES, _some(person.languages, 300)))
    pairs = tuple((label, value) for label, value in facts if value is not None)
    buttons: list[Part] = []
    group = snapshot.groups.get(person.group.casefold())
    if group:
        buttons.append(Button(SHOW_GROUP.format(group=group.acronym), action("group.show", group=group.id)))
    if me is not None and me.id == person.id:
        buttons.append(Button(EDIT, action("profile.edit")))
    return Message(literal(full_name(person)), (Fields(pairs), *buttons))


def group_portrait(group: Group, me: Person | None, snapshot: Snapshot, language: str) -> Message:
    """What a group does, who leads it and who is in it."""
    members = [p for p in snapshot.directory.people if p.group == group.acronym and p.is_active]
    leaders = [p.name for p in members if p.role is Role.LEADER]
    deputies = [p.name for p in members if p.role is Role.DEPUTY]
    ordered = sorted(members, key=lambda p: (p.role is Role.RESEARCHER, p.last_name, p.first_name))
    months = MONTHS.format(start=group.funded_from, end=group.funded_until) if group.funded_from else None
    web = _value(link(group.website.partition("//")[2], group.website)) if group.website else None
    facts = [
        (LEADER, _some(leaders, 400)),
        (DEPUTIES, _some(deputies, 400)),
        (SITE, _or_none(group.site)),
        (TOPICS, _some(group.topics, 600)),
        (PROGRAMME, _or_none(group.programme)),
        (FUNDED, months),
        (WEBSITE, web),
    ]
    pairs = tuple((label, value) for label, value in facts if value is not None)
    summary = (Paragraph(literal(cut(group.summary, 2500))),) if group.summary else ()
    title = shortened(f"{group.acronym} · {name_of(group, language)}", TITLE)
    portrait = Message(literal(title), (*summary, *((Fields(pairs),) if pairs else ())))
    if not members:
        return portrait
    count = Paragraph(MEMBERS.format(people=Plural(len(members), one=ONE_PERSON, other=PEOPLE)))
    portrait = replace(portrait, parts=(*portrait.parts, count))
    lines = fitting([_member(person, me) for person in ordered], left(portrait), most=SHOWN)
    return replace(portrait, parts=(*portrait.parts, lines))


def full_name(person: Person) -> str:
    """Title and name, as far as they fit into the title of a card."""
    return shortened(f"{person.title} {person.name}".strip(), TITLE)


def name_of(group: Group, language: str) -> str:
    """The group's name in this language; not every group has a German one."""
    return group.name_de if language == "de" and group.name_de else group.name_en


def _member(person: Person, me: Person | None) -> Text:
    shown = person.topics[:3] if person.shows("topics", to=me) else ()
    topics = THEIR_TOPICS.format(topics=", ".join(shown)) if shown else NOTHING
    return MEMBER.format(name=person.name, topics=topics)


def _some(words: Sequence[str], room: int) -> Text | None:
    return _value(some(words, room)) if words else None


def _or_none(words: str) -> Text | None:
    return literal(words) if words else None


def _value(value: Value) -> Text:
    return Text(en="{value}", de="{value}").format(value=value)
