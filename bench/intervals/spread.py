"""Values of blocks, in logs, and their mean with its interval."""

import math
from dataclasses import dataclass
from statistics import mean, stdev

# 97.5 % quantiles of Student's t, from one degree of freedom on; beyond, that of 16, which is wider than need be.
T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)
T_MORE = 2.12


def ratio(value: float, interval: list[float]) -> str:
    low, high = interval
    return f"{value:.3f} ({low:.3f}–{high:.3f})"


@dataclass(frozen=True)
class Spread:
    """One value for each block: the log of a ratio."""

    values: list[float]

    def half_width(self) -> float:
        """Of the mean's 95 % interval by Student's t, in logs."""
        n = len(self.values)
        if n < 2:
            return math.inf
        t = T[n - 2] if n - 2 < len(T) else T_MORE
        return t * stdev(self.values) / math.sqrt(n)

    def ratio(self) -> str:
        """The ratio with its interval; a dash where there is no value."""
        if not self.values:
            return "–"
        middle, half = mean(self.values), self.half_width()
        if math.isinf(half):
            return f"{math.exp(middle):.3f}"
        return ratio(math.exp(middle), [math.exp(middle - half), math.exp(middle + half)])
