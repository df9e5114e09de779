"""Says why rooms cannot be assigned, and what would help."""

from collections.abc import Iterator, Sequence

from bot.chat.room import some
from bot.chat.text import Text
from bot.domain.breakouts.checks import Cause, Kind, causes
from bot.domain.breakouts.obstacles import Clash, Obstacle, obstacles
from bot.domain.breakouts.problem import Problem
from bot.domain.breakouts.session import Session
from storage.roster import Snapshot

NOBODY_COMES = Text(
    en="Nobody has said yet that they come, so there is nobody to seat.",
    de="Noch hat niemand zugesagt, also gibt es niemanden zu verteilen.",
)
SAID = {
    Kind.TOO_FEW_SEATS: Text(
        en="{need} people come, the rooms hold {have}. Add a room, or more seats.",
        de="{need} Personen kommen, die Räume fassen {have}. Füge einen Raum oder Plätze hinzu.",
    ),
    Kind.TOO_FEW_PEOPLE: Text(
        en="The rooms want at least {need} people; those who come: {have}. Remove a room, or lower the least "
        "size of one.",
        de="Die Räume wollen mindestens {need} Personen; Zusagen: {have}. Streiche einen Raum oder senke eine "
        "Mindestgröße.",
    ),
    Kind.TOO_FEW_ONLINE_SEATS: Text(
        en="{need} people are online, the rooms that can be joined online hold {have}. Make another room online.",
        de="{need} Personen sind online, die online erreichbaren Räume fassen {have}. Mach einen weiteren Raum online.",
    ),
    Kind.CHAIN_TOO_LONG: Text(
        en="{people} are to stay together, the largest room holds {have}. Let go of one of these pairs, or enlarge a "
        "room.",
        de="{people} sollen zusammenbleiben, der größte Raum fasst {have}. Löse eines dieser Paare oder vergrößere "
        "einen "
        "Raum.",
    ),
    Kind.REMOTE_CHAIN_TOO_LONG: Text(
        en="{people} are to stay together and somebody of them is online, where the largest room holds {have}. Let go "
        "of "
        "one of these pairs, or enlarge a room online.",
        de="{people} sollen zusammenbleiben, und jemand davon ist online, wo der größte Raum {have} fasst. Löse eines "
        "dieser Paare oder vergrößere einen Raum online.",
    ),
    Kind.TOGETHER_AND_APART: Text(
        en="{people} are to stay together in a chain, and its ends are to be kept apart. Let go of one of these pairs.",
        de="{people} sollen als Kette zusammenbleiben, deren Enden getrennt sein sollen. Löse eines dieser Paare.",
    ),
    Kind.APART_CLIQUE: Text(
        en="{people} are all to be kept apart from each other: {need} people, {have} rooms. Let two of them share a "
        "room, "
        "or add one.",
        de="{people} sollen alle voneinander getrennt sein: {need} Personen, {have} Räume. Lass zwei davon in einen "
        "Raum "
        "oder füge einen hinzu.",
    ),
    Kind.REMOTE_CHAINS: Text(
        en="{need} people are online or are to stay with somebody who is, and only {have} seats online can be filled: "
        "{people}. Let go of a pair, or make another room online.",
        de="{need} Personen sind online oder sollen bei jemandem bleiben, der es ist; online besetzbar sind nur {have} "
        "Plätze: {people}. Löse ein Paar oder mach einen weiteren Raum online.",
    ),
    Kind.REMOTE_CLIQUE: Text(
        en="{people} are online and all to be kept apart from each other, with {have} rooms online. Let two of them "
        "share "
        "a room, or make another one online.",
        de="{people} sind online und sollen alle voneinander getrennt sein, bei {have} Räumen online. Lass zwei davon "
        "in "
        "einen Raum oder mach einen weiteren online.",
    ),
}
# These the obstacles name with their rooms.
PINS = (Kind.PINNED_TWICE, Kind.PINNED_OFFLINE, Kind.PINNED_TOO_MANY, Kind.PINNED_APART, Kind.PINNED_PARTED)
OTHER = Text(
    en="This cannot be done: {need} are needed, {have} are there. Concerned: {people}.",
    de="Das geht nicht: {need} nötig, {have} vorhanden. Betroffen: {people}.",
)
CLASHES = {
    Clash.ONLINE: Text(
        en="{people} is online and bound to “{room}”, which cannot be joined online. Make the room online, or name "
        "somebody else.",
        de="{people} ist online und an „{room}“ gebunden, das nicht online erreichbar ist. Mach den Raum online oder "
        "nenne jemand anderen.",
    ),
    Clash.ONSITE: Text(
        en="The rooms on site only want more people than come on site. Lower a least size, or make one of them online.",
        de="Die Räume nur vor Ort wollen mehr Personen, als vor Ort kommen. Senke eine Mindestgröße oder mach einen "
        "online.",
    ),
    Clash.FULL: Text(
        en="More people are bound to “{room}” than it holds: {people}. Let go of one of them, or enlarge the room.",
        de="An „{room}“ sind mehr Personen gebunden, als hineinpassen: {people}. Gib eine davon frei oder vergrößere "
        "den "
        "Raum.",
    ),
    Clash.TOGETHER: Text(
        en="{people} are to stay together and are bound to two rooms. Let go of the pair, or of one of the two.",
        de="{people} sollen zusammenbleiben und sind an zwei Räume gebunden. Löse das Paar, oder gib jemanden frei.",
    ),
    Clash.APART: Text(
        en="{people} are to be kept apart and are both bound to “{room}”. Let go of the pair, or of one of the two.",
        de="{people} sollen getrennt sein und sind beide an „{room}“ gebunden. Löse das Paar, oder gib jemanden frei.",
    ),
}
ROOM_FOR_NAMES = 500


def hindrances(problem: Problem, session: Session, snapshot: Snapshot) -> list[Text]:
    """What is in the way of a plan, a sentence each; an empty list is no proof that there is one."""
    if not problem.people:
        return [NOBODY_COMES]
    bound = obstacles(problem)
    said = [*PINS, *(Kind.TOO_FEW_ONLINE_SEATS for each in bound if each.clash is Clash.ONSITE)]
    others = [cause for cause in causes(problem) if cause.kind not in said]
    return [*_bound(bound, session, snapshot), *(_cause(cause, snapshot) for cause in others)]


def _bound(found: Sequence[Obstacle], session: Session, snapshot: Snapshot) -> Iterator[Text]:
    topics = {str(room.id): room.topic for room in session.rooms}
    for each in found:
        yield _filled(CLASHES[each.clash], people=_names(each.people, snapshot), room=topics[each.room])


def _cause(cause: Cause, snapshot: Snapshot) -> Text:
    said = SAID.get(cause.kind, OTHER)
    return _filled(said, people=_names(cause.people, snapshot), need=cause.need, have=cause.have)


def _filled(text: Text, **known: object) -> Text:
    return text.format(**{name: value for name, value in known.items() if f"{{{name}}}" in text.en})  # type: ignore[arg-type]


def _names(people: Sequence[str], snapshot: Snapshot):
    return some([snapshot.people[who].name for who in people if who in snapshot.people], ROOM_FOR_NAMES)
