"""Fresh judged queries that wish for topics, sites, groups, roles, for several things at once, and for nothing."""

import re

from bot.domain.people import Role
from tests.domain.search.maker import Entry, Maker
from tests.domain.search.scoring import Judged

SENTENCES = (
    "who works on {} in {}\nwer macht {} in {}\nsuche jemanden für {} in {}\nwho knows about {} at {}?\n"
    "looking for someone working on {} at {}\nwer kennt sich mit {} aus in {}\ngibt es jemanden für {} in {}\n"
    "is there an expert for {} in {}?\nwer forscht an {} am Standort {}\nI need help with {}, ideally in {}\n"
    "any idea who handles {} over in {}?\nkönntest du mir sagen, wer zu {} arbeitet, am besten in {}\n"
    "bin auf der Suche nach einer Person mit Kenntnissen zu {} in {}\nwe would love to collaborate on {} with {}"
).splitlines()
ROLES = {
    Role.LEADER: ("leader", "lead", "head", "PI", "Leitung", "Leiter", "Leiterin"),
    Role.DEPUTY: ("deputy", "vice", "Stellvertretung", "Stellvertreter", "Stellvertreterin"),
    Role.COORDINATOR: ("coordinator", "coordination", "Koordination", "Koordinator", "Koordinatorin"),
    Role.ALUMNI: ("alumni", "former", "ehemalige"),
    Role.RESEARCHER: ("researcher", "member", "members", "Mitglied", "Mitarbeiter"),
}
SYLLABLES = [a + b + c for a in "bdfgklmnprstvwz" for b in "aeiou" for c in ("", "n", "r", "x", "sk")]


def topic(maker: Maker) -> Judged | None:
    chosen = maker.dice.choice(maker.directory.topics)
    term = maker.dice.choice(chosen.terms)
    if maker.single([term]) & maker.name_words or maker.rules.spellings(term) & maker.city_words:
        return None
    kind = "abbreviation" if term in chosen.abbreviations else "synonym" if term in chosen.synonyms else "topic"
    return maker.judged(term, kind, maker.on_topic(term))


def topic_typo(maker: Maker) -> Judged | None:
    term = maker.dice.choice(maker.dice.choice(maker.directory.topics).terms)
    wrong = _with_a_slip(maker, term)
    return maker.judged(wrong, "topic_typo", maker.on_topic(term)) if wrong else None


def _with_a_slip(maker: Maker, term: str) -> str | None:
    long = [word for word in re.findall(r"\w+", term) if len(word) >= 8]
    word = maker.dice.choice(long) if long else ""
    typed = maker.slip(word) if word else ""
    if not word or maker.rules.same(typed, word) or maker.is_ambiguous(typed, maker.spellings([word])):
        return None
    return term.replace(word, typed, 1)


def site(maker: Maker) -> Judged | None:
    chosen = maker.dice.choice(maker.directory.sites)
    name = maker.dice.choice((chosen.name, *chosen.aliases))
    if maker.rules.spellings(name) & maker.name_words:
        return None
    form = maker.dice.choice(["{}", "{}", "Uniklinik {}", "{} Uniklinik", "university hospital {}"])
    return maker.judged(form.format(name), "site", _active(maker, maker.at(name)))


def _active(maker: Maker, entries: list[Entry]) -> list[Entry]:
    active = {entry.id for entry in (*maker.active, *maker.groups)}
    return [entry for entry in entries if entry.id in active]


def group_acronym(maker: Maker) -> Judged | None:
    group = maker.dice.choice(maker.groups)
    if group.acronym.lower() in maker.name_words:
        return None
    form = maker.dice.choice(["{}", "AG {}", "group {}", "Gruppe {}", "{} team", "JRG {}"])
    members = frozenset(p.id for p in maker.active if p.group == group.acronym)
    return Judged(maker.cased(form.format(group.acronym)), "group_acronym", members | {group.id}, group.id)


def group_name(maker: Maker) -> Judged | None:
    group = maker.dice.choice(maker.groups)
    return maker.judged(maker.dice.choice((group.name_en, group.name_de)), "group_name", [group])


def group_role(maker: Maker) -> Judged | None:
    group, role = maker.dice.choice(maker.groups), maker.dice.choice(list(ROLES))
    form = maker.dice.choice(["{0} {1}", "{1} {0}", "{0} of {1}", "{0} der AG {1}", "who is {0} of {1}?"])
    relevant = [p for p in maker.people if p.group == group.acronym and p.role is role]
    return maker.judged(form.format(maker.dice.choice(ROLES[role]), group.acronym), "group_role", relevant)


def topic_site(maker: Maker) -> Judged | None:
    term, place, relevant = _topic_and_site(maker)
    form = maker.dice.choice(["{} {}", "{1} {0}", "{} in {}", "who works on {} in {}", "wer macht {} in {}"])
    return maker.judged(form.format(term, place), "topic_site", relevant)


