"""Thunderbird's calendar parser, ical.js: installed once from the locked package and run by node."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SOURCES = tuple(HERE / name for name in ("package.json", "package-lock.json", "read.js"))
KEPT = HERE.parent.parent / "build"
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0")
MISSING = "no ical.js: install node and npm (packages nodejs and npm), with access to a registry the first time"


def read(files: list[bytes]) -> list[list[dict[str, Any]]]:
    """The events of each file."""
    return _run([file.decode() for file in files])


def offsets(file: bytes, walls: list[datetime]) -> list[timedelta]:
    """What the first zone of the file is ahead of UTC when its clock shows these times, which name no zone."""
    (read,) = _run([(file.decode(), [int(wall.replace(tzinfo=UTC).timestamp()) for wall in walls])], "clock")
    return [timedelta(seconds=seconds) for seconds in read]


def _run(given: object, *mode: str) -> Any:
    finished = subprocess.run(
        ["node", "read.js", *mode],
        cwd=_installed(),
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def _installed() -> Path:
    """The folder with the script and the package; without them the test is skipped, or fails if CI is set."""
    version = hashlib.sha256(b"".join(path.read_bytes() for path in SOURCES)).hexdigest()[:12]
    folder = KEPT / f"node-{version}"
    if not folder.exists() and not _install(folder):
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return folder


@cache
def _install(folder: Path) -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    folder.parent.mkdir(exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=folder.parent))
    for path in SOURCES:
        shutil.copy(path, half)
    if subprocess.run(INSTALL, cwd=half, capture_output=True, check=False).returncode == 0:
        with suppress(OSError):  # another worker was faster
            half.rename(folder)
    shutil.rmtree(half, ignore_errors=True)
    return folder.exists()
