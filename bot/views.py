"""Renders what is owed at the moment it is sent: a card as things stand, a notice if its reason still does."""

from bot.binding import bind, named
from bot.chat.text import Reader
from bot.chat.ui import Message, unpack
from bot.context import INJECTABLE, Context


class Views:
    """All cards and notices by name."""

    def __init__(self, context: Context) -> None:
        self._context = context
        views = [*context.table.every("card"), *context.table.every("notice")]
        self._calls = {(route.kind, route.name): bind(route, INJECTABLE) for route in views}

    def show(self, kind: str, view: str, person: str | None = None) -> tuple[Message | None, Reader]:
        """The message and for whom it is put into words; no message if there is nothing to show any more."""
        context = self._context
        me = context.roster.now().people.get(person or "")
        reader = context.reader(me)
        name, given = unpack(view)
        call = self._calls.get(("card" if kind == "card" else "notice", name))
        if call is None or (person and me is None):
            return None, reader
        with context.database.reading() as store:
            parts = context.parts(store, me, reader) | {"now": context.clock.now()}
            return call(parts, named(call, given)), reader
