"""People and groups as numbered entries, and the realms of words that lead to them."""

from array import array
from collections.abc import Sequence

from bot.domain.people import Directory, Group, Person, Role
from bot.domain.search.hits import Everyone, Viewer
from bot.domain.search.identities import Identities
from bot.domain.search.phrases import Phrases
from bot.domain.search.realm import Realm
from bot.domain.search.sight import NETWORK, OPEN, Eyes, levels
from bot.domain.search.spelling import words
from bot.domain.search.vocabulary import DEPUTIES, ROLES

_NEAR_A_PLACE = 0.95  # many stand behind a site or a group: who is near by name or topic comes first
_PART_OF_A_NAME, _WORD_OF_A_NAME = 0.72, 0.64
_BY_ROLE = {Role.LEADER: 1, Role.DEPUTY: 2, Role.COORDINATOR: 3, Role.RESEARCHER: 4, Role.ALUMNI: 5}


def role_of(person: Person) -> Role:
    """Whoever has left is an alumna or alumnus, whatever they were."""
    return person.role if person.is_active else Role.ALUMNI


def _folded(text: str) -> str:
    return " ".join(word[0] for word in words(text))


class Catalogue:
    """Entries by number: first all people, then all groups."""

    def __init__(self, directory: Directory) -> None:
        self.people, self.groups = directory.people, directory.groups
        self._number = {person.id: number for number, person in enumerate(self.people)}
        self.identities = Identities(self.people)
        self.active = bytes([*(person.is_active for person in self.people), *(True for _ in self.groups)])
        self.place = self._places()
        self.topics = self._topics(directory)
        self.sites = self._sites(directory)
        self.roles = self._roles()
        self.teams, self.portraits = self._teams()
        self.group_numbers = range(len(self.people), len(self.people) + len(self.groups))
        by_acronym = {group.acronym: number for number, group in enumerate(self.groups, len(self.people))}
        self.led_by = {
            number: by_acronym[person.group]
            for number, person in enumerate(self.people)
            if role_of(person) is Role.LEADER and person.group in by_acronym
        }
        self.realms = (self.topics, self.sites, self.teams, self.portraits, self.roles)

    def entry(self, number: int) -> Person | Group:
        return self.people[number] if number < len(self.people) else self.groups[number - len(self.people)]

    def name(self, number: int) -> str:
        entry = self.entry(number)
        return entry.name if isinstance(entry, Person) else entry.acronym or entry.name_en

    def eyes(self, viewer: Viewer) -> Eyes:
        if viewer is None:
            return Eyes(OPEN)
        return Eyes(NETWORK) if isinstance(viewer, Everyone) else Eyes(NETWORK, self._number.get(viewer.id, -1))

    def _places(self) -> Sequence[int]:
        """Where each entry stands among equals: groups, then leaders, then by name."""

        def key(number: int) -> tuple[int, str, str, str]:
            entry = self.entry(number)
            if isinstance(entry, Group):
                return 0, entry.acronym, "", entry.id
            return _BY_ROLE[role_of(entry)], entry.last_name, entry.first_name, entry.id

        places = array("I", bytes(4 * (len(self.people) + len(self.groups))))
        for place, number in enumerate(sorted(range(len(places)), key=key)):
            places[number] = place
        return places

    def _topics(self, directory: Directory) -> Realm:
        realm = Realm("topic", Phrases(), levels=levels("topics", self.people, len(self.groups)))
        meanings: dict[str, set[int]] = {}
        for topic in directory.topics:
            meaning = realm.new(topic.en or topic.de, topic.terms, topic=topic)
            for term in topic.terms:
                meanings.setdefault(_folded(term), set()).add(meaning)
        by_text: dict[str, set[int]] = {}
        for number, entry in enumerate((*self.people, *self.groups)):
            own: set[int] = set()
            for text in entry.topics:
                if text not in by_text:
                    folded = _folded(text)
                    if folded not in meanings:
                        meanings[folded] = {realm.new(text, [text], known=False)}
                    by_text[text] = meanings[folded]
                own |= by_text[text]
            for meaning in own:
                realm.lead(meaning, number)
        return realm

    def _sites(self, directory: Directory) -> Realm:
        realm = Realm("site", Phrases(near=_NEAR_A_PLACE))
        meanings: dict[str, list[int]] = {}
        for site in directory.sites:
            meanings[_folded(site.name)] = [realm.new(site.name, (site.name, *site.aliases))]
        for site in directory.sites:
            for alias in {_folded(alias) for alias in site.aliases}.difference(
                _folded(each.name) for each in directory.sites
            ):
                meanings.setdefault(alias, []).extend(meanings[_folded(site.name)])
        for number, entry in enumerate((*self.people, *self.groups)):
            site = _folded(entry.site)
            if site and site not in meanings:
                meanings[site] = [realm.new(entry.site, [entry.site])]
            for meaning in meanings.get(site, ()):
                realm.lead(meaning, number)
        return realm

    def _roles(self) -> Realm:
        realm = Realm("role", Phrases(near=_NEAR_A_PLACE))
        meanings = {role: realm.new(role.value, (word for word in ROLES if ROLES[word] is role)) for role in Role}
        for words_for_one in DEPUTIES:
            realm.phrases.add(words_for_one, meanings[Role.DEPUTY])
        for number, person in enumerate(self.people):
            realm.lead(meanings[role_of(person)], number)
        return realm

    def _teams(self) -> tuple[Realm, Realm]:
        """Groups by acronym, which leads to their people too, and by the words of their names."""
        realm = Realm("group", Phrases(near=_NEAR_A_PLACE))
        portraits = Realm("group", Phrases(part=_PART_OF_A_NAME, word=_WORD_OF_A_NAME, near=_NEAR_A_PLACE))
        meanings: dict[str, int] = {}
        for number, group in enumerate(self.groups, len(self.people)):
            meanings[group.acronym] = realm.new(group.acronym or group.name_en, [group.acronym])
            realm.lead(meanings[group.acronym], number)
            portraits.lead(portraits.new(group.acronym or group.name_en, [group.name_en, group.name_de]), number)
        for number, person in enumerate(self.people):
            if person.group:
                if person.group not in meanings:
                    meanings[person.group] = realm.new(person.group, [person.group])
                realm.lead(meanings[person.group], number)
        return realm, portraits
