"""Takes what chance has decided out of what is shown: hashes, tracking codes, drawn words, the order of names."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bot.chat.text import Text
from bot.chat.ui import Choice, Choices, Option

HASH = re.compile(r"\b[0-9a-f]{64}\b")
OURS = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
DRAWN = re.compile(r"\b(\d+)\. [a-z]{4,8}\b")
ON_PAPER = re.compile(r"vote|marks|rank\d")


def masked(shown: Any) -> Any:
    """The same with the same in the place of whatever differs each time."""
    match shown:
        case str():
            return DRAWN.sub(r"\1. word", OURS.sub("K7QM-2XPD", HASH.sub("0123456789abcdef" * 4, shown)))
        case Choice() | Choices() if ON_PAPER.fullmatch(shown.name):
            return replace(shown, options=_sorted(shown.options))
        case Text():
            values = tuple((name, masked(value)) for name, value in shown.values)
            return replace(shown, values=_in_order(values))
        case tuple() | list():
            return tuple(masked(each) for each in shown)
        case dict():
            return {name: masked(value) for name, value in shown.items()}
        case _ if is_dataclass(shown):
            changed = {each.name: masked(getattr(shown, each.name)) for each in fields(shown) if each.init}
            return replace(shown, **changed)
        case _:
            return shown


def _sorted(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """By name, numbered anew; what stands apart, an abstention or yes and no, keeps its place."""
    labels = [option.label for option in options]
    moved = [place for place, label in enumerate(labels) if _name(label) is not None]
    if any(option.value == "0" for option in options) or moved:
        names = sorted(_name(labels[place]) or "" for place in moved)
        for place, name in zip(moved, names, strict=True):
            labels[place] = _renamed(labels[place], place + 1, name)
    return tuple(replace(option, label=label) for option, label in zip(options, labels, strict=True))


def _in_order(values: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    """Lines that number names, in the order of the names."""
    lines = [place for place, (_, value) in enumerate(values) if isinstance(value, Text) and _numbered(value)]
    in_text = sorted(lines, key=lambda place: int(dict(values[place][1].values)["number"]))
    names = sorted(dict(values[place][1].values)["name"] for place in lines)
    changed = list(values)
    for number, (place, name) in enumerate(zip(in_text, names, strict=True), 1):
        changed[place] = (values[place][0], _renamed(values[place][1], number, name))
    return tuple(changed)


def _numbered(label: Text) -> bool:
    return {name for name, _ in label.values} == {"number", "name"}


def _name(label: Text) -> str | None:
    values = dict(label.values)
    if _numbered(label):
        return values["name"]
    return values["words"] if values.keys() == {"words"} else None


def _renamed(label: Text, number: int, name: str) -> Text:
    if not _numbered(label):
        return label.format(words=name)
    return label.format(number=str(number), name=name)
