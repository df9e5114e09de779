"""What the server sends, as events; nothing is believed that was not sealed for this very person."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from bot.chat.events import Account, Click, Command, Place, Submission, Submitted
from bot.platforms.mattermost.forms import base_name
from bot.platforms.seal import Broken, Seal

PLATFORM = "mattermost"
CLICK, FORM, WORDS = "click", "form", "words"  # what a seal is good for: a button, a form, a button that opens a form
PUBLIC, PRIVATE, ASKED = timedelta(days=400), timedelta(days=30), timedelta(hours=24)  # how long each is good for
ID = 64  # characters; the server's own ids have 26
NAME = 200  # characters of a channel's name
PAIR = re.compile(r"[a-z0-9]{26}__[a-z0-9]{26}")
ALONE = "@"  # before the id of a conversation with one person

Json = Mapping[str, Any]


class Unreadable(Exception):
    """No Mattermost server has written this."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button or a menu as it was pressed, before its seal is opened."""

    user: str
    channel: str
    trigger: str
    sealed: str
    choice: str | None
    is_alone: bool = False

    @property
    def place(self) -> Place:
        return Place(PLATFORM, self.channel, self.is_alone)


@dataclass(frozen=True, slots=True)
class Filled:
    """A dialog as it was sent, before its seal is opened."""

    user: str
    channel: str
    state: str
    values: Json


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command as it was typed; `token` is what proves that the server sent it."""

    user: str
    channel: str
    team: str
    token: str
    trigger: str
    words: str
    mentions: Mapping[str, str]
    is_alone: bool = False

    @property
    def place(self) -> Place:
        return Place(PLATFORM, self.channel, self.is_alone)

    def command(self, account: Account, at: datetime) -> Command:
        return Command(self.words, account, self.place, at, self.mentions)


def slash(form: Iterable[tuple[str, str]]) -> Slash:
    """The fields of a slash command; the text is taken as it was typed. Raises Unreadable."""
    pairs = list(form)
    single = dict(pairs)
    names = [value for key, value in pairs if key == "user_mentions"]
    ids = [value for key, value in pairs if key == "user_mentions_ids"]
    # The server lists a name once; typed it may stand with capitals or at the end of a sentence.
    known = {name.casefold(): user for name, user in zip(names, ids, strict=False)}
    words = _text(single, "text", 20_000).strip()
    typed = (word for word in words.split() if word.startswith("@"))
    mentions = {word: user for word in typed if (user := known.get(word[1:].rstrip(".,;:!?").casefold()))}
    return Slash(
        _id(single, "user_id"),
        _id(single, "channel_id"),
        _id(single, "team_id"),
        _text(single, "token", 200),
        _text(single, "trigger_id", 1000),
        words,
        mentions,
        _is_alone(single),
    )


def pressed(data: Json) -> Pressed:
    """A click on a button or a choice from a menu, and nothing else that may arrive there. Raises Unreadable."""
    if data.get("type") not in ("button", "select"):
        raise Unreadable("type")
    context = data.get("context")
    if not isinstance(context, dict):
        raise Unreadable("context")
    known = cast(Json, context)
    choice = known.get("selected_option") if data["type"] == "select" else None
    if choice is not None and not isinstance(choice, str):
        raise Unreadable("selected_option")
    sealed = known.get("a")
    sealed = sealed if isinstance(sealed, str) else ""  # none of ours; the seal will say so
    trigger = _text(data, "trigger_id", 1000)
    return Pressed(_id(data, "user_id"), _id(data, "channel_id"), trigger, sealed, choice, _is_alone(data))


def filled(data: Json) -> Filled:
    """A dialog that was sent. Raises Unreadable."""
    if data.get("type") != "dialog_submission":
        raise Unreadable("type")
    values = data.get("submission")
    if not isinstance(values, dict):
        raise Unreadable("submission")
    # The channel is what the client says; where it matters, ours stands in the state.
    return Filled(_id(data, "user_id"), _text(data, "channel_id", ID), _text(data, "state", 4000), cast(Json, values))


def click(pressed: Pressed, account: Account, at: datetime, seal: Seal) -> Click | Command:
    """What a button means: of a public post, of this person, or a command to be given once more.

    Raises Broken or Expired.
    """
    place = pressed.place
    for purpose, person in ((CLICK, account.user), (CLICK, ""), (WORDS, account.user)):
        try:
            content = seal.open(pressed.sealed, purpose, person)
        except Broken:
            continue
        if purpose == WORDS:
            return Command(content, account, place, at)
        return Click(content, account, place, at, pressed.choice)
    raise Broken(CLICK)


def submission(filled: Filled, account: Account, at: datetime, seal: Seal) -> Submission:
    """A filled form of this person. Raises Unreadable, Broken or Expired."""
    key, _, rest = seal.open(filled.state, FORM, account.user).partition(" ")
    channel, _, carry = rest.partition(" ")
    return Submission(carry, values(filled.values), account, place_of(channel), at, key)


def place_in_state(place: Place) -> str:
    """A place as it stands in the state of a dialog; `place_of` reads it."""
    return ALONE + place.channel if place.alone else place.channel


def place_of(written: str) -> Place:
    return Place(PLATFORM, written.removeprefix(ALONE), alone=written.startswith(ALONE))


def values(given: Json) -> dict[str, Submitted]:
    """The values by input; boxes of one input are together what is ticked among them. Raises Unreadable."""
    found: dict[str, Submitted] = {}
    for element, value in given.items():
        name, option = base_name(element)
        if option is None:
            found[name] = _value(value)
            continue
        ticked = found.get(name)
        ticked = ticked if isinstance(ticked, tuple) else ()
        found[name] = (*ticked, option) if value in (True, "true") else ticked
    return found


def beside(errors: Mapping[str, str], given: Json) -> dict[str, str]:
    """Errors by element: one of an input with many boxes stands beside the first."""
    elements: dict[str, str] = {}
    for element in given:
        elements.setdefault(base_name(element)[0], element)
    return {elements.get(name, name): text for name, text in errors.items()}


def direct_message(data: Json, me: str) -> tuple[str, str, str, str] | None:
    """Id, channel, author and words of a message that somebody wrote to the bot; None if it is something else."""
    if data.get("channel_type") != "D":
        return None
    post = _post(data)
    author, words = post.get("user_id"), post.get("message")
    props: object = post.get("props")
    by_machine = isinstance(props, dict) and bool(cast(Json, props).keys() & {"from_bot", "from_webhook"})
    if by_machine or author == me or post.get("type") or not isinstance(words, str) or not isinstance(author, str):
        return None
    return str(post.get("id", "")), str(post.get("channel_id", "")), author, words


def after_command(words: str, command: str) -> str:
    """The words of a message to the bot without the command at their beginning, with or without its slash."""
    head, *rest = words.split(maxsplit=1) or [""]
    return "".join(rest) if head.casefold() in (command.casefold(), command[1:].casefold()) else words


def _post(data: Json) -> Json:
    raw = data.get("post")
    try:
        post: object = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        return {}
    return cast(Json, post) if isinstance(post, dict) else {}


def _value(value: object) -> Submitted:
    """As it was sent; an untouched field says nothing, and a number is what was typed."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in cast(list[object], value)):
        return tuple(cast(list[str], value))
    raise Unreadable("submission")


def _is_alone(data: Json) -> bool:
    """Whether this comes from a conversation of two, which is named by their ids."""
    return PAIR.fullmatch(_text(data, "channel_name", NAME)) is not None


def _id(data: Json, name: str) -> str:
    found = _text(data, name, ID)
    if not found and name != "team_id":
        raise Unreadable(name)
    return found


def _text(data: Json, name: str, longest: int) -> str:
    found = data.get(name, "")
    if not isinstance(found, str) or len(found) > longest:
        raise Unreadable(name)
    return found
