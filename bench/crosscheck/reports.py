"""How each tool is asked, and how what it says is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WRK_SCRIPT = """\
done = function(summary, latency, requests)
  for _, p in ipairs({50, 99, 99.9}) do
    io.write(string.format("quantile %g %d\\n", p, latency:percentile(p)))
  end
end
"""
WRK_SECONDS = 9


@dataclass(frozen=True)
class Report:
    ms: dict[str, float]

    def __str__(self) -> str:
        return ", ".join(f"{name} {value:.2f}" for name, value in self.ms.items())


@dataclass(frozen=True)
class Tool:
    name: str
    program: str
    words: Callable[[str, Path], list[str]]
    read: Callable[[str, Path], Report]


def all_tools(connections: int, requests: int) -> list[Tool]:
    count = str(connections)
    ours = ["--requests", str(requests), "--duration", "2m", "--json"]
    return [
        *(
            Tool(
                f"unrigged-{transport}",
                "unrigged",
                lambda url, _, transport=transport: [
                    *("load", url, "--connections", count, *ours, "--transport", transport)
                ],
                _read_ours,
            )
            for transport in ("nio", "epoll", "uring")
        ),
        Tool(
            "unrigged-new-connections",
            "unrigged",
            lambda url, _: ["load", url, "--connections", count, *ours, "--no-keepalive"],
            _read_ours,
        ),
        Tool(
            "unrigged-open-loop",
            "unrigged",
            lambda url, _: ["load", url, "--connections", "200", "--rate", "600", *ours],
            _read_ours,
        ),
        Tool("wrk", "wrk", lambda url, folder: _wrk(url, folder, count, WRK_SECONDS), _read_wrk),
        Tool(
            "h2load",
            "h2load",
            lambda url, folder: [
                *("--h1", "-t1", "-c", count, "-n", str(requests)),
                *("--log-file", str(folder / "log"), url),
            ],
            _read_h2load,
        ),
    ]


def paced_tools(connections: int, rate: int, seconds: int) -> list[Tool]:
    """wrk cannot pace: it shows what a closed loop makes of a pause."""
    count = str(connections)
    return [
        *(
            Tool(
                f"unrigged-{transport}",
                "unrigged",
                lambda url, _, transport=transport: [
                    *("load", url, "--connections", count, "--rate", str(rate), "--json"),
                    *("--duration", f"{seconds}s", "--timeout", "20s", "--transport", transport),
                ],
                _read_ours,
            )
            for transport in ("nio", "epoll", "uring")
        ),
        Tool("wrk (closed loop)", "wrk", lambda url, d: _wrk(url, d, "10", seconds), _read_wrk),
        Tool(
            "h2load",
            "h2load",
            lambda url, folder: [
                *("--h1", "-t1", "-c", "10", f"--rps={rate / 10:g}", "-D", str(seconds)),
                *("--log-file", str(folder / "log"), url),
            ],
            _read_h2load,
        ),
    ]


def _wrk(url: str, folder: Path, connections: str, seconds: int) -> list[str]:
    script = folder / "quantiles.lua"
    script.write_text(WRK_SCRIPT)
    return ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), url]


def _read_ours(said: str, _: Path) -> Report:
    latency = json.loads(said[said.index("{") :])["latencyMs"]
    return Report({"P50": latency["p50"], "P99": latency["p99"], "P99.9": latency["p999"]})


def _read_wrk(said: str, _: Path) -> Report:
    found = re.findall(r"quantile ([\d.]+) (\d+)", said)
    return Report({f"P{float(p):g}": int(us) / 1e3 for p, us in found})


def _read_h2load(_: str, folder: Path) -> Report:
    """Its summary has no percentiles; its log has a line per request: start, status, µs."""
    lines = (folder / "log").read_text().splitlines()
    took = sorted(int(line.split("\t")[2]) for line in lines)
    return Report(
        {
            f"P{percent:g}": took[-(-int(len(took) * percent * 10) // 1000) - 1] / 1e3
            for percent in (50, 99, 99.9)
        }
    )
