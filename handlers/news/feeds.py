"""For coordinators: which feeds are polled, how they are, and switching them off, on, or removing them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.chat.network import Network
from bot.chat.replies import Reply, Whisper, whisper
from bot.chat.room import cut, fitting, fitting_menu, left
from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Button, Fields, Message, Option, Paragraph, Part, action
from bot.domain.committees import NoSuchCommittee, key_of
from bot.domain.feeds import switched_on
from bot.domain.news import Feed, NoSuchFeed, Trouble
from bot.routing import Help, Router, Who, Words
from storage import Store

TITLE = Text(en="Feeds", de="Quellen")
NONE = Text(en="No feed is read yet.", de="Noch wird keine Quelle gelesen.")
LINE = Text(en="{number} · {name}: {state}", de="{number} · {name}: {state}")
NEW = Text(en="not read yet", de="noch nicht gelesen")
WELL = Text(en="read {when}", de="gelesen {when}")
FAILING = Text(en="not readable since {since} ({why})", de="nicht lesbar seit {since} ({why})")
OFF = Text(en="switched off", de="abgeschaltet")
OFF_WHY = Text(
    en="switched off, not readable since {since} ({why})", de="abgeschaltet, nicht lesbar seit {since} ({why})"
)
TROUBLES: Mapping[Trouble, Text] = {
    Trouble.HOST: Text(en="leads to a host that is not allowed", de="führt zu einem Server, der nicht erlaubt ist"),
    Trouble.ADDRESS: Text(en="leads into a private network", de="führt in ein internes Netz"),
    Trouble.UNREACHABLE: Text(en="the server cannot be reached", de="der Server ist nicht erreichbar"),
    Trouble.CERTIFICATE: Text(en="the certificate is not valid", de="das Zertifikat ist nicht gültig"),
    Trouble.SLOW: Text(en="the server is too slow", de="der Server ist zu langsam"),
    Trouble.LARGE: Text(en="it is too large", de="sie ist zu groß"),
    Trouble.REDIRECTS: Text(en="it leads on and on", de="sie führt immer weiter"),
    Trouble.STATUS: Text(en="the server answers with an error", de="der Server antwortet mit einem Fehler"),
    Trouble.BUSY: Text(en="the server asks for patience", de="der Server bittet um Geduld"),
    Trouble.GONE: Text(en="the server says that it is gone for good", de="der Server sagt, sie sei für immer weg"),
    Trouble.NO_FEED: Text(en="it is neither Atom nor RSS", de="sie ist weder Atom noch RSS"),
}
NONE_SO = Text(
    en="No feed has “{words}” in its name or address.", de="Keine Quelle hat „{words}“ im Namen oder in der Adresse."
)
BY_NUMBER = Text(
    en="`{command} admin feed` with a number opens one of them, with words it lists those of such a name.",
    de="`{command} admin quelle` mit einer Nummer öffnet eine davon, mit Wörtern zeigt es, was so heißt.",
)
OPEN_ONE = Text(en="Open one", de="Eine öffnen")
ADD = Text(en="Add a feed", de="Quelle hinzufügen")
ADDRESS = Text(en="Address", de="Adresse")
STATE = Text(en="State", de="Stand")
COMMITTEE = Text(en="Committee", de="Gremium")
CONFIGURED = Text(
    en="This feed stands in the settings; only the administrator can remove it.",
    de="Diese Quelle steht in den Einstellungen; nur die Administration kann sie entfernen.",
)
LOOK = Text(en="Look now", de="Jetzt nachsehen")
SWITCH_OFF = Text(en="Switch off", de="Abschalten")
SWITCH_ON = Text(en="Switch on", de="Anschalten")
REMOVE = Text(en="Remove", de="Entfernen")
LOOKING = Text(
    en="I look within a minute. `{command} admin feed` shows what I found.",
    de="Ich sehe innerhalb einer Minute nach. `{command} admin quelle` zeigt, was ich gefunden habe.",
)
IS_OFF = Text(
    en="*{name}* is read no more until somebody switches it on.",
    de="*{name}* wird erst wieder gelesen, wenn jemand sie anschaltet.",
)
IS_ON = Text(
    en="*{name}* is read again. What it says already is known and told to nobody; what comes is news.",
    de="*{name}* wird wieder gelesen. Was dort schon steht, gilt als bekannt; was neu kommt, wird gemeldet.",
)
REALLY = Text(en="*{name}* will be removed. Its news stay.", de="*{name}* wird entfernt. Die Meldungen bleiben.")
REMOVED = Text(en="*{name}* is removed.", de="*{name}* ist entfernt.")
GIVEN_UP = Text(en="A feed was switched off", de="Eine Quelle wurde abgeschaltet")
GIVEN_UP_WHY = Text(
    en="I could not read *{name}* for a long time, so that I have stopped trying. Last reason: {why}.",
    de="Ich konnte *{name}* lange nicht lesen und versuche es nicht mehr. Letzter Grund: {why}.",
)
GONE = Text(
    en="There is no such feed (any more). `{command} admin feed` shows all.",
    de="Diese Quelle gibt es nicht (mehr). `{command} admin quelle` zeigt alle.",
)
FIXED = Text(
    en="This feed stands in the settings. It can be switched off here, not removed.",
    de="Diese Quelle steht in den Einstellungen. Hier lässt sie sich abschalten, nicht entfernen.",
)
LONGEST_NAME, LISTED, IN_MENU, FEW = 60, 99, 2000, 15


class FeedConfigured(Exception):
    """It stands in the settings and would come back at the next start."""


routes = Router()
routes.refuse({NoSuchFeed: GONE, FeedConfigured: FIXED})


@routes.command(
    "admin feed",
    "admin quelle",
    who=Who.COORDINATORS,
    reads=True,
    help=Help(
        Text(en="The feeds whose news are read.", de="Die Quellen, deren Neuigkeiten gelesen werden."),
        usage=Text(en="admin feed [number or words]", de="admin quelle [Nummer oder Wörter]"),
        example=Text(en="admin feed 2", de="admin quelle 2"),
    ),
)
def list_feeds(store: Store, network: Network, which: Words = Words("")) -> Iterator[Whisper]:
    """Raises NoSuchFeed."""
    if which.isdecimal() and which.isascii():
        yield Whisper(shown(store, store.news_feeds.get(int(which[:9]))))
        return
    every = store.news_feeds.every()
    found = sorted(
        (feed for feed in every if _is_called(feed, which)), key=lambda feed: feed.is_on and not feed.failing
    )
    parts: list[Part] = [] if found else [Paragraph(NONE_SO.format(words=shortened(which, 60)) if every else NONE)]
    options = [Option(named(feed), str(feed.id)) for feed in found[:LISTED]]
    below: list[Part] = [fitting_menu(OPEN_ONE, action("feeds.open"), options, IN_MENU)] if options else []
    below.append(Button(ADD, action("feeds.add"), style="plain" if every else "primary"))
    footer = BY_NUMBER.format(command=network.command) if len(found) > FEW else None
    room = left(Message(TITLE, tuple(below), footer))
    lines = [LINE.format(number=feed.id, name=named(feed), state=_state(feed)) for feed in found]
    yield Whisper(Message(TITLE, (*parts, *([fitting(lines, room)] if lines else []), *below), footer))


@routes.button("feeds.open", who=Who.COORDINATORS, reads=True)
def open_feed(store: Store, choice: int) -> Iterator[Whisper]:
    yield Whisper(shown(store, store.news_feeds.get(choice)))


@routes.button("feeds.look", who=Who.COORDINATORS)
def look_now(store: Store, network: Network, feed: int) -> Iterator[Reply]:
    store.news_feeds.look_soon(store.news_feeds.get(feed).id)
    yield whisper(LOOKING.format(command=network.command))


@routes.button("feeds.switch", who=Who.COORDINATORS)
def switch(store: Store, feed: int, on: bool = False) -> Iterator[Reply]:
    found = store.news_feeds.lock(feed)
    if on and not found.is_on:
        store.news_feeds.save(switched_on(found))
        store.news_feeds.look_soon(feed)
    elif not on:
        store.news_feeds.save(replace(found, is_on=False))
    yield whisper((IS_ON if on else IS_OFF).format(name=named(found)))


@routes.button("feeds.removing", who=Who.COORDINATORS, reads=True)
def ask_before_removing(store: Store, feed: int) -> Iterator[Whisper]:
    found = _removable(store.news_feeds.get(feed))
    really = Button(REMOVE, action("feeds.remove", feed=feed), style="danger")
    yield Whisper(Message(parts=(Paragraph(REALLY.format(name=named(found))), really)))


@routes.button("feeds.remove", who=Who.COORDINATORS)
def remove(store: Store, feed: int) -> Iterator[Reply]:
    found = _removable(store.news_feeds.lock(feed))
    store.news_feeds.remove(feed)
    yield whisper(REMOVED.format(name=named(found)))


@routes.notice("feeds.off")
def tell_given_up(store: Store, feed: int) -> Message | None:
    """Nothing if somebody has switched it on or removed it."""
    try:
        found = store.news_feeds.get(feed)
    except NoSuchFeed:
        return None
    if found.is_on:
        return None
    why = TROUBLES[found.trouble] if found.trouble else OFF
    parts = (Paragraph(GIVEN_UP_WHY.format(name=named(found), why=why)), *shown(store, found).parts)
    return Message(GIVEN_UP, parts)


def shown(store: Store, feed: Feed) -> Message:
    """One feed with its state, and what one can do to it."""
    facts = [(ADDRESS, literal(cut(feed.url, 1500))), (STATE, _state(feed))]
    if feed.committee:
        facts.append((COMMITTEE, literal(_committee(store, feed.committee))))
    below: list[Part] = [Button(LOOK, action("feeds.look", feed=feed.id))] if feed.is_on else []
    label = SWITCH_OFF if feed.is_on else SWITCH_ON
    below.append(Button(label, action("feeds.switch", feed=feed.id, on="0" if feed.is_on else "1")))
    if feed.configured:
        below.insert(0, Paragraph(CONFIGURED))
    else:
        below.append(Button(REMOVE, action("feeds.removing", feed=feed.id), style="danger"))
    return Message(named(feed), (Fields(tuple(facts)), *below))


def named(feed: Feed) -> Text:
    return literal(shortened(feed.name, LONGEST_NAME))


def _state(feed: Feed) -> Text:
    why = TROUBLES[feed.trouble] if feed.trouble else None
    if feed.failing and why:
        return (FAILING if feed.is_on else OFF_WHY).format(since=feed.failing, why=why)
    if not feed.is_on:
        return OFF
    return WELL.format(when=feed.polled) if feed.polled else NEW


def _committee(store: Store, number: int) -> str:
    try:
        return store.committees.get(number).name
    except NoSuchCommittee:
        return ""


def _is_called(feed: Feed, words: str) -> bool:
    return key_of(words) in key_of(f"{feed.name} {feed.url}")


def _removable(feed: Feed) -> Feed:
    """The feed itself. Raises FeedConfigured."""
    if feed.configured:
        raise FeedConfigured
    return feed
