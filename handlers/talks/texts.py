"""Words that several parts of the programme share."""

from collections.abc import Mapping

from bot.chat.text import Text
from bot.domain.agenda import Kind, NoMeetingAhead, NoSuchTalk, NotYours, TalkTooLong
from bot.domain.people import NoSuchPerson
from bot.routing import Refusal
from handlers.meetings.texts import REFUSALS as OF_MEETINGS

KINDS: Mapping[Kind, Text] = {
    Kind.TALK: Text(en="talk", de="Vortrag"),
    Kind.HIGHLIGHT: Text(en="highlight", de="Highlight"),
    Kind.QUESTION: Text(en="question", de="Frage"),
}
WHAT = Text(en="{kind} · {title} · {speaker}", de="{kind} · {title} · {speaker}")
GONE = Text(en="somebody who has left", de="jemand, die oder der nicht mehr da ist")

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    **OF_MEETINGS,
    NoSuchPerson: Refusal(
        Text(
            en="I cannot tell who that is. Give the whole name or the e-mail address.",
            de="Ich weiß nicht, wer das ist. Schreib den ganzen Namen oder die E-Mail-Adresse.",
        ),
        field="speaker",
    ),
    NoSuchTalk: Text(
        en="This proposal is not there any more. `{command} agenda` shows the programme.",
        de="Diesen Vorschlag gibt es nicht mehr. `{command} programm` zeigt das Programm.",
    ),
    NotYours: Text(
        en="Only who proposed it, who speaks and the coordinators can change this.",
        de="Das können nur ändern: wer es vorgeschlagen hat, wer spricht und die Koordination.",
    ),
    TalkTooLong: Refusal(
        Text(
            en="From one minute to four hours, such as 15min or 1h.",
            de="Zwischen einer Minute und vier Stunden, zum Beispiel 15min oder 1h.",
        ),
        field="lasts",
    ),
    NoMeetingAhead: Text(
        en="No meeting is coming into which this could be taken. Plan one with `{command} meeting new`.",
        de="Es steht kein Treffen an, in das das passt. Plane eines mit `{command} treffen neu`.",
    ),
}
