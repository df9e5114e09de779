"""The demo's elections: one that is over, with its result, one in which the group leaders vote, and a poll."""

import random
from collections.abc import Sequence

from bot.chat.ui import action
from bot.demo.stage import Player, Stage, form_of, option
from bot.domain.elections.tally import Method
from bot.domain.people import Role

SEED = 34
COMMITTEE = "Zbigniew Źródłowski, Yan Yang"
FIRST, SECOND, POLL = 1, 2, 3  # their numbers
OVER = {"office": "Representatives in the Steering Committee", "seats": "2", "method": Method.SCOTTISH_STV.value}
OPEN = {"office": "Speaker of the junior research groups", "seats": "1", "method": Method.INSTANT_RUN_OFF.value}
STATEMENTS = {
    FIRST: {
        "juergen.mayr": "I will write down after each meeting what was decided, on one page.",
        "judith.zimmermann": "Wer am Krankenbett forscht, soll auch mitreden, wenn es um Geld geht.",
        "xiuying.guo": "Less travelling, more results: two of four meetings by video.",
    },
    SECOND: {
        "ines.molina-sanchez": "I answer within a day and ask before I decide.",
        "uwe.bhattacharya": "Ich möchte, dass wir mit einer Stimme sprechen, wenn es um Stellen geht.",
        "joanna.lewandowska-schumacher": "What one group has solved, nobody else should have to solve again.",
    },
}
WEIGHTS = {FIRST: (5, 4, 2), SECOND: (3, 2, 2)}  # how well the candidates are liked, in the order of the statements
CODES = ("moon", "tea", "lake", "maple", "kite")  # their part of the tracking codes
VOTERS = {FIRST: 11, SECOND: 6}
QUESTION = '"When shall we have the next writing retreat?" | In March | In May | In September | 6d'
ANSWERS = ("In March", "In May", "In May", "In September")
RESPONDENTS = 5


def set_up(stage: Stage, number: int, opens: int, closes: int) -> None:
    """Sets an election up and announces it; it opens and closes so many days from today."""
    values = OVER if number == FIRST else OPEN
    moments = {"nominations_until": (opens, 9), "opens": (opens, 9), "closes": (closes, 18)}
    walls = {name: f"{stage.wall(days, hour):%Y-%m-%dT%H:%M}" for name, (days, hour) in moments.items()}
    shown = stage.submit(stage.coordinator, action("election.new"), values | walls | {"committee": COMMITTEE})
    stage.press(stage.coordinator, shown, "election.announce")


def stand(stage: Stage, number: int) -> None:
    """Some group leaders nominate themselves."""
    for handle, statement in STATEMENTS[number].items():
        stage.submit(stage.player(handle), action("election.nominate", election=number), {"statement": statement})


def vote(stage: Stage, number: int) -> None:
    """So many leaders vote as the dice say; those whom a visitor finds first still have their vote."""
    dice = random.Random(SEED + number)  # noqa: S311 (a demo, no secret)
    leaders = [player for player in stage.everybody if player.person.role is Role.LEADER]
    for player in leaders[-VOTERS[number] :]:
        form = form_of(stage.click(player, "election.vote", election=number))
        ranks = _ranking(stage, number, dice)
        values = {f"rank{place}": option(form, f"rank{place}", name) for place, name in enumerate(ranks, 1)}
        stage.submit(player, form.carry, values | {"half": dice.choice(CODES)})


def accept(stage: Stage) -> list[Player]:
    """Whoever is elected accepts; returns them."""
    with stage.reading() as store:
        asked = store.election_people.offices(FIRST)
    elected = [player for player in map(stage.player, STATEMENTS[FIRST]) if player.person.id in asked]
    for player in elected:
        stage.click(player, "election.office", election=FIRST, accept=1)
    return elected


def ask(stage: Stage) -> None:
    """A poll in the general channel, which some have answered."""
    stage.type(stage.player("michael.wolfshofer"), f"poll {QUESTION}")
    dice = random.Random(SEED)  # noqa: S311 (a demo, no secret)
    for player in dice.sample(stage.everybody[40:], RESPONDENTS):
        form = form_of(stage.click(player, "election.vote", election=POLL))
        stage.submit(player, form.carry, {"vote": option(form, "vote", dice.choice(ANSWERS))})


def _ranking(stage: Stage, number: int, dice: random.Random) -> Sequence[str]:
    """Up to three names, the better liked ones more often first."""
    liked: dict[str, float] = {}
    for handle, weight in zip(STATEMENTS[number], WEIGHTS[number], strict=True):
        liked[stage.player(handle).person.name] = dice.random() ** (1 / weight)
    return sorted(liked, key=lambda name: -liked[name])[: dice.randint(1, 3)]
