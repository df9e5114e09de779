"""Fresh judged queries that wish for topics, sites, groups, roles, and for several things at once."""

import re
from collections.abc import Callable

from bot.domain.people import Group, Person, Role

from tests.domain.search.fresh_queries import ROLE_WORDS, SENTENCES, Judged, Maker

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def prefix(maker: Maker) -> Judged | None:
    dice, same_start = maker.dice, {}
    way = dice.randrange(3)
    if way == 0:
        person = dice.choice(maker.directory.people)
        first, last = (dice.choice(parts)[:3] for parts in (maker.first_parts[person.id], maker.last_parts[person.id]))
        last += (
            dice.choice(maker.last_parts[person.id])[3:4]
            if len(last) == 3 and last == person.last_name[:3] and dice.random() < 0.4
            else ""
        )
        typed = [first, last]
        if any(len(maker.rules.fold(each)) < 3 for each in typed):
            return None
        relevant = [
            p for p in maker.directory.people if begins(maker, p, first, "first") and begins(maker, p, last, "last")
        ]
    else:
        word = dice.choice(maker.name_words if way == 1 else sorted(maker.topic_words))
        if len(word) < 6 or " " in word:
            return None
        typed = [word[: dice.randint(4, len(word) - 2)]]
        relevant = [
            p
            for p in maker.directory.people
            if begins(maker, p, typed[0], "first") or begins(maker, p, typed[0], "last")
        ]
        topics = {
            t.id
            for t in maker.directory.topics
            for term in t.terms
            for s in maker.rules.spellings(term)
            for w in s.split()
            if w.startswith(typed[0])
        }
        relevant += [
            e for e in (*maker.active, *maker.directory.groups) if maker.concepts[e.id] & topics and e not in relevant
        ]
    for each in typed:
        near = maker.distance(each, maker.words)
        if any(apart <= 1 and not (apart and word.startswith(maker.rules.fold(each))) for word, apart in near):
            return None
    return maker.judged(maker.cased(" ".join(typed)), "prefix", relevant)


def begins(maker: Maker, person: Person, typed: str, half: str) -> bool:
    parts = maker.first_parts if half == "first" else maker.last_parts
    wanted = maker.rules.spellings(typed)
    return any(s.startswith(w) for part in parts[person.id] for s in maker.rules.spellings(part) for w in wanted)


def topic(maker: Maker) -> Judged | None:
    chosen = maker.dice.choice(maker.directory.topics)
    term = maker.dice.choice(chosen.terms)
    if set(maker.rules.fold(term).split()) & set(maker.name_words) or maker.rules.spellings(term) & maker.city_words:
        return None
    kind = "abbreviation" if term in chosen.abbreviations else "synonym" if term in chosen.synonyms else "topic"
    return maker.judged(maker.cased(term), kind, maker.on_topic(term))


def topic_typo(maker: Maker) -> Judged | None:
    chosen = maker.dice.choice(maker.directory.topics)
    term = maker.dice.choice(chosen.terms)
    long = [word for word in re.findall(r"\w+", term) if len(word) >= 8]
    if not long:
        return None
    word = maker.dice.choice(long)
    typed = maker.slip(word)
    near = maker.distance(typed, maker.words)
    fine = maker.rules.spellings(word)
    if maker.rules.same(typed, word) or any(apart <= 1 and each not in fine for each, apart in near):
        return None
    return maker.judged(maker.cased(term.replace(word, typed, 1)), "topic_typo", maker.on_topic(term))


def site(maker: Maker) -> Judged | None:
    chosen = maker.dice.choice(maker.directory.sites)
    name = maker.dice.choice((chosen.name, *chosen.aliases))
    if maker.rules.spellings(name) & set(maker.name_words):
        return None
    query = maker.dice.choice(["{}", "{}", "Uniklinik {}", "{} Uniklinik", "university hospital {}"]).format(name)
    return maker.judged(maker.cased(query), "site", [e for e in maker.at(name) if isinstance(e, Group) or e.is_active])


def group_acronym(maker: Maker) -> Judged | None:
    group = maker.dice.choice(maker.directory.groups)
    if group.acronym.lower() in maker.name_words:
        return None
    query = maker.dice.choice(["{}", "AG {}", "group {}", "Gruppe {}", "{} team", "JRG {}"]).format(group.acronym)
    members = frozenset(p.id for p in maker.active if p.group == group.acronym)
    return Judged(maker.cased(query), "group_acronym", members | {group.id}, group.id)


