"""Router: which function answers which command, button, form, card, notice and tick."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from bot.arguments import Argument, Prose, Vocabulary, Words, arguments_of
from bot.chat.markup import names
from bot.chat.text import Text, Value

__all__ = ["Help", "Offer", "Prose", "Refusal", "Route", "Router", "Table", "Who", "Words", "table"]

Kind = Literal["command", "button", "form", "card", "notice", "tick", "joined"]
Handler = Callable[..., Any]


class Who(StrEnum):
    """Who may use a route."""

    ANYBODY = "anybody"  # also accounts that belong to no person yet
    MEMBERS = "members"
    LEADERS = "leaders"  # group leaders, deputies and coordinators
    COORDINATORS = "coordinators"


@dataclass(frozen=True, slots=True)
class Help:
    """What `/jrg help` says of a command: one sentence, how it is typed (without "/jrg"), and an example."""

    text: Text
    usage: Text
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One function of a feature with all that dispatch needs to know of it."""

    kind: Kind
    name: str
    function: Handler
    who: Who
    reads: bool
    arguments: tuple[Argument, ...]
    router: "Router"
    help: Help | None = None
    aliases: tuple[str, ...] = ()
    ahead: Handler | None = None
    """Reads, and returns what takes long; that is done before the transaction, and what it gives comes as `ahead`."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to say when a domain exception is raised, and beside which input of a form."""

    text: Text
    field: str = ""

    def said(self, error: Exception, **known: Value) -> Text:
        """The text with its gaps filled: with what is known, such as the `command`, else from the exception."""
        gaps = names(self.text.en)
        return self.text.format(**{name: known[name] if name in known else getattr(error, name) for name in gaps})


class Router:
    """The routes of one feature, with its words and its refusals."""

    def __init__(self, words: Vocabulary | None = None) -> None:
        self.routes: list[Route] = []
        self.words: Vocabulary = words or {}
        self.refusals: dict[type[Exception], Refusal] = {}

    def command(
        self,
        name: str,
        *aliases: str,
        help: Help,
        who: Who = Who.MEMBERS,
        reads: bool = False,
        ahead: Handler | None = None,
    ) -> Callable[[Handler], Handler]:
        """Answers `/jrg name ...`. The function's own parameters are the command's arguments, in order."""
        return self._add("command", name, who=who, reads=reads, help=help, aliases=aliases, ahead=ahead)

    def button(
        self, name: str, *, who: Who = Who.MEMBERS, reads: bool = False, ahead: Handler | None = None
    ) -> Callable[[Handler], Handler]:
        return self._add("button", name, who=who, reads=reads, ahead=ahead)

    def form(
        self, name: str, *, who: Who = Who.MEMBERS, reads: bool = False, ahead: Handler | None = None
    ) -> Callable[[Handler], Handler]:
        return self._add("form", name, who=who, reads=reads, ahead=ahead)

    def card(self, name: str) -> Callable[[Handler], Handler]:
        """Shows a public message as it is now, or None if there is nothing to show."""
        return self._add("card", name, reads=True)

    def notice(self, name: str) -> Callable[[Handler], Handler]:
        """Shows a direct message as it is now, or None if its reason has gone."""
        return self._add("notice", name, reads=True)

    def tick(self, name: str, *, ahead: Handler | None = None) -> Callable[[Handler], Handler]:
        return self._add("tick", name, ahead=ahead)

    def joined(self) -> Callable[[Handler], Handler]:
        return self._add("joined", "joined", who=Who.ANYBODY)

    def refuse(self, refusals: Mapping[type[Exception], Text | Refusal]) -> None:
        """The table of this feature that turns domain exceptions into words."""
        for kind, said in refusals.items():
            self.refusals[kind] = said if isinstance(said, Refusal) else Refusal(said)

    def refusal_for(self, error: Exception) -> Refusal | None:
        return next((self.refusals[kind] for kind in type(error).__mro__ if kind in self.refusals), None)

    def _add(self, kind: Kind, name: str, *, who: Who = Who.MEMBERS, **more: Any) -> Callable[[Handler], Handler]:
        def register(function: Handler) -> Handler:
            reads = bool(more.pop("reads", False))
            self.routes.append(Route(kind, name, function, who, reads, arguments_of(function), self, **more))
            return function

        return register


@dataclass(frozen=True, slots=True)
class Found:
    """A command's route and the words after its name."""

    route: Route
    rest: str


@dataclass(frozen=True)
class Table:
    """All routes of all features, each found by one look into a dictionary."""

    routes: tuple[Route, ...]
    _named: dict[tuple[str, str], Route] = field(default_factory=dict[tuple[str, str], Route])

    def get(self, kind: Kind, name: str) -> Route | None:
        return self._named.get((kind, name))

    def every(self, kind: Kind, name: str = "") -> list[Route]:
        return [route for route in self.routes if route.kind == kind and name in ("", route.name)]

    def command(self, words: str) -> Found | None:
        """The command with the longest name at the beginning of the words; nothing typed is the home command."""
        first, _, after = words.partition(" ")
        second, _, rest = after.lstrip().partition(" ")
        if second:
            route = self.get("command", f"{first} {second}".casefold())
            if route:
                return Found(route, rest.strip())
        route = self.get("command", first.casefold())
        return Found(route, after.strip()) if route else None

    def command_names(self) -> list[str]:
        return [name for kind, name in self._named if kind == "command" and name]


@dataclass(frozen=True, slots=True)
class Offer:
    """The commands that one person may use."""

    table: Table
    allows: Callable[[Route], bool]

    def commands(self) -> list[Route]:
        """All of them by name."""
        found = [route for route in self.table.every("command") if self.allows(route)]
        return sorted(found, key=lambda route: route.name)

    def command(self, words: str) -> Route | None:
        """The command that these words name, and nothing more."""
        found = self.table.command(words)
        return found.route if found and not found.rest and self.allows(found.route) else None


def table(routers: Iterable[Router]) -> Table:
    """Joins the routers. Raises ValueError if two features claim one name."""
    routes = tuple(route for router in routers for route in router.routes)
    named: dict[tuple[str, str], Route] = {}
    for route in routes:
        if route.kind == "tick":
            continue  # several features may listen to it
        for name in (route.name, *route.aliases):
            if (route.kind, name.casefold()) in named:
                raise ValueError(f"two routes answer the {route.kind} {name!r}")
            named[route.kind, name.casefold()] = route
    return Table(routes, named)
