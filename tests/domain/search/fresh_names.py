"""Fresh judged queries that wish for a person by name."""

from bot.domain.people import Person
from tests.domain.search.maker import Maker
from tests.domain.search.scoring import Judged


def exact_name(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    title = f"{person.title} " if person.title and maker.dice.random() < 0.2 else ""
    relevant = maker.named(person.name)
    return maker.judged(title + person.name, "exact_name" if len(relevant) == 1 else "homonym", relevant)


def last_name(maker: Maker) -> Judged | None:
    typed = maker.dice.choice(maker.last_parts[maker.dice.choice(maker.people).id])
    if _is_more_than_a_last_name(maker, typed):
        return None
    return maker.judged(typed, "last_name", maker.last_named(typed))


def _is_more_than_a_last_name(maker: Maker, typed: str) -> bool:
    others = maker.first_words | maker.city_words | maker.topic_words | maker.group_words
    return not others.isdisjoint(maker.rules.spellings(typed))


def first_initial(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    first, last = maker.dice.choice(maker.first_parts[person.id]), person.last_name
    form = maker.dice.randrange(4)
    if form < 2:
        bearers = [p for p in maker.people if any(maker.rules.same(first, part) for part in maker.first_parts[p.id])]
        relevant = [p for p in bearers if _has_initial(maker, maker.last_parts[p.id], last)]
        return maker.judged(f"{first} {last[0]}" + "." * form, "first_initial", relevant)
    relevant = [p for p in maker.last_named(last) if _has_initial(maker, maker.first_parts[p.id], first)]
    return maker.judged(f"{first[0]}. {last}" if form == 2 else f"{last}, {first[0]}.", "first_initial", relevant)


def _has_initial(maker: Maker, parts: list[str], name: str) -> bool:
    return any(maker.rules.fold(part)[0] == maker.rules.fold(name)[0] for part in parts)


def umlaut(maker: Maker) -> Judged | None:
    person, german = maker.dice.choice(maker.people), maker.dice.random() < 0.5
    alone = maker.dice.random() < 0.4
    meant = person.last_name if alone else person.name
    typed = maker.plain(meant, german=german)
    if typed.casefold() == meant.casefold() or len(maker.rules.spellings(meant)) == 1:
        return None
    if alone and _is_more_than_a_last_name(maker, typed):
        return None
    look_up = maker.last_named if alone else maker.named
    return maker.judged(typed, "umlaut_ascii" if german else "umlaut_dropped", [*look_up(meant), *look_up(typed)])


def typo1(maker: Maker) -> Judged | None:
    return _typo(maker, 1, 5)


def typo2(maker: Maker) -> Judged | None:
    return _typo(maker, 2, 9)


def _typo(maker: Maker, slips: int, letters: int) -> Judged | None:
    person, alone = maker.dice.choice(maker.people), maker.dice.random() < 0.4
    meant = person.last_name if alone else person.name
    typed = meant
    for _ in range(slips):
        typed = maker.slip(typed)
    if sum(map(str.isalpha, meant)) < letters or maker.rules.distance(typed, meant) != slips:
        return None
    if alone:
        return None if _may_be_another(maker, typed, person, slips) else _judged_last(maker, typed, meant, slips)
    others = [apart for word, apart in maker.near(typed, maker.full_spellings) if word not in maker.spelt[person.id]]
    if any(apart < slips + 2 for apart in others) or len(maker.named(meant)) > 1:
        return None
    return maker.judged(typed, f"typo{slips}", [person])


def _judged_last(maker: Maker, typed: str, meant: str, slips: int) -> Judged | None:
    return maker.judged(typed, f"typo{slips}", maker.last_named(meant))


def _may_be_another(maker: Maker, typed: str, person: Person, slips: int) -> bool:
    mine = maker.spellings(maker.last_parts[person.id])
    if not mine.isdisjoint(maker.topic_words | maker.city_words) or maker.is_ambiguous(typed, mine, apart=slips):
        return True
    if any(maker.rules.same(typed, name) for family in maker.rules.SOUNDS_ALIKE for name in family):
        return True
    others = {p.last_name for p in maker.people if not maker.rules.same(p.last_name, person.last_name)}
    return any(maker.rules.distance(typed, name) <= slips for name in others)


def swapped(maker: Maker) -> Judged | None:
    person = maker.dice.choice(maker.people)
    if maker.named(f"{person.last_name} {person.first_name}") or len(maker.named(person.name)) > 1:
        return None
    comma = maker.dice.choice([" ", ", ", ","])
    return maker.judged(f"{person.last_name}{comma}{person.first_name}", "swapped", [person])


def phonetic(maker: Maker) -> Judged | None:
    person, by_last = maker.dice.choice(maker.people), maker.dice.random() < 0.7
    meant = person.last_name if by_last else person.first_name
    typed = maker.dice.choice(maker.rules.family_of(meant))
    if maker.rules.same(typed, meant):
        return None
    if by_last and maker.dice.random() < 0.4:
        return _phonetic_last(maker, typed, meant)
    query = f"{person.first_name} {typed}" if by_last else f"{typed} {person.last_name}"
    same = maker.rules.sounds_same
    relevant = [
        p for p in maker.people if same(p.last_name, person.last_name) and same(p.first_name, person.first_name)
    ]
    mine = {spelling for p in relevant for spelling in maker.spelt[p.id]}
    near = maker.near(query, maker.full_spellings)
    if maker.named(query) or not near or any(apart <= max(1, near[0][1]) and word not in mine for word, apart in near):
        return None
    return maker.judged(query, "phonetic", relevant)


def _phonetic_last(maker: Maker, typed: str, meant: str) -> Judged | None:
    relevant = [p for p in maker.people if any(maker.rules.sounds_same(part, meant) for part in maker.last_parts[p.id])]
    mine = {spelling for p in relevant for spelling in maker.spellings(maker.last_parts[p.id])}
    near = maker.near(typed, maker.words)
    if maker.rules.spellings(typed) & set(maker.words) or maker.is_ambiguous(typed, mine, apart=max(1, near[0][1])):
        return None
    return maker.judged(typed, "phonetic", relevant)


def prefix(maker: Maker) -> Judged | None:
    if maker.dice.random() < 0.4:
        person = maker.dice.choice(maker.people)
        first, last = (maker.dice.choice(parts[person.id])[:3] for parts in (maker.first_parts, maker.last_parts))
        typed, relevant = [first, last], _beginning_with_both(maker, first, last)
    else:
        words = maker.topic_words if maker.dice.random() < 0.5 else maker.name_words
        word = maker.dice.choice(sorted(each for each in words if len(each) > 5 and " " not in each))
        typed = [word[: maker.dice.randint(4, len(word) - 2)]]
        relevant = _beginning_with(maker, typed[0])
    for each in typed:
        mine = {word for word in maker.words if word.startswith(maker.rules.fold(each))} - {maker.rules.fold(each)}
        if len(maker.rules.fold(each)) < 3 or " " in each or maker.is_ambiguous(each, mine):
            return None
    return maker.judged(" ".join(typed), "prefix", relevant)


def _beginning_with_both(maker: Maker, first: str, last: str) -> list[Person]:
    bearers = [p for p in maker.people if maker.begins(maker.first_parts[p.id], first)]
    return [p for p in bearers if maker.begins(maker.last_parts[p.id], last)]


def _beginning_with(maker: Maker, typed: str) -> list[object]:
    people = [p for p in maker.people if maker.begins([*maker.first_parts[p.id], *maker.last_parts[p.id]], typed)]
    topics = {t.id for t in maker.directory.topics if any(word.startswith(typed) for word in maker.single(t.terms))}
    return people + [e for e in (*maker.active, *maker.groups) if topics & maker.concepts[e.id]]


NAMES = (exact_name, last_name, first_initial, umlaut, typo1, typo2, swapped, phonetic, prefix)
