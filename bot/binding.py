"""Gives a handler what its signature names: parts of the bot by type, arguments by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.arguments import NEEDED, TOO_MUCH, Argument, BadValue, Words, arguments_of, convert
from bot.chat.events import Submitted
from bot.chat.text import Text, shortened
from bot.excuses import MISSING
from bot.routing import Route

TOKEN = re.compile(r'"(?P<quoted>[^"]+)"|\S+')

BY_NAME = ("now", "ahead")
Parts = Mapping[object, object]  # what can be injected: types, and these names


class BadArguments(Exception):
    """Arguments that do not fit; one text for each by name."""

    def __init__(self, errors: Mapping[str, Text]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Call:
    """A route with its parameters sorted once: those that are injected, and those that were typed or clicked."""

    route: Route
    injected: tuple[tuple[str, object], ...]
    arguments: tuple[Argument, ...]

    def __call__(self, parts: Parts, arguments: Mapping[str, object]) -> Any:
        return self.route.function(**{name: parts[part] for name, part in self.injected}, **arguments)


def bind(route: Route, injectable: frozenset[object]) -> Call:
    """Sorts the parameters of a route."""
    injected = tuple(
        (argument.name, argument.name if argument.name in BY_NAME else argument.kind)
        for argument in route.arguments
        if _is_injected(argument, injectable)
    )
    rest = tuple(argument for argument in route.arguments if not _is_injected(argument, injectable))
    return Call(route, injected, rest)


def named(call: Call, given: Mapping[str, Submitted]) -> dict[str, object]:
    """Arguments of a click, a form or a view. Raises BadArguments with every one that does not fit."""
    values: dict[str, object] = {}
    errors: dict[str, Text] = {}
    for argument in call.arguments:
        value = given.get(argument.name)
        if value is None or value in ("", ()):
            if argument.required and argument.kind is not bool:
                errors[argument.name] = NEEDED
            else:
                values[argument.name] = False if argument.kind is bool else argument.default
            continue
        try:
            values[argument.name] = convert(argument.kind, value, call.route.router.words)
        except BadValue as problem:
            errors[argument.name] = problem.text
    if errors:
        raise BadArguments(errors)
    return values


def typed(call: Call, words: str) -> dict[str, object]:
    """Arguments of a command, in the order of the signature. Raises BadValue for the first that does not fit."""
    tokens = list(TOKEN.finditer(words))
    values: dict[str, object] = {}
    for argument in call.arguments:
        if not tokens:
            if argument.required:
                raise BadValue(MISSING)
            values[argument.name] = argument.default
        elif argument.kind is Words:
            values[argument.name] = Words(words[tokens[0].start() :].strip())
            tokens = []
        else:
            word = (token := tokens.pop(0))["quoted"] or token[0]
            values[argument.name] = convert(argument.kind, word, call.route.router.words)
    if tokens:
        raise BadValue(TOO_MUCH.format(words=shortened(words[tokens[0].start() :], 60)))
    return values


def bind_ahead(route: Route, injectable: frozenset[object]) -> Call | None:
    """The same for what a route does before its transaction. Raises ValueError if it wants what the route does not."""
    if route.ahead is None:
        return None
    call = bind(replace(route, function=route.ahead, arguments=arguments_of(route.ahead)), injectable)
    unknown = {argument.name for argument in call.arguments} - {argument.name for argument in route.arguments}
    if unknown:
        raise ValueError(f"{route.name} has no {sorted(unknown)} to work with ahead")
    return call


def _is_injected(argument: Argument, injectable: frozenset[object]) -> bool:
    return argument.name in BY_NAME or argument.kind in injectable
