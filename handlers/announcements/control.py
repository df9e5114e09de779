"""What coordinators see of an announcement: how it will look or looks, where it stands, and what they can still do."""

from collections.abc import Iterator, Mapping

from bot.chat.channels import Channels, platform_name
from bot.chat.network import Network
from bot.chat.replies import Tell, Whisper, notice, whisper
from bot.chat.text import Text, Value
from bot.chat.ui import Button, Fields, Items, Message, Paragraph, Part, action
from bot.domain.announcements import (
    Announcement,
    AnnouncementError,
    Audience,
    Stage,
    addressed,
    expect_unposted,
    version,
)
from bot.domain.people import Person
from bot.routing import Router, Who
from handlers.announcements.form import audience_name, channel_name
from handlers.announcements.show import answers_to, as_in_channel, card_of, posted
from handlers.announcements.texts import CHANGE, DISCARD, REFUSALS, WITHDRAW, people
from storage import Store
from storage.announcements import Sent
from storage.roster import Snapshot

DRAFT = Text(
    en="*Only you see this so far.* Above is how it will look.",
    de="*Bisher siehst nur du das.* Oben steht, wie es aussehen wird.",
)
WAITS = Text(
    en="*It is scheduled.* Above is how it will look.", de="*Es ist eingeplant.* Oben steht, wie es aussehen wird."
)
OUT = Text(en="*It is out.* Above is how it looks.", de="*Es ist draußen.* Oben steht, wie es aussieht.")
GONE = Text(en="*It was withdrawn.* Above is what remains.", de="*Es wurde zurückgezogen.* Oben steht, was bleibt.")
SAID: Mapping[Stage, Text] = {Stage.DRAFT: DRAFT, Stage.SCHEDULED: WAITS, Stage.POSTED: OUT, Stage.WITHDRAWN: GONE}

WHEN = Text(en="When", de="Wann")
AT_ONCE = Text(en="as soon as you post it", de="sobald du es abschickst")
MOMENT = Text(en="{when}", de="{when}")
CHANNELS = Text(en="Channels", de="Kanäle")
NO_CHANNEL = Text(en="none", de="keine")
LIST = Text(en="{all}", de="{all}")
DIRECTLY = Text(en="Directly to", de="Direkt an")
TO_SOME = Text(en="{whom} ({people})", de="{whom} ({people})")
TO_SOME_AT_ONCE = Text(en="{whom} ({people}), at once", de="{whom} ({people}), sofort")
WRITTEN_TO = Text(en="{people}", de="{people}")

STATES: Mapping[str, Text] = {
    "owed": Text(en="{channel}: on its way", de="{channel}: unterwegs"),
    "sending": Text(en="{channel}: on its way", de="{channel}: unterwegs"),
    "unsure": Text(en="{channel}: on its way", de="{channel}: unterwegs"),
    "sent": Text(en="{channel}: posted", de="{channel}: steht da"),
    "dead": Text(en="{channel}: *could not be delivered*", de="{channel}: *nicht zugestellt*"),
    "dropped": Text(en="{channel}: not posted", de="{channel}: nicht gesendet"),
}
FORMER = Text(en="a former channel ({platform})", de="ein früherer Kanal ({platform})")
POST = Text(en="Post it now", de="Jetzt abschicken")
SCHEDULE = Text(en="Schedule it", de="Einplanen")
SEND_ME = Text(en="Show it to me on {platform}", de="Zeig sie mir auf {platform}")
ON_ITS_WAY = Text(
    en="You get it as a direct message on {platform}, as it will look there.",
    de="Du bekommst sie auf {platform} als Direktnachricht, so wie sie dort aussehen wird.",
)
NO_ACCOUNT = Text(
    en="You have no account on {platform} that I know of.", de="Ich kenne kein Konto von dir auf {platform}."
)

routes = Router()
routes.refuse(REFUSALS)


@routes.button("announcement.open", who=Who.COORDINATORS, reads=True)
def open_one(
    store: Store, me: Person, snapshot: Snapshot, places: Channels, network: Network, choice: int
) -> Iterator[Whisper]:
    yield from preview(store, snapshot, places, network, me, store.announcements.get(choice))


@routes.button("announcement.show_on", who=Who.COORDINATORS)
def show_on(store: Store, me: Person, announcement: int, platform: str, seen: str = "") -> Iterator[Whisper | Tell]:
    """Sends the author the post itself, since only the platform knows exactly how it draws it."""
    found = store.announcements.get(announcement)
    expect_unposted(found)
    if store.accounts.user_on(platform, me.id) is None:
        yield whisper(NO_ACCOUNT.format(platform=platform_name(platform)))
        return
    view = notice("announcement.preview", announcement=announcement)
    yield Tell(me.id, view, once=f"announcement.preview:{announcement}:{platform}:{seen}", on=platform)
    yield whisper(ON_ITS_WAY.format(platform=platform_name(platform)))


