"""What the embedded chat itself says, beside the bot: refusals, marks on messages, and the words of the page."""

from collections.abc import Mapping

from bot.chat.text import Text

COUNT = Text(en="{n}", de="{n}")
MORE = Text(en="{n} more", de="{n} weitere")
CHOOSE = Text(en="Choose", de="Auswählen")
PICK = Text(en="Please choose", de="Bitte wählen")
CANCEL = Text(en="Cancel", de="Abbrechen")
OPTIONAL = Text(en="optional", de="optional")

WRONG_HOST = Text(
    en="This chat does not answer under this name. Open it under the address that the bot printed when it started.",
    de="Unter diesem Namen antwortet dieser Chat nicht. Öffne ihn unter der Adresse, die der Bot beim Start nennt.",
)
OTHER_SITE = Text(
    en="This request came from another web site, so nothing was done.",
    de="Diese Anfrage kam von einer anderen Website, deshalb ist nichts geschehen.",
)
NOT_JSON = Text(en="I could not read this request.", de="Diese Anfrage konnte ich nicht lesen.")
TOO_LONG = Text(
    en="That is too long: at most 64 kB can be sent at once.",
    de="Das ist zu lang: Höchstens 64 kB lassen sich auf einmal senden.",
)
STUMBLED = Text(
    en="Something went wrong here. Please try again; the log says more.",
    de="Hier ist etwas schiefgegangen. Bitte versuch es noch einmal; mehr steht im Protokoll.",
)
NOBODY = Text(
    en="There is nobody of this name in the demo. Choose somebody at the top.",
    de="Diese Person gibt es in der Demo nicht. Wähle oben jemanden aus.",
)
NOWHERE = Text(en="There is no such channel, or not for you.", de="Diesen Kanal gibt es nicht, oder nicht für dich.")
BROKEN = Text(
    en="This button or form was not made for you here. Please ask for it again.",
    de="Dieser Knopf oder dieses Formular ist hier nicht für dich gemacht. Bitte ruf es noch einmal auf.",
)
EXPIRED = Text(
    en="This has waited too long. Please ask for it again.",
    de="Das ist inzwischen abgelaufen. Bitte ruf es noch einmal auf.",
)
NOT_YET = Text(en="The bot is still starting. One moment, please.", de="Der Bot startet noch. Einen Moment, bitte.")
OTHER_COMMAND = Text(
    en="Only {command} is known here. To see what it can do, type: {command} help",
    de="Hier gibt es nur {command}. Was damit geht, zeigt: {command} hilfe",
)
BACKWARDS = Text(en="The clock cannot go there.", de="Dorthin geht die Uhr nicht.")
TALK_TO_ME = Text(en="Only you and the bot read this.", de="Das lesen nur du und der Bot.")
TALK_TOGETHER = Text(en="Only you, them and the bot read this.", de="Das lesen nur ihr und der Bot.")

