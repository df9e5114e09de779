"""Invented directories of any size for the benchmark: names put together by dice with a fixed seed."""

import random
from itertools import product

from bot.domain.people import Directory, Group, Person, Site, Topic

FIRST = [
    "Ada",
    "Ben",
    "Clara",
    "Dirk",
    "Eva",
    "Felix",
    "Grit",
    "Hanna",
    "Ines",
    "Jan",
    "Karla",
    "Lars",
    "Mara",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Sven",
    "Tina",
    "Uwe",
]
HEADS = [
    "Acker",
    "Berg",
    "Dorn",
    "Eichen",
    "Feld",
    "Gruen",
    "Hof",
    "Kirch",
    "Linden",
    "Moor",
    "Neu",
    "Ober",
    "Rosen",
    "Stein",
    "Tann",
    "Unter",
    "Wald",
    "Winter",
]
TAILS = [
    "bach",
    "berger",
    "dorfer",
    "feld",
    "hauser",
    "hofer",
    "lechner",
    "mann",
    "meier",
    "mueller",
    "reiter",
    "schmid",
    "stetter",
    "thaler",
    "vogt",
    "weger",
]
SITES = [
    "Aachen",
    "Berlin",
    "Dresden",
    "Essen",
    "Freiburg",
    "Halle",
    "Jena",
    "Kiel",
    "Leipzig",
    "Mainz",
    "Rostock",
    "Ulm",
]
WORKS = [
    "sleep",
    "sepsis",
    "stroke",
    "genomics",
    "radiology",
    "oncology",
    "wearables",
    "ontologies",
    "provenance",
    "dementia",
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def directory(number: int, seed: int = 7) -> Directory:
    """So many people in 25 groups."""
    dice = random.Random(seed)
    lasts = [head + tail for head, tail in product(HEADS, TAILS)]
    groups = tuple(
        Group(f"g{n}", f"GRP{n:02}", f"Group {n}", f"Gruppe {n}", dice.choice(SITES), topics=(dice.choice(WORKS),))
        for n in range(25)
    )
    people = tuple(_person(n, lasts, groups, dice) for n in range(number))
    topics = tuple(Topic(f"t{n}", work, work) for n, work in enumerate(WORKS))
    return Directory(people, groups, topics, tuple(Site(site) for site in SITES))


def queries(known: Directory, number: int, seed: int = 8) -> list[str]:
    """Names as people type them: right, with a slip, swapped, or with a site."""
    dice = random.Random(seed)
    return [_typed(dice.choice(known.people), dice) for _ in range(number)]


def _person(number: int, lasts: list[str], groups: tuple[Group, ...], dice: random.Random) -> Person:
    last = dice.choice(lasts) if dice.random() < 0.8 else f"{dice.choice(lasts)}-{dice.choice(lasts)}"
    first, group = dice.choice(FIRST), dice.choice(groups)
    email = f"person{number}@example.org"
    return Person(f"p{number}", first, last, email=email, group=group.acronym, site=dice.choice(SITES))


def _typed(person: Person, dice: random.Random) -> str:
    match dice.randrange(4):
        case 0:
            return person.name
        case 1:
            at = dice.randrange(len(person.last_name))
            return f"{person.first_name} {person.last_name[:at]}{dice.choice(LETTERS)}{person.last_name[at + 1 :]}"
        case 2:
            return f"{person.last_name}, {person.first_name}"
        case _:
            return f"{person.last_name} {person.site}"
