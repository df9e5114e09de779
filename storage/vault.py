"""The folder of box keys, beside the database and outside of its backups: one file a box, gone once it is empty."""

import os
import re
import secrets
import stat
import time
from pathlib import Path

from bot.domain.elections.keys import BoxKey, KeyBroken, new_box_key, read_box_key

TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Backups must not hold these keys. See https://bford.info/cachedir/\n"
SUFFIX = ".key"
NAME = re.compile(r"[0-9a-f]{32}\.key")
FRESH = 3600  # seconds in which the transaction that made a file may still be under way


class VaultOpen(Exception):
    """Others may read the folder or the file at `path`. Before that is mended nothing is read or written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} must belong to the bot alone: chmod u=rwX,go= {path}")
        self.path = path


class KeyLost(Exception):
    """The key of a box is not in the folder, or is broken; what lies in the box can never be opened."""


class Vault:
    """Makes, reads and erases box keys. The folder is made when the first key is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self) -> int:
        """How many keys there are, here and in folders below, all of them the bot's alone. Raises VaultOpen."""
        if not self._folder.is_dir():
            return 0
        keys = [path for path in self._folder.rglob(f"*{SUFFIX}") if NAME.fullmatch(path.name)]
        for path in (self._folder, *keys, *(key.parent for key in keys)):
            _check(path)
        return len(keys)

    def make(self, *, holds_secret: bool = False) -> tuple[str, BoxKey]:
        """A new key and the name of its file, which is on the disk before this returns. Raises VaultOpen."""
        for folder in (self._folder.parent, self._folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check(self._folder)
        self._tag()
        name, key = secrets.token_hex(16) + SUFFIX, new_box_key(holds_secret=holds_secret)
        with open(os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key.content)
            file.flush()
            os.fsync(file.fileno())
        self._settle()
        return name, key

    def read(self, name: str) -> BoxKey:
        """The key in a file. Raises KeyLost or VaultOpen."""
        path = self._path(name)
        try:
            _check(self._folder)
            _check(path)
            return read_box_key(path.read_bytes())
        except (FileNotFoundError, KeyBroken):
            pass
        raise KeyLost

    def erase(self, name: str) -> bool:
        """Overwrites a key and takes it away; False if there was none."""
        path = self._path(name)
        try:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return False
        self._settle()
        return True

    def names(self, *, older_than: float = 0) -> frozenset[str]:
        """The files that are there, and have been for so many seconds."""
        if not self._folder.is_dir():
            return frozenset()
        latest = time.time() - older_than
        return frozenset(path.name for path in self._folder.glob(f"*{SUFFIX}") if _since(path) <= latest)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise KeyLost
        return self._folder / name

    def _tag(self) -> None:
        """Asks programs for backups to leave the folder out; many obey."""
        tag = self._folder / "CACHEDIR.TAG"
        if not tag.exists():
            tag.write_text(TAG, "utf-8")

    def _settle(self) -> None:
        """A file is surely there, or surely gone, once its folder is on the disk."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _check(path: Path) -> None:
    found = path.stat()
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or found.st_uid != os.geteuid():
        raise VaultOpen(path)


def _since(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
