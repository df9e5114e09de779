"""Asks the embedded chat without a network: one request, one answer."""

import asyncio
from collections.abc import Mapping

import httpx
from starlette.applications import Starlette

from bot.platforms.web.adapter import Web

HOST = "http://localhost:8080"


class Asking:
    """A client of one chat; like a program, it sends neither Origin nor Sec-Fetch-Site by itself."""

    def __init__(self, web: Web) -> None:
        self._app = Starlette(routes=web.routes())

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: object) -> httpx.Response:
        return self.send("GET", path, params=query, headers=headers)

    def post(self, name: str, headers: Mapping[str, str] | None = None, **body: object) -> httpx.Response:
        return self.send("POST", f"/api/{name}", json=body, headers=headers)

    def send(self, method: str, path: str, **how: object) -> httpx.Response:
        async def once() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url=HOST) as client:
                return await client.request(method, path, **how)

        return asyncio.run(once())
