"""The addresses that the server calls: slash command, buttons, dialogs; each strict about what it lets in."""

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.logs import log, report
from bot.platforms.mattermost import parse
from bot.platforms.mattermost.addresses import ACTION, COMMAND, DIALOG
from bot.platforms.mattermost.parse import Filled, Json, Pressed, Slash, Unreadable

LONGEST = 256 * 1024  # bytes of a request's body

Answer = Mapping[str, object]
T = TypeVar("T")


class TooLong(Exception):
    """More than any Mattermost server sends."""


def routes(
    secret: str,
    command: Callable[[Slash], Answer | None],
    action: Callable[[Pressed], Answer],
    dialog: Callable[[Filled], Answer],
) -> list[Route]:
    """The three addresses. `command` gives None where the token is wrong."""

    return [
        Route(f"{COMMAND}/{{secret}}", _door(_slash, command, secret), methods=["POST"]),
        Route(f"{ACTION}/{{secret}}", _door(_pressed, action, secret), methods=["POST"]),
        Route(DIALOG, _door(_filled, dialog, None), methods=["POST"]),
    ]


def _door(read: Callable[[bytes], T], work: Callable[[T], Answer | None], secret: str | None) -> Callable[..., Any]:
    async def answer(request: Request) -> Response:
        given = str(request.path_params.get("secret", ""))
        if secret is not None and not hmac.compare_digest(given.encode(), secret.encode()):
            return _turned_away("address", 404)
        try:
            asked = read(await _body(request))
        except TooLong:
            return _turned_away("length", 413)
        except (Unreadable, ValueError, RecursionError):
            return _turned_away("shape", 400)
        try:
            said = await run_in_threadpool(work, asked)
        except Exception as error:
            report(error, part="mattermost")
            return JSONResponse({}, status_code=500)
        return _turned_away("token", 403) if said is None else JSONResponse(said)

    return answer


def _slash(body: bytes) -> Slash:
    return parse.slash(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=1000))


def _pressed(body: bytes) -> Pressed:
    return parse.pressed(_json(body))


def _filled(body: bytes) -> Filled:
    return parse.filled(_json(body))


def _turned_away(why: str, status: int) -> Response:
    log.warning("turned_away", platform="mattermost", why=why)
    return JSONResponse({}, status_code=status)


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise TooLong
    return body


def _json(body: bytes) -> Json:
    data: object = json.loads(body)
    if not isinstance(data, dict):
        raise Unreadable("body")
    return cast(Json, data)
