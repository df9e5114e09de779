"""What Slack sends, as events; nothing is believed that was not sealed for this very person."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from bot.chat.events import Account, Click, Command, Joined, Place, Submission, Submitted
from bot.platforms.seal import Broken, Seal
from bot.platforms.slack.forms import CLOCK, TICK

PLATFORM = "slack"
CLICK, FORM, SAY = "click", "form", "say"  # what something was sealed for
PUBLIC, PRIVATE, ASKED = timedelta(days=400), timedelta(days=30), timedelta(hours=24)  # how long each is good for

Json = Mapping[str, Any]
Names = Callable[[str], str]  # what somebody is called, by user id

ANGLE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class Unreadable(Exception):
    """This is none of the requests that we have asked for."""


def part(data: Json, name: str) -> Json:
    """An object inside another, empty where it is missing."""
    value = data.get(name)
    return cast(Json, value) if isinstance(value, Mapping) else {}


def key(*parts: object) -> str:
    """Names an event that Slack may send again."""
    return f"slack:{sha256('|'.join(map(str, parts)).encode()).hexdigest()[:40]}"


def written(text: str, names: Names) -> tuple[str, dict[str, str]]:
    """The words as somebody typed them, and who is meant by each mention in them."""
    mentions: dict[str, str] = {}

    def typed(found: re.Match[str]) -> str:
        inside, label = found[1], found[2]
        if not inside.startswith("@"):
            prefix = "#" if inside.startswith("#") else ""
            return f"{prefix}{label}" if label else inside.removeprefix("mailto:")
        word = f"@{'.'.join((label or names(inside[1:])).removeprefix('@').split())}"
        mentions[word] = inside[1:]
        return word

    words = ANGLE.sub(typed, text)
    for entity, letter in ENTITIES:
        words = words.replace(entity, letter)
    return words, mentions


def after_command(text: str, command: str) -> str:
    """The words of a direct message without the slash command, which nobody needs to type there."""
    head, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest) if head.casefold() in (command, command.removeprefix("/")) else text.strip()


def command(body: Json, account: Account, at: datetime, names: Names, *, repeats: bool) -> Command:
    """A slash command. Over HTTP Slack sends none again; an envelope of Socket Mode may come twice."""
    words, mentions = written(str(body.get("text") or ""), names)
    place = place_in(str(body["channel_id"]), account)
    number = key("command", body.get("trigger_id")) if repeats else ""
    return Command(words, account, place, at, mentions, key=number)


def message(body: Json, account: Account, at: datetime, names: Names, slash: str) -> Command:
    """A direct message to the bot."""
    event = body["event"]
    words, mentions = written(str(event.get("text") or ""), names)
    place = place_in(str(event["channel"]), account)
    return Command(after_command(words, slash), account, place, at, mentions, key=key("event", body.get("event_id")))


def click(body: Json, account: Account, at: datetime, seal: Seal) -> Click | Command:
    """A button or a menu, or the button that stands for words typed where no form could open.

    Raises Unreadable, Broken or Expired.
    """
    action, place = _action(body), place_of(body, account)
    number = key("click", account.user, _container(body), action.get("action_id"), action.get("action_ts"))
    if action.get("type") == "static_select":
        token = _half(action.get("block_id")) + _half(action.get("action_id"))
        choice = str(part(action, "selected_option").get("value", ""))
        return Click(_opened(token, account, seal), account, place, at, choice, key=number)
    token = str(action.get("value") or "")
    try:
        return Click(_opened(token, account, seal), account, place, at, key=number)
    except Broken:
        return Command(seal.open(token, SAY, account.user), account, place, at, key=number)


def submission(body: Json, account: Account, at: datetime, seal: Seal) -> Submission:
    """A filled form of this person. Raises Unreadable, Broken or Expired."""
    view = body["view"]
    number, channel, carry = _three(seal.open(str(view.get("private_metadata") or ""), FORM, account.user))
    given = {name: _value(inside) for name, inside in view["state"]["values"].items()}
    return Submission(carry, _joined(given), account, place_in(channel, account), at, key=f"slack:{number}")


def joined(body: Json, account: Account, at: datetime) -> Joined:
    """A newcomer; a message to their user id reaches them."""
    return Joined(account, Place(PLATFORM, account.user), at, key=key("event", body.get("event_id")))


def place_of(body: Json, account: Account) -> Place:
    """Where somebody clicked; a modal remembers where it was opened, and the App Home is the person's own."""
    channel = part(body, "channel").get("id") or part(body, "container").get("channel_id")
    opened_in = part(body, "view").get("private_metadata")
    return place_in(str(channel or opened_in or account.user), account)


def place_in(channel: str, account: Account) -> Place:
    """The ids of conversations with one person begin with D; a person's own stands for theirs."""
    return Place(PLATFORM, channel, alone=channel.startswith("D") or channel == account.user)


def _action(body: Json) -> Json:
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions:
        raise Unreadable("actions")
    return cast(Json, actions[0])


def _opened(token: str, account: Account, seal: Seal) -> str:
    try:
        return seal.open(token, CLICK, account.user)
    except Broken:
        return seal.open(token, CLICK)


def _container(body: Json) -> object:
    view = part(body, "view")
    return part(body, "container").get("message_ts") or (view.get("id"), view.get("hash"))


def _half(given: object) -> str:
    """What stands after the number of the menu."""
    return str(given or "").partition(":")[2]


def _three(opened: str) -> tuple[str, str, str]:
    number, channel, carry = opened.split(" ", 2)
    return number, channel, carry


def _value(inputs: Json) -> Submitted:
    """What the one element of an input holds."""
    [(name, element)] = inputs.items()
    match element.get("type"):
        case "plain_text_input":
            return element.get("value") or None
        case "static_select" | "radio_buttons":
            return part(element, "selected_option").get("value")
        case "checkboxes" if name == TICK:
            return bool(element.get("selected_options"))
        case "multi_static_select" | "checkboxes":
            return tuple(str(each["value"]) for each in element.get("selected_options") or ())
        case "datepicker":
            return element.get("selected_date")
        case "timepicker":
            return element.get("selected_time")
        case _:
            raise Unreadable("values")


def _joined(given: Mapping[str, Submitted]) -> dict[str, Submitted]:
    """A day and its time as one moment again."""
    values = {name: value for name, value in given.items() if not name.endswith(CLOCK)}
    for name, time in given.items():
        day = values.get(name.removesuffix(CLOCK))
        if name.endswith(CLOCK) and day and time:
            values[name.removesuffix(CLOCK)] = f"{day}T{time}"
    return values
