"""Event in, replies out: one transaction, typed arguments, friendly refusals.

The life of an event: find its route, find the person, check the right, bind the arguments, open the transaction,
call the handler, write down what is owed, commit; what is meant for the caller goes back at once.
"""

import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot import excuses, rights
from bot.arguments import BadValue
from bot.binding import BadArguments, Call, bind, bind_ahead, named, typed
from bot.chat.events import Click, Command, Event, Joined, Submission, Submitted, Tick
from bot.chat.replies import Answer, Ask, Gather, Post, Reject, Reply, Tell, Whisper, whisper
from bot.chat.text import Reader, Text, join, shortened
from bot.chat.ui import unpack
from bot.cleaning import clean, clean_command
from bot.context import INJECTABLE, Context
from bot.domain.people import Person
from bot.logs import log, report
from bot.owing import owe
from bot.routing import Route
from storage import Store
from storage.database import DatabaseBusy

Immediate = Whisper | Ask | Reject
Outside = Command | Click | Submission | Joined
ALIKE = 50  # of 100: from here on a mistyped command is taken for another


class Undone(Exception):
    """Undoes the transaction; `reply` says why."""

    def __init__(self, reply: Immediate) -> None:
        super().__init__()
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Routed:
    """Where an event leads, with the words or the named values that came along."""

    route: Route
    words: str = ""
    given: Mapping[str, Submitted] = field(default_factory=dict[str, Submitted])


@dataclass(frozen=True, slots=True)
class Task:
    """A routed event: what to call, for whom, with which words or named values."""

    event: Event
    call: Call
    me: Person | None
    reader: Reader
    words: str = ""
    given: Mapping[str, Submitted] = field(default_factory=dict[str, Submitted])
    brought: object = None