PAGE: Mapping[str, Text] = {
    "channels": Text(en="Channels", de="Kanäle"),
    "direct": Text(en="Direct messages", de="Direktnachrichten"),
    "bot": Text(en="JRG Netbot", de="JRG Netbot"),
    "robot": Text(en="bot", de="Bot"),
    "open_menu": Text(en="Channels and clock", de="Kanäle und Uhr"),
    "close": Text(en="Close", de="Schließen"),
    "unread": Text(en="{n} unread", de="{n} ungelesen"),
    "you_are": Text(en="You are", de="Du bist"),
    "switch": Text(en="Be somebody else", de="Jemand anderes sein"),
    "demo": Text(
        en="Demo: there is no login. You may be anybody; all people are made up.",
        de="Demo: Es gibt keine Anmeldung. Du kannst jede Person sein; alle sind erfunden.",
    ),
    "search_people": Text(en="Name, role or group", de="Name, Rolle oder Gruppe"),
    "no_people": Text(en="Nobody found.", de="Niemanden gefunden."),
    "people_found": Text(en="{n} people", de="{n} Personen"),
    "two_tabs": Text(
        en="Ctrl + click opens another tab: two tabs can be two people.",
        de="Strg + Klick öffnet einen weiteren Tab: Zwei Tabs können zwei Personen sein.",
    ),
    "theme": Text(en="Light or dark", de="Hell oder dunkel"),
    "about": Text(en="What is this?", de="Was ist das?"),
    "time": Text(en="The bot’s clock", de="Uhr des Bots"),
    "time_note": Text(
        en="Nobody wants to wait two weeks for a reminder: move the clock.",
        de="Niemand will zwei Wochen auf eine Erinnerung warten: Stell die Uhr vor.",
    ),
    "next": Text(en="Next reminder", de="Nächste Erinnerung"),
    "day": Text(en="One day on", de="Einen Tag weiter"),
    "meeting": Text(en="To the meeting", de="Zum Treffen"),
    "nothing_due": Text(en="none planned", de="nichts geplant"),
    "moved": Text(en="It is now {when}.", de="Jetzt ist {when}."),
    "private": Text(en="only you see this", de="nur du siehst das"),
    "edited": Text(en="edited", de="bearbeitet"),
    "older": Text(en="Show older messages", de="Ältere Nachrichten zeigen"),
    "newer": Text(en="New messages below", de="Neue Nachrichten unten"),
    "empty": Text(
        en="Nothing here yet. Type {command} to see what the bot can do.",
        de="Hier steht noch nichts. Tippe {command} und sieh, was der Bot kann.",
    ),
    "messages": Text(en="Messages", de="Nachrichten"),
    "write": Text(
        en="Write to {channel}, or {command} for the bot", de="An {channel} schreiben, oder {command} für den Bot"
    ),
    "write_direct": Text(en="Write to the bot, for example: help", de="Schreib dem Bot, zum Beispiel: hilfe"),
    "write_label": Text(en="Message or command", de="Nachricht oder Befehl"),
    "send": Text(en="Send", de="Senden"),
    "suggestions": Text(en="Commands", de="Befehle"),
    "suggestion_keys": Text(en="↑ ↓ to choose, Tab to take, Esc to close", de="↑ ↓ wählt, Tab übernimmt, Esc schließt"),
    "done": Text(en="Done.", de="Erledigt."),
    "pick_first": Text(en="Please choose something first.", de="Bitte wähle zuerst etwas aus."),
    "check_fields": Text(en="Please look again at what is marked.", de="Bitte sieh dir das Markierte noch einmal an."),
    "offline": Text(en="Connection lost. Trying again …", de="Verbindung verloren. Neuer Versuch …"),
    "online": Text(en="Connected again.", de="Wieder verbunden."),
    "failed": Text(
        en="That did not reach the bot. Is it still running?", de="Das hat den Bot nicht erreicht. Läuft er noch?"
    ),
    "welcome": Text(en="Welcome to {title}", de="Willkommen bei {title}"),
    "welcome_text": Text(
        en="This page stands in for a chat such as Slack or Mattermost, with the bot and made-up people in it. Nothing "
        "leaves this computer. Type {command} below, or try one of these:",
        de="Diese Seite bildet einen Chat wie Slack oder Mattermost nach, mit dem Bot und erfundenen Personen darin. "
        "Nichts verlässt diesen Rechner. Tippe unten {command}, oder probiere etwas davon aus:",
    ),
    "try_find": Text(en="Find somebody, in spite of typos", de="Jemanden finden, trotz Tippfehlern"),
    "try_rsvp": Text(en="Say that you will come", de="Zum Treffen zusagen"),
    "try_plan": Text(en="Plan a meeting, as a coordinator", de="Ein Treffen planen, als Koordination"),
    "try_vote": Text(en="Vote, as a group leader", de="Wählen, als Gruppenleitung"),
    "try_time": Text(en="Jump to the next reminder", de="Zur nächsten Erinnerung springen"),
    "try_other": Text(en="Be somebody else in a second tab", de="In einem zweiten Tab jemand anderes sein"),
    # The commands behind them.
    "type_find": Text(en="find", de="suche"),
    "type_rsvp": Text(en="rsvp online", de="zusage online"),
    "type_plan": Text(en="meeting new", de="treffen neu"),
    "type_vote": Text(en="vote", de="wählen"),
    "dismiss": Text(en="Hide this", de="Ausblenden"),
    "you": Text(en="you", de="du"),
    "reload": Text(
        en="The bot was started anew: loading again.", de="Der Bot wurde neu gestartet: Die Seite lädt neu."
    ),
}


def of_page(language: str) -> dict[str, str]:
    """The words of the page in one language; the page fills the gaps."""
    return {name: text.de if language == "de" else text.en for name, text in PAGE.items()}
