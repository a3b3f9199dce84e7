"""Renders a record as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import goals
import summary
from cases import WHOLE_SECONDS, Case, Kind
from record import Missing, Record
from tools import OUR_NAME

NOTHING = "–"
OTHERS_SHARE_MAX = 0.05


def render(record: Record) -> str:
    parts = [
        _head(record),
        _goals(record),
        *(_case(record, case) for case in record.cases if record.tools_of(case.name)),
        _whole(record),
        _remarks(record),
        _machine(record),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _head(record: Record) -> str:
    settings = record.settings
    rounds = record.rounds()
    return (
        "# The load generator beside the popular ones\n\n"
        f"    {settings['command']}\n\n"
        f"{settings['date']}. {rounds} round{'s' if rounds > 1 else ''}, each with every cell once"
        f" in shuffled order (seed {settings['seed']}); {settings['warm_up_s']} s of warm-up for"
        f" tools that compile themselves (ours, autocannon), {settings['settle_s']} s for the"
        f" others, then a window of {settings['window_s']} s. The target is one nginx worker with"
        " static answers on the same machine.\n\n"
        "CPU is that of the tool's whole process tree; nginx counts the requests. Figures are"
        " medians (min–max over the rounds). Ratios are computed within a round; read them, not"
        " the times, which belong to this machine and hour."
    )


def _goals(record: Record) -> str:
    measured = [tool for tool in record.tools if goals.is_ours(tool) and _is_measured(record, tool)]
    columns = [tool for tool in measured if _is_measured(record, tool, besides=Kind.PACED)]
    if not columns:
        return ""
    body = []
    for goal in goals.all_goals(record.cases):
        verdicts = {tool: goal.judge(record, tool) for tool in measured}
        met = [
            tool
            for tool, verdict in verdicts.items()
            if verdict and verdict.met and goals.is_judged(tool)
        ]
        otherwise = "not met" if any(verdicts.values()) else "not measured"
        shown = (verdicts[tool] for tool in columns)
        texts = [verdict.text if verdict else NOTHING for verdict in shown]
        body.append([goal.name, goal.target, *texts, ", ".join(met) or otherwise])
    taken = sorted(
        {
            str(cell.report["transport"])
            for case in record.cases
            for cell in record.measured(case.name, "unrigged-auto").values()
            if "transport" in cell.report
        }
    )
    chose = f"\n\nunrigged-auto chose: {', '.join(taken)}." if taken else ""
    return "## Goals\n\n" + rows(["goal", "target", *columns, "met by"], body) + chose


def _is_measured(record: Record, tool: str, besides: Kind | None = None) -> bool:
    return any(
        record.measured(case.name, tool) for case in record.cases if case.kind is not besides
    )


def _case(record: Record, case: Case) -> str:
    bodies: dict[Kind, Callable[[Record, Case], str]] = {
        Kind.CLOSED: _closed,
        Kind.PACED: _paced,
        Kind.MEMORY: _memory,
    }
    body = bodies.get(case.kind)
    return f"## {case.title}\n\n{body(record, case)}" if body else ""


def _text(found: summary.Spread | None, digits: int) -> str:
    return found.text(digits) if found else NOTHING


def _cpu_columns(record: Record, case: Case, tool: str) -> list[str]:
    figures = summary.figures
    return [
        _text(summary.ratio(record, case.name, tool, case.reference, summary.cpu_us), 2),
        _text(figures(record, case.name, tool, summary.cpu_us), 1),
        _text(figures(record, case.name, tool, lambda cell: cell.user_s * 1e6 / cell.requests), 1),
        _text(figures(record, case.name, tool, lambda cell: 100 * cell.steal_share), 0),
    ]


def _by_cpu(record: Record, case: Case) -> list[str]:
    def cpu(tool: str) -> float:
        found = summary.figures(record, case.name, tool, summary.cpu_us)
        return found.median if found else 0

    return sorted(record.tools_of(case.name), key=cpu)


def _closed(record: Record, case: Case) -> str:
    def row(tool: str) -> list[str]:
        rate = summary.ratio(record, case.name, tool, case.reference, lambda cell: cell.per_second)
        return [tool, *_cpu_columns(record, case, tool), _text(rate, 2)]

    return rows(
        [
            "tool",
            f"CPU per request ÷ {case.reference}",
            "CPU per request, µs",
            "of it user, µs",
            "steal, %",
            f"requests per second ÷ {case.reference}",
        ],
        (row(tool) for tool in _by_cpu(record, case)),
    )


def _paced(record: Record, case: Case) -> str:
    def row(tool: str) -> list[str]:
        achieved = summary.figures(
            record, case.name, tool, lambda cell: cell.per_second / case.rate
        )
        lags = [goals.send_lag(record, case.name, tool, name) for name in ("p50", "p99")]
        return [
            tool,
            *_cpu_columns(record, case, tool),
            _text(achieved, 3),
            *(_text(lag, 3) for lag in lags),
        ]

    return rows(
        [
            "tool",
            f"CPU per request ÷ {case.reference}",
            "CPU per request, µs",
            "of it user, µs",
            "steal, %",
            "achieved ÷ offered",
            "send lag P50, ms",
            "send lag P99, ms",
        ],
        (row(tool) for tool in _by_cpu(record, case)),
    )


def _memory(record: Record, case: Case) -> str:
    def row(tool: str) -> list[str]:
        figures = summary.figures
        return [
            tool,
            _text(figures(record, case.name, tool, lambda cell: cell.active_connections), 0),
            _text(summary.ratio(record, case.name, tool, "wrk", lambda cell: cell.rss_mb), 2),
            _text(figures(record, case.name, tool, lambda cell: cell.rss_mb), 0),
            _text(figures(record, case.name, tool, lambda cell: cell.pss_mb), 0),
        ]

    return rows(
        ["tool", "open connections (nginx's count)", "RSS ÷ wrk", "RSS, MB", "PSS, MB"],
        (row(tool) for tool in record.tools_of(case.name)),
    )


def _whole(record: Record) -> str:
    tools = [
        tool
        for tool in [tool for tool in record.tools if goals.is_ours(tool)]
        if summary.break_evens(record, tool, "wrk")
    ]
    body = []
    for tool in tools:
        for seconds in WHOLE_SECONDS:
            case = f"whole-{seconds}"
            found = summary.ratio(record, case, tool, "wrk", summary.cpu_us)
            mine = summary.figures(record, case, tool, summary.cpu_us)
            theirs = summary.figures(record, case, "wrk", summary.cpu_us)
            body.append([tool, f"{seconds} s", _text(found, 2), _text(mine, 1), _text(theirs, 1)])
    if not body:
        return ""
    return "## The whole process, from exec to exit, keep-alive, 100 connections\n\n" + rows(
        ["tool", "run", "CPU per request ÷ wrk", "CPU per request, µs", "wrk's, µs"], body
    )


def _remarks(record: Record) -> str:
    lines = [f"{tool} is not installed: {why}" for tool, why in record.missing_tools.items()]
    cases_without: dict[tuple[str, str], list[str]] = {}
    for cell in record.cells:
        if isinstance(cell.result, Missing):
            kind = "not available" if cell.result.unavailable else "FAILED"
            cases = cases_without.setdefault((cell.tool, f"{kind}: {cell.result.why}"), [])
            cases.append(f"{cell.case} in round {cell.round + 1}")
        elif failed := cell.result.report.get("failed"):
            where = f"{cell.tool}, {cell.case}, round {cell.round + 1}"
            lines.append(f"{where}: it reports failed requests: {failed}")
    for (tool, why), cases in cases_without.items():
        lines.append(f"{tool} in {', '.join(sorted(cases))}: {why}")
    again = sum(bool(cell.discarded) for cell in record.cells)
    if again:
        limit = record.settings["steal_max_percent"]
        lines.append(
            f"{again} of {len(record.cells)} cells were measured twice, as more than {limit:g} %"
            " of the CPU time was stolen; the window with less steal counts, whatever it shows"
        )
    others = summary.spread(window.others_share for window in record.windows())
    if others and others.median > OTHERS_SHARE_MAX:
        lines.append(
            f"other processes took {100 * others.median:.0f} % of the CPU time in the median"
            " window: run it again on a quiet machine before you compare anything"
        )
    return "## Not measured, and doubts\n\n" + _bullets(lines) if lines else ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _machine(record: Record) -> str:
    facts = dict(record.machine)
    for tool, version in record.tools.items():
        facts[OUR_NAME if goals.is_ours(tool) else tool.removesuffix("-all-cpus")] = version
    steal = summary.spread(100 * window.steal_share for window in record.windows())
    others = summary.spread(100 * window.others_share for window in record.windows())
    if steal and others:
        facts["CPU time stolen by other guests"] = f"{steal.text(1)} % of a window"
        facts["CPU time taken by other processes"] = f"{others.text(1)} % of a window"
    return "## Machine and versions\n\n" + _bullets(
        f"{name}: {fact}" for name, fact in facts.items()
    )
