"""Structured logs: event, duration, outcome; never a choice, a free text, a token or an e-mail address."""

import logging
import sys
import traceback
import uuid
from pathlib import Path

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def configure(level: str = "INFO", *, as_json: bool = False) -> None:
    """Sends our own events, and warnings of the libraries, to standard error."""
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(levelname)s")


def report(error: Exception, **where: str) -> str:
    """Logs a mistake of ours by type and place, without its message, which may quote what people wrote.

    Returns a short code that the user can pass on.
    """
    code = uuid.uuid4().hex[:8]
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    path = [f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames]
    log.error("failed", code=code, error=type(error).__name__, trace=path, **where)
    return code
