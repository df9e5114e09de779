"""Renders what is owed at the moment it is sent: a card as things stand, a notice if its reason still does."""

from datetime import datetime

from bot.binding import bind, named
from bot.chat.replies import Later
from bot.chat.text import Reader
from bot.chat.ui import Message, unpack
from bot.context import INJECTABLE, Context
from bot.domain.people import Person
from bot.domain.quiet import Habits, local_day, one_a_day
from bot.letters import letter
from storage import Store


class Views:
    """All cards and notices by name, and letters of several notices."""

    def __init__(self, context: Context) -> None:
        self._context = context
        views = [*context.table.every("card"), *context.table.every("notice")]
        self._calls = {(route.kind, route.name): bind(route, INJECTABLE) for route in views}

    def show(self, kind: str, view: str, person: str | None = None) -> tuple[Message | Later | None, Reader]:
        """The message and for whom it is put into words; no message if there is nothing to show any more."""
        context = self._context
        me = context.roster.now().people.get(person or "")
        reader = context.reader(me)
        if person and me is None:
            return None, reader
        with context.database.reading() as store:
            if kind == "letter" and me is not None:
                return self._letter(store, me, reader, int(unpack(view)[1]["number"])), reader
            return self.render(store, kind, view, me, reader), reader

    def render(self, store: Store, kind: str, view: str, me: Person | None, reader: Reader) -> Message | Later | None:
        """What one card or notice shows now; a notice of its own row may say at which moment it is welcome."""
        name, given = unpack(view)
        call = self._calls.get((kind, name))
        if call is None:
            return None
        parts = self._context.parts(store, me, reader) | {"now": self._context.clock.now()}
        try:
            return call(parts, named(call, given))
        except Exception as error:
            if call.route.router.refusal_for(error) is None:
                raise  # a mistake of ours
            return None  # what it is about is not there any more, which must not hold up what else is in a letter

    def _letter(self, store: Store, me: Person, reader: Reader, number: int) -> Message | Later | None:
        """All that is still worth saying, unless this is no moment to write to the person."""
        now, habits = self._context.clock.now(), self._context.habits(me)
        sent = store.letters.last_sent(me.id)
        busy = (sent,) if sent else ()
        if store.letters.must_wait(me.id, number):
            busy = (*busy, now)  # today may be taken
        until = _first_moment(now, busy, habits)
        if until > now:
            return Later(until)
        items = store.letters.items(me.id, number)
        wanted = dict.fromkeys(view for view, expires in items if expires is None or now < expires)
        shown = [self.render(store, "notice", view, me, reader) for view in wanted]
        return letter([message for message in shown if isinstance(message, Message)], reader)


def _first_moment(now: datetime, busy: tuple[datetime, ...], habits: Habits) -> datetime:
    return one_a_day(now, [local_day(moment, habits.zone) for moment in busy], habits.zone, habits.hours)
