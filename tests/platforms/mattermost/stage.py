"""Mattermost as a stage for the contract: the bot's real addresses and a small server, both on real sockets."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from weakref import finalize

import httpx
import uvicorn
from starlette.applications import Starlette

from bot.chat.events import Account, Place, Submitted
from bot.chat.text import Reader
from bot.platforms.mattermost import phrases
from bot.platforms.mattermost.adapter import Mattermost
from bot.platforms.mattermost.forms import base_name
from bot.platforms.mattermost.server import Server
from bot.platforms.port import Hear
from bot.platforms.seal import Seal
from bot.serving import listen
from tests.outbox.office import wait_until
from tests.platforms.contract import Opened, Returned, Seen
from tests.platforms.mattermost.fake import TEAM, TOKEN, Fake, open_fake
from tests.platforms.mattermost.reading import seen
from tests.platforms.web.toy import Clock

SECRET = "a secret of the tests"
REFUSALS = [text.plain(Reader("en")) for text in (phrases.BROKEN, phrases.EXPIRED)]


class Strangers:
    """Remembers nobody, and has heard nothing."""

    def unmet(self, community: str, users: Sequence[str]) -> Sequence[str]:
        return []

    def meet(self, accounts: Sequence[Account]) -> None:
        pass

    def once(self, key: str) -> bool:
        return True


class MattermostStage:
    def __init__(self, home: Path, **given: Any) -> None:
        self._open = ExitStack()
        finalize(self, self._open.close)
        self.clock = Clock()
        self.fake: Fake = self._open.enter_context(open_fake(self.clock.now, **given))
        listener = self._open.enter_context(listen("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = Server(self.fake.url, TOKEN, ["team"], self.address)
        seal = Seal(SECRET, self.clock.now)
        self.platform = Mattermost(server, seal=seal, secret=SECRET, now=self.clock.now, acquaintances=Strangers())
        self._open.callback(self.platform._scene.gateway.close)
        self._open.callback(self.platform._listening.stop)
        self.platform._listening.arrived()
        self.public = Place("mattermost", "town")
        self._http = self._open.enter_context(httpx.Client(trust_env=False))
        self._serve(listener)

    def close(self) -> None:
        self._open.close()

    def listen(self, hear: Hear) -> None:
        self.platform.listen(hear)

    def later(self, by: timedelta) -> None:
        self.clock.moment += by

    def now(self) -> datetime:
        return self.clock.now()

    def read(self, place: Place, user: str) -> Sequence[Seen]:
        channel = self.fake.channels[place.channel]
        assert channel["type"] == "O" or user in channel["name"].split("__")
        mine = [each for each in self.fake.posts.values() if each["channel_id"] == place.channel]
        return [seen(each["message"], each["props"].get("attachments", [])) for each in mine]

    def type(self, user: str, words: str, place: Place, **given: str) -> Returned:
        [command] = self.fake.commands
        typed = [word[1:] for word in words.split() if word.startswith("@") and word[1:] in self.fake.users]
        form = {
            "user_id": user,
            "channel_id": place.channel,
            "team_id": TEAM,
            "token": command["token"],
            "trigger_id": "now",
            "command": "/jrg",
            "text": words,
            "user_mentions": typed,
            "user_mentions_ids": typed,
        }
        before = len(self.fake.dialogs)
        answer = self._http.post(command["url"], data=form | given)
        if answer.status_code != 200:
            return Returned(refused=True)
        told = answer.json()
        replies = [told, *told.get("extra_responses", [])] if told else []
        private = tuple(seen(each["text"], each.get("attachments", [])) for each in replies)
        return Returned(private, self._opened(before))

    def click(self, user: str, button: str, place: Place, choice: str | None = None, **given: Any) -> Returned:
        context = {"a": button} | ({} if choice is None else {"selected_option": choice})
        kind = "button" if choice is None else "select"
        body = {"user_id": user, "channel_id": place.channel, "trigger_id": "now", "type": kind, "context": context}
        before = len(self.fake.dialogs)
        answer = self._http.post(self.platform._scene.addresses.action, json=body | given)
        if answer.status_code != 200:
            return Returned(refused=True)
        text = answer.json().get("ephemeral_text", "")
        if text in REFUSALS:
            return Returned(refused=True)
        return Returned((seen(text, []),) if text else (), self._opened(before))

    def submit(self, user: str, state: str, values: Mapping[str, Submitted], place: Place) -> Returned:
        body = {"type": "dialog_submission", "user_id": user, "channel_id": "elsewhere", "state": state}
        answer = self._http.post(
            f"{self.address}/mattermost/dialog", json=body | {"submission": self._sent(state, values)}
        )
        if answer.status_code != 200:
            return Returned(refused=True)
        told = answer.json()
        if told.get("error") in REFUSALS:
            return Returned(refused=True)
        return Returned(errors={base_name(name)[0]: text for name, text in told.get("errors", {}).items()})

    def _sent(self, state: str, values: Mapping[str, Submitted]) -> dict[str, Any]:
        """The values as a client sends them for the dialog with this state."""
        known = next((each["dialog"] for each in self.fake.dialogs if each["dialog"]["state"] == state), None)
        sent: dict[str, Any] = {}
        for element in [each["name"] for each in known["elements"]] if known else list(values):
            name, option = base_name(element)
            sent[element] = values.get(name) if option is None else option in (values.get(name) or ())
        return sent

    def _opened(self, before: int) -> Opened | None:
        for each in self.fake.dialogs[before:]:
            names = dict.fromkeys(base_name(element["name"])[0] for element in each["dialog"]["elements"])
            return Opened(each["dialog"]["title"], tuple(names), each["dialog"]["state"])
        return None

    def _serve(self, listener: Any) -> None:
        app = Starlette(routes=self.platform.routes())
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_until(lambda: server.started)

        def stop() -> None:
            server.should_exit = True
            thread.join()

        self._open.callback(stop)
