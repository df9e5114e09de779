"""Tells the author what went wrong with an announcement: its moment was missed, a channel is gone or refuses it."""

from collections.abc import Iterator

from bot.chat.channels import Channels, platform_name
from bot.chat.network import Network
from bot.chat.replies import Reply, Tell, View, notice
from bot.chat.text import Text
from bot.chat.ui import Button, Message, Paragraph, action
from bot.domain.announcements import Announcement, AnnouncementError, Stage
from bot.domain.people import Person
from bot.routing import Router
from handlers.announcements.show import card_of
from handlers.announcements.texts import REFUSALS
from handlers.committees.interest import responsible
from storage import Store
from storage.roster import Snapshot

MISSED = Text(en="Not posted: {title}", de="Nicht gesendet: {title}")
WHY_MISSED = Text(
    en="I could not post it at its moment: I was away for too long, or its channels are no longer in the settings. "
    "It is a draft again; decide what becomes of it.",
    de="Ich konnte sie zu ihrem Zeitpunkt nicht senden: Ich war zu lange weg, oder ihre Kanäle stehen nicht mehr in "
    "den Einstellungen. Jetzt ist sie wieder ein Entwurf; entscheide, was daraus wird.",
)
LOST = Text(en="Not everywhere: {title}", de="Nicht überall: {title}")
WHY_LOST = Text(
    en="The channel `{channel}` is no longer in the settings, so nothing was posted there.",
    de="Der Kanal `{channel}` steht nicht mehr in den Einstellungen, dort wurde nichts gesendet.",
)
WHY_REFUSED = Text(
    en="{platform} did not take the post for the channel `{channel}`. Is the channel gone, or am I no longer in it? "
    "When that is mended, `{command} admin outbox` tries again.",
    de="{platform} nahm den Beitrag für den Kanal `{channel}` nicht an. Gibt es den Kanal nicht mehr, oder bin ich "
    "dort nicht mehr Mitglied? Danach versucht es `{command} admin postausgang` erneut.",
)
LOOK = Text(en="Look at it", de="Ansehen")
ON_ITS_WAY = ("owed", "sending", "unsure")

routes = Router()
routes.refuse(REFUSALS)


@routes.tick("plan")
def watch_posts(store: Store, snapshot: Snapshot) -> Iterator[Reply]:
    for found in store.announcements.watched():
        sent = store.announcements.posts(card_of(found).packed)
        for one in sent:
            if one.state == "dead":
                view = notice("announcement.refused", announcement=found.id, platform=one.platform, channel=one.channel)
                yield from _tell(snapshot, found, view, f"announcement.refused:{found.id}:{one.platform}/{one.channel}")
        if not any(one.state in ON_ITS_WAY for one in sent):
            store.announcements.unwatch(found.id, found.revision)


def tell_of_lost(snapshot: Snapshot, places: Channels, found: Announcement) -> Iterator[Tell]:
    """Of each channel that the settings do not name any more."""
    for key in found.channels:
        if places.get(key) is None:
            view = notice("announcement.lost", announcement=found.id, channel=key)
            yield from _tell(snapshot, found, view, f"announcement.lost:{found.id}:{key}")


def tell_of_missed(snapshot: Snapshot, found: Announcement) -> Iterator[Tell]:
    view = notice("announcement.missed", announcement=found.id)
    due = found.due.isoformat() if found.due else ""
    yield from _tell(snapshot, found, view, f"announcement.missed:{found.id}:{due}")


@routes.notice("announcement.missed")
def missed_notice(store: Store, me: Person, announcement: int) -> Message | None:
    found = _found(store, announcement)
    if found is None or found.stage is not Stage.DRAFT or not me.is_coordinator:
        return None
    look = Button(LOOK, action("announcement.open", choice=announcement), style="primary")
    return Message(MISSED.format(title=found.title), (Paragraph(WHY_MISSED), look))


@routes.notice("announcement.lost")
def lost_notice(store: Store, me: Person, announcement: int, channel: str) -> Message | None:
    found = _found(store, announcement)
    if found is None or found.stage is not Stage.POSTED or not me.is_coordinator:
        return None
    look = Button(LOOK, action("announcement.open", choice=announcement))
    return Message(LOST.format(title=found.title), (Paragraph(WHY_LOST.format(channel=channel)), look))


@routes.notice("announcement.refused")
def refused_notice(
    store: Store, me: Person, places: Channels, network: Network, announcement: int, platform: str, channel: str
) -> Message | None:
    found = _found(store, announcement)
    if found is None or not me.is_coordinator or not _is_dead(store, found, platform, channel):
        return None
    known = (c for c in places.every() if (c.place.platform, c.place.channel) == (platform, channel))
    name = next((one.name for one in known), channel)
    why = WHY_REFUSED.format(platform=platform_name(platform), channel=name, command=network.command)
    look = Button(LOOK, action("announcement.open", choice=announcement))
    return Message(LOST.format(title=found.title), (Paragraph(why), look))


def _tell(snapshot: Snapshot, found: Announcement, view: View, once: str) -> Iterator[Tell]:
    """The author, if they are still responsible, else everybody who is."""
    for person in responsible(snapshot, found.author):
        yield Tell(person.id, view, once=once)


def _found(store: Store, number: int) -> Announcement | None:
    try:
        return store.announcements.get(number)
    except AnnouncementError:
        return None


def _is_dead(store: Store, found: Announcement, platform: str, channel: str) -> bool:
    sent = store.announcements.posts(card_of(found).packed)
    return any((one.platform, one.channel, one.state) == (platform, channel, "dead") for one in sent)
