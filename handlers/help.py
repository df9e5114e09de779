"""Help: every command that the caller may use, with an example; or all about one."""

from collections.abc import Iterator

from bot.chat.markup import Span
from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.text import Reader, Text, join, literal, shortened
from bot.chat.ui import Items, Message, Paragraph
from bot.domain.people import Person
from bot.routing import Help, Offer, Route, Router, Who, Words

TITLE = Text(en="What I can do", de="Was ich kann")
INTRO = Text(
    en="Only you see what I answer to a command. Typos are forgiven.",
    de="Was ich auf einen Befehl antworte, siehst nur du. Tippfehler verzeihe ich.",
)
STRANGER = Text(
    en="I can do more for you as soon as a coordinator has entered the e-mail address of your account.",
    de="Ich kann mehr für dich tun, sobald die Koordination die E-Mail-Adresse deines Kontos eingetragen hat.",
)
LINE = Text(en="`{usage}` · {text}", de="`{usage}` · {text}")
FOOTER = Text(
    en="`{command} help <command>` tells more about one of them.",
    de="`{command} hilfe <Befehl>` sagt mehr zu einem davon.",
)
TYPED = Text(en="{command} {usage}", de="{command} {usage}")
EXAMPLE = Text(en="For example: `{command} {example}`", de="Zum Beispiel: `{command} {example}`")
ALSO = Text(en="Also: {names}", de="Auch: {names}")
UNKNOWN = Text(
    en="There is no command “{word}”. Here is what there is.", de="Den Befehl „{word}“ gibt es nicht. Das gibt es."
)
BEGUN = Text(en="Commands that begin with `{command} {word}`", de="Befehle, die mit `{command} {word}` beginnen")

routes = Router()


@routes.command(
    "help",
    "hilfe",
    who=Who.ANYBODY,
    reads=True,
    help=Help(
        Text(en="This overview, or more about one command.", de="Diese Übersicht oder mehr zu einem Befehl."),
        usage=Text(en="help [command]", de="hilfe [Befehl]"),
        example=Text(en="help find", de="hilfe suche"),
    ),
)
def show_help(
    offer: Offer, network: Network, reader: Reader, me: Person | None, words: Words = Words("")
) -> Iterator[Whisper]:
    route = offer.command(words) if words else None
    if route:
        yield Whisper(_about(route, network, reader))
        return
    commands = sorted(offer.commands(), key=lambda route: usage(route, network).plain(reader))
    begun = [route for route in commands if words and _begins(route, words.casefold())]
    intro = INTRO if me else STRANGER
    if begun:
        commands, intro = begun, BEGUN.format(command=network.command, word=shortened(words, 40))
    elif words:
        intro = UNKNOWN.format(word=shortened(words, 40))
    lines = Items(tuple(_line(route, network) for route in commands))
    yield Whisper(Message(TITLE, (Paragraph(intro), lines), FOOTER.format(command=network.command)))


def _begins(route: Route, word: str) -> bool:
    """Whether one of its names is this word and more, as "election new" is "election" and more."""
    return any(name.startswith(f"{word} ") for name in (route.name, *route.aliases))


def _line(route: Route, network: Network) -> Text:
    assert route.help is not None
    return LINE.format(usage=usage(route, network), text=route.help.text)


def _about(route: Route, network: Network, reader: Reader) -> Message:
    assert route.help is not None
    typed = route.help.usage.plain(reader)
    lines = [route.help.text]
    if route.help.example:
        lines.append(EXAMPLE.format(command=network.command, example=route.help.example))
    others = [name for name in (route.name, *route.aliases) if name and not f"{typed} ".startswith(f"{name} ")]
    if others:
        lines.append(ALSO.format(names=[Span(f"{network.command} {name}", code=True) for name in others]))
    return Message(usage(route, network), (Paragraph(join(lines)),))


def usage(route: Route, network: Network) -> Text:
    """The command as one types it: "/jrg find <words>"."""
    assert route.help is not None
    return TYPED.format(command=network.command, usage=route.help.usage) if route.name else literal(network.command)
