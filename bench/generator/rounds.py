"""Interleaved rounds: in each, every cell once, in an order of its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import measure
from cases import Case, Kind
from install import Program
from measure import Timing
from record import Cell, Measured, Missing
from target import Target, running
from tools import Tool

ORDINARY_CONNECTIONS = 10_000


def cells_of(
    round_: int, seed: int, tools: list[Tool], cases: list[Case]
) -> list[tuple[Tool, Case]]:
    def takes_part(limit: int | None) -> bool:
        return limit is None or round_ < limit

    cells = [
        (tool, case)
        for case in cases
        for tool in tools
        if tool.takes(case) and takes_part(tool.first_rounds) and takes_part(case.first_rounds)
    ]
    random.Random(f"{seed}/{round_}").shuffle(cells)
    return cells


@dataclass
class Rounds:
    tools: list[Tool]
    cases: list[Case]
    programs: dict[str, Program]
    nginx: Program
    folder: Path
    file_limit: int
    timing: Timing
    steal_max: float
    seed: int
    say: Callable[[str], None]

    def run(self, count: int) -> Iterator[list[Cell]]:
        """Gives the cells of each round when it is complete."""
        unavailable: set[tuple[str, str]] = set()
        ordinary = self.folder / "target"
        with running(self.nginx, ordinary, ORDINARY_CONNECTIONS, self.file_limit) as target:
            for round_ in range(count):
                done: list[Cell] = []
                cells = cells_of(round_, self.seed, self.tools, self.cases)
                cells = [cell for cell in cells if (cell[0].name, cell[1].name) not in unavailable]
                for index, (tool, case) in enumerate(cells):
                    result, discarded = self._calm(tool, case, target)
                    done.append(Cell(round_, case.name, tool.name, result, discarded))
                    self.say(
                        f"round {round_ + 1}/{count}  {index + 1:2}/{len(cells)}"
                        f"  {case.name:14} {tool.name:18} {_brief(case, result)}"
                    )
                    if isinstance(result, Missing) and result.unavailable:
                        unavailable.add((tool.name, case.name))
                yield done

    def _calm(
        self, tool: Tool, case: Case, target: Target
    ) -> tuple[Measured | Missing, list[Measured]]:
        """Measures once more if much was stolen, and keeps the window with less of that.

        The choice looks at the steal alone, never at what the tool did.
        """
        first = self._measure(tool, case, target)
        if isinstance(first, Missing) or first.steal_share <= self.steal_max:
            return first, []
        second = self._measure(tool, case, target)
        if isinstance(second, Missing):
            return first, []
        calm, disturbed = sorted((first, second), key=lambda window: window.steal_share)
        return calm, [disturbed]

    def _measure(self, tool: Tool, case: Case, ordinary: Target) -> Measured | Missing:
        with self._target(case, ordinary) as target:
            measure.settle(target, self.say)
            program = self.programs[tool.name]
            return measure.cell(tool, program, case, target, self.folder, self.timing)

    @contextmanager
    def _target(self, case: Case, ordinary: Target) -> Iterator[Target]:
        if case.connections <= ORDINARY_CONNECTIONS:
            yield ordinary
            return
        folder = self.folder / f"target-{case.connections}"
        with running(self.nginx, folder, case.connections, self.file_limit) as larger:
            yield larger


def _brief(case: Case, result: Measured | Missing) -> str:
    if isinstance(result, Missing):
        return ("not available: " if result.unavailable else "FAILED: ") + result.why
    if case.kind is Kind.MEMORY:
        return f"{result.active_connections:,} connections, {result.rss_mb:.0f} MB"
    return (
        f"{result.cpu_us_per_request:6.1f} µs/request, {result.per_second:7,.0f}/s,"
        f" steal {100 * result.steal_share:.0f} %"
    )
