"""Samples of elections from the vote on: ballots by every method, the close, results, files, polls."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.polls import ANSWER
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.electing import (
    CLOSES,
    LIST,
    OPENS,
    announced,
    ballot,
    closed,
    crowd,
    filled,
    join,
    opened,
    stand,
    vote,
)
from tests.sampling import Shown, reveal, sample


@sample
def election_open(chat: Chat) -> Sequence[Shown]:
    """The card, the invitation, a ballot with mistakes, what is said, what is written; a reminder; an extension."""
    held = opened(chat, BEN, ADA, committee="Clara Ordnung, Eva Groß")
    chat.pass_time(timedelta(hours=4))
    invited = chat.direct(EVA)
    form = ballot(held, EVA)
    said = [*chat.fill(form, EVA, half="abc"), *chat.fill(form, EVA, vote="9", half="abc")]
    said += [*chat.fill(form, EVA, **filled(form, "Ben"), half="a"), *chat.fill(form, EVA, **filled(form), half="turm")]
    said += chat.type("vote", EVA)
    chat.deliver()
    received = chat.direct(EVA)[len(invited) :]
    said += [*chat.type("elections", EVA), *chat.type("elections", BEN), *chat.type("elections 1", CLARA)]
    said += [*chat.type("election close 1", CLARA), *chat.type("election open 1", CLARA), *chat.type("", BEN)]
    before = len(chat.direct(BEN))
    chat.pass_time(CLOSES - timedelta(days=3))
    chat.pass_time(CLOSES - timedelta(days=1, hours=2))
    reminded = chat.direct(BEN)[before:]
    extension = asked(chat.type("election extend 1", CLARA))
    said += [*chat.fill(extension, CLARA, until="2026-11-16T12:00", reason="Holidays")]
    said += [*chat.fill(extension, CLARA, until="2026-11-20T12:00", reason="Holidays")]
    chat.deliver()
    return [*invited, form, *received, *reminded, extension, *reveal(said), *chat.public()]


@sample
def election_ballots(chat: Chat) -> Sequence[Shown]:
    """Ballots by the other methods: one candidate, marks, twelve to be ranked, several open elections."""
    sole = announced(chat)
    marks = announced(chat, office="Board", method="several-seats", seats="2")
    few = announced(chat, office="Speaker", method="instant-run-off")
    for held, candidates in ((sole, [BEN]), (marks, [ADA, BEN]), (few, [ADA, BEN])):
        stand(held, *candidates)
    chat.pass_time(LIST)
    chat.pass_time(OPENS)
    said = [
        *chat.fill(ballot(marks, EVA), EVA, half="abc"),
        *chat.fill(ballot(marks, EVA), EVA, marks=("1",), abstain=True, half="abc"),
        *chat.fill(ballot(marks, EVA), EVA, marks=("7",), half="abc"),
        *chat.fill(ballot(few, EVA), EVA, rank1="1", rank2="1", half="abc"),
        *chat.fill(ballot(few, EVA), EVA, rank1="0", rank2="1", half="abc"),
        *chat.type("vote", EVA),
    ]
    return [ballot(sole, EVA), ballot(marks, EVA), ballot(few, EVA), *reveal(said)]


@sample
def election_twelve(chat: Chat) -> Sequence[Shown]:
    """A ranked ballot with twelve candidates: the form, further ranks by number, mistakes, the result by rounds."""
    people = crowd(12)
    join(chat, *people)
    held = opened(chat, *people, method="scottish-stv", seats="3", committee="Clara Ordnung, Eva Groß")
    form = ballot(held, ADA)
    first = {f"rank{place}": str(place) for place in range(1, 7)}
    said = [
        *chat.fill(form, ADA, **first, more="seven", half="abc"),
        *chat.fill(form, ADA, **first, more="7, 7", half="abc"),
        *chat.fill(form, ADA, **(first | {"rank2": ""}), half="abc"),
        *chat.fill(form, ADA, rank1="1", more="7", half="abc"),
        *chat.fill(form, ADA, **first, more="7 8, 12", half="abc"),
    ]
    return [form, *reveal([*said, *held.press("candidates", ADA)])]


@sample
def election_rounds(chat: Chat) -> Sequence[Shown]:
    """Two seats in proportion, with a surplus, somebody who is out, parts of votes, and too few candidates elected."""
    people = crowd(12)
    join(chat, *people)
    anton, berta, caesar, doris = (person.first_name for person in people[:4])
    held = opened(chat, *people[:4], method="scottish-stv", seats="2", rules={"quorum": "10"})
    papers = [(anton, berta)] * 6 + [(berta, caesar)] * 2 + [(caesar, doris)] * 3 + [(doris, berta)]
    for voter, names in zip(people, papers, strict=True):
        vote(held, voter, *names)
    chat.pass_time(CLOSES + timedelta(minutes=1))
    return reveal([*chat.type("election result", ADA), *held.press("files", EVA), *held.press("files", CLARA)])


@sample
def election_run_off(chat: Chat) -> Sequence[Shown]:
    """Nobody has a majority: the run-off opens by itself, on the same roll."""
    people = crowd(9)
    join(chat, *people)
    held = opened(chat, *people[:3])
    names = [people[0].first_name] * 4 + [people[1].first_name] * 3 + [people[2].first_name] * 2
    for voter, name in zip(people, names, strict=True):
        vote(held, voter, name)
    chat.pass_time(CLOSES + timedelta(minutes=1))
    return [*chat.public(), *reveal([*chat.type("vote", EVA), *chat.type("elections 2", CLARA)])]


@sample
def election_without_result(chat: Chat) -> Sequence[Shown]:
    """Too few voted; nobody stands; nobody has a majority of yes; cancelled."""
    quorum = opened(chat, BEN, rules={"quorum": "60"})
    vote(quorum, EVA, "Yes")
    alone = announced(
        chat, office="Board", opens="2026-11-19T09:00", nominations_until="2026-11-18T12:00", closes="2026-11-20T12:00"
    )
    chat.pass_time(CLOSES + timedelta(minutes=1))
    chat.pass_time(CLOSES + timedelta(days=2))
    off = announced(
        chat,
        office="Speaker",
        opens="2026-11-29T09:00",
        nominations_until="2026-11-28T12:00",
        closes="2026-11-30T12:00",
    )
    form = asked(chat.type("election cancel", CLARA))
    said = chat.fill(form, CLARA, reason="We merge the two offices.")
    chat.deliver()
    said += [*alone.press("nominate", BEN), *off.press("candidates", BEN), *chat.type("election promise", BEN)]
    return [form, *reveal(said), *chat.public()]


@sample
def election_counted(chat: Chat) -> Sequence[Shown]:
    """Trustees enter their words, with mistakes; the result, my ballot, files, acceptance, next in line, the end."""
    join(chat, *crowd(2))
    held = opened(chat, BEN, ADA, trustees="Ada Müller, Ben Mayr, Eva Groß", method="relative-majority")
    for voter, name in ((ADA, "Ben"), (BEN, "Ben"), (EVA, "Ada"), (CLARA, "Ben")):
        vote(held, voter, name)
    for voter in crowd(2):
        vote(held, voter)
    chat.pass_time(CLOSES + timedelta(minutes=1))
    asked_for = [message for message in chat.direct(ADA) if "words" in repr(message.title)]
    waiting = chat.public()[:1]
    form = asked(held.press("words", ADA))
    wrong = [*chat.fill(form, ADA, words=held.words[EVA.id]), *held.press("words", CLARA), *held.press("vote", ADA)]
    closed(held, ADA, EVA)
    chat.pass_time(timedelta(hours=22))
    check = asked(held.press("check", EVA))
    said = [*chat.fill(check, EVA, code="nothing"), *held.press("files", EVA), *held.press("files", CLARA)]
    said += chat.type("election result 1", EVA)
    elected = chat.direct(BEN)
    said += [*held.press("office", BEN, accept=0), *held.press("office", BEN, accept=0)]
    chat.deliver()
    said += held.press("office", ADA, accept=1)
    said += held.press("office", ADA, accept=1)
    chat.pass_time(timedelta(days=8))
    said += [*held.press("check", EVA), *chat.type("election log 1", EVA)]
    letters = [*chat.direct(EVA)[-2:]]
    return [*asked_for, *waiting, form, check, *elected, *letters, *reveal([*wrong, *said]), *chat.public()]


@sample
def polls(chat: Chat) -> Sequence[Shown]:
    """Asked, answered, closed with few answers and with many; called off; words that are no poll."""
    join(chat, *crowd(5))
    wrong = [*chat.type("poll Tea?", BEN), *chat.type("poll Tea? | Yes | yes", BEN)]
    said = chat.type('poll "Tea or *coffee*?" | Tea | *Coffee* | 2h', BEN)
    chat.deliver()
    shown = chat.public()
    form = asked(chat.click(shown[0], ANSWER, EVA))
    said += [*chat.fill(form, EVA, vote="1"), *chat.type("vote", EVA)]
    said += chat.type("umfrage Wann? | heute | morgen", EVA)
    for voter in crowd(5):
        second = asked(chat.press("election.vote?election=2", voter))
        chat.fill(second, voter, **filled(second, "morgen"))
    said += chat.type("poll Now? | Yes | No", BEN)
    said += chat.fill(asked(chat.type("election cancel 3", BEN)), BEN, reason="Never mind")
    chat.pass_time(timedelta(hours=3))
    few = chat.public()
    chat.pass_time(timedelta(days=1))
    return [*shown, form, *reveal([*wrong, *said]), *few, *chat.public()]
