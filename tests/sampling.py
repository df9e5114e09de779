"""Samples of everything that the features can show: small named scenes on the chat, each played in both languages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Whisper
from bot.chat.text import LANGUAGES, Reader
from bot.chat.ui import Form, Message
from tests.conversation import PEOPLE, Chat
from tests.databases import sqlite_database
from tests.masking import masked

Shown = Message | Form | Reject
Scene = Callable[[Chat], Sequence[Shown]]

SAMPLES: dict[str, Scene] = {}
READERS = tuple(Reader(language) for language in LANGUAGES)


@dataclass(frozen=True)
class Played:
    """What a scene showed to readers of one language, and the views (kind and name) that were among it."""

    shown: tuple[Shown, ...]
    views: frozenset[tuple[str, str]]


def sample(scene: Scene) -> Scene:
    """Registers a scene under its name."""
    SAMPLES[scene.__name__.replace("_", "-")] = scene
    return scene


def reveal(replies: Sequence[Whisper | Ask | Reject]) -> list[Shown]:
    """What replies show."""
    return [_shown(reply) for reply in replies]


def play(name: str, language: str, folder: Path) -> Played:
    """Plays one scene with people who all speak this language."""
    with _chat(language, folder) as chat:
        shown = tuple(SAMPLES[name](chat))
        views = frozenset((kind, view) for kind, view, message in chat.views.shown if message in shown)
    return Played(masked(shown), views)


def load() -> None:
    """Imports every file of samples."""
    for found in iter_modules([str(Path(__file__).parent / "samples")]):
        import_module(f"tests.samples.{found.name}")


@contextmanager
def _chat(language: str, folder: Path) -> Iterator[Chat]:
    database = sqlite_database(folder)
    try:
        people = [replace(person, language=language) for person in PEOPLE]
        yield Chat(database, people, network=Network("Test network", language=language))
    finally:
        database.close()


def _shown(reply: Whisper | Ask | Reject) -> Shown:
    match reply:
        case Whisper(message):
            return message
        case Ask(form):
            return form
        case Reject():
            return reply
