"""One's own entry in the directory: what it says and who may see which field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Area, Choice, Form, Line, Option, action
from bot.domain.people import Person, Visibility
from bot.routing import Help, Prose, Router
from handlers.portraits import person_card
from storage import Store
from storage.roster import Snapshot

TITLE = Text(en="My profile", de="Mein Profil")
INTRO = Text(
    en="Name, group and role come from your coordinators; tell them if they are wrong.",
    de="Name, Gruppe und Rolle trägt die Koordination ein; sag ihr, wenn etwas nicht stimmt.",
)
SAVE = Text(en="Save", de="Speichern")
ACADEMIC = Text(en="Academic title", de="Akademischer Titel")
TOPICS = Text(en="Topics", de="Themen")
TOPICS_HINT = Text(en="Separated by semicolons", de="Durch Semikolon getrennt")
LANGUAGES = Text(en="Languages", de="Sprachen")
LANGUAGES_HINT = Text(en="Codes such as de; en; tr", de="Kürzel wie de; en; tr")
ORCID = Text(en="ORCID iD", de="ORCID iD")
SEES_EMAIL = Text(en="Who sees e-mail", de="Wer sieht E-Mail")
SEES_TOPICS = Text(en="Who sees topics", de="Wer sieht Themen")
SEES_ORCID = Text(en="Who sees ORCID", de="Wer sieht ORCID")
SEES_LANGUAGES = Text(en="Who sees languages", de="Wer sieht Sprachen")
LEVELS = {
    Visibility.NOBODY: Text(en="only me", de="nur ich"),
    Visibility.NETWORK: Text(en="the network", de="das Netzwerk"),
    Visibility.PUBLIC: Text(en="everybody", de="alle"),
}
WRONG_ORCID = Text(
    en="This is no valid ORCID iD. One looks like 0000-0002-1825-0097.",
    de="Das ist keine gültige ORCID iD. So sieht eine aus: 0000-0002-1825-0097.",
)
TAKEN_ORCID = Text(
    en="Somebody else has this ORCID iD. Tell your coordinators if it is yours.",
    de="Diese ORCID iD gehört schon jemandem. Sag der Koordination Bescheid, wenn es deine ist.",
)
UNPRINTABLE = Text(
    en="This contains a character that nobody can see. Please type it anew.",
    de="Darin steckt ein Zeichen, das niemand sehen kann. Bitte tippe es neu.",
)
TITLE_LENGTH, TOPICS_LENGTH, LANGUAGES_LENGTH, ORCID_LENGTH = 50, 2000, 300, 40  # as in the files of the directory

routes = Router()


@routes.command(
    "profile",
    "profil",
    reads=True,
    help=Help(
        Text(en="Edit your entry and choose who sees what.", de="Deinen Eintrag ändern und wählen, wer was sieht."),
        usage=Text(en="profile", de="profil"),
    ),
)
def open_profile(me: Person) -> Iterator[Ask]:
    options = tuple(Option(label, level.value) for level, label in LEVELS.items())

    def seen(name: str, label: Text) -> Choice:
        return Choice(f"sees_{name}", label, options, me.visibility.get(name, Visibility.NETWORK).value)

    inputs = (
        Line("title", ACADEMIC, me.title, required=False, longest=TITLE_LENGTH),
        Area("topics", TOPICS, _joined(me.topics, TOPICS_LENGTH), TOPICS_HINT, required=False, longest=TOPICS_LENGTH),
        Line(
            "languages",
            LANGUAGES,
            _joined(me.languages, LANGUAGES_LENGTH),
            LANGUAGES_HINT,
            required=False,
            longest=LANGUAGES_LENGTH,
        ),
        Line("orcid", ORCID, me.orcid, required=False, longest=ORCID_LENGTH),
        seen("email", SEES_EMAIL),
        seen("topics", SEES_TOPICS),
        seen("languages", SEES_LANGUAGES),
        seen("orcid", SEES_ORCID),
    )
    yield Ask(Form(TITLE, inputs, SAVE, action("profile.save"), INTRO))


routes.button("profile.edit", reads=True)(open_profile)


@routes.form("profile.save")
def save_profile(
    store: Store,
    me: Person,
    snapshot: Snapshot,
    now: datetime,
    sees_email: Visibility,
    sees_topics: Visibility,
    sees_languages: Visibility,
    sees_orcid: Visibility,
    title: Annotated[str, TITLE_LENGTH] = "",
    topics: Annotated[Prose, TOPICS_LENGTH] = Prose(""),
    languages: Annotated[str, LANGUAGES_LENGTH] = "",
    orcid: Annotated[str, ORCID_LENGTH] = "",
) -> Iterator[Reply]:
    problems = _problems({"title": title, "topics": topics, "languages": languages, "orcid": orcid})
    if not problems and _is_taken(orcid, me, snapshot):
        problems = {"orcid": TAKEN_ORCID}
    if problems:
        yield Reject(problems)
        return
    edited = replace(
        store.directory.person(me.id),
        title=title,
        topics=_pieces(topics, ";\n"),
        languages=_pieces(languages, ";,"),
        orcid=_orcid(orcid),
        visibility={"email": sees_email, "topics": sees_topics, "languages": sees_languages, "orcid": sees_orcid},
    )
    store.directory.edit(edited)
    store.entries.confirm(me.id, now)
    yield Whisper(person_card(edited, me, snapshot, now))


def _problems(fields: Mapping[str, str]) -> dict[str, Text]:
    """What no file of the directory could hold, by field."""
    from bot.domain.files import cells  # noqa: PLC0415 (a late import: see tests/test_shape.py)

    problems: dict[str, Text] = {}
    for name, words in fields.items():
        try:
            cells.refuse_unprintable(words)
            cells.orcid(words if name == "orcid" else "")
        except cells.Refused:
            problems[name] = WRONG_ORCID if name == "orcid" else UNPRINTABLE
    return problems


def _is_taken(orcid: str, me: Person, snapshot: Snapshot) -> bool:
    others = (person.orcid for person in snapshot.directory.people if person.id != me.id)
    return bool(orcid) and _orcid(orcid) in others


def _orcid(written: str) -> str:
    """As the directory keeps it. For what `_problems` has not refused."""
    from bot.domain.files import cells  # noqa: PLC0415 (as above)

    return cells.orcid(written)


def _joined(words: Sequence[str], longest: int) -> str:
    """As one reads it, or as tightly as the files have it if that would be too long."""
    return joined if len(joined := "; ".join(words)) <= longest else ";".join(words)


def _pieces(words: str, separators: str) -> tuple[str, ...]:
    """The pieces between any of the separators, each once, in order."""
    return tuple(dict.fromkeys(piece for raw in re.split(f"[{separators}]", words) if (piece := raw.strip())))
