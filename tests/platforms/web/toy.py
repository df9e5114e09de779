"""A toy network for the embedded chat: a few people, two channels, and a bot that knows just enough to be looked at."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.chat.events import Account, Click, Command, Event, Submission
from bot.chat.replies import Answer, Ask, Reject, Whisper, whisper
from bot.chat.text import Reader, Text, link, literal
from bot.chat.ui import (
    Area,
    Bars,
    Button,
    Check,
    Choice,
    Choices,
    Day,
    Divider,
    Fields,
    Form,
    Items,
    Line,
    Menu,
    Message,
    Moment,
    Option,
    Paragraph,
    action,
    unpack,
)
from bot.platforms.seal import Seal
from bot.platforms.web.adapter import Web
from bot.platforms.web.scene import Channel, Face, Hint

START = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
MEETING = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
CHANNELS = (
    Channel("announcements", "announcements", Text(en="What everybody should know", de="Was alle wissen sollten")),
    Channel("elections", "elections", Text(en="Candidates, ballots, results", de="Kandidaturen, Wahlen, Ergebnisse")),
    Channel("coffee", "coffee", Text(en="Everything else", de="Alles andere")),
)
ONLINE, ONSITE = Text(en="Online", de="Online"), Text(en="On site", de="Vor Ort")
MAYBE, NO = Text(en="Maybe", de="Vielleicht"), Text(en="No", de="Nein")
NAMES = (
    ("ada", "Ada Winter", "Coordination", "Koordination", "de"),
    ("grace", "Dr. Grace Okafor", "Group leader, PHENOVAR", "Gruppenleitung, PHENOVAR", "en"),
    ("jonas", "Jonas Müller-Lüdenscheidt", "OMOPIA, Hamburg", "OMOPIA, Hamburg", "de"),
    ("noor", "نور حداد", "INTERLUNA, Kiel", "INTERLUNA, Kiel", "en"),
)


def faces(more: int = 60) -> tuple[Face, ...]:
    """Four pinned people, one for each way to use the page, and a crowd."""
    pinned = [
        Face(user, name, Text(en=en, de=de), f"{user}@example.org", language, "Europe/Berlin", pinned=True)
        for user, name, en, de, language in NAMES
    ]
    note = Text(en="Researcher, Leipzig", de="Forschung, Leipzig")
    crowd = [Face(f"p{n:06}", f"Person Nr. {n}", note, f"p{n}@example.org", "en", "") for n in range(more)]
    return (*pinned, *crowd)


class Clock:
    """The demo's clock, which stands still until somebody moves it."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    def jump(self, to: str) -> datetime:
        ahead = self.preview().get(to)
        self.moment = ahead if ahead else self.moment + timedelta(days=1)
        return self.moment

    def preview(self) -> dict[str, datetime | None]:
        reminder = MEETING - timedelta(days=3)
        return {
            "next": reminder if reminder > self.moment else None,
            "meeting": MEETING if self.moment < MEETING else None,
        }


def commands(account: Account) -> tuple[Hint, ...]:
    german = account.language == "de"
    return tuple(
        Hint(usage, de if german else en)
        for usage, en, de in (
            ("/jrg help [word]", "What I can do", "Was ich kann"),
            ("/jrg find <words>", "People, groups and topics", "Personen, Gruppen und Themen"),
            ("/jrg meetings", "What is coming", "Was ansteht"),
            ("/jrg meeting new", "Plan a meeting", "Ein Treffen planen"),
            ("/jrg rsvp online|onsite|maybe|no [meeting]", "Say whether you come", "Zu- oder absagen"),
            ("/jrg settings", "Language, reminders, my data", "Sprache, Erinnerungen, meine Daten"),
        )
    )


