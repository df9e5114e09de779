"""The port's side of the bulletin board: a real HTTP client that says at which step of a request it is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import httpx

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.chat.ui import Message
from bot.platforms.port import Ref, Refused, TooFast, Unsure
from tests.conversation import words

Step = Callable[[str], None]

MOMENTS = {
    "http11.send_request_headers.started": "sending",
    "http11.send_request_headers.complete": "half sent",
    "http11.send_request_body.complete": "sent",
    "http11.receive_response_headers.complete": "answering",
    "http11.receive_response_body.complete": "answered",
}


class Poster:
    """A platform that posts on the board. `step` is called with "post: half sent" and the like.

    `timeout` holds for each of the phases (connect, write, read), which together must not outlast the patience.
    """

    name = "board"

    def __init__(
        self, url: str, *, pace: float = 0.0, patience: float = 5.0, timeout: float = 1.0, step: Step = lambda _: None
    ) -> None:
        self.pace = pace
        self.patience = patience
        self._step = step
        self._client = httpx.Client(base_url=url, timeout=timeout, trust_env=False, verify=False)

    def close(self) -> None:
        self._client.close()

    def together(self, users: Sequence[str]) -> Place:
        return Place(self.name, "+".join(sorted(users)))

    def members(self, place: Place) -> Sequence[str]:
        raise Refused(f"nobody belongs to {place.channel}: everybody may read the board")

    def named(self, place: Place) -> Place:
        return place

    def direct(self, user: str) -> Place:
        return Place(self.name, f"@{user}")

    def post(self, place: Place, message: Message, reader: Reader, key: str) -> Ref:
        body = {"channel": place.channel, "key": key, "text": words(message, reader)}
        return Ref(place.channel, str(self._call("post", "POST", "/notes", json=body)))

    def edit(self, ref: Ref, message: Message, reader: Reader) -> None:
        self._call("edit", "PUT", f"/notes/{ref.post}", json={"text": words(message, reader)})

    def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        found = self._call("find", "GET", "/notes", params={"key": key, "since": since.isoformat()})
        return None if found is None else Ref(place.channel, str(found))

    def _call(self, name: str, method: str, path: str, **given: Any) -> Any:
        def trace(event: str, _: object) -> None:
            if event in MOMENTS:
                self._step(f"{name}: {MOMENTS[event]}")

        try:
            answer = self._client.request(method, path, extensions={"trace": trace}, **given)
        except httpx.HTTPError as error:
            raise Unsure(type(error).__name__) from error
        if answer.status_code == 429:
            raise TooFast(float(answer.headers["Retry-After"]))
        if answer.status_code == 410:
            raise Refused("the channel is archived")
        if answer.status_code != 200:
            raise Unsure(f"status {answer.status_code}")
        return answer.json()
