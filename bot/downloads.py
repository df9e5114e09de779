"""What is fetched by HTTP: a person's calendar under its secret address, and the answers to a meeting by a sealed one.

The addresses are all that protects what stands behind them, so none of them is logged, kept by a cache or passed on.
"""

import re
from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.answersheet import answersheet
from bot.chat.links import ANSWERS, ELECTION, ROOMS, RoomFile
from bot.chat.text import LANGUAGES, Reader, Text
from bot.chat.ui import unpack
from bot.context import Context
from bot.domain.breakouts.session import NoBreakouts
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Person
from bot.logs import report
from bot.roomsheet import roomsheet
from storage.database import DatabaseBusy

GONE = Text(
    en="There is nothing at this address, or no longer. `{command} calendar` shows yours.",
    de="Unter dieser Adresse ist nichts oder nichts mehr. `{command} kalender` zeigt deine.",
)
RUN_OUT = Text(
    en="This link is no longer valid. `{command} meeting export` gives a new one.",
    de="Dieser Link gilt nicht mehr. `{command} treffen exportieren` gibt einen neuen.",
)
BUSY = Text(en="Too much is going on; please try again.", de="Gerade ist zu viel los; bitte versuche es noch einmal.")
BROKEN = Text(en="Something went wrong. Code: {code}", de="Etwas ist schiefgegangen. Code: {code}")
ROOMS_RUN_OUT = Text(
    en="This link is no longer valid. `{command} breakouts late` gives a new one.",
    de="Dieser Link gilt nicht mehr. `{command} räume nachzügler` gibt einen neuen.",
)
NO_FILE = Text(
    en="This file is not there, or not for you, or the link has run out. `{command} election result` gives new ones.",
    de="Diese Datei gibt es nicht, oder nicht für dich, oder der Link gilt nicht mehr. `{command} wahl ergebnis` gibt "
    "neue.",
)
FILE = Text(en="answers-{number}.csv", de="antworten-{number}.csv")
ROOM_FILE = Text(en="rooms-{number}-round-{round}-{kind}.csv", de="raeume-{number}-runde-{round}-{kind}.csv")
TABLE = "text/csv; charset=utf-8; header=present"

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
TAGS = re.compile(r'(?:W/)?("[^"]*")')
HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}
STORED_BY_NOBODY = {"cache-control": "no-store"}
STORED_BY_ITS_OWNER = {"cache-control": "private, no-cache"}  # to be asked for again each time, by its tag

Endpoint = Callable[[Request], Response]
ElectionFile = Callable[[int, str, Person], tuple[str, str, str] | None]  # text, kind, what a page may do


