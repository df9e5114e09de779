"""The socket that the bot listens on."""

import asyncio
import socket

import pytest

from bot.config import BadSettings
from bot.serving import listen


def test_answers_are_sent_at_once() -> None:
    async def talk(listener: socket.socket) -> int:
        accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def look(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            accepted.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        server = await asyncio.start_server(look, sock=listener)
        _, writer = await asyncio.open_connection(*listener.getsockname())
        async with server:
            found = await accepted
        writer.close()
        await writer.wait_closed()
        return found

    with listen("127.0.0.1", 0) as listener:
        assert asyncio.run(talk(listener)) != 0


def test_an_address_in_use_is_explained() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadSettings, match=r"Address already in use.*another port"):
        listen("127.0.0.1", taken.getsockname()[1])
