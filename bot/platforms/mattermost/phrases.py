"""What the bot itself says on Mattermost, beside the features: refusals, hints, and where an answer has gone."""

from bot.chat.text import Text

MORE = Text(en="{n} more", de="{n} weitere")
COUNT = Text(en="{n}", de="{n}")
DAY_HINT = Text(en="as 2026-12-31", de="als 31.12.2026")
MOMENT_HINT = Text(en="as 2026-12-31 14:00", de="als 31.12.2026 14:00")
BROKEN = Text(
    en="This button or form was not made for you here, so nothing was done. Please ask for it again.",
    de="Dieser Knopf oder dieses Formular ist hier nicht für dich gemacht, deshalb ist nichts geschehen. Bitte ruf es "
    "noch einmal auf.",
)
EXPIRED = Text(
    en="This has waited too long. Please ask for it again.",
    de="Das ist inzwischen abgelaufen. Bitte ruf es noch einmal auf.",
)
NOT_YET = Text(en="The bot is still starting. One moment, please.", de="Der Bot startet noch. Einen Moment, bitte.")
AGAIN = Text(
    en="The form took too long to open. Please try once more.",
    de="Das Formular hat sich zu spät geöffnet. Bitte versuch es noch einmal.",
)
SENT_DIRECTLY = Text(
    en="I have answered you in a direct message.", de="Ich habe dir in einer Direktnachricht geantwortet."
)
OPEN_FORM = Text(en="Open the form", de="Formular öffnen")
FORM_WAITS = Text(
    en="*{title}*: this is a form. A button opens it.", de="*{title}*: Das ist ein Formular. Ein Knopf öffnet es."
)
DESCRIPTION = Text(
    en="People, meetings and reminders of the network.", de="Personen, Treffen und Erinnerungen des Netzwerks."
)