def _topic_and_site(maker: Maker) -> tuple[str, str, list[Entry]]:
    while True:
        entry = maker.dice.choice((*maker.active, *maker.groups))
        term = maker.dice.choice(maker.by_term[maker.rules.fold(maker.dice.choice(entry.topics))].terms)
        home = next(each for each in maker.directory.sites if each.name == entry.site)
        place = maker.dice.choice((home.name, *home.aliases))
        if not maker.single([term, place]) & maker.name_words:
            there = {each.id for each in maker.at(place)}
            return term, place, [each for each in maker.on_topic(term) if each.id in there]


def name_topic(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    term = maker.dice.choice(maker.by_term[maker.rules.fold(maker.dice.choice(person.topics))].terms)
    wanted = maker.topics_of(term)
    relevant = [p for p in maker.last_named(person.last_name) if maker.concepts[p.id] & wanted]
    form = maker.dice.choice(["{} {}", "{1} {0}"])
    return maker.judged(form.format(person.last_name, term), "name_topic", relevant)


def name_place(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    home = next(each for each in maker.directory.sites if each.name == person.site)
    place = maker.dice.choice((home.name, *home.aliases, person.group or home.name))
    whole = maker.dice.random() < 0.3
    name, named = (person.name, maker.named) if whole else (person.last_name, maker.last_named)
    there = {each.id for each in maker.at(place)}
    form = maker.dice.choice(["{} {}", "{1} {0}", "{} in {}"])
    return maker.judged(form.format(name, place), "name_place", [p for p in named(name) if p.id in there])


def noisy_topic(maker: Maker) -> Judged | None:
    term, place, relevant = _topic_and_site(maker)
    if maker.dice.random() < 0.5:
        return maker.judged(maker.dice.choice(SENTENCES).format(term, place), "noisy", relevant)
    wrong = _with_a_slip(maker, term)
    form = maker.dice.choice(["{} {}", "{1} {0}"])
    return maker.judged(form.format(wrong, place), "noisy", relevant) if wrong else None


def noisy_name(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    name, place = person.last_name, maker.dice.choice((person.site, person.group or person.site))
    typed = maker.dice.choice([maker.slip(name), maker.plain(name, german=maker.dice.random() < 0.5), name[:-2]])
    there = {each.id for each in maker.at(place)}
    mine = maker.single([name, typed])
    if len(typed) < 5 or any(maker.is_ambiguous(word, mine) for word in maker.rules.fold(typed).split()):
        return None
    relevant = [p for p in maker.last_named(name) if p.id in there]
    if typed == name[:-2]:
        relevant = [p for p in maker.people if p.id in there and maker.begins(maker.last_parts[p.id], typed)]
    return maker.judged(maker.dice.choice(["{} {}", "{1} {0}"]).format(typed, place), "noisy", relevant)


def email(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    form = maker.dice.choice(["{0}", "{1}", "<mailto:{0}|{0}>", "mailto:{0}", "<{0}>"])
    query = form.format(person.email, person.email.partition("@")[0])
    return maker.judged(query.upper() if maker.dice.random() < 0.2 else query, "email", [person])


def orcid(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    form = maker.dice.choice(["{0}", "{1}", "https://orcid.org/{0}", "orcid.org/{0}", "ORCID: {0}"])
    query = form.format(person.orcid, person.orcid.replace("-", ""))
    return maker.judged(query, "orcid", [person]) if person.orcid else None


def collision(maker: Maker) -> Judged | None:
    others = maker.city_words | maker.topic_words | {group.acronym.lower() for group in maker.groups}
    word = maker.dice.choice(sorted(maker.name_words & others))
    named = [p for p in maker.people if word in maker.spellings([*maker.first_parts[p.id], *maker.last_parts[p.id]])]
    topics = maker.on_topic(word) if word in maker.by_term else []
    groups = [group for group in maker.groups if group.acronym.lower() == word]
    every = (named, topics, _active(maker, maker.at(word)), groups)
    senses = tuple(frozenset(entry.id for entry in sense) for sense in every if sense)
    return Judged(word, "collision", frozenset().union(*senses), None, senses) if len(senses) > 1 else None


def nonsense(maker: Maker) -> Judged | None:
    word = "".join(maker.dice.choices(SYLLABLES, k=maker.dice.randint(1, 4)))
    far = 2 if len(word) >= 7 else 1
    if maker.is_ambiguous(word, set(), apart=far) or any(known.startswith(word) for known in maker.words):
        return None
    return Judged(word, "nonsense")


WISHES = (
    topic, topic_typo, site, group_acronym, group_name, group_role, topic_site, name_topic, name_place, noisy_topic,
    noisy_name, email, orcid, collision, nonsense,
)  # fmt: skip
