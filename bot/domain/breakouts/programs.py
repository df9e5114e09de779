"""Linear programs, solved by HiGHS through SciPy: for bounds, never for plans."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from scipy.sparse import csr_array  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Program:
    """The least `costs @ x` with `least` <= x <= `most` and `low` <= A x; A has ones where `rows` and `columns` say."""

    costs: Floats
    least: Floats
    most: Floats
    rows: Ints
    columns: Ints
    low: Floats


def optimum(program: Program) -> float | None:
    """The optimum of the linear program, None where it was not reached: then nothing is known."""
    shape = (len(program.low), len(program.costs))
    matrix = csr_array((np.ones(len(program.rows)), (program.rows, program.columns)), shape=shape)
    done = milp(
        program.costs,
        bounds=Bounds(program.least, program.most),  # pyright: ignore[reportArgumentType]
        constraints=LinearConstraint(matrix, program.low),  # pyright: ignore[reportArgumentType]
    )
    return float(done.fun) if done.status == 0 else None  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
