"""Help: every command that the caller may use, with an example; or all about one."""

from collections.abc import Iterator

from bot.chat.network import Network
from bot.chat.replies import Whisper
from bot.chat.text import Text, join, literal
from bot.chat.ui import Items, Message, Paragraph
from bot.routing import Help, Offer, Route, Router, Who, Words

TITLE = Text(en="What I can do", de="Was ich kann")
INTRO = Text(
    en="Only you see what I answer to a command. Typos are forgiven.",
    de="Was ich auf einen Befehl antworte, siehst nur du. Tippfehler verzeihe ich.",
)
LINE = Text(en="`{usage}` {text}", de="`{usage}` {text}")
FOOTER = Text(
    en="`{command} help find` tells more about one of them.", de="`{command} hilfe suche` sagt mehr zu einem davon."
)
TYPED = Text(en="{command} {usage}", de="{command} {usage}")
EXAMPLE = Text(en="For example: `{command} {example}`", de="Zum Beispiel: `{command} {example}`")
ALSO = Text(en="Also: {names}", de="Auch: {names}")
UNKNOWN = Text(
    en="There is no command “{word}”. Here is what there is.", de="Den Befehl „{word}“ gibt es nicht. Das gibt es."
)

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
def show_help(offer: Offer, network: Network, words: Words = Words("")) -> Iterator[Whisper]:
    if not words:
        yield Whisper(_overview(offer, network, INTRO))
        return
    route = offer.command(words)
    if route is None:
        yield Whisper(_overview(offer, network, UNKNOWN.format(word=words[:40])))
    else:
        yield Whisper(_about(route, network))


def _overview(offer: Offer, network: Network, intro: Text) -> Message:
    lines = tuple(_line(route, network) for route in offer.commands())
    return Message(TITLE, (Paragraph(intro), Items(lines)), FOOTER.format(command=network.command))


def _line(route: Route, network: Network) -> Text:
    assert route.help is not None
    return LINE.format(usage=usage(route, network), text=route.help.text)


def _about(route: Route, network: Network) -> Message:
    assert route.help is not None
    lines = [route.help.text]
    if route.help.example:
        lines.append(EXAMPLE.format(command=network.command, example=route.help.example))
    if route.aliases:
        lines.append(ALSO.format(names=[f"{network.command} {alias}" for alias in route.aliases]))
    return Message(usage(route, network), (Paragraph(join(lines)),))


def usage(route: Route, network: Network) -> Text:
    """The command as one types it: "/jrg find <words>"."""
    assert route.help is not None
    return TYPED.format(command=network.command, usage=route.help.usage) if route.name else literal(network.command)
