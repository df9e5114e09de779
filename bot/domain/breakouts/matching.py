"""The assignment problem: SciPy's solver behind the one function that is needed of it."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]


def assign(costs: NDArray[np.floating]) -> NDArray[np.int64]:
    """The column of each row in the cheapest assignment of all rows to different columns."""
    _, columns = linear_sum_assignment(costs)  # pyright: ignore[reportUnknownVariableType]
    return np.asarray(columns, np.int64)
