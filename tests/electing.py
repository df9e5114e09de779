"""Holds elections as people do, for the tests and the samples of every part of them."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.ui import Choice, Choices, Form, Message, action
from bot.domain.elections.election import Phase
from bot.domain.people import Person, Role
from tests.conversation import BEN, CLARA, ENGLISH, NOW, PEOPLE, Chat, asked, said

Replies = list[Whisper | Ask | Reject]

DORA = Person("p5", "Dora", "Fuchs", "", "dora@example.org", Role.LEADER, "FEDORIS", "Heidelberg")
FINN = Person("p6", "Finn", "Özdemir", "", "finn@example.org", Role.RESEARCHER, "CDX", "Leipzig")
GRETA = Person("p7", "Greta", "Holm", "", "greta@example.org", Role.DEPUTY, "CDX", "Leipzig")
ELECTORATE = (*PEOPLE, DORA, FINN, GRETA)
LIST, OPENS, CLOSES = (datetime(2026, 11, day, hour, 0, tzinfo=UTC) for day, hour in ((9, 11), (10, 8), (17, 11)))
OURS = re.compile(r"\b([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})-")
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-\w{3,12}\b")


@dataclass
class Held:
    """An election that is under way: its number, and the words of its trustees by person."""

    chat: Chat
    number: int
    words: dict[str, str] = field(default_factory=dict)

    def press(self, name: str, by: Person, **more: object) -> Replies:
        return self.chat.press(action(f"election.{name}", election=self.number, **more), by)


def set_up(chat: Chat, office: str = "Steering Committee", **values: str | tuple[str, ...]) -> Message:
    """The draft: Clara and Eva are the committee; nominations for a week, then a week to vote; no trustees."""
    given = {
        "office": office,
        "nominations_until": "2026-11-09T12:00",
        "opens": "2026-11-10T09:00",
        "closes": "2026-11-17T12:00",
        "committee": "Clara Ordnung, Eva Groß",
    }
    [reply] = chat.fill(asked(chat.type("/jrg election new", CLARA)), CLARA, **given | values)
    assert isinstance(reply, Whisper), reply
    return reply.message


def announced(
    chat: Chat,
    *,
    trustees: bool | str = False,
    rules: dict[str, object] | None = None,
    roll: dict[str, object] | None = None,
    **values: str,
) -> Held:
    """An election for which people can be nominated; everybody in the directory is on its roll."""
    names = trustees if isinstance(trustees, str) else "Ada Müller, Finn Özdemir, Greta Holm" if trustees else ""
    set_up(chat, trustees=names, **values)
    with chat.database.reading() as store:
        number = store.elections.in_phases(Phase.DRAFT)[0].id
    held = Held(chat, number)
    chat.fill(asked(held.press("roll", CLARA)), CLARA, **{"roles": ()} | (roll or {}))
    if rules:
        chat.fill(asked(held.press("rules", CLARA)), CLARA, **rules)
    held.press("announce", CLARA)
    chat.deliver()
    return held


def stand(held: Held, *people: Person, statement: str = "") -> None:
    """These people nominate themselves."""
    for person in people:
        form = asked(held.chat.type(f"/jrg nominate {held.number}", person))
        held.chat.fill(form, person, statement=statement)


def take_words(held: Held, *people: Person) -> None:
    """Trustees fetch their words, write them down, and enter them again."""
    for person in people:
        form = asked(held.press("show", person))
        held.words[person.id] = " ".join(re.findall(r"\d+\. (\w+)", form.intro.plain(ENGLISH)))
        held.chat.fill(form, person, words=held.words[person.id])


def opened(chat: Chat, *candidates: Person, trustees: bool = False, **values: object) -> Held:
    """An election in which one can vote."""
    held = announced(chat, trustees=trustees, **values)
    stand(held, *(candidates or (BEN, DORA)))
    if trustees:
        with chat.database.reading() as store:
            people = {person.id: person for person in store.directory.read().people}
            holders = [people[each.person] for each in store.election_trustees.of(held.number)]
        take_words(held, *holders)
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    return held


def ballot(held: Held, voter: Person) -> Form:
    return asked(held.press("vote", voter))


def vote(held: Held, voter: Person, *names: str, half: str = "turm") -> str:
    """Votes for these names, in this order; returns what is said, and below it the tracking code of the form."""
    form = ballot(held, voter)
    coded = {"half": half} if has(form, "half") else {}
    told = said(held.chat.fill(form, voter, **filled(form, *names), **coded))
    return f"{told}\n{code_of(form, half)}" if coded else told


def code_of(form: Form, half: str) -> str:
    """The tracking code that a voter notes."""
    [ours] = OURS.findall(form.intro.plain(ENGLISH))
    return f"{ours}-{half.upper()}"


def filled(form: Form, *names: str) -> dict[str, str | bool | tuple[str, ...]]:
    """What one chooses to vote for these names; nobody is an abstention."""
    values: dict[str, str | bool | tuple[str, ...]] = {}
    for entry in form.inputs:
        if isinstance(entry, Choices):
            values[entry.name] = tuple(_value(entry, name) for name in names)
            if not names:
                values["abstain"] = True
        elif isinstance(entry, Choice):
            place = int(entry.name.removeprefix("rank")) - 1 if entry.name.startswith("rank") else 0
            if place < len(names):
                values[entry.name] = _value(entry, names[place])
            elif place == 0:
                values[entry.name] = "0"
    return values


def has(form: Form, name: str) -> bool:
    return any(entry.name == name for entry in form.inputs)


def code_in(words: str) -> str:
    """The tracking code that was said."""
    [found] = CODE.findall(words)
    return found


def closed(held: Held, *trustees: Person) -> list[str]:
    """The deadline passes, and trustees enter their words; what each is told."""
    held.chat.pass_time(CLOSES + timedelta(minutes=1))
    return [said(held.chat.fill(asked(held.press("words", one)), one, words=held.words[one.id])) for one in trustees]


def _value(entry: Choice | Choices, name: str) -> str:
    [found] = [option.value for option in entry.options if name in option.label.plain(ENGLISH)]
    return found


def join(chat: Chat, *people: Person) -> None:
    """More people in the network, each with an account."""
    with chat.database.transaction() as store:
        known = store.directory.read()
        store.directory.save(replace(known, people=(*known.people, *people)), NOW.date())
        for person in people:
            store.accounts.link("paper", person.id, person.id, "test", NOW)


def crowd(number: int) -> list[Person]:
    """So many more people."""
    names = [
        "Anton",
        "Berta",
        "Cäsar",
        "Doris",
        "Emil",
        "Friedrich",
        "Gustav",
        "Heinrich",
        "Ida",
        "Julius",
        "Klara",
        "Ludwig",
    ]
    return [Person(f"c{place:02}", names[place], f"Beispiel{place}", group="CDX") for place in range(number)]
