"""The demo's meeting: planned, answered by some, with talks in its programme and rooms for which people wish."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from bot.chat.ui import action
from bot.demo.stage import Player, Stage
from bot.domain.agenda import Kind
from bot.domain.breakouts.session import Profile
from bot.domain.meetings import Answer

TITLE = "Winter working meeting"
AHEAD = 15  # days from today
SEED = 21
SHARE = 0.1  # of the people have answered when the demo opens
ANSWERS = [*[Answer.ONLINE] * 6, Answer.ONSITE, Answer.ONSITE, Answer.MAYBE, Answer.NO]
DESCRIPTION = (
    "Highlights of the groups, news from the committees, and time to meet each other. "
    "Highlights der Gruppen, Neues aus den Gremien und Zeit füreinander."
)
TALK = {
    "kind": Kind.TALK.value,
    "title": "Three patients in one clinic, thirty in the network",
    "about": "What counting rare diseases together took, and what we would do differently.",
}
HIGHLIGHT = {
    "kind": Kind.HIGHLIGHT.value,
    "title": "Würzburg and Marburg share their laboratory codes",
    "about": "Fünf Minuten über 1.200 LOINC-Codes, die jetzt beide benutzen.",
}
QUESTION = {
    "kind": Kind.QUESTION.value,
    "title": "Who keeps the software when a group ends?",
    "about": "Seven groups end in the next two years. Their programs are still in use.",
}
ROOMS = (
    "Sharing data across sites; 3-12; online",
    "Careers after the junior group; 3-12; online; {facilitator}",
    "Language models in the clinic; 3-12; online",
    "Lehre und Nachwuchs; 3-12; online",
)
WISHERS = 8


def plan(stage: Stage) -> None:
    """Plans and announces it as a coordinator does."""
    coordinator = stage.coordinator
    day = _weekday(stage.wall(AHEAD, 14).date())
    values = {
        "title": TITLE,
        "day": day.isoformat(),
        "time": "14:00",
        "zone": stage.zone,
        "mode": "hybrid",
        "lasts": "3h",
        "place": "Leipzig, Härtelstraße 16",
        "link": "https://meet.example.org/winter",
    }
    shown = stage.submit(coordinator, action("meeting.new"), values)
    details = stage.press(coordinator, shown, "meeting.details")
    stage.fill(coordinator, details, {"onsite_seats": "24", "description": DESCRIPTION})
    stage.click(coordinator, "meeting.announce", meeting=1)


def answer(stage: Stage) -> list[Player]:
    """Lets some people answer; returns who comes."""
    dice = random.Random(SEED)  # noqa: S311 (a demo, no secret)
    coming: list[Player] = []
    for player in dice.sample(stage.everybody, int(len(stage.everybody) * SHARE)):
        answered = dice.choice(ANSWERS)
        stage.click(player, "meeting.answer", meeting=1, answer=answered)
        coming += [player] if answered in (Answer.ONLINE, Answer.ONSITE) else []
    return coming


def propose(stage: Stage) -> None:
    """A talk that is in the programme, and two proposals that wait for the coordinators."""
    for handle, proposal in (("hauke.neumann", TALK), ("judith.moosrieder", HIGHLIGHT), ("laura.weber", QUESTION)):
        stage.submit(stage.player(handle), action("talk.propose"), proposal | {"meeting": "1"})
    stage.click(stage.coordinator, "agenda.take", meeting=1, talk=1)


def ask_for_wishes(stage: Stage, coming: Sequence[Player]) -> None:
    """Plans rooms and lets some of those who come wish for topics; nobody has a room yet."""
    coordinator = stage.coordinator
    until = f"{stage.wall(AHEAD - 2, 18):%Y-%m-%dT%H:%M}"
    form = stage.click(coordinator, "breakouts.change", meeting=1)
    values = {
        "rounds": "2",
        "until": until,
        "rooms": "\n".join(ROOMS).format(facilitator=coming[-1].person.name),
        "profile": Profile.BALANCED.value,
    }
    stage.press(coordinator, stage.fill(coordinator, form, values), "breakouts.ask")
    dice = random.Random(SEED)  # noqa: S311 (a demo, no secret)
    for player in coming[:WISHERS]:
        wishes = dice.sample(range(1, len(ROOMS) + 1), 2)
        carry = action("breakouts.wish", meeting=1)
        stage.submit(player, carry, {f"wish{rank}": str(room) for rank, room in enumerate(wishes, 1)})


def _weekday(day: date) -> date:
    """This day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
