"""What dispatch itself says: when there is nothing to call, nobody to answer, or something broke."""

from bot.chat.text import Text

UNKNOWN = Text(
    en="I do not know `{command} {word}`. Did you mean `{command} {nearest}`? `{command} help` shows what I can do.",
    de="`{command} {word}` kenne ich nicht. Meinst du `{command} {nearest}`? `{command} hilfe` zeigt, was ich kann.",
)
USAGE = Text(en="Usage: `{command} {usage}`", de="So geht es: `{command} {usage}`")
EXAMPLE = Text(en="For example: `{command} {example}`", de="Zum Beispiel: `{command} {example}`")
MISSING = Text(en="Something is missing.", de="Da fehlt noch etwas.")
STRANGER = Text(
    en="I do not know yet who you are in the network. Ask a coordinator to enter this account's e-mail address: {who}.",
    de="Ich weiß noch nicht, wer du im Netzwerk bist. Bitte die Koordination, die E-Mail-Adresse dieses Kontos "
    "einzutragen: {who}.",
)
FORBIDDEN_COORDINATORS = Text(
    en="Only coordinators can do this. These are: {who}.", de="Das kann nur die Koordination. Das sind: {who}."
)
FORBIDDEN_LEADERS = Text(en="Only group leaders can do this.", de="Das kann nur eine Gruppenleitung.")
STALE = Text(
    en="This button no longer works. Open a fresh one with `{command}`.",
    de="Dieser Knopf geht nicht mehr. Mit `{command}` bekommst du einen frischen.",
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
NOBODY = Text(en="the coordinators", de="die Koordination")
