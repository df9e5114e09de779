"""Words that several parts of the announcements share."""

from collections.abc import Mapping

from bot.chat.text import Plural, Text
from bot.domain.announcements import (
    AnnouncementChanged,
    AnnouncementOut,
    AnnouncementWithdrawn,
    MomentPassed,
    MomentTooFar,
    NobodyAddressed,
    NoSuchAnnouncement,
)
from bot.domain.walltime import WallTimeMissing, WallTimeTwice
from bot.routing import Refusal

CHANGE = Text(en="Change", de="Ändern")
DISCARD = Text(en="Discard", de="Verwerfen")
WITHDRAW = Text(en="Withdraw", de="Zurückziehen")
ONE_PERSON = Text(en="one person", de="eine Person")
PEOPLE = Text(en="{n} people", de="{n} Personen")

REFUSALS: Mapping[type[Exception], Text | Refusal] = {
    NoSuchAnnouncement: Text(
        en="There is no such announcement any more. `{command} announce list` shows those there are.",
        de="Diese Ankündigung gibt es nicht mehr. `{command} ankündigen liste` zeigt, welche es gibt.",
    ),
    AnnouncementChanged: Text(
        en="This announcement has changed meanwhile, or has gone out, and I have done nothing. "
        "`{command} announce list` shows it as it is now.",
        de="Diese Ankündigung wurde inzwischen geändert oder ist schon draußen, und ich habe nichts getan. "
        "`{command} ankündigen liste` zeigt sie, wie sie jetzt ist.",
    ),
    AnnouncementWithdrawn: Text(
        en="This announcement was withdrawn. Write a new one with `{command} announce`.",
        de="Diese Ankündigung wurde zurückgezogen. Schreib eine neue mit `{command} ankündigen`.",
    ),
    AnnouncementOut: Text(
        en="This announcement is out already. `{command} announce list` shows where it stands.",
        de="Diese Ankündigung ist schon draußen. `{command} ankündigen liste` zeigt, wo sie steht.",
    ),
    MomentPassed: Refusal(
        Text(
            en="This moment has passed. Choose a later one, or leave it empty for at once.",
            de="Dieser Zeitpunkt ist vorbei. Wähle einen späteren, oder lass ihn leer für sofort.",
        ),
        field="when",
    ),
    MomentTooFar: Refusal(
        Text(
            en="Announcements can be scheduled up to a year ahead. Check the year.",
            de="Ankündigungen lassen sich bis zu ein Jahr im Voraus planen. Prüfe das Jahr.",
        ),
        field="when",
    ),
    NobodyAddressed: Refusal(
        Text(
            en="Nobody would see this. Choose a channel, or to whom I write directly.",
            de="Das würde niemand sehen. Wähle einen Kanal oder wem ich direkt schreibe.",
        ),
        field="to",
    ),
    WallTimeMissing: Refusal(
        Text(
            en="The clocks skip this time that night. Try {proposal}.",
            de="Diese Zeit überspringen die Uhren in dieser Nacht. Versuche {proposal}.",
        ),
        field="when",
    ),
    WallTimeTwice: Refusal(
        Text(
            en="The clocks go back that night, so this time comes twice. Try {proposal}.",
            de="In dieser Nacht werden die Uhren zurückgestellt, diese Zeit kommt zweimal. Versuche {proposal}.",
        ),
        field="when",
    ),
}


def people(number: int) -> Plural:
    return Plural(number, one=ONE_PERSON, other=PEOPLE)