class Dispatcher:
    """Answers events."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._calls = {id(route): bind(route, INJECTABLE) for route in context.table.routes}
        self._ahead = {id(route): bind_ahead(route, INJECTABLE) for route in context.table.routes}
        self._anybody = context.reader()

    def hear(self, event: Event) -> Answer:
        """The immediate replies to an event. Never raises: whatever goes wrong is said in words."""
        started = time.perf_counter()
        reader, route, outcome = self._anybody, "", "answered"
        try:
            assert not isinstance(event, Tick), "ticks come through tick()"
            account = event.account
            me = self._context.roster.owner(account.platform, account.user, account.email, self._context.clock.real())
            reader = self._context.reader(me, account)
            found = self._find(event, me)
            if not isinstance(found, Routed):
                outcome = "unknown"
                return Answer((whisper(found),) if found else (), reader)
            route = found.route.name
            if not rights.may(me, found.route):
                outcome = "forbidden"
                return Answer((whisper(rights.refusal(me, found.route, self._context.roster.now())),), reader)
            task = Task(event, self._calls[id(found.route)], me, reader, found.words, found.given)
            return Answer(self._perform(task), reader)
        except Undone as undone:
            outcome = "refused"
            return Answer((undone.reply,), reader)
        except DatabaseBusy:
            outcome = "busy"
            return Answer((whisper(excuses.BUSY),), reader)
        except Exception as error:  # a mistake of ours: say so, lose nothing
            outcome = "failed"
            return Answer((whisper(excuses.BROKEN.format(code=report(error, route=route))),), reader)
        finally:
            spent = round((time.perf_counter() - started) * 1000, 2)
            log.info("heard", kind=type(event).__name__.lower(), route=route, outcome=outcome, ms=spent)

    def tick(self, name: str, brought: object = None) -> None:
        """Lets every feature do what it does at this tick, each in a transaction of its own.

        `brought` was fetched from outside before any transaction began; a handler names its type to get it.
        """
        event = Tick(name, self._context.clock.now())
        for route in self._context.table.every("tick", name):
            try:
                self._perform(Task(event, self._calls[id(route)], None, self._anybody, brought=brought))
            except DatabaseBusy:
                log.warning("tick_postponed", tick=name)
            except Exception as error:
                report(error, tick=name)

    def _find(self, event: Outside, me: Person | None) -> Routed | Text | None:
        """Where an event leads, or words that say why it leads nowhere; a newcomer who is not awaited hears nothing."""
        table = self._context.table
        given: Mapping[str, Submitted]
        match event:
            case Command():
                words = clean_command(event.words)
                found = table.command(words)
                return Routed(found.route, found.rest) if found else self._unknown(words, me)
            case Click():
                name, packed = unpack(event.action)
                route = table.get("button", name)
                given = packed if event.choice is None else packed | {"choice": clean(event.choice)}
            case Submission():
                name, packed = unpack(event.carry)
                route = table.get("form", name)
                given = {name: _cleaned(value) for name, value in event.values.items()} | packed
            case Joined():
                route = table.get("joined", "joined")
                return Routed(route) if route else None
        return Routed(route, given=given) if route else excuses.STALE.format(command=self._context.network.command)

    def _unknown(self, words: str, me: Person | None) -> Text:
        """Says so, and names the nearest command that this person may use."""
        word = words.partition(" ")[0]
        allowed = [route for route in self._context.table.every("command") if rights.may(me, route)]
        names = [name for route in allowed for name in (route.name, *route.aliases)]
        nearest = process.extractOne(word.casefold(), names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        command = self._context.network.command
        meant = excuses.MEANT.format(command=command, nearest=nearest[0]) if nearest else excuses.NO_IDEA
        return excuses.UNKNOWN.format(command=command, word=shortened(word, 40), meant=meant)

    def _perform(self, task: Task) -> tuple[Immediate, ...]:
        """Raises Undone with the reply if the event changes nothing."""
        context, route = self._context, task.call.route
        arguments = self._arguments(task)
        ahead = self._work_ahead(task, arguments)
        with self._transaction(route) as store:
            key = getattr(task.event, "key", "")
            if key and not route.reads and not store.heard.first_time(key, context.clock.real()):
                raise Undone(whisper(excuses.ALREADY))
            replies = self._call(task, store, arguments, ahead)
            owe(store, replies, context.places, context.habits_of, now=task.event.at, real=context.clock.real())
        return tuple(reply for reply in replies if isinstance(reply, Immediate))

    def _work_ahead(self, task: Task, arguments: dict[str, object]) -> object:
        """What takes long, done from a view of the database that is closed by then, while others write."""
        call = self._ahead[id(task.call.route)]
        if call is None:
            return None
        wanted = {argument.name: arguments[argument.name] for argument in call.arguments}
        try:
            with self._context.database.reading() as store:
                work = call(self._parts(task, store), wanted)
            return work()
        except Exception as error:
            undone = self._undone(task, error)
            if undone is None:
                raise
            raise undone from None

    def _transaction(self, route: Route) -> AbstractContextManager[Store]:
        database = self._context.database
        return database.reading() if route.reads else database.transaction(alone=route.kind == "tick")

    def _arguments(self, task: Task) -> dict[str, object]:
        try:
            if isinstance(task.event, Command):
                return typed(task.call, task.words)
            return named(task.call, task.given)
        except BadValue as problem:
            raise Undone(whisper(self._usage(task.call.route, problem.text))) from None
        except BadArguments as problem:
            if isinstance(task.event, Submission) and problem.errors.keys().isdisjoint(unpack(task.event.carry)[1]):
                raise Undone(Reject(problem.errors)) from None
            raise Undone(whisper(excuses.STALE.format(command=self._context.network.command))) from None

    def _usage(self, route: Route, problem: Text) -> Text:
        if route.help is None:
            return problem
        command = self._context.network.command
        lines = [problem, excuses.USAGE.format(command=command, usage=route.help.usage)]
        if route.help.example:
            lines.append(excuses.EXAMPLE.format(command=command, example=route.help.example))
        return join(lines)

    def _parts(self, task: Task, store: Store) -> dict[object, object]:
        parts = self._context.parts(store, task.me, task.reader)
        return parts | {type(task.event): task.event, type(task.brought): task.brought, "now": task.event.at}

    def _undone(self, task: Task, error: Exception) -> "Undone | None":
        """A domain exception as words; None for a mistake of ours."""
        refusal = task.call.route.router.refusal_for(error)
        if refusal is None:
            return None
        text = refusal.said(error, command=self._context.network.command)
        beside = refusal.field and isinstance(task.event, Submission)
        return Undone(Reject({refusal.field: text}) if beside else whisper(text))

    def _call(self, task: Task, store: Store, arguments: dict[str, object], ahead: object) -> list[Reply]:
        try:
            said = task.call(self._parts(task, store) | {"ahead": ahead}, arguments)
            replies: list[Reply] = [] if said is None else list(said)
        except Exception as error:
            undone = self._undone(task, error)
            if undone is None:
                raise
            raise undone from None
        for reply in replies:
            if isinstance(reply, Reject):
                raise Undone(reply)
            if isinstance(reply, Ask) and not isinstance(task.event, Command | Click):
                raise TypeError("a form opens only as the answer to a command or a click")
            if task.call.route.reads and isinstance(reply, Post | Tell | Gather):
                raise TypeError("a route that only reads owes nothing")
        return replies


def _cleaned(value: Submitted) -> Submitted:
    if isinstance(value, str):
        return clean(value).strip()
    return tuple(clean(one) for one in value) if isinstance(value, tuple) else value
