"""Structured logs: event, duration, outcome; never a choice, a free text, a token or an e-mail address."""

import json
import logging
import sys
import traceback
import uuid
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger()
ENCODER = json.JSONEncoder(default=repr)  # made once: `json.dumps` would make one for every line


class Discreet(logging.Formatter):
    """Lines of the libraries without their messages, which may quote what people wrote: who, how bad, which error."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        what = f" {type(error).__name__} at {', '.join(reversed(_path(error)))}" if error else ""
        return f"{record.name}: {record.levelname}{what}"


def configure(level: str = "INFO", *, as_json: bool = False) -> None:
    """Sends our own events, and warnings of the libraries, to standard error."""
    renderer = _json if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[libraries])


def report(error: Exception, **where: str) -> str:
    """Logs a mistake of ours by type and place, without its message, which may quote what people wrote.

    Returns a short code that the user can pass on.
    """
    code = uuid.uuid4().hex[:8]
    log.error("failed", code=code, error=type(error).__name__, trace=_path(error), **where)
    return code


def _path(error: BaseException) -> list[str]:
    """The last places that an error came through."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return [f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames]


def _json(_log: object, _method: str, line: MutableMapping[str, Any]) -> str:
    return ENCODER.encode(line)
