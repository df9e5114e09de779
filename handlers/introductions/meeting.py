"""What people read who are introduced to each other: together in one conversation, or each for themselves."""

from collections.abc import Sequence

from bot.chat.room import some
from bot.chat.text import Text, Value, link
from bot.chat.ui import Message, Paragraph, Part
from bot.domain.people import Person
from bot.routing import Router
from storage import Store
from storage.roster import Snapshot

MEET = Text(en="Meet {names}", de="Darf ich vorstellen: {names}")
WHO = Text(en="*{name}*{place}{contact}", de="*{name}*{place}{contact}")
PLACE = Text(en=", {group}", de=", {group}")
CONTACT = Text(en=" · {email}", de=" · {email}")
NOTHING = Text(en="", de="")
COMMON = Text(en="What connects you: {topics}.", de="Was euch verbindet: {topics}.")
HERE = Text(
    en="This conversation is yours. Find half an hour, by video or on the phone; whoever reads this first begins.",
    de="Das ist euer Gespräch. Findet eine halbe Stunde, per Video oder am Telefon; wer das zuerst liest, fängt an.",
)
HOW = Text(
    en="Write to each other and find half an hour, by video or on the phone. Whoever reads this first begins.",
    de="Schreibt einander und findet eine halbe Stunde, per Video oder am Telefon. Wer das zuerst liest, fängt an.",
)
STARTER = Text(en="*To start with:* {question}", de="*Zum Anfangen:* {question}")
QUESTIONS = (
    Text(en="Which of your results surprised you most?", de="Welches eurer Ergebnisse hat dich am meisten überrascht?"),
    Text(en="What do your data still not tell you?", de="Was verraten dir deine Daten bisher nicht?"),
    Text(
        en="What works well in your group that others should copy?",
        de="Was klappt in deiner Gruppe so gut, dass andere es übernehmen sollten?",
    ),
    Text(
        en="Which tool could you no longer do without, and which one do you curse?",
        de="Welches Werkzeug möchtest du nie mehr missen, und über welches fluchst du?",
    ),
    Text(
        en="Who in your hospital understood at once what you do, and who never will?",
        de="Wer in deiner Klinik hat sofort verstanden, was du tust, und wer wird es nie?",
    ),
    Text(
        en="What would you study if nobody had to fund it?",
        de="Was würdest du erforschen, wenn es niemand bezahlen müsste?",
    ),
)
TOGETHER = Text(en="Meet each other: {names}", de="Lernt euch kennen: {names}")
TWO = 2
NETWORK = Person("", "", "")  # somebody of it

routes = Router()


@routes.card("intro.party")
def party_card(store: Store, snapshot: Snapshot, number: int, party: int) -> Message | None:
    """What stands in the conversation of those who are introduced to each other."""
    there = present(snapshot, store.introductions.in_party(number, party))
    if len(there) < TWO:
        return None
    lines: list[Part] = [Paragraph(_who(each)) for each in there]
    topics = _shared(there, [each.topics if each.shows("topics", to=NETWORK) else () for each in there])
    lines += [Paragraph(COMMON.format(topics=topics))] if topics else []
    title = TOGETHER.format(names=[each.name for each in there])
    return Message(title, (*lines, Paragraph(HERE), _starter(number, there)))


@routes.notice("intro.met")
def met(store: Store, snapshot: Snapshot, me: Person, number: int) -> Message | None:
    """For those who are on different platforms."""
    others = present(snapshot, store.introductions.party(number, me.id) or ())
    if not others:
        return None
    lines: list[Part] = [Paragraph(_who(other, me)) for other in others]
    topics = _shared(others, [me.topics, *(each.topics if each.shows("topics", to=me) else () for each in others)])
    lines += [Paragraph(COMMON.format(topics=topics))] if topics else []
    lines += [Paragraph(HOW), _starter(number, [me, *others])]
    return Message(MEET.format(names=[other.name for other in others]), tuple(lines))


def present(snapshot: Snapshot, people: Sequence[str]) -> list[Person]:
    """Those of them who are still there."""
    found = [snapshot.people.get(person) for person in people]
    return [person for person in found if person and person.is_active]


def _shared(people: Sequence[Person], topics: Sequence[Sequence[str]]) -> list[Value]:
    """The topics of all, as far as they show them."""
    common = frozenset(topics[0]).intersection(*topics[1:]) if people else frozenset[str]()
    return some(sorted(common, key=str.casefold), 300)


def _starter(number: int, people: Sequence[Person]) -> Paragraph:
    """The same question for all of a party, another one in the next round."""
    party = sum(map(ord, min(person.id for person in people)))
    return Paragraph(STARTER.format(question=QUESTIONS[(number + party) % len(QUESTIONS)]))


def _who(other: Person, me: Person | None = None) -> Text:
    """Name and group; for a reader also the address if they show it."""
    shows = me is not None and bool(other.email) and other.shows("email", to=me)
    return WHO.format(
        name=other.name,
        place=PLACE.format(group=other.group) if other.group else NOTHING,
        contact=CONTACT.format(email=link(other.email, f"mailto:{other.email}")) if shows else NOTHING,
    )
