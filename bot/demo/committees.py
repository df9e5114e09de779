"""The demo's committees: who represents the network, a call, what was announced, and who hears of it."""

from collections.abc import Mapping, Sequence

from bot.chat.replies import Answer
from bot.chat.ui import action
from bot.demo.stage import Player, Stage
from bot.domain.announcements import Audience
from bot.domain.committees import Kind
from bot.domain.subscriptions import EVERYTHING, Rhythm, of_committee

STEERING, SHARING = 1, 2
COMMITTEES = (
    {
        "name": "Steering Committee",
        "kind": Kind.STEERING.value,
        "about": "Decides on the direction and the money of the initiative, four times a year. "
        "Entscheidet viermal im Jahr über Richtung und Geld der Initiative.",
        "website": "https://steering.example.org",
    },
    {
        "name": "Data Sharing",
        "kind": Kind.WORKING_GROUP.value,
        "about": "Agrees on how sites share data, and on the words for it. "
        "Vereinbart, wie Standorte Daten teilen und wie sie das nennen.",
    },
)
REPRESENTATIVES = (("huda.khalil", "", 45), ("timo.baur", "deputy", 230))  # in Data Sharing, for so many days
ELECTED_FOR = 730  # days
CALL = {
    "title": "Somebody to speak for us in Data Sharing",
    "text": "Huda Khalil's term ends soon. The working group meets every second month, by video; whoever likes to "
    "argue about consent forms is right here.\n"
    "Die Amtszeit von Huda Khalil endet bald. Die AG trifft sich alle zwei Monate per Video.",
}
CALL_DEADLINE = 24  # days from today
SCHOOL = {
    "title": "Summer school: ten places left",
    "text": "The *summer school on clinical data* has ten places left. Travel is paid; write to "
    "school@example.org by the end of the month.\n"
    "Für die *Sommerschule zu klinischen Daten* gibt es noch zehn Plätze. Die Reise wird bezahlt.",
}


def found(stage: Stage) -> None:
    """Two committees with their representatives, one of whom leaves soon."""
    coordinator = stage.coordinator
    for committee in COMMITTEES:
        stage.submit(coordinator, action("committee.new"), committee)
    for who, role, days in REPRESENTATIVES:
        _represent(stage, SHARING, stage.player(who), role, days)


def seat(stage: Stage, elected: Sequence[Player]) -> None:
    """Enters those who were elected into the Steering Committee."""
    for player in elected:
        _represent(stage, STEERING, player, "", ELECTED_FOR)


def _represent(stage: Stage, committee: int, player: Player, role: str, days: int) -> None:
    until = stage.wall(days, 0).date().isoformat()
    values = {"person": player.person.email, "role": role, "until": until}
    stage.submit(stage.coordinator, action("mandate.new", committee=committee), values)


def subscribe(stage: Stage) -> None:
    """The channel for news hears of everything, two people of one committee."""
    steering = of_committee(STEERING)
    _subscribe(stage, stage.coordinator, EVERYTHING, Rhythm.AT_ONCE, target="channel")
    _subscribe(stage, stage.player("laura.weber"), steering, Rhythm.WEEKLY)
    _subscribe(stage, stage.player("dirk.mooseder"), steering, Rhythm.DAILY)


def _subscribe(stage: Stage, who: Player, subject: str, rhythm: Rhythm, target: str = "me") -> None:
    values = {"subject": subject, "rhythm": rhythm.value, "target": target}
    stage.submit(who, action("subscriptions.save"), values, channel="news")


def announce(stage: Stage) -> None:
    """Something for everybody, in the channel for announcements."""
    _post(stage, stage.type(stage.coordinator, "announce"), SCHOOL)


def call(stage: Stage) -> None:
    """A committee looks for somebody, and one person is interested."""
    deadline = stage.wall(CALL_DEADLINE, 0).date().isoformat()
    opened = stage.submit(stage.coordinator, action("call.new", committee=SHARING), CALL | {"day": deadline})
    form = stage.press(stage.coordinator, opened, "announcement.of_call")
    _post(stage, form, CALL | {"about": COMMITTEES[SHARING - 1]["name"]})
    stage.click(stage.player("leonie.schwab"), "call.interest", call=1)


def _post(stage: Stage, asked: Answer, words: Mapping[str, str]) -> None:
    """Fills in an announcement, looks at it and posts it."""
    where = {"channels": ("announcements/web",), "to": Audience.NOBODY.value}
    shown = stage.fill(stage.coordinator, asked, {**words, **where})
    stage.press(stage.coordinator, shown, "announcement.post")
