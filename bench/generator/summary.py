"""Figures of the table, computed from the raw cells: medians, and ratios within a round."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases import WHOLE_SECONDS
from record import Measured, Record

Figure = Callable[[Measured], float]


@dataclass(frozen=True)
class Spread:
    median: float
    least: float
    most: float
    count: int

    def text(self, digits: int) -> str:
        median = f"{self.median:,.{digits}f}"
        if self.count == 1:
            return median
        return f"{median} ({self.least:,.{digits}f}–{self.most:,.{digits}f})"


def spread(values: Iterable[float]) -> Spread | None:
    known = list(values)
    if not known:
        return None
    return Spread(statistics.median(known), min(known), max(known), len(known))


def figures(record: Record, case: str, tool: str, figure: Figure) -> Spread | None:
    return spread(figure(cell) for cell in record.measured(case, tool).values())


def ratio(record: Record, case: str, tool: str, reference: str, figure: Figure) -> Spread | None:
    """Tool ÷ reference in each round that has both: what disturbs a round disturbs both."""
    mine, theirs = record.measured(case, tool), record.measured(case, reference)
    return spread(
        figure(mine[index]) / figure(theirs[index]) for index in mine.keys() & theirs.keys()
    )


def cpu_us(cell: Measured) -> float:
    return cell.cpu_us_per_request


@dataclass(frozen=True, order=True)
class BreakEven:
    """The run length from which the whole process costs less than the reference's.

    bound: -1 when it is at most the shortest length tried, 1 when more than the longest.
    """

    seconds: float
    bound: int = 0

    def __str__(self) -> str:
        return {-1: "≤ ", 0: "", 1: "> "}[self.bound] + f"{self.seconds:.1f} s"


def break_even(ratio_by_length: dict[int, float]) -> BreakEven:
    """Interpolated between the last length that loses and the next one, which wins."""
    lengths = sorted(ratio_by_length)
    losing = [length for length in lengths if ratio_by_length[length] > 1]
    if not losing:
        return BreakEven(lengths[0], -1)
    last = losing[-1]
    if last == lengths[-1]:
        return BreakEven(last, 1)
    after = lengths[lengths.index(last) + 1]
    above, below = ratio_by_length[last] - 1, 1 - ratio_by_length[after]
    return BreakEven(last + (after - last) * above / (above + below))


def break_evens(record: Record, tool: str, reference: str) -> list[BreakEven]:
    """One for each round that has every length, sorted."""
    names = {seconds: f"whole-{seconds}" for seconds in WHOLE_SECONDS}
    mine = {seconds: record.measured(name, tool) for seconds, name in names.items()}
    theirs = {seconds: record.measured(name, reference) for seconds, name in names.items()}
    rounds = set.intersection(*(set(cells) for cells in (*mine.values(), *theirs.values())))
    return sorted(
        break_even(
            {
                seconds: cpu_us(mine[seconds][index]) / cpu_us(theirs[seconds][index])
                for seconds in names
            }
        )
        for index in rounds
    )