@routes.notice("announcement.preview")
def preview_on_platform(
    store: Store, me: Person, snapshot: Snapshot, network: Network, announcement: int
) -> Message | None:
    try:
        found = store.announcements.get(announcement)
    except AnnouncementError:
        return None  # discarded meanwhile
    return as_in_channel(posted(store, snapshot, found), network) if me.is_coordinator else None


def preview(
    store: Store, snapshot: Snapshot, places: Channels, network: Network, me: Person, found: Announcement
) -> Iterator[Whisper]:
    """The post itself, in the words of the channels, and below it what becomes of it."""
    yield Whisper(as_in_channel(posted(store, snapshot, found), network))
    yield Whisper(control(store, snapshot, places, me, found))


def control(
    store: Store, snapshot: Snapshot, places: Channels, me: Person, found: Announcement, said: Text | None = None
) -> Message:
    """Where and when it appears, to whom it goes, and the buttons."""
    parts: list[Part] = [Paragraph(said or SAID[found.stage])]
    if found.is_out:
        written = len(store.announcements.readers(found.id))
        lines = [_state(places, sent) for sent in store.announcements.posts(card_of(found).packed)]
        parts.append(Items(tuple(lines)) if lines else Fields(((CHANNELS, _chosen(places, found)),)))
        parts += [Fields(((DIRECTLY, WRITTEN_TO.format(people=people(written))),))] if written else []
    else:
        parts.append(Fields(tuple(_plan(store, snapshot, places, found))))
    return Message(parts=(*parts, *_buttons(store, places, me, found)))


def reached_directly(store: Store, snapshot: Snapshot, found: Announcement) -> list[Person]:
    """To whom it would be written directly now; the author has read it."""
    answered: frozenset[str] = frozenset()
    if found.audience is Audience.UNANSWERED:
        given = answers_to(store, found.meeting)
        if given is None:
            return []
        answered = given
    concerned = addressed(found, snapshot.directory.people, answered)
    return [person for person in concerned if person.id != found.author]


def _plan(store: Store, snapshot: Snapshot, places: Channels, found: Announcement) -> Iterator[tuple[Text, Text]]:
    yield WHEN, MOMENT.format(when=found.due) if found.due else AT_ONCE
    yield CHANNELS, _chosen(places, found)
    if found.audience is not Audience.NOBODY:
        told = people(len(reached_directly(store, snapshot, found)))
        to = TO_SOME_AT_ONCE if found.urgent else TO_SOME
        yield DIRECTLY, to.format(whom=audience_name(store, found), people=told)


def _chosen(places: Channels, found: Announcement) -> Text:
    names: list[Value] = [channel_name(channel) for key in found.channels if (channel := places.get(key))]
    return LIST.format(all=names) if names else NO_CHANNEL


def _state(places: Channels, sent: Sent) -> Text:
    known = (c for c in places.every() if (c.place.platform, c.place.channel) == (sent.platform, sent.channel))
    channel = next(known, None)
    name = channel_name(channel) if channel else FORMER.format(platform=platform_name(sent.platform))
    return STATES[sent.state].format(channel=name)


def _buttons(store: Store, places: Channels, me: Person, found: Announcement) -> Iterator[Button]:
    number, seen = found.id, version(found)
    match found.stage:
        case Stage.DRAFT | Stage.SCHEDULED:
            send = POST if found.wall is None or found.stage is Stage.SCHEDULED else SCHEDULE
            act = "announcement.schedule" if send is SCHEDULE else "announcement.post"
            style = "primary" if found.stage is Stage.DRAFT else "plain"
            yield Button(send, action(act, announcement=number, seen=seen), style=style)
            yield Button(CHANGE, action("announcement.edit", announcement=number))
            yield Button(DISCARD, action("announcement.discard", announcement=number), style="danger")
            for platform in _platforms(store, places, me, found):
                shown = action("announcement.show_on", announcement=number, platform=platform, seen=seen)
                yield Button(SEND_ME.format(platform=platform_name(platform)), shown)
        case Stage.POSTED:
            yield Button(CHANGE, action("announcement.correct", announcement=number))
            yield Button(WITHDRAW, action("announcement.withdraw", announcement=number), style="danger")
        case Stage.WITHDRAWN:
            return


def _platforms(store: Store, places: Channels, me: Person, found: Announcement) -> list[str]:
    """The platforms on which it appears and the reader has an account: each draws it in its own way."""
    chosen = [channel.place.platform for key in found.channels if (channel := places.get(key))]
    return [one for one in dict.fromkeys(chosen) if store.accounts.user_on(one, me.id)]
