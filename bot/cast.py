"""Who may be played in the embedded chat: everybody in the directory, under a handle made of their address."""

from collections.abc import Sequence

from bot.chat.network import Network
from bot.chat.text import Text, literal
from bot.clock import Clock
from bot.domain.people import Person, Role
from bot.platforms.web.scene import Face
from storage import Database
from storage.roster import Roster, Snapshot

PLATFORM = "web"
NOTES = {
    Role.COORDINATOR: Text(en="Coordinator{where}", de="Koordination{where}"),
    Role.LEADER: Text(en="Group leader{where}", de="Gruppenleitung{where}"),
    Role.DEPUTY: Text(en="Deputy{where}", de="Stellvertretung{where}"),
    Role.RESEARCHER: Text(en="Researcher{where}", de="Forschung{where}"),
    Role.ALUMNI: Text(en="Former member{where}", de="Ehemaliges Mitglied{where}"),
}
WHERE = Text(en=", {places}", de=", {places}")
NOWHERE = Text(en="", de="")
PINNED = ((Role.COORDINATOR, 1), (Role.LEADER, 1), (Role.RESEARCHER, 2))


class Cast:
    """The faces of the embedded chat; each has an account on it, so that the bot can write to everybody."""

    def __init__(self, roster: Roster, database: Database, clock: Clock, network: Network) -> None:
        self._roster = roster
        self._database = database
        self._clock = clock
        self._network = network
        self._built: tuple[Snapshot | None, Sequence[Face]] = (None, ())

    def faces(self) -> Sequence[Face]:
        """The same sequence as long as the directory is the same."""
        snapshot = self._roster.now()
        if self._built[0] is not snapshot:
            faces = _faces(snapshot, self._network)
            self._link(faces, snapshot)
            self._built = (self._roster.now(), faces)
        return self._built[1]

    def _link(self, faces: Sequence[Face], snapshot: Snapshot) -> None:
        people = {face.user: person for face, person in zip(faces, _players(snapshot), strict=True)}
        with self._database.reading() as store:
            linked = store.accounts.on(PLATFORM)
        missing = {user: person.id for user, person in people.items() if linked.get(user) != person.id}
        if missing:
            with self._database.transaction() as store:
                for user, person in missing.items():
                    store.accounts.link(PLATFORM, user, person, "demo", self._clock.real())


def _active(snapshot: Snapshot) -> list[Person]:
    return [person for person in snapshot.directory.people if person.is_active]


def _players(snapshot: Snapshot) -> list[Person]:
    """Everybody active: first a few who show what the roles can do, among them one who reads German."""
    active = _active(snapshot)
    pinned = _pinned(active)
    ids = {person.id for person in pinned}
    return [*pinned, *(person for person in active if person.id not in ids)]


def _faces(snapshot: Snapshot, network: Network) -> Sequence[Face]:
    """A face for each player, in the same order; the pinned ones come first."""
    pinned = len(_pinned(_active(snapshot)))
    taken: set[str] = set()
    return tuple(_face(person, number < pinned, taken, network) for number, person in enumerate(_players(snapshot)))


def _face(person: Person, pinned: bool, taken: set[str], network: Network) -> Face:
    handle = person.email.partition("@")[0].casefold()
    user = handle if handle and handle not in taken else person.id
    taken.add(user)
    places = ", ".join(place for place in (person.group, person.site) if place)
    note = NOTES[person.role].format(where=WHERE.format(places=literal(places)) if places else NOWHERE)
    language, zone = person.language or network.language, person.zone or network.timezone
    return Face(user, person.name, note, person.email, language, zone, pinned)


def _pinned(active: Sequence[Person]) -> list[Person]:
    pinned: list[Person] = []
    for role, number in PINNED:
        pinned += [person for person in active if person.role is role and person.language != "de"][:number]
    return pinned + [person for person in active if person.language == "de"][:1]
