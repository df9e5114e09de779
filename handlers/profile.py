"""One's own entry in the directory: what it says and who may see which field."""

from collections.abc import Iterator
from dataclasses import replace

from bot.chat.replies import Ask, Reject, Reply, Whisper
from bot.chat.text import Text
from bot.chat.ui import Choice, Form, Line, Option, action
from bot.domain.files import cells
from bot.domain.people import Person, Visibility
from bot.routing import Help, Router
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
        Line("title", ACADEMIC, me.title, required=False),
        Line("topics", TOPICS, "; ".join(me.topics), TOPICS_HINT, required=False, longest=300),
        Line("languages", LANGUAGES, "; ".join(me.languages), LANGUAGES_HINT, required=False),
        Line("orcid", ORCID, me.orcid, required=False, longest=40),
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
    sees_email: Visibility,
    sees_topics: Visibility,
    sees_languages: Visibility,
    sees_orcid: Visibility,
    title: str = "",
    topics: str = "",
    languages: str = "",
    orcid: str = "",
) -> Iterator[Reply]:
    try:
        orcid = cells.orcid(orcid) if orcid else ""
    except cells.Refused:
        yield Reject({"orcid": WRONG_ORCID})
        return
    edited = replace(
        store.directory.person(me.id),
        title=title,
        topics=_list(topics),
        languages=_list(languages.replace(",", ";")),
        orcid=orcid,
        visibility={"email": sees_email, "topics": sees_topics, "languages": sees_languages, "orcid": sees_orcid},
    )
    store.directory.edit(edited)
    yield Whisper(person_card(edited, me, snapshot))


def _list(words: str) -> tuple[str, ...]:
    """The pieces between semicolons, each once, in order."""
    return tuple(dict.fromkeys(piece for raw in words.split(";") if (piece := raw.strip())))
