"""The embedded chat as a stage for the contract: its real addresses, called without a network."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from bot.chat.events import Place, Submitted
from bot.platforms.port import Hear
from tests.platforms.contract import Returned, Seen
from tests.platforms.web import page_reader
from tests.platforms.web.asking import Asking
from tests.platforms.web.toy import Clock, network


class WebStage:
    def __init__(self, home: Path) -> None:
        self.clock = Clock()
        self.platform = network(home, self.clock, crowd=0)
        self.public = Place("web", "announcements")
        self.asking = Asking(self.platform)

    def listen(self, hear: Hear) -> None:
        self.platform.listen(hear)

    def close(self) -> None:
        self.platform.close()

    def later(self, by: timedelta) -> None:
        self.clock.moment += by

    def now(self) -> datetime:
        return self.clock.now()

    def read(self, place: Place, user: str) -> Sequence[Seen]:
        answer = self.asking.get("/api/messages", **{"as": user, "channel": place.channel})
        return [page_reader.seen(message["html"]) for message in answer.json()["messages"]]

    def type(self, user: str, words: str, place: Place) -> Returned:
        return self._post("command", {"as": user, "channel": place.channel, "text": f"/jrg {words}"})

    def click(self, user: str, button: str, place: Place, choice: str | None = None) -> Returned:
        return self._post("click", {"as": user, "channel": place.channel, "token": button, "choice": choice})

    def submit(self, user: str, state: str, values: Mapping[str, Submitted], place: Place) -> Returned:
        return self._post("submit", {"as": user, "channel": place.channel, "token": state, "values": values})

    def _post(self, name: str, data: Mapping[str, object]) -> Returned:
        return returned(self.asking.post(name, **data))


def returned(answer: httpx.Response) -> Returned:
    if answer.status_code != 200:
        assert answer.status_code < 500, answer.text
        return Returned(refused=True)
    replies = answer.json()["replies"]
    forms = [page_reader.opened(reply["html"]) for reply in replies if reply["kind"] == "ask"]
    return Returned(
        private=tuple(page_reader.seen(reply["html"]) for reply in replies if reply["kind"] == "whisper"),
        form=forms[0] if forms else None,
        errors=next((reply["errors"] for reply in replies if reply["kind"] == "reject"), {}),
    )
