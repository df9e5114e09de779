"""Who is who: a search that forgives, and profile cards."""

from collections.abc import Iterator, Mapping, Sequence

from bot.chat.events import Command
from bot.chat.network import Network
from bot.chat.replies import Whisper, whisper
from bot.chat.text import Reader, Text, literal, shortened
from bot.chat.ui import Button, Items, Message, Paragraph, action
from bot.domain.people import NoSuchPerson, Person
from bot.domain.search import Hit, Reason
from bot.routing import Help, Router, Words
from handlers.portraits import ROLES, full_name, name_of, person_card
from storage import Store
from storage.roster import Snapshot

FOUND = Text(en="Found for “{words}”", de="Gefunden zu „{words}“")
NOTHING = Text(
    en="Nothing found for “{words}”. Try a name, a group, a topic, a site, or two of them.",
    de="Nichts gefunden zu „{words}“. Versuche einen Namen, eine Gruppe, ein Thema, einen Standort oder zwei davon.",
)
DID_YOU_MEAN = Text(en="Nothing is quite “{words}”. Did you mean:", de="Zu „{words}“ passt nichts genau. Meinst du:")
OR_RATHER = Text(en="Or did you mean:", de="Oder meinst du:")
PERSON = Text(en="*{name}* · {role}{where}{why}", de="*{name}* · {role}{where}{why}")
GROUP = Text(en="*{acronym}* · {name}{where}{why}", de="*{acronym}* · {name}{where}{why}")
WHERE = Text(en=" · {places}", de=" · {places}")
WORKS_ON = Text(en=" · works on {value}", de=" · arbeitet zu {value}")
BY_EMAIL = Text(en=" · this e-mail address", de=" · diese E-Mail-Adresse")
BY_ORCID = Text(en=" · this ORCID iD", de=" · diese ORCID iD")
WHYS: Mapping[str, Text] = {"topic": WORKS_ON, "email": BY_EMAIL, "orcid": BY_ORCID}
NOT_SAID = Text(en="", de="")
NARROW = Text(
    en="Narrow it down, for example with a site: `{command} find NLP Leipzig`",
    de="Grenze es ein, zum Beispiel mit einem Standort: `{command} suche NLP Leipzig`",
)
ASK = Text(
    en="What are you looking for? For example: `{command} find NLP Leipzig`",
    de="Wonach suchst du? Zum Beispiel: `{command} suche NLP Leipzig`",
)
UNKNOWN = Text(
    en="I do not know this person. `{command} find` with a name looks for them.",
    de="Diese Person kenne ich nicht. `{command} suche` mit einem Namen sucht nach ihr.",
)
SHOWN = 5
LONGEST = 60

routes = Router()
routes.refuse({NoSuchPerson: UNKNOWN})


@routes.command(
    "find",
    "suche",
    reads=True,
    help=Help(
        Text(
            en="Find people and groups by name, topic, site or role. Typos are fine.",
            de="Personen und Gruppen finden: nach Name, Thema, Standort oder Rolle. Tippfehler machen nichts.",
        ),
        usage=Text(en="find <words>", de="suche <Wörter>"),
        example=Text(en="find NLP Leipzig", de="suche NLP Leipzig"),
    ),
)
def find(
    snapshot: Snapshot, me: Person, network: Network, reader: Reader, words: Words = Words("")
) -> Iterator[Whisper]:
    if not words:
        yield whisper(ASK.format(command=network.command))
        return
    found = snapshot.index.find(words, viewer=me, limit=SHOWN)
    shown = shortened(words, LONGEST)
    if not found.hits:
        yield whisper(NOTHING.format(words=shown))
        return
    real = [hit for hit in found.hits if not hit.suggestion]
    near = [hit for hit in found.hits if hit.suggestion]
    buttons = tuple(_button(hit, found.hits, snapshot) for hit in found.hits)
    if not real:
        intro = Paragraph(DID_YOU_MEAN.format(words=shown))
        yield Whisper(Message(parts=(intro, _list(near, snapshot, reader), *buttons)))
        return
    also = (Paragraph(OR_RATHER), _list(near, snapshot, reader)) if near else ()
    footer = NARROW.format(command=network.command) if found.more else None
    parts = (_list(real, snapshot, reader, more=found.more), *also, *buttons)
    yield Whisper(Message(FOUND.format(words=shown), parts, footer))


@routes.command(
    "who",
    "wer",
    reads=True,
    help=Help(
        Text(en="The profile of one person.", de="Das Profil einer Person."),
        usage=Text(en="who @user", de="wer @Name"),
        example=Text(en="who @judith.zimmermann", de="wer @judith.zimmermann"),
    ),
)
def who(
    command: Command,
    store: Store,
    snapshot: Snapshot,
    me: Person,
    network: Network,
    reader: Reader,
    words: Words = Words(""),
) -> Iterator[Whisper]:
    user = command.mentions.get(words)
    person = snapshot.people.get(store.accounts.owner(command.account.platform, user) or "") if user else None
    found = snapshot.index.find(words, viewer=me, limit=2).hits if words and not person else ()
    hits = [hit for hit in found if not hit.suggestion]
    if len(hits) == 1 and hits[0].kind == "person":
        person = snapshot.people.get(hits[0].id)
    if person:
        yield Whisper(person_card(person, me, snapshot, store.entries.confirmed(person.id)))
    elif words:
        yield from find(snapshot, me, network, reader, words)
    else:
        yield Whisper(person_card(me, me, snapshot, store.entries.confirmed(me.id)))


@routes.button("person.show", reads=True)
def show_person(store: Store, snapshot: Snapshot, me: Person, person: str) -> Iterator[Whisper]:
    if person not in snapshot.people:
        raise NoSuchPerson
    yield Whisper(person_card(snapshot.people[person], me, snapshot, store.entries.confirmed(person)))


def _list(hits: Sequence[Hit], snapshot: Snapshot, reader: Reader, more: int = 0) -> Items:
    return Items(tuple(_hit(hit, snapshot, reader.language) for hit in hits), more=more)


def _hit(hit: Hit, snapshot: Snapshot, language: str) -> Text:
    why = _why(hit.reasons, language)
    if hit.kind == "group":
        group = snapshot.groups_by_id[hit.id]
        name = name_of(group, language)
        return GROUP.format(acronym=group.acronym, name=name, where=_places(group.site), why=why)
    person = snapshot.people[hit.id]
    where = _places(person.group, person.site)
    return PERSON.format(name=full_name(person), role=ROLES[person.role], where=where, why=why)


def _places(*places: str) -> Text:
    known = ", ".join(place for place in places if place)
    return WHERE.format(places=known) if known else NOT_SAID


def _why(reasons: tuple[Reason, ...], language: str) -> Text:
    for reason in reasons:
        text = WHYS.get(reason.kind)
        if text:
            topic = reason.topic
            value = topic.de if topic and topic.de and language == "de" else reason.value
            return text.format(value=value) if text is WORKS_ON else text
    return NOT_SAID


def _button(hit: Hit, all_hits: Sequence[Hit], snapshot: Snapshot) -> Button:
    if hit.kind == "group":
        return Button(literal(shortened(hit.name, LONGEST)), action("group.show", group=hit.id))
    person = snapshot.people[hit.id]
    namesakes = sum(other.name == hit.name for other in all_hits) > 1
    label = f"{hit.name}, {person.group or person.site}" if namesakes else hit.name
    return Button(literal(shortened(label, LONGEST)), action("person.show", person=hit.id))
