"""A start without the garbage collector, which would take a fifth of it."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """For what makes thousands of objects that stay: modules, tables, routes.

    The collector would walk them again and again to find that none is garbage; afterwards it leaves them alone.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
