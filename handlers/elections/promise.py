"""What is promised to voters and what is not, in words that everybody understands."""

from collections.abc import Iterator

from bot.chat.replies import Whisper
from bot.chat.text import Text
from bot.chat.ui import Items, Message, Paragraph
from bot.routing import Help, Router

TITLE = Text(en="What is promised to you, and what is not", de="Was dir zugesagt ist und was nicht")
YES = Text(en="*Promised*", de="*Zugesagt*")
NO = Text(en="*Not promised*", de="*Nicht zugesagt*")
PROMISED = (
    Text(
        en="After you have cast your ballot nobody can open it alone: not the coordinators, not the election "
        "committee, not with the database, its backups or the chat. It takes the trustees together and a key "
        "of the bot.",
        de="Nach dem Abgeben kann niemand deinen Stimmzettel allein öffnen: nicht die Koordination, nicht der "
        "Wahlausschuss, nicht mit der Datenbank, ihren Sicherungen oder dem Chat. Dazu braucht es die "
        "Schlüsselpersonen zusammen und einen Schlüssel des Bots.",
    ),
    Text(
        en="Ballots are opened without names, all at once, after the close. Then the keys are erased.",
        de="Geöffnet werden die Stimmzettel ohne Namen, alle zugleich, nach dem Ende. Dann werden die Schlüssel "
        "gelöscht.",
    ),
    Text(
        en="You may vote again until the close; the last vote counts. With your tracking code you find your ballot in "
        "the published list.",
        de="Bis zum Ende kannst du noch einmal wählen; die letzte Stimme zählt. Mit deinem Prüfcode findest du deinen "
        "Stimmzettel in der veröffentlichten Liste.",
    ),
    Text(
        en="Everybody can count again, with a script that needs nothing of ours. Set-up, roll and every action of the "
        "committee stand under hashes that are posted.",
        de="Alle können nachzählen, mit einem Programm, das nichts von uns braucht. Einrichtung, Verzeichnis und jede "
        "Handlung des Wahlausschusses stehen unter Hashes, die veröffentlicht sind.",
    ),
    Text(en="That you have voted is recorded, not how.", de="Dass du gewählt hast, ist vermerkt, nicht wie."),
)
NOT_PROMISED = (
    Text(
        en="The bot sees your vote while you cast it. Whoever runs it could change it to look; so could whoever runs "
        "the chat platform, which carries your form.",
        de="Der Bot sieht deine Stimme, während du sie abgibst. Wer ihn betreibt, könnte ihn zum Mitlesen ändern; "
        "ebenso, wer die Chat-Plattform betreibt, über die dein Formular läuft.",
    ),
    Text(
        en="Without trustees the bot holds the key alone until the count; the card says so.",
        de="Ohne Schlüsselpersonen hat der Bot den Schlüssel bis zur Auszählung allein; das steht auf der Karte.",
    ),
    Text(
        en="Nobody is protected from being watched or pressed while voting. Your tracking code proves how you voted: "
        "keep it to yourself.",
        de="Vor Zuschauen oder Druck beim Wählen schützt das nicht. Dein Prüfcode beweist, wie du gewählt hast: "
        "Behalte ihn für dich.",
    ),
    Text(
        en="In a small group the result itself may show how somebody voted.",
        de="In einer kleinen Gruppe kann schon das Ergebnis zeigen, wie jemand gewählt hat.",
    ),
    Text(
        en="If more is at stake than you would trust the people with who run this bot, use Belenios.",
        de="Wenn mehr auf dem Spiel steht, als du denen anvertraust, die diesen Bot betreiben, nimm Belenios.",
    ),
)

routes = Router()


@routes.command(
    "election promise",
    "wahl zusagen",
    reads=True,
    help=Help(
        Text(en="What is promised to voters, and what is not.", de="Was beim Wählen zugesagt ist und was nicht."),
        usage=Text(en="election promise", de="wahl zusagen"),
    ),
)
def show_promises() -> Iterator[Whisper]:
    yield Whisper(Message(TITLE, (Paragraph(YES), Items(PROMISED), Paragraph(NO), Items(NOT_PROMISED))))


@routes.button("election.promise", reads=True)
def show_them(election: int) -> Iterator[Whisper]:  # noqa: ARG001 (the button names its election)
    yield from show_promises()