def invitation(answers: tuple[int, int, int] = (31, 12, 4)) -> Message:
    """A public card with every kind of part."""
    return Message(
        Text(en="Winter meeting of the junior research groups", de="Wintertreffen der Nachwuchsgruppen"),
        (
            Paragraph(
                Text(
                    en="Two talks, then *breakout rooms*. Wish for a topic with `/jrg breakouts`.",
                    de="Zwei Vorträge, danach *Gruppenräume*. Wünsch dir ein Thema mit `/jrg räume`.",
                )
            ),
            Fields(
                (
                    (Text(en="When", de="Wann"), Text(en="{when}", de="{when}").format(when=MEETING)),
                    (Text(en="Where", de="Wo"), literal("Leipzig, Härtelstraße 16")),
                    (Text(en="Online", de="Online"), _link("meet.example.org", "https://meet.example.org/winter")),
                )
            ),
            Bars(((ONLINE, answers[0]), (ONSITE, answers[1]), (MAYBE, answers[2]))),
            Button(ONLINE, action("rsvp", answer="online"), "primary"),
            Button(ONSITE, action("rsvp", answer="onsite")),
            Button(MAYBE, action("rsvp", answer="maybe")),
            Button(NO, action("rsvp", answer="no"), "danger"),
        ),
        Text(en="You can change your answer at any time.", de="Du kannst deine Antwort jederzeit ändern."),
    )


def found(words: str) -> Message:
    return Message(
        Text(en="Found for “{words}”", de="Gefunden für „{words}“").format(words=words),
        (
            Items(
                (
                    Text(en="*{name}*, {group}", de="*{name}*, {group}").format(
                        name="Dr. Lena Meyer", group="PHENOVAR"
                    ),
                    Text(en="*{name}*, {group}", de="*{name}*, {group}").format(name="Tim Maier", group="OMOPIA"),
                ),
                more=3,
            ),
            Divider(),
            Menu(
                Text(en="Show a profile", de="Profil zeigen"),
                action("who"),
                (Option(literal("Lena Meyer"), "p1"), Option(literal("Tim Maier"), "p2")),
            ),
            Button(Text(en="Search again", de="Noch einmal suchen"), action("again")),
        ),
    )


def planning() -> Form:
    """A form with every kind of input."""
    rooms = tuple(Option(literal(f"R{n}"), f"r{n}") for n in range(1, 8))
    return Form(
        Text(en="New meeting", de="Neues Treffen"),
        (
            Line("title", Text(en="Title", de="Titel")),
            Moment("starts", Text(en="Begins", de="Beginn"), hint=Text(en="Berlin time", de="Berliner Zeit")),
            Day("until", Text(en="Answers until", de="Antworten bis"), date(2026, 12, 1), required=False),
            Choice("kind", Text(en="Kind", de="Art"), (Option(ONLINE, "online"), Option(ONSITE, "onsite")), "online"),
            Choice("room", Text(en="Room", de="Raum"), rooms, required=False),
            Choices("topics", Text(en="Topics", de="Themen"), rooms[:3], ("r2",)),
            Area("agenda", Text(en="Agenda", de="Programm"), required=False),
            Check(
                "remind", Text(en="Remind those who have not answered", de="Wer nicht geantwortet hat, erinnern"), True
            ),
        ),
        Text(en="Plan", de="Planen"),
        action("meeting.new"),
        Text(en="It appears in announcements.", de="Es erscheint in announcements."),
    )


def hear(event: Event) -> Answer:
    """Answers in the language of whoever speaks."""
    match event:
        case Command(words=words) if words.startswith("find"):
            reply = Whisper(found(words.removeprefix("find").strip()))
        case Command(words="meeting new" | "treffen neu"):
            reply = Ask(planning())
        case Command(words=words):
            reply = whisper(Text(en="You said: {words}", de="Du sagtest: {words}").format(words=words))
        case Submission(values=values) if not values.get("title"):
            reply = Reject({"title": Text(en="This is needed.", de="Das wird gebraucht.")})
        case Submission(values=values):
            reply = whisper(Text(en="Planned: {title}", de="Geplant: {title}").format(title=str(values["title"])))
        case Click(action=packed, choice=choice):
            _, given = unpack(packed)
            noted = Text(en="Noted: *{it}*.", de="Notiert: *{it}*.").format(it=choice or given.get("answer", "…"))
            reply = whisper(noted)
        case _:
            raise AssertionError(event)
    return Answer((reply,), Reader(event.account.language or "en"))


def network(home: Path, clock: Clock | None = None, crowd: int = 60) -> Web:
    """The chat of the toy network, before it listens."""
    time = clock or Clock()
    people = faces(crowd)
    return Web(
        home=home,
        seal=Seal("a secret of the tests", time.now),
        channels=CHANNELS,
        faces=lambda: people,
        commands=commands,
        timekeeper=time,
        title="JRG Netbot",
    )


def _link(label: str, url: str) -> Text:
    return Text(en="{it}", de="{it}").format(it=link(label, url))
