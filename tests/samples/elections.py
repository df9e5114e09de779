"""Samples of elections before the vote: set-up, rules, roll, draft, nominations, trustees' words."""

from collections.abc import Sequence

from bot.domain.elections.trustees import new_words
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.electing import LIST, Held, announced, set_up, stand, take_words
from tests.sampling import Shown, reveal, sample


@sample
def election_set_up(chat: Chat) -> Sequence[Shown]:
    """The form with every mistake; the draft, its rules and its roll, with mistakes; discarded."""
    form = asked(chat.type("election new", CLARA))
    wrong = [
        *chat.fill(form, CLARA, office="A", seats="0", **_dates(), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(form, CLARA, office="A", seats="2", **_dates(), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(form, CLARA, office="A", **_dates(), committee="Clara Ordnung"),
        *chat.fill(form, CLARA, office="A", **_dates(), committee="Nobody", trustees="Ada Müller, Xy"),
        *chat.fill(form, CLARA, office="A", **_dates(), committee="Clara Ordnung, Eva Groß", trustees="Ada Müller"),
        *chat.fill(form, CLARA, office="A", **_dates(closes="2026-11-10T09:30"), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(form, CLARA, office="A", **_dates(closes="2029-01-01T09:30"), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(form, CLARA, office="A", **_dates(opens="2026-11-08T09:30"), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(
            form, CLARA, office="A", **_dates(nominations_until="2026-11-01T09:30"), committee="Clara Ordnung, Eva Groß"
        ),
        *chat.fill(form, CLARA, office="A", **_dates(closes="2027-03-28T02:30"), committee="Clara Ordnung, Eva Groß"),
        *chat.fill(form, CLARA, office="A", **_dates(closes="2026-10-25T02:30"), committee="Clara Ordnung, Eva Groß"),
    ]
    draft = set_up(chat, trustees="Ada Müller, Ben Mayr, Eva Groß")
    held = Held(chat, 1)
    rules = asked(held.press("rules", CLARA))
    bad_rules = [
        *chat.fill(rules, CLARA, quorum="101"),
        *chat.fill(rules, CLARA, contest_days="91"),
        *chat.fill(rules, CLARA, threshold="4"),
    ]
    ruled = chat.fill(rules, CLARA, quorum="50", base="cast", ties="lot", publication="sums", codes=False)
    roll = asked(held.press("roll", CLARA))
    bad_roll = [*chat.fill(roll, CLARA, groups="CDX, Nobody"), *chat.fill(roll, CLARA, also="Nobody")]
    empty = chat.fill(roll, CLARA, groups="FEDORIS")
    again = held.press("edit", CLARA)
    seen = [*chat.type("election roll", CLARA), *chat.type("elections", CLARA), *chat.type("election open 1", CLARA)]
    gone = [*held.press("discard", CLARA), *held.press("draft", CLARA), *chat.type("elections", EVA)]
    shown = reveal([*wrong, *bad_rules, *ruled, *bad_roll, *empty, *again, *seen, *gone])
    return [form, draft, rules, roll, *shown]


@sample
def election_announced(chat: Chat) -> Sequence[Shown]:
    """The card, nominations with and without success, an objection to the roll, the log."""
    held = announced(chat, roll={"unit": "group"})
    public = chat.public()
    form = asked(chat.type("nominate", BEN))
    said = [*chat.fill(form, BEN, person="Ada Müller"), *chat.fill(form, BEN, person="Ada Müller")]
    said += [*chat.fill(form, BEN, person="Clara Ordnung"), *chat.fill(form, BEN, person="Nobody")]
    said += chat.fill(form, BEN, statement="I listen. And I *bring* @channel to order.")
    chat.deliver()
    question = chat.direct(ADA)
    acceptance = asked(held.press("accept", ADA))
    said += [*held.press("decline", ADA), *held.press("accept", EVA), *held.press("withdraw", ADA)]
    chat.deliver()
    answered = chat.direct(BEN)
    objection = asked(held.press("objection", EVA))
    said += chat.fill(objection, EVA, words="Greta Holm is missing.")
    chat.deliver()
    objected = chat.direct(CLARA)
    said += [*held.press("answered", CLARA, objection=1), *held.press("answered", CLARA, objection=1)]
    said += chat.fill(asked(held.press("roll", CLARA)), CLARA, unit="person", roles=())
    said += [*held.press("candidates", ADA), *chat.type("elections 1", BEN), *chat.type("elections 1", CLARA)]
    said += [*held.press("withdraw", BEN), *chat.type("election roll 1", BEN), *chat.type("election log 1", BEN)]
    said += [*chat.type("", BEN)]
    return [*public, form, *question, acceptance, *answered, objection, *objected, *reveal(said)]


@sample
def election_trustees(chat: Chat) -> Sequence[Shown]:
    """Words are shown, mistyped in every way, confirmed; the committee sees who is missing."""
    held = announced(chat, trustees="Ada Müller, Ben Mayr, Eva Groß", committee="Clara Ordnung, Ada Müller")
    chat.deliver()
    asked_for = chat.direct(ADA)
    shown = asked(held.press("show", ADA))
    form = asked(held.press("confirm", ADA))
    take_words(held, BEN)
    wrong = [
        *chat.fill(form, ADA, words="one two"),
        *chat.fill(form, ADA, words="academic acid"),
        *chat.fill(form, ADA, words=WORDS),
        *chat.fill(form, ADA, words=new_words(9).words),
        *chat.fill(form, ADA, words=held.words[BEN.id]),
        *held.press("show", BEN),
        *held.press("confirm", CLARA),
    ]
    stand(held, EVA)
    missing = chat.type("election open 1", CLARA)
    chat.pass_time(LIST)
    waits = chat.public()[0]
    return [*asked_for, shown, form, *reveal([*wrong, *missing]), waits]


WORDS = (
    "academic acid acne acquire acrobat activity actress adapt adequate adjust "
    "admit adorn adult advance advocate afraid again agency agree aide"
)


def _dates(**changed: str) -> dict[str, str]:
    usual = {"nominations_until": "2026-11-09T12:00", "opens": "2026-11-10T09:00", "closes": "2026-11-17T12:00"}
    return usual | changed
