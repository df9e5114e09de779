"""The HTTP face: health, and the addresses of the platforms."""

from collections.abc import Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from bot.logs import report
from storage import Database

States = Callable[[], Mapping[str, str]]


def application(database: Database, routes: Sequence[BaseRoute], states: States = dict) -> Starlette:
    """The ASGI application. `/healthz` says whether the database answers, what was given up, and how platforms are."""

    def health(request: Request) -> JSONResponse:  # noqa: ARG001
        try:
            with database.reading() as store:
                waiting = store.outbox.tally()
        except Exception as error:
            report(error, part="health")
            return JSONResponse({"status": "the database does not answer"}, status_code=503)
        return JSONResponse({"status": "ok", "outbox": waiting, "platforms": dict(states())})

    return Starlette(routes=[Route("/healthz", health), *routes])
