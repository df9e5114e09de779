"""What the page sends, as events; nothing is believed that was not sealed for this very person."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from bot.chat.events import Account, Click, Command, Place, Submission, Submitted
from bot.platforms.seal import Broken, Seal
from bot.platforms.web.scene import Crowd

CLICK, FORM = "click", "form"
PUBLIC, PRIVATE, ASKED = timedelta(days=400), timedelta(days=30), timedelta(hours=24)  # how long each is good for

Json = Mapping[str, object]


class Unreadable(Exception):
    """This was not made by our page."""


def words(data: Json, name: str) -> str:
    """A text of the request. Raises Unreadable."""
    value = data.get(name)
    if not isinstance(value, str):
        raise Unreadable(name)
    return value


def after_command(text: str, command: str) -> str | None:
    """The words after the slash command, or None if the text does not begin with it."""
    head, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest) if head.casefold() == command.casefold() else None


def command(typed: str, account: Account, place: Place, at: datetime, crowd: Crowd) -> Command:
    mentions = {word: word[1:] for word in typed.split() if word.startswith("@") and crowd.get(word[1:])}
    return Command(typed, account, place, at, mentions)


def click(data: Json, account: Account, place: Place, at: datetime, seal: Seal) -> Click:
    """A button or menu of a public post or of this person. Raises Unreadable, Broken or Expired."""
    token, choice = words(data, "token"), data.get("choice")
    if choice is not None and not isinstance(choice, str):
        raise Unreadable("choice")
    try:
        action = seal.open(token, CLICK, account.user)
    except Broken:
        action = seal.open(token, CLICK)
    return Click(action, account, place, at, choice)


def submission(data: Json, account: Account, place: Place, at: datetime, seal: Seal) -> Submission:
    """A filled form of this person. Raises Unreadable, Broken or Expired."""
    key, _, carry = seal.open(words(data, "token"), FORM, account.user).partition(" ")
    values = data.get("values")
    if not isinstance(values, dict):
        raise Unreadable("values")
    given = {name: _value(value) for name, value in cast(Json, values).items()}
    return Submission(carry, given, account, place, at, key)


def _value(value: object) -> Submitted:
    """As it was sent; an empty field says nothing, so it is None as on the other platforms."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, list):
        given = cast(list[object], value)
        texts = tuple(each for each in given if isinstance(each, str))
        if len(texts) == len(given):
            return texts
    raise Unreadable("values")
