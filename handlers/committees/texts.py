"""Words that several parts of the committees share."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.network import Network
from bot.chat.text import Plural, Text
from bot.domain.committees import (
    CallOver,
    CommitteeChanged,
    DeadlinePassed,
    Kind,
    NameTaken,
    NoSuchCall,
    NoSuchCommittee,
    NoSuchMandate,
)
from bot.domain.people import NoSuchPerson
from bot.routing import Refusal

OTHER = Text(en="Other body", de="Weiteres Gremium")
COMMITTEE = Text(en="Committee", de="Gremium")
DEADLINE = Text(en="Deadline", de="Frist")
DAY = Text(en="{day}", de="{day}")
SAVE = Text(en="Save", de="Speichern")
CHANGE = Text(en="Change", de="Ändern")
NAME = Text(en="{name}", de="{name}")
ONE_PERSON = Text(en="one person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    NoSuchCommittee: Text(
        en="There is no such committee. `{command} committees` shows all of them.",
        de="Dieses Gremium gibt es nicht. `{command} gremien` zeigt alle.",
    ),
    NoSuchCall: Text(
        en="There is no such call. `{command} committees` shows the open ones.",
        de="Diesen Aufruf gibt es nicht. `{command} gremien` zeigt die offenen.",
    ),
    NoSuchMandate: Text(
        en="This has been ended already. `{command} committees` shows who represents us where.",
        de="Das ist schon beendet. `{command} gremien` zeigt, wer uns wo vertritt.",
    ),
    CallOver: Text(
        en="This call is over. `{command} committees` shows the open ones.",
        de="Dieser Aufruf ist vorbei. `{command} gremien` zeigt die offenen.",
    ),
    CommitteeChanged: Text(
        en="Somebody has changed this meanwhile, and I have saved nothing. Open the form again.",
        de="Inzwischen hat jemand das geändert, und ich habe nichts gespeichert. Öffne das Formular neu.",
    ),
    NameTaken: Refusal(
        Text(en="Another committee has this name.", de="Ein anderes Gremium heißt schon so."), field="name"
    ),
    DeadlinePassed: Refusal(
        Text(en="This day has passed. Choose a later one.", de="Dieser Tag ist vorbei. Wähle einen späteren."),
        field="day",
    ),
    NoSuchPerson: Refusal(
        Text(
            en="I cannot tell who that is. Give the whole name or the e-mail address.",
            de="Ich weiß nicht, wer das ist. Schreib den ganzen Namen oder die E-Mail-Adresse.",
        ),
        field="person",
    ),
}


def kind_name(kind: Kind, network: Network) -> Text:
    """What the network calls this kind of committee."""
    names = {Kind.STEERING: network.steering, Kind.WORKING_GROUP: network.working_group, Kind.PROJECT: network.project}
    return names.get(kind, OTHER)


def today_of(network: Network, now: datetime) -> date:
    """The day on which deadlines and mandates of the network end."""
    return now.astimezone(ZoneInfo(network.timezone)).date()


def people(number: int) -> Plural:
    return Plural(number, one=ONE_PERSON, other=PEOPLE)
