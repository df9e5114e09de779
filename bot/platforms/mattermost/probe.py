"""Finds out whether the server can call the bot: it is asked to, and somebody listens."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from secrets import token_urlsafe

from bot.platforms.mattermost.addresses import DIALOG
from bot.platforms.mattermost.gateway import Gateway


def is_reached(gateway: Gateway, callback_url: str, listen: tuple[str, int], channel: str, team: str) -> bool:
    """Whether a call of the server arrives where the bot listens. Raises Denied if it makes none, or the like.

    If the bot is running, it has the address already and answers itself, with an error, as nobody opened this dialog.
    """
    sign = token_urlsafe(12)
    url = callback_url.rstrip("/") + DIALOG
    try:
        with _listening(listen) as arrived:
            gateway.submit_dialog(url, sign, channel, team)
            return sign in arrived
    except OSError:  # somebody has the address: most likely the bot
        return "error" in gateway.submit_dialog(url, sign, channel, team)


@contextmanager
def _listening(address: tuple[str, int]) -> Generator[list[str]]:
    """Listens at the address and notes the states of dialogs. Raises OSError if the address cannot be used."""
    arrived: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 10_000))
            try:
                arrived.append(str(json.loads(body).get("state", "")))
            except (ValueError, AttributeError):
                arrived.append("")
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: what arrives may have been written by anybody."""

    server = HTTPServer(address, Ear)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield arrived
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
