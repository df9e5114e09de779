"""One thread for BLAS: its threads spin while they wait, and the products here are too small to be shared."""

from functools import cache

from threadpoolctl import threadpool_limits  # pyright: ignore[reportMissingTypeStubs]


@cache
def one_thread() -> None:
    """From now on BLAS works in the thread that calls it; nothing but the solver uses it."""
    threadpool_limits(limits=1, user_api="blas")
