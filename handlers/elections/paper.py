"""The ballot paper as a form: what one fills in by which method, within eight inputs, and what that means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.text import Text, literal, shortened
from bot.chat.ui import Check, Choice, Choices, Input, Line, Option
from bot.domain.elections.codes import LONGEST
from bot.domain.elections.tally import RANKED, Method, Ranking
from bot.domain.elections.writ import Writ

VOTE = Text(en="Your vote", de="Deine Stimme")
YES, NO = Text(en="Yes, {name}", de="Ja, {name}"), Text(en="No", de="Nein")
ABSTAIN = Text(en="I abstain", de="Ich enthalte mich")
MARKS = Text(en="Your votes", de="Deine Stimmen")
UP_TO = Text(en="At most {n}", de="Höchstens {n}")
AS_MANY = Text(en="As many as you like", de="So viele du möchtest")
ABSTAIN_HINT = Text(en="Tick this if you choose nobody", de="Ankreuzen, wenn du niemanden wählst")
RANKS = (
    Text(en="First choice", de="Erste Wahl"),
    Text(en="Second choice", de="Zweite Wahl"),
    Text(en="Third choice", de="Dritte Wahl"),
    Text(en="Fourth choice", de="Vierte Wahl"),
    Text(en="Fifth choice", de="Fünfte Wahl"),
    Text(en="Sixth choice", de="Sechste Wahl"),
)
MORE = Text(en="Further choices", de="Weitere Wahl")
MORE_HINT = Text(
    en="Numbers in your order, such as 7, 2, 11; who is not named comes last",
    de="Nummern in deiner Reihenfolge, etwa 7, 2, 11; wer fehlt, kommt zuletzt",
)
CODE = Text(en="Your part of the code", de="Dein Teil des Prüfcodes")
CODE_HINT = Text(
    en="3 to 12 letters or digits of your choice, such as a word; not your name",
    de="3 bis 12 Buchstaben oder Ziffern, zum Beispiel ein Wort; nicht dein Name",
)
NUMBERED = Text(en="{number} · {name}", de="{number} · {name}")

CHOOSE = Text(en="Choose one of the options.", de="Wähle eine der Möglichkeiten.")
TWICE = Text(en="You have named somebody twice.", de="Du hast jemanden zweimal genannt.")
TOO_MANY = Text(en="At most {n}, please.", de="Bitte höchstens {n}.")
EMPTY = Text(
    en="Choose somebody, or tick that you abstain.", de="Wähle jemanden oder kreuze an, dass du dich enthältst."
)
BOTH = Text(en="You cannot choose somebody and abstain.", de="Jemanden wählen und dich enthalten geht nicht zugleich.")
GAP = Text(en="Leave no choice empty before this one.", de="Lass davor keine Wahl frei.")
NUMBERS = Text(en="Numbers of the list, with commas, please.", de="Bitte Nummern der Liste mit Kommas.")
ABSTAINS = "0"
LONGEST_NAME, LONGEST_LISTED = 60, 50  # of an option's label, of a name in the list above
LONGEST_MORE = 150


class NotFilled(Exception):
    """The paper is not filled in as it can be counted; says which input needs another look, never what was chosen."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__("a ballot paper is not filled in as it can be counted")
        self.field, self.text = field, text


@dataclass(frozen=True, slots=True, repr=False)
class Filled:
    """What came back of a paper. It shows nothing when it is printed."""

    vote: str = ""
    marks: tuple[str, ...] = ()
    abstain: bool = False
    ranks: tuple[str, ...] = ()
    more: str = ""

    def __repr__(self) -> str:
        return "Filled(…)"


def inputs(writ: Writ, order: Sequence[int], *, abstentions: bool, codes: bool) -> tuple[Input, ...]:
    """The paper for a voter who sees the options in this order, numbered from 1."""
    if writ.method in RANKED:
        asked = _ranked(writ, order, abstentions)
    elif writ.method in (Method.APPROVAL, Method.SEVERAL_SEATS):
        asked = _marked(writ, order, abstentions)
    else:
        asked = [Choice("vote", VOTE, (*_single(writ, order), *_abstaining(abstentions)))]
    return (*asked, *([Line("half", CODE, hint=CODE_HINT, longest=LONGEST)] if codes else []))


def numbered(writ: Writ, order: Sequence[int]) -> list[Text]:
    """The options as this voter sees them, with their numbers, where there are more than the menus ask for."""
    return [_numbered(place, shortened(writ.options[one], LONGEST_LISTED)) for place, one in enumerate(order, 1)]