class Sorry(Exception):
    """The request cannot be answered; says so with a status and a sentence."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(status)
        self.status = status
        self.text = text


def _no_file(number: int, name: str, person: Person) -> None:  # noqa: ARG001 (as ElectionFile)
    return None


class Downloads:
    """Answers requests in threads. `opened` gives what a sealed key holds, None if it is not ours or has run out;
    `election_file` makes a file of an election for somebody, None if there is none for them.
    """

    def __init__(
        self, context: Context, opened: Callable[[str], str | None], election_file: ElectionFile = _no_file
    ) -> None:
        self._context = context
        self._opened = opened
        self._election_file = election_file

    def routes(self) -> list[Route]:
        return [
            Route("/calendar/{token}.ics", self._guarded(self._feed)),
            Route("/calendar/{token}/subscribe", self._guarded(self._subscribe)),
            Route("/calendar/{token}/{meeting}.ics", self._guarded(self._meeting)),
            Route(f"/meetings/{{meeting}}/{ANSWERS}", self._guarded(self._answers)),
            Route(f"/meetings/{{meeting}}/{{round}}/{{kind}}/{ROOMS}", self._guarded(self._rooms)),
            Route("/elections/{election}/{file}", self._guarded(self._election)),
        ]

    def _feed(self, request: Request) -> Response:
        from bot import calendars  # noqa: PLC0415 (a late import: see tests/test_shape.py)

        person = self._owner(request)
        with self._context.database.reading() as store:
            file = calendars.feed(self._context, store, person)
        return _calendar(request, file, {})

    def _meeting(self, request: Request) -> Response:
        from bot import calendars  # noqa: PLC0415 (as above)

        person, number = self._owner(request), self._number(request)
        with self._context.database.reading() as store:
            file = calendars.single(self._context, store, person, number)
        if file is None:
            raise NoSuchMeeting
        return _calendar(request, file, _attached(f"meeting-{number}.ics"))

    def _subscribe(self, request: Request) -> Response:
        self._owner(request)
        links = self._context.links.calendar(request.path_params["token"])
        if links is None:
            raise self._nothing()
        return RedirectResponse(links.webcal, 302, HEADERS | STORED_BY_NOBODY)

    def _answers(self, request: Request) -> Response:
        number, key = self._number(request), self._opened(request.query_params.get("key", ""))
        name, given = unpack(key or "")
        me = self._context.roster.now().people.get(given.get("by", ""))
        if name != ANSWERS or given.get("meeting") != str(number) or not (me and me.is_active and me.is_coordinator):
            raise Sorry(403, RUN_OUT.format(command=self._context.network.command))
        reader = self._context.reader(me)
        with self._context.database.reading() as store:
            sheet = answersheet(store, self._context.roster.now().people, number, reader)
        headers = HEADERS | STORED_BY_NOBODY | _attached(FILE.format(number=str(number)).plain(reader))
        return Response(sheet, headers=headers, media_type=TABLE)

    def _rooms(self, request: Request) -> Response:
        number, given = self._number(request), request.path_params
        name, sealed = unpack(self._opened(request.query_params.get("key", "")) or "")
        me = self._context.roster.now().people.get(sealed.get("by", ""))
        wanted = {"meeting": str(number), "round": given["round"], "kind": given["kind"], "by": me.id if me else ""}
        if name != ROOMS or sealed != wanted or not (me and me.is_active and me.is_coordinator):
            raise Sorry(403, ROOMS_RUN_OUT.format(command=self._context.network.command))
        reader, kind = self._context.reader(me), RoomFile(given["kind"])
        with self._context.database.reading() as store:
            sheet = roomsheet(store, self._context.roster.now().people, number, int(given["round"]), kind, reader)
        file = ROOM_FILE.format(number=str(number), round=given["round"], kind=kind.value).plain(reader)
        return Response(sheet, headers=HEADERS | STORED_BY_NOBODY | _attached(file), media_type=TABLE)

    def _election(self, request: Request) -> Response:
        number, name = request.path_params["election"], request.path_params["file"]
        purpose, given = unpack(self._opened(request.query_params.get("key", "")) or "")
        me = self._context.roster.now().people.get(given.get("by", ""))
        meant = purpose == ELECTION and (given.get("election"), given.get("file")) == (number, name)
        file = self._election_file(int(number), name, me) if meant and me and me.is_active else None
        if file is None:
            raise Sorry(403, NO_FILE.format(command=self._context.network.command))
        text, kind, policy = file
        page = {"content-security-policy": f"{policy}; frame-ancestors 'none'"} if policy else _attached(name)
        return Response(text, headers=HEADERS | STORED_BY_NOBODY | page, media_type=f"{kind}; charset=utf-8")

    def _owner(self, request: Request) -> Person:
        """Whose calendar is asked for. Raises Sorry."""
        token: str = request.path_params["token"]
        if not TOKEN.fullmatch(token):
            raise self._nothing()
        with self._context.database.reading() as store:
            owner = store.feeds.owner(token)
        person = self._context.roster.now().people.get(owner or "")
        if person is None or not person.is_active:
            raise self._nothing()
        return person

    def _number(self, request: Request) -> int:
        number: str = request.path_params["meeting"]
        if not NUMBER.fullmatch(number):
            raise self._nothing()
        return int(number)

    def _nothing(self) -> Sorry:
        return Sorry(404, GONE.format(command=self._context.network.command))

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        """Whatever happens is said in words, and logged without the address."""

        @wraps(endpoint)
        def answer(request: Request) -> Response:
            try:
                return endpoint(request)
            except Sorry as sorry:
                return _said(sorry.status, sorry.text)
            except (NoSuchMeeting, NoBreakouts):
                return _said(404, self._nothing().text)
            except DatabaseBusy:
                return _said(503, BUSY)
            except Exception as error:
                return _said(500, BROKEN.format(code=report(error, part="downloads")))

        return answer


def _calendar(request: Request, file: bytes, more: dict[str, str]) -> Response:
    from bot.domain.calendar import etag  # noqa: PLC0415 (as above)

    tag = etag(file)
    headers = HEADERS | STORED_BY_ITS_OWNER | {"etag": tag}
    if _is_known(tag, request):
        return Response(status_code=304, headers=headers)
    return Response(file, headers=headers | more, media_type="text/calendar; charset=utf-8")


def _is_known(tag: str, request: Request) -> bool:
    """Whether the asker has these bytes (RFC 9110, 13.1.2)."""
    known = ", ".join(request.headers.getlist("if-none-match"))
    return known.strip() == "*" or tag in TAGS.findall(known)


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _said(status: int, text: Text) -> Response:
    """A sentence in each language: who asks may be unknown."""
    words = "\n".join(text.plain(Reader(language)) for language in LANGUAGES)
    return Response(f"{words}\n", status, HEADERS | STORED_BY_NOBODY, "text/plain; charset=utf-8")
