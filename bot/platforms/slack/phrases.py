"""What the Slack side itself says, beside the bot: refusals, and the words around messages and forms."""

from bot.chat.text import Text

MORE = Text(en="{n} more", de="{n} weitere")
COUNT = Text(en="{n}", de="{n}")
CHOOSE = Text(en="Choose", de="Auswählen")
CANCEL = Text(en="Cancel", de="Abbrechen")
CLOSE = Text(en="Close", de="Schließen")
YES = Text(en="Yes", de="Ja")
TIME_OF = Text(en="{label}: time", de="{label}: Uhrzeit")
FIELD = Text(en="{label}: {value}", de="{label}: {value}")

OPEN_FORM = Text(
    en="This is a form. Slack opens it only after a click:",
    de="Das ist ein Formular. Slack öffnet es erst nach einem Klick:",
)
OPEN = Text(en="Open the form", de="Formular öffnen")
BROKEN = Text(
    en="This button or form was not made for you here. Please ask for it again.",
    de="Dieser Knopf oder dieses Formular ist hier nicht für dich gemacht. Bitte ruf es noch einmal auf.",
)
EXPIRED = Text(
    en="This has waited too long. Please ask for it again.",
    de="Das ist inzwischen abgelaufen. Bitte ruf es noch einmal auf.",
)
NOT_YET = Text(en="The bot is still starting. One moment, please.", de="Der Bot startet noch. Einen Moment, bitte.")
NO_FORM = Text(
    en="Slack did not open the form in time. Please try again.",
    de="Slack hat das Formular nicht rechtzeitig geöffnet. Bitte versuche es noch einmal.",
)
TOO_LARGE = Text(
    en="The answer is larger than Slack shows. Please tell a coordinator.",
    de="Die Antwort ist größer, als Slack es zeigt. Bitte sag der Koordination Bescheid.",
)