def group_name(maker: Maker) -> Judged | None:
    group = maker.dice.choice(maker.directory.groups)
    return Judged(
        maker.cased(maker.dice.choice((group.name_en, group.name_de))), "group_name", frozenset({group.id}), group.id
    )


def group_role(maker: Maker) -> Judged | None:
    group, role = maker.dice.choice(maker.directory.groups), maker.dice.choice(list(ROLE_WORDS))
    form = maker.dice.choice(["{0} {1}", "{1} {0}", "{0} of {1}", "{0} der AG {1}", "who is {0} of {1}?"])
    query = form.format(maker.dice.choice(ROLE_WORDS[role]), group.acronym)
    relevant = [p for p in maker.directory.people if p.group == group.acronym and p.role is role]
    return maker.judged(maker.cased(query), "group_role", relevant)


def topic_site(maker: Maker) -> Judged | None:
    term, place, relevant = topic_and_site(maker)
    form = maker.dice.choice(["{} {}", "{1} {0}", "{} in {}", "who works on {} in {}", "wer macht {} in {}"])
    return maker.judged(maker.cased(form.format(term, place)), "topic_site", relevant)


def topic_and_site(maker: Maker) -> tuple[str, str, list]:
    while True:
        entry = maker.dice.choice((*maker.active, *maker.directory.groups))
        chosen = maker.by_term[maker.rules.fold(maker.dice.choice(entry.topics))]
        home = next(each for each in maker.directory.sites if each.name == entry.site)
        term, place = maker.dice.choice(chosen.terms), maker.dice.choice((home.name, *home.aliases))
        words = {*maker.rules.fold(term).split(), *maker.rules.fold(place).split()}
        if not words & set(maker.name_words):
            there = {each.id for each in maker.at(place)}
            return term, place, [each for each in maker.on_topic(term) if each.id in there]


def name_topic(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.directory.people)
    term = maker.dice.choice(maker.by_term[maker.rules.fold(maker.dice.choice(person.topics))].terms)
    form = maker.dice.choice(["{} {}", "{1} {0}"])
    wanted = topics_of(maker, term)
    ids = {e.id for e in maker.directory.people if written(maker, e) & wanted}
    relevant = [p for p in maker.last_named(person.last_name) if p.id in ids]
    return maker.judged(maker.cased(form.format(person.last_name, term)), "name_topic", relevant)


def written(maker: Maker, person: Person) -> set[str]:
    return {maker.by_term[maker.rules.fold(text)].id for text in person.topics}


def topics_of(maker: Maker, typed: str) -> set[str]:
    wanted = re.compile(rf"\b{re.escape(maker.rules.fold(typed))}\b")
    return {t.id for t in maker.directory.topics if any(wanted.search(maker.rules.fold(term)) for term in t.terms)}


def name_place(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.directory.people)
    home = next(each for each in maker.directory.sites if each.name == person.site)
    place = maker.dice.choice((home.name, *home.aliases, *[person.group] * bool(person.group)))
    name, named = person.last_name, maker.last_named(person.last_name)
    if maker.dice.random() < 0.3:
        name, named = person.name, maker.named(person.name)
    there = {e.id for e in maker.at(place)} | {p.id for p in maker.directory.people if p.group == place}
    form = maker.dice.choice(["{} {}", "{1} {0}", "{} in {}"])
    return maker.judged(maker.cased(form.format(name, place)), "name_place", [p for p in named if p.id in there])