def needs_numbers(writ: Writ) -> bool:
    return writ.method in RANKED and len(writ.options) > len(RANKS)


def choice(filled: Filled, writ: Writ, order: Sequence[int], *, abstentions: bool) -> Ranking:
    """The options that were chosen, () for an abstention. Raises NotFilled."""
    places = {str(place): one for place, one in enumerate(order, 1)}
    if writ.method in RANKED:
        return _ranking(filled, places, abstentions)
    if writ.method in (Method.APPROVAL, Method.SEVERAL_SEATS):
        return _marks(filled, places, writ, abstentions)
    if filled.vote == ABSTAINS and abstentions:
        return ()
    if filled.vote not in places:
        raise NotFilled("vote", CHOOSE)
    return (places[filled.vote],)


def _single(writ: Writ, order: Sequence[int]) -> tuple[Option, ...]:
    if writ.method is Method.YES_NO:
        yes = YES.format(name=shortened(writ.options[0], LONGEST_NAME))
        return tuple(Option((yes, NO)[one], str(place)) for place, one in enumerate(order, 1))
    return tuple(Option(literal(_short(writ, one)), str(place)) for place, one in enumerate(order, 1))


def _marked(writ: Writ, order: Sequence[int], abstentions: bool) -> list[Input]:
    options = tuple(Option(literal(_short(writ, one)), str(place)) for place, one in enumerate(order, 1))
    hint = AS_MANY if writ.marks == len(writ.options) else UP_TO.format(n=writ.marks)
    abstain = [Check("abstain", ABSTAIN, hint=ABSTAIN_HINT)] if abstentions else []
    return [Choices("marks", MARKS, options, hint=hint), *abstain]


def _ranked(writ: Writ, order: Sequence[int], abstentions: bool) -> list[Input]:
    options = tuple(Option(_numbered(place, _short(writ, one)), str(place)) for place, one in enumerate(order, 1))
    asked: list[Input] = [
        Choice(
            f"rank{place}",
            label,
            (*options, *_abstaining(abstentions and place == 1)),
            required=place == 1,
        )
        for place, label in enumerate(RANKS[: len(options)], 1)
    ]
    if len(options) > len(RANKS):
        asked.append(Line("more", MORE, hint=MORE_HINT, required=False, longest=LONGEST_MORE))
    return asked


def _abstaining(offered: bool) -> tuple[Option, ...]:
    return (Option(ABSTAIN, ABSTAINS),) if offered else ()


def _numbered(place: int, name: str) -> Text:
    return NUMBERED.format(number=str(place), name=name)


def _short(writ: Writ, one: int) -> str:
    return shortened(writ.options[one], LONGEST_NAME)


def _ranking(filled: Filled, places: Mapping[str, int], abstentions: bool) -> Ranking:
    first, *others = filled.ranks
    named = [(f"rank{place}", given) for place, given in enumerate(filled.ranks, 1) if given]
    further = [("more", given) for given in _numbers(filled.more)]
    if first == ABSTAINS and abstentions:
        if any(others) or further:
            raise NotFilled("rank1", BOTH)
        return ()
    for place, (before, after) in enumerate(zip(filled.ranks, others, strict=False), 2):
        if after and not before:
            raise NotFilled(f"rank{place}", GAP)
    if further and not all(filled.ranks[: len(places)]):
        raise NotFilled("more", GAP)
    found: list[int] = []
    for field, given in [*named, *further]:
        if given not in places:
            raise NotFilled(field, NUMBERS if field == "more" else CHOOSE)
        if places[given] in found:
            raise NotFilled(field, TWICE)
        found.append(places[given])
    if not found:
        raise NotFilled("rank1", CHOOSE)
    return tuple(found)


def _marks(filled: Filled, places: Mapping[str, int], writ: Writ, abstentions: bool) -> Ranking:
    if not set(filled.marks) <= places.keys():
        raise NotFilled("marks", CHOOSE)
    chosen = sorted({places[mark] for mark in filled.marks})
    if len(chosen) > writ.marks:
        raise NotFilled("marks", TOO_MANY.format(n=writ.marks))
    if chosen and filled.abstain:
        raise NotFilled("abstain" if abstentions else "marks", BOTH)
    if not chosen and not (filled.abstain and abstentions):
        raise NotFilled("marks", EMPTY if abstentions else CHOOSE)
    return tuple(chosen)


def _numbers(words: str) -> list[str]:
    """The numbers as typed, without leading zeros; what is no number stays as it is and fits nothing."""
    pieces = words.replace(";", ",").replace(",", " ").replace(">", " ").split()
    return [piece.rstrip(".").lstrip("0") or piece for piece in pieces]
