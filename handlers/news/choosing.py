"""What news can be about, for those who choose: from a list as long as it is short enough, else by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Choice, Line, Option
from bot.domain.committees import key_of
from bot.domain.people import Topic
from bot.domain.subscriptions import EVERYTHING, of_committee, of_topic
from handlers.news.words import LONGEST_NAME
from storage import Store
from storage.roster import Snapshot

ALL_NEWS = Text(en="everything", de="alles")
COMMITTEE = Text(en="Committee: {name}", de="Gremium: {name}")
TOPIC = Text(en="Topic: {name}", de="Thema: {name}")
BY_NAME = Text(
    en="The name of a committee or a topic, or a part of it; or: everything",
    de="Der Name eines Gremiums oder Themas oder ein Teil davon; oder: alles",
)
UNKNOWN = Text(en="I know nothing of that name. Check the spelling.", de="So heißt nichts. Prüfe die Schreibweise.")
WHY = Text(en="{why}", de="{why}")
SEVERAL = Text(en="Several are called so: {names}. Which one?", de="So heißen mehrere: {names}. Welches?")
MOST, LONGEST, NAMED = 99, 200, 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A committee or a topic: the value that stands for it, how a list shows it, and all that it is called."""

    value: str
    label: Text
    names: tuple[str, ...]

    def has(self, words: str) -> bool:
        """Whether one of its names has these words in it."""
        return any(key_of(words) in key_of(name) for name in self.names)


class Unclear(Exception):
    """Nothing is called so, or several are; `why` says which."""

    def __init__(self, why: Text) -> None:
        super().__init__()
        self.why = why


def subjects(store: Store, snapshot: Snapshot, language: str) -> list[Subject]:
    """The committees that are at work, and the topics."""
    found = [
        Subject(of_committee(each.id), COMMITTEE.format(name=shortened(each.name, LONGEST_NAME)), (each.name,))
        for each in store.committees.every()
    ]
    for topic in snapshot.directory.topics:
        name = shortened(topic_name(topic, language), LONGEST_NAME)
        found.append(Subject(of_topic(topic.id), TOPIC.format(name=name), topic.terms))
    return found


def topic_name(topic: Topic, language: str) -> str:
    return topic.de if language == "de" and topic.de else topic.en


def subject_input(name: str, label: Text, known: Iterable[Subject], words: str = "") -> Choice | Line:
    """Everything, or one of those with these words in a name; typed where they are too many for a list."""
    options = [Option(ALL_NEWS, EVERYTHING), *(Option(each.label, each.value) for each in known if each.has(words))]
    if len(options) > MOST:
        return Line(name, label, "", BY_NAME, longest=LONGEST)
    return Choice(name, label, tuple(options), options[min(len(options) - 1, 1 if words else 0)].value)


def named_input(name: str, label: Text, options: Sequence[Option], nothing: Option, hint: Text) -> Choice | Line:
    """One of the options or none; typed where they are too many for a list."""
    if len(options) >= MOST:
        return Line(name, label, "", hint, required=False, longest=LONGEST)
    return Choice(name, label, (nothing, *options), nothing.value)


def meant(said: str, known: Sequence[Subject]) -> str:
    """The subject that was chosen or typed: its value, its name, or a part of the name of one alone. Raises Unclear."""
    everything = (EVERYTHING, *map(key_of, (ALL_NEWS.en, ALL_NEWS.de)))
    if key_of(said) in everything:
        return EVERYTHING
    exact = [each for each in known if said == each.value or key_of(said) in map(key_of, each.names)]
    found = exact or [each for each in known if each.has(said)]
    if not found:
        raise Unclear(UNKNOWN)
    if len(found) > 1:
        raise Unclear(SEVERAL.format(names=[literal(shortened(each.names[0], 40)) for each in found[:NAMED]]))
    return found[0].value
