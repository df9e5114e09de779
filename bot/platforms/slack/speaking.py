"""What people do in Slack: commands, clicks, forms, direct messages, the App Home, and newcomers."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from bot.chat.events import Account, Click, Command, Joined, Place, Submission
from bot.chat.replies import Answer, Ask, Reject, whisper
from bot.chat.text import LANGUAGES, Reader, Text
from bot.platforms.port import Hear
from bot.platforms.seal import Broken, Expired
from bot.platforms.slack import parse, phrases
from bot.platforms.slack.answering import Answering
from bot.platforms.slack.crowd import Crowd
from bot.platforms.slack.parse import Json, Unreadable
from bot.platforms.slack.scene import Scene

Ack = Callable[..., Any]
LOG = logging.getLogger(__name__)
REMEMBERED = 2000  # events that Slack may send again


class Speaking:
    """Requests that the bot hears. Whatever must be known at once is in the acknowledgement; the rest follows aside."""

    def __init__(self, scene: Scene, answering: Answering, crowd: Crowd, aside: Executor) -> None:
        self._scene = scene
        self._answering = answering
        self._crowd = crowd
        self._aside = aside
        self._seen = Seen()
        self.hear: Hear | None = None

    def command(self, ack: Ack, body: Json) -> None:
        """A slash command: the first private message is the answer of the same request."""
        account = self._crowd.account(body["user_id"])
        event = parse.command(body, account, self._scene.now(), self._crowd.handle, repeats=self._scene.repeats)
        answer = self._heard(event)
        bodies = self._answering.whispers(answer, account.user)
        if not self._answering.opens(answer, event.place, account.user, str(body["trigger_id"])):
            bodies.append(self._answering.said(phrases.NO_FORM, answer.reader, account.user))
        ack(*bodies[:1])
        if bodies[1:]:
            self._later(lambda: self._answering.at_response_address(str(body["response_url"]), bodies[1:]))

    def action(self, ack: Ack, body: Json) -> None:
        """A click in a message, a modal, or on the App Home."""
        account = self._crowd.account(body["user"]["id"])
        place = parse.place_of(body, account)
        try:
            answer = self._heard(parse.click(body, account, self._scene.now(), self._scene.seal))
        except (Unreadable, Broken, Expired) as error:
            answer = _said(_why(error), account)
        ack()
        if body.get("view"):
            self._later(lambda: self._in_view(body, answer, place, account))
            return
        bodies = self._answering.whispers(answer, account.user)
        if not self._answering.opens(answer, place, account.user, str(body.get("trigger_id"))):
            bodies.append(self._answering.said(phrases.NO_FORM, answer.reader, account.user))
        self._later(lambda: self._answering.at_response_address(str(body["response_url"]), bodies))

    def view(self, ack: Ack, body: Json) -> None:
        """A form: it stays open with errors, or turns into what there is to say."""
        account = self._crowd.account(body["user"]["id"])
        try:
            event = parse.submission(body, account, self._scene.now(), self._scene.seal)
            answer, place = self._heard(event), event.place
        except (Unreadable, Broken, Expired, KeyError, ValueError, TypeError, AttributeError) as error:
            answer, place = _said(_why(error), account), Place(parse.PLATFORM, account.user)
        rejected = next((reply for reply in answer.replies if isinstance(reply, Reject)), None)
        shown = self._answering.in_modal(answer, place, account.user)
        if rejected:
            ack(response_action="errors", errors=self._answering.errors(rejected, answer.reader, body["view"]))
        elif shown:
            ack(response_action="update", view=shown)
        else:
            ack()

    def event(self, ack: Ack, body: Json) -> None:
        """A direct message, a look at the App Home, or a newcomer; a repetition is acknowledged and that is all."""
        ack()
        if not self._seen.first_time(str(body.get("event_id"))):
            return
        event = body["event"]
        match event.get("type"):
            case "message" if event.get("channel_type") == "im" and _is_from_somebody(event):
                self._later(lambda: self._message(body))
            case "app_home_opened" if event.get("tab") == "home":
                self._later(lambda: self._home(self._crowd.account(event["user"])))
            case "team_join":
                self._later(lambda: self._joined(body))
            case _:
                pass

    def _message(self, body: Json) -> None:
        account = self._crowd.account(body["event"]["user"])
        event = parse.message(body, account, self._scene.now(), self._crowd.handle, self._scene.command)
        self._answering.by_message(self._heard(event), event.words, event.place, account)

    def _home(self, account: Account) -> None:
        """The same card as the command without words shows."""
        place = Place(parse.PLATFORM, account.user)
        self._answering.home(self._heard(Command("", account, place, self._scene.now())), account.user)

    def _joined(self, body: Json) -> None:
        profile = self._crowd.learn(body["event"]["user"])
        if profile.is_person:
            event = parse.joined(body, profile.account, self._scene.now())
            self._answering.by_message(self._heard(event), "", event.place, profile.account)

    def _in_view(self, body: Json, answer: Answer, place: Place, account: Account) -> None:
        self._answering.in_view(body["view"], body, answer, place, account.user)
        if body["view"].get("type") == "home" and not any(isinstance(reply, Ask) for reply in answer.replies):
            self._home(account)

    def _heard(self, event: Command | Click | Submission | Joined) -> Answer:
        return self.hear(event) if self.hear else _said(phrases.NOT_YET, event.account)

    def _later(self, work: Callable[[], None]) -> None:
        """Does what needs Slack's own answer, after the acknowledgement; what is lost here is owed to nobody."""
        self._aside.submit(_quietly, work)


class Seen:
    """The latest events, so that one which comes again is known."""

    def __init__(self) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def first_time(self, key: str) -> bool:
        with self._lock:
            if key in self._keys:
                return False
            self._keys[key] = None
            if len(self._keys) > REMEMBERED:
                self._keys.popitem(last=False)
            return True


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:  # nobody waits for it; the log says where it went wrong
        LOG.warning("an answer did not arrive", exc_info=True)


def _said(text: Text, account: Account) -> Answer:
    language = account.language[:2]
    return Answer((whisper(text),), Reader(language if language in LANGUAGES else "en"))


def _why(error: Exception) -> Text:
    return phrases.EXPIRED if isinstance(error, Expired) else phrases.BROKEN


def _is_from_somebody(event: Json) -> bool:
    return bool(event.get("user")) and not event.get("subtype") and not event.get("bot_id")
