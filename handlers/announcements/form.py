"""The form of an announcement: what it asks, and what becomes of what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.channels import Channel, Channels, platform_name
from bot.chat.replies import Reject
from bot.chat.room import left
from bot.chat.text import Text, shortened
from bot.chat.ui import Area, Check, Choice, Choices, Input, Line, Moment, Option
from bot.domain.announcements import Announcement, Audience
from bot.domain.people import Topic
from handlers.announcements.show import posted
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="Title", de="Titel")
TEXT = Text(en="Text", de="Text")
TEXT_HINT = Text(
    en="{bold} is bold, {code} is code, addresses become links. An @ calls nobody.",
    de="{bold} wird fett, {code} wird Code, Adressen werden Links. Ein @ ruft niemanden.",
).format(bold="*…*", code="`…`")
ABOUT = Text(en="Committee or topic", de="Gremium oder Thema")
ABOUT_HINT = Text(
    en="Whoever has subscribed to it hears of this. May stay empty.",
    de="Wer es abonniert hat, erfährt davon. Darf leer bleiben.",
)
CHANNELS = Text(en="Channels", de="Kanäle")
CHANNEL = Text(en="{name} ({platform})", de="{name} ({platform})")
WHEN = Text(en="When", de="Wann")
WHEN_HINT = Text(
    en="In your time zone, {zone}. Empty: as soon as you post it.",
    de="In deiner Zeitzone, {zone}. Leer: sobald du sie abschickst.",
)
TO = Text(en="Also directly to", de="Zusätzlich direkt an")
TO_HINT = Text(
    en="As a direct message, for those who might miss the channel.",
    de="Als Direktnachricht, für alle, die den Kanal übersehen könnten.",
)
URGENT = Text(en="Directly at once", de="Direkt sofort")
URGENT_HINT = Text(
    en="Otherwise I write in the hours that people have chosen, with their other messages.",
    de="Sonst schreibe ich zu den Zeiten, die jede Person gewählt hat, mit ihren anderen Nachrichten.",
)
TO_NOBODY = Text(en="nobody", de="niemanden")
TO_EVERYBODY = Text(en="everybody", de="alle")
TO_LEADERS = Text(en="group leaders and deputies", de="Gruppenleitungen und Stellvertretungen")
TO_GROUP = Text(en="group {name}", de="Gruppe {name}")
TO_UNANSWERED = Text(en="no answer yet: {title}", de="noch keine Antwort: {title}")

UNKNOWN_ABOUT = Text(
    en="I know no committee and no topic “{name}”. Check the spelling.",
    de="Ich kenne kein Gremium und kein Thema „{name}“. Prüfe die Schreibweise.",
)
UNKNOWN_CHANNEL = Text(
    en="One of these channels is no longer in the settings.",
    de="Einer dieser Kanäle steht nicht mehr in den Einstellungen.",
)
UNKNOWN_AUDIENCE = Text(en="I do not know who that is. Choose again.", de="Ich weiß nicht, wer das ist. Wähle neu.")
TOO_HEAVY = Text(
    en="With so many special characters this does not fit into one message everywhere. Shorten it a little.",
    de="Mit so vielen Sonderzeichen passt das nicht überall in eine Nachricht. Kürze es etwas.",
)

LONGEST_TITLE, LONGEST_TEXT = 100, 2800
RESERVED = 1000  # room for what a direct message adds: buttons, and what is said of a change
GROUPS, MEETINGS = 80, 10  # offered; a list has room for 100


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody has filled in."""

    title: str
    text: str
    about: str = ""
    channels: tuple[str, ...] = ()
    when: datetime | None = None
    to: str = Audience.NOBODY.value
    urgent: bool = False


def words_inputs(store: Store, snapshot: Snapshot, given: Announcement) -> list[Input]:
    """What is said, which can be changed for as long as it stands."""
    return [
        Line("title", TITLE, given.title, longest=LONGEST_TITLE),
        Area("text", TEXT, given.text, TEXT_HINT, longest=LONGEST_TEXT),
        Line("about", ABOUT, _about(store, snapshot, given), ABOUT_HINT, required=False, longest=200),
    ]


def channel_input(places: Channels, chosen: Sequence[str]) -> list[Input]:
    """The channels of the settings; there is nothing to choose where there are none."""
    known = places.every()
    options = tuple(Option(channel_name(channel), channel.key) for channel in known)
    values = tuple(channel.key for channel in known if channel.key in chosen)
    return [Choices("channels", CHANNELS, options, values)] if options else []


