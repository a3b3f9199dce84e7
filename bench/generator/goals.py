"""What our generator must reach beside the others, and whether it did."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

import summary
from cases import Case, Kind
from record import Measured, Record
from tools import OUR_NAME

LAG_MS_MAX = 0.1
BREAK_EVEN_S_MAX = 3


@dataclass(frozen=True)
class Verdict:
    text: str
    met: bool


@dataclass(frozen=True)
class Goal:
    name: str
    target: str
    judge: Callable[[Record, str], Verdict | None]
    """Record and tool to verdict; None without a measurement."""


def _ratio(case: str, reference: str, most: float) -> Callable[[Record, str], Verdict | None]:
    def judge(record: Record, tool: str) -> Verdict | None:
        found = summary.ratio(record, case, tool, reference, summary.cpu_us)
        return Verdict(found.text(2), found.median <= most) if found else None

    return judge


def _send_lag_ms(percentile: str) -> summary.Figure:
    def figure(cell: Measured) -> float:
        return float(cell.report["sendLagMs"][percentile])

    return figure


def send_lag(record: Record, case: str, tool: str, percentile: str) -> summary.Spread | None:
    """In milliseconds, as the tool reports it; only ours does."""
    figure = _send_lag_ms(percentile)
    cells = record.measured(case, tool).values()
    return summary.spread(figure(cell) for cell in cells if "sendLagMs" in cell.report)


def _paced(case: str, us_max: float) -> Callable[[Record, str], Verdict | None]:
    def judge(record: Record, tool: str) -> Verdict | None:
        cpu = summary.figures(record, case, tool, summary.cpu_us)
        lag = send_lag(record, case, tool, "p50")
        if not cpu:
            return None
        lag_text = f"lag {lag.text(3)} ms" if lag else "lag unknown"
        met = cpu.median <= us_max and lag is not None and lag.median <= LAG_MS_MAX
        return Verdict(f"{cpu.text(1)} µs, {lag_text}", met)

    return judge


def _memory(case: Case, mb_max: float) -> Callable[[Record, str], Verdict | None]:
    def judge(record: Record, tool: str) -> Verdict | None:
        rss = summary.figures(record, case.name, tool, lambda cell: cell.rss_mb)
        active = summary.figures(record, case.name, tool, lambda cell: cell.active_connections)
        if not rss or not active:
            return None
        reached = active.least >= case.connections
        missed = "" if reached else f", only {active.least:,.0f} connections"
        return Verdict(f"{rss.text(0)} MB{missed}", reached and rss.median <= mb_max)

    return judge


def _memory_mb_max(case: Case) -> int:
    return 80 if case.connections <= 10_000 else 250


def _break_even(record: Record, tool: str) -> Verdict | None:
    found = summary.break_evens(record, tool, "wrk")
    if not found:
        return None
    middle = statistics.median_high(found)
    text = str(middle) if found[0] == found[-1] else f"{middle} ({found[0]} to {found[-1]})"
    return Verdict(text, middle.bound < 1 and middle.seconds <= BREAK_EVEN_S_MAX)


def all_goals(cases: list[Case]) -> list[Goal]:
    def cpu(name: str, case: str, reference: str, most: float) -> Goal:
        return Goal(
            f"CPU per request ÷ {reference}, {name}",
            f"≤ {most:.2f}",
            _ratio(case, reference, most),
        )

    paced = [case for case in cases if case.kind is Kind.PACED]
    memory = [case for case in cases if case.kind is Kind.MEMORY]
    return [
        cpu("keep-alive, 1 connection", "keepalive-1", "wrk", 0.90),
        cpu("keep-alive, 100 connections", "keepalive-100", "wrk", 0.80),
        cpu("keep-alive, 1,000 connections", "keepalive-1000", "wrk", 0.78),
        cpu("a new connection per request", "new-64", "ab", 0.95),
        cpu("32 KB answers", "big-100", "wrk", 1.00),
        *(
            Goal(
                f"Paced at {case.rate:,}/s: CPU per request, send lag P50",
                "≤ 15 µs, ≤ 0.1 ms",
                _paced(case.name, 15),
            )
            for case in paced
        ),
        *(
            Goal(
                f"Memory (RSS) at {case.connections:,} connections",
                f"≤ {_memory_mb_max(case)} MB",
                _memory(case, _memory_mb_max(case)),
            )
            for case in memory
        ),
        Goal("Break-even with wrk, whole process", f"≤ {BREAK_EVEN_S_MAX} s", _break_even),
    ]


def is_ours(tool: str) -> bool:
    return tool.startswith(OUR_NAME)


def is_judged(tool: str) -> bool:
    """What users get without asking for a transport, at any pacing."""
    return tool.startswith(f"{OUR_NAME}-auto")
