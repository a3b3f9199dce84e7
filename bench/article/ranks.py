"""Rank correlation: pure functions."""

import math
from collections.abc import Sequence


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, ties sharing the mean of theirs."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    result = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start : end + 1]:
            result[i] = (start + end) / 2 + 1
        start = end + 1
    return result


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    """Spearman's rho: Pearson's correlation of the ranks. NaN where one side does not vary."""
    x, y = ranks(a), ranks(b)
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    covariance = sum((p - mean_x) * (q - mean_y) for p, q in zip(x, y))
    spread = math.sqrt(sum((p - mean_x) ** 2 for p in x) * sum((q - mean_y) ** 2 for q in y))
    return covariance / spread if spread else math.nan


def interval(rho: float, n: int) -> tuple[float, float]:
    """95 % interval by Fisher's z with the standard error of Bonett & Wright (Psychometrika 65, 2000)."""
    if n < 5 or math.isnan(rho) or abs(rho) >= 1:
        return (math.nan, math.nan)
    half = 1.959964 * math.sqrt((1 + rho * rho / 2) / (n - 3))
    return (math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half))