def inputs(
    store: Store, snapshot: Snapshot, places: Channels, given: Announcement, zone: str, now: datetime
) -> tuple[Input, ...]:
    """All that can be said of an announcement that is not out."""
    wall = given.due.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if given.due else None
    options = _audiences(store, snapshot, now)
    to = next((option.value for option in options if option.value == audience_value(given)), Audience.NOBODY.value)
    return (
        *words_inputs(store, snapshot, given),
        *channel_input(places, given.channels),
        Moment("when", WHEN, wall, WHEN_HINT.format(zone=zone), required=False),
        Choice("to", TO, options, to, TO_HINT),
        Check("urgent", URGENT, given.urgent, URGENT_HINT),
    )


def with_words(store: Store, snapshot: Snapshot, before: Announcement, filled: Filled) -> Announcement | Reject:
    """The announcement with other words, or what is wrong with them."""
    found = _found_about(store, snapshot, filled.about)
    if found is None:
        return Reject({"about": UNKNOWN_ABOUT.format(name=shortened(filled.about, 60))})
    committee, topic = found
    after = replace(before, title=filled.title, text=filled.text, committee=committee, topic=topic)
    return Reject({"text": TOO_HEAVY}) if left(posted(store, snapshot, after)) < RESERVED else after


def with_all(
    store: Store, snapshot: Snapshot, places: Channels, before: Announcement, filled: Filled, zone: str, now: datetime
) -> Announcement | Reject:
    """The announcement with all that was filled in, or what is wrong with it."""
    if any(places.get(key) is None for key in filled.channels):
        return Reject({"channels": UNKNOWN_CHANNEL})
    if filled.to not in {option.value for option in _audiences(store, snapshot, now)}:
        return Reject({"to": UNKNOWN_AUDIENCE})
    after = with_words(store, snapshot, before, filled)
    if isinstance(after, Reject):
        return after
    audience, _, which = filled.to.partition(":")
    return replace(
        after,
        channels=tuple(dict.fromkeys(filled.channels)),
        wall=filled.when,
        zone=zone,
        audience=Audience(audience),
        group=which if audience == Audience.GROUP else "",
        meeting=int(which) if audience == Audience.UNANSWERED else None,
        urgent=filled.urgent,
    )


def audience_value(given: Announcement) -> str:
    """The audience as the form names it."""
    which = given.group if given.audience is Audience.GROUP else given.meeting
    return f"{given.audience.value}:{which}" if which else given.audience.value


def audience_name(store: Store, given: Announcement) -> Text:
    """The audience in words."""
    match given.audience:
        case Audience.NOBODY:
            return TO_NOBODY
        case Audience.EVERYBODY:
            return TO_EVERYBODY
        case Audience.LEADERS:
            return TO_LEADERS
        case Audience.GROUP:
            return TO_GROUP.format(name=given.group)
        case Audience.UNANSWERED:
            title = store.meetings.get(given.meeting).title if given.meeting else ""
            return TO_UNANSWERED.format(title=title)


def channel_name(channel: Channel) -> Text:
    return CHANNEL.format(name=channel.name, platform=platform_name(channel.place.platform))


def _audiences(store: Store, snapshot: Snapshot, now: datetime) -> tuple[Option, ...]:
    """Everybody, some, or those who have not answered; the next meetings and the groups by name."""
    fixed = ((Audience.NOBODY, TO_NOBODY), (Audience.EVERYBODY, TO_EVERYBODY), (Audience.LEADERS, TO_LEADERS))
    options = [Option(label, audience.value) for audience, label in fixed]
    for meeting in store.meetings.coming(now, limit=MEETINGS):
        title = shortened(meeting.title, 45)
        options.append(Option(TO_UNANSWERED.format(title=title), f"{Audience.UNANSWERED.value}:{meeting.id}"))
    names = sorted({person.group for person in snapshot.directory.people if person.is_active and person.group})
    for name in names[:GROUPS]:
        options.append(Option(TO_GROUP.format(name=shortened(name, 60)), f"{Audience.GROUP.value}:{name}"))
    return tuple(options)


def _about(store: Store, snapshot: Snapshot, given: Announcement) -> str:
    if given.committee is not None:
        return store.committees.get(given.committee).name
    return next((topic.en for topic in snapshot.directory.topics if topic.id == given.topic), "")


def _found_about(store: Store, snapshot: Snapshot, name: str) -> tuple[int | None, str] | None:
    """The committee and the topic of this name; None if there is neither."""
    if not name:
        return None, ""
    committee = store.committees.named(name)
    if committee:
        return committee.id, ""
    topic = next((one for one in snapshot.directory.topics if _is_called(one, name)), None)
    return (None, topic.id) if topic else None


def _is_called(topic: Topic, name: str) -> bool:
    return name.casefold() in (term.casefold() for term in topic.terms)
