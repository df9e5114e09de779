"""Slack as a stage for the contract: the adapter against our small Slack, over real sockets, in both modes."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.chat.events import Place, Submitted
from bot.platforms.port import Hear
from bot.platforms.seal import Seal
from bot.platforms.slack import phrases
from bot.platforms.slack.adapter import Slack
from tests.platforms.contract import Returned, Seen
from tests.platforms.serving import served
from tests.platforms.slack import screen
from tests.platforms.slack.people import SECRET, People, Screen, over_http, over_sockets
from tests.platforms.slack.server import open_workspace
from tests.platforms.slack.workspace import APP, BOT, Workspace

TURNED_AWAY = {text for phrase in (phrases.BROKEN, phrases.EXPIRED) for text in (phrase.en, phrase.de)}


class Watched(ThreadPoolExecutor):
    """A pool that can be waited for."""

    def __init__(self) -> None:
        super().__init__(4)
        self._given: list[Future[Any]] = []

    def submit(self, *given: Any, **more: Any) -> Future[Any]:
        future = super().submit(*given, **more)
        self._given.append(future)
        return future

    def settle(self) -> None:
        while self._given:
            waited = list(self._given)
            wait(waited, 60)
            self._given = [future for future in self._given if future not in waited]


class SlackStage:
    """Two people and a channel. With `over_http` the app is reached by signed requests, else by its socket."""

    def __init__(self, _home: Path, *, http: bool = False, start: bool = True, patience: float = 3.0) -> None:
        self._ahead = timedelta()
        self._open = ExitStack()
        self.workspace = Workspace(now=self.now)
        for user in ("ada", "grace"):
            self.workspace.add_user(user)
        self.workspace.add_channel("CNEWS", "ada", "grace")
        self.public = Place("slack", "CNEWS")
        self.aside = Watched()
        self.met: list[Any] = []
        self.url, self.sockets = self._open.enter_context(
            open_workspace(self.workspace, lambda name, body: self.people.responded(name, body), patience)  # noqa: PLW0108 (the people come later)
        )
        self.platform = self.adapter(http)
        self._open.callback(self.platform.stop)
        if http:
            self.address = self._open.enter_context(served(self.platform.routes()))
            client = httpx.Client(base_url=self.address, trust_env=False, timeout=60)
            deliver = over_http(self._open.enter_context(client))
        else:
            deliver = over_sockets(self.sockets, self.workspace)
        self.people = People(self.workspace, self.url, deliver, self.aside.settle)
        if start:
            self.platform.start()

    def adapter(self, http: bool = False) -> Slack:
        """Another process of the same app."""
        return Slack(
            bot_token=BOT,
            app_token="" if http else APP,
            signing_secret=SECRET if http else "",
            api_url=self.url,
            seal=Seal("a seal", self.now),
            now=self.now,
            met=self.met.append,
            aside=self.aside,
        )

    def close(self) -> None:
        self._open.close()

    def listen(self, hear: Hear) -> None:
        self.platform.listen(hear)

    def later(self, by: timedelta) -> None:
        self._ahead += by

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def read(self, place: Place, user: str) -> Sequence[Seen]:
        channel = self.workspace.channels.get(place.channel)
        assert channel is None or user in channel.members
        return [screen.seen(message) for message in channel.messages] if channel else []

    def type(self, user: str, words: str, place: Place) -> Returned:
        return returned(self.people.type(user, words, place.channel))

    def click(self, user: str, button: str, place: Place, choice: str | None = None) -> Returned:
        if choice is None:
            action = {"type": "button", "action_id": "b0", "block_id": "x", "value": button}
        else:
            block, _, name = button.partition("\n")
            chosen = {"selected_option": {"value": choice}}
            action = {"type": "static_select", "action_id": name, "block_id": block} | chosen
        where = {"channel": {"id": place.channel}, "container": {"type": "message", "message_ts": "1.0"}}
        return returned(self.people.click(user, action, where))

    def submit(self, user: str, state: str, values: Mapping[str, Submitted], place: Place) -> Returned:
        entries = {name: entry for each, value in values.items() for name, entry in _entries(each, value)}
        view = {"type": "modal", "id": "V0", "private_metadata": state}
        blocks = [{"type": "input", "block_id": name} for name in entries]
        return returned(self.people.submit(user, view | {"blocks": blocks}, entries))


class SlackOverHttp(SlackStage):
    def __init__(self, home: Path) -> None:
        super().__init__(home, http=True)


def returned(shown: Screen) -> Returned:
    private = tuple(screen.seen(message) for message in shown.private)
    forms = [screen.opened(view) for view in shown.views if view["callback_id"] == "form"]
    read = [screen.seen(view) for view in shown.views if view["callback_id"] == "message"]
    refused = any(each.text in TURNED_AWAY for each in [*private, *read])
    return Returned((*private, *read), forms[0] if forms else None, shown.errors, refused)


def _entries(name: str, value: Submitted) -> list[tuple[str, Any]]:
    """The state of one input as Slack sends it."""
    if isinstance(value, bool):
        return [(name, {"tick": {"type": "checkboxes", "selected_options": [{"value": "yes"}] if value else []}})]
    if isinstance(value, tuple):
        return [(name, {"value": {"type": "checkboxes", "selected_options": [{"value": each} for each in value]}})]
    if name == "kind":
        return [(name, {"value": {"type": "radio_buttons", "selected_option": {"value": value}}})]
    if name == "until":
        return [(name, {"value": {"type": "datepicker", "selected_date": value}})]
    if name == "starts":
        day, _, clock = str(value).partition("T")
        time = {"type": "timepicker", "selected_time": clock}
        return [(name, {"value": {"type": "datepicker", "selected_date": day}}), (f"{name}.time", {"value": time})]
    return [(name, {"value": {"type": "plain_text_input", "value": value}})]
