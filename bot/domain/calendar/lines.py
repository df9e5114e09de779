"""The lines of a calendar file: what people wrote made safe, and the library's components filled with them."""

import re
from collections.abc import Mapping
from typing import Protocol, cast

from icalendar import Component
from icalendar.prop import vUnknown

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")  # files have no place for them
LINE_END = re.compile("\r\n?")


class Fillable(Protocol):
    """A component as it is used here; the library leaves the type of a value open."""

    def add(self, name: str, value: object) -> None: ...


def fill(component: Component, lines: Mapping[str, object]) -> None:
    """Adds these properties; a value of None is none."""
    for name, value in lines.items():
        if value is not None:
            cast("Fillable", component).add(name, value)


def text(written: str) -> vUnknown | None:
    """An escaped TEXT (RFC 5545, 3.3.11), None if there is nothing to read.

    The library's own makes a line break of what was a backslash and an N, so its escaping is not used.
    """
    escaped = re.sub(r"([\\;,])", r"\\\1", clean(written)).replace("\n", "\\n")
    return vUnknown(escaped) if escaped else None


def clean(written: str) -> str:
    """Without control characters, halves of characters and space around it; lines end with a line feed."""
    return UNWANTED.sub("", LINE_END.sub("\n", written)).strip()
