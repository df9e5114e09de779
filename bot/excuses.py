"""What dispatch itself says: when there is nothing to call, nobody to answer, or something broke."""

from bot.chat.text import Text

UNKNOWN = Text(
    en="I do not know `{command} {word}`.{meant} `{command} help` shows what I can do.",
    de="`{command} {word}` kenne ich nicht.{meant} `{command} hilfe` zeigt, was ich kann.",
)
MEANT = Text(en=" Did you mean `{command} {nearest}`?", de=" Meinst du `{command} {nearest}`?")
NO_IDEA = Text(en="", de="")
USAGE = Text(en="Usage: `{command} {usage}`", de="So geht es: `{command} {usage}`")
EXAMPLE = Text(en="For example: `{command} {example}`", de="Zum Beispiel: `{command} {example}`")
MISSING = Text(en="Something is missing.", de="Da fehlt noch etwas.")
STRANGER = Text(
    en="I do not know yet who you are in the network. Ask a coordinator to enter the e-mail address of this account. "
    "Coordinators: {who}.",
    de="Ich weiß noch nicht, wer du im Netzwerk bist. Bitte die Koordination, die E-Mail-Adresse dieses Kontos "
    "einzutragen. Koordination: {who}.",
)
FORBIDDEN_COORDINATORS = Text(
    en="Only the coordinators can do this: {who}.", de="Das kann nur die Koordination: {who}."
)
FORBIDDEN_LEADERS = Text(en="Only group leaders can do this.", de="Das kann nur eine Gruppenleitung.")
STALE = Text(
    en="This no longer works. Start again with `{command}`.",
    de="Das geht so nicht mehr. Beginne neu mit `{command}`.",
)
ALREADY = Text(en="That was done already.", de="Das ist schon erledigt.")
BUSY = Text(
    en="I am very busy right now and changed nothing. Please try again in a moment.",
    de="Gerade ist sehr viel los, und ich habe nichts geändert. Bitte versuche es gleich noch einmal.",
)
BROKEN = Text(
    en="Something went wrong on my side, and nothing was changed. If it happens again, tell a coordinator: "
    "error {code}.",
    de="Bei mir ist etwas schiefgegangen, und nichts wurde geändert. Wenn es wieder passiert, sag der Koordination "
    "Bescheid: Fehler {code}.",
)
NOBODY = Text(en="nobody so far", de="bisher niemand")