def noisy(maker: Maker) -> Judged | None:
    way = maker.dice.randrange(5)
    if way < 2:
        term, place, relevant = topic_and_site(maker)
        if way == 0:
            return maker.judged(maker.dice.choice(SENTENCES).format(term, place), "noisy", relevant)
        long = [word for word in re.findall(r"\w+", term) if len(word) >= 8]
        if not long:
            return None
        word = maker.dice.choice(long)
        typed = maker.dice.choice([maker.slip(word), word[:-2]])
        wrong = term.replace(word, typed, 1)
    else:
        person = maker.dice.choice(maker.directory.people)
        place, term = maker.dice.choice((person.site, person.group or person.site)), person.last_name
        there = {e.id for e in maker.at(place)} | {p.id for p in maker.directory.people if p.group == place}
        word = term
        family = [name for name in maker.rules.family_of(term) if name != term]
        if way == 2:
            typed = wrong = maker.slip(term)
        elif way == 3:
            typed = wrong = " ".join(w.capitalize() for w in maker.rules.fold(term, maker.dice.random() < 0.5).split())
        else:
            typed = wrong = maker.dice.choice(family) if family else term[:-2]
        relevant = [p for p in maker.last_named(term) if p.id in there]
        if way == 4:
            relevant = [
                p
                for p in maker.directory.people
                if p.id in there
                and any(
                    maker.rules.sounds_same(part, term) if family else begins(maker, p, typed, "last")
                    for part in maker.last_parts[p.id]
                )
            ]
    if len(typed) < 4:
        return None
    allowed = {w for text in (word, typed) for s in maker.rules.spellings(text) for w in (s, *s.split())}
    if way == 4 and family:
        allowed |= {w for each in maker.rules.family_of(term) for s in maker.rules.spellings(each) for w in s.split()}
    for part in maker.rules.fold(typed).split():
        near = maker.distance(part, maker.words)
        if any(apart <= 1 and each not in allowed for each, apart in near):
            return None
    query = maker.dice.choice(["{} {}", "{1} {0}"]).format(wrong, place)
    return maker.judged(query, "noisy", relevant)


def email(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.directory.people)
    address = person.email
    form = maker.dice.choice(["{0}", "{1}", "<mailto:{0}|{0}>", "mailto:{0}", "<{0}>"])
    query = form.format(address, address.partition("@")[0])
    return Judged(query.upper() if maker.dice.random() < 0.2 else query, "email", frozenset({person.id}), person.id)


def orcid(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.directory.people)
    if not person.orcid:
        return None
    form = maker.dice.choice(["{0}", "{1}", "https://orcid.org/{0}", "orcid.org/{0}", "ORCID: {0}", "{2}"])
    query = form.format(person.orcid, person.orcid.replace("-", ""), person.orcid.lower())
    return Judged(query, "orcid", frozenset({person.id}), person.id)


def collision(maker: Maker) -> Judged | None:
    word = maker.dice.choice(maker.name_words)
    senses = [
        [
            p
            for p in maker.directory.people
            if any(maker.rules.same(word, part) for part in (*maker.first_parts[p.id], *maker.last_parts[p.id]))
        ],
        maker.on_topic(word) if word in maker.by_term else [],
        [e for e in maker.at(word) if isinstance(e, Group) or e.is_active],
        [g for g in maker.directory.groups if g.acronym.lower() == word],
    ]
    found = tuple(frozenset(e.id for e in sense) for sense in senses if sense)
    return Judged(word, "collision", frozenset().union(*found), None, found) if len(found) > 1 else None


def nonsense(maker: Maker) -> Judged | None:
    word = "".join(maker.dice.choices(ALPHABET, k=maker.dice.randint(3, 12)))
    if maker.dice.random() < 0.7:
        syllables = [a + b + c for a in "bdfgklmnprstvwz" for b in "aeiou" for c in ("", "n", "r", "x", "sk")]
        word = "".join(maker.dice.choices(syllables, k=maker.dice.randint(1, 4)))
    far = 2 if len(word) >= 7 else 1
    if any(apart <= far for _, apart in maker.distance(word, maker.words)) or any(
        w.startswith(word) for w in maker.words
    ):
        return None
    return Judged(word, "nonsense")


MAKERS: tuple[Callable[[Maker], Judged | None], ...] = (
    Maker.exact_name, Maker.last_name, Maker.first_initial, Maker.umlaut, Maker.typo, Maker.typo2, Maker.swapped,
    Maker.phonetic, prefix, topic, topic_typo, site, group_acronym, group_name, group_role, topic_site, name_topic,
    name_place, noisy, email, orcid, collision, nonsense,
)  # fmt: skip


def make(maker: Maker, count: int) -> list[Judged]:
    """So many queries of each kind that the directory allows."""
    found: dict[str, list[Judged]] = {}
    for draw in MAKERS:
        for _ in range(count * 4):
            judged = draw(maker)
            if judged and len(found.setdefault(judged.kind, [])) < count:
                found[judged.kind].append(judged)
    return [judged for kind in found.values() for judged in kind]
