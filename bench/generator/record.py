"""The record of a run: every raw cell, as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cases import Case, Kind

SCHEMA = 1


@dataclass(frozen=True)
class Measured:
    """One tool in one window. Requests and connections are nginx's count, not the tool's.

    cpu_ns is the tool's whole process tree; server_cpu_ns is nginx; the shares are of all CPUs
    of the machine: stolen by other guests, and taken by processes outside of this comparison.
    report holds what the tool says itself, if it is ours.
    """

    window_s: float
    requests: int
    cpu_ns: int
    user_s: float
    system_s: float
    server_cpu_ns: int
    steal_share: float
    others_share: float
    schedstat_ns: int = 0
    queue_ns: int = 0
    accepted_connections: int = 0
    active_connections: int = 0
    rss_kib: int = 0
    pss_kib: int = 0
    peak_kib: int = 0
    time_wait_before: int = 0
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def cpu_us_per_request(self) -> float:
        return self.cpu_ns / 1000 / self.requests

    @property
    def per_second(self) -> float:
        return self.requests / self.window_s

    @property
    def rss_mb(self) -> float:
        return self.rss_kib * 1024 / 1e6

    @property
    def pss_mb(self) -> float:
        return self.pss_kib * 1024 / 1e6


@dataclass(frozen=True)
class Missing:
    """No figure: the tool does not have that load here (unavailable), or it went wrong."""

    unavailable: bool
    why: str


@dataclass(frozen=True)
class Cell:
    round: int
    case: str
    tool: str
    result: Measured | Missing
    discarded: list[Measured] = field(default_factory=list)
    """Windows that other guests disturbed; a calmer one stands in result."""


@dataclass
class Record:
    machine: dict[str, str]
    settings: dict[str, Any]
    tools: dict[str, str]
    missing_tools: dict[str, str]
    cases: list[Case]
    cells: list[Cell] = field(default_factory=list)

    def measured(self, case: str, tool: str) -> dict[int, Measured]:
        """By round."""
        return {
            cell.round: cell.result
            for cell in self.cells
            if cell.case == case and cell.tool == tool and isinstance(cell.result, Measured)
        }

    def rounds(self) -> int:
        return len({cell.round for cell in self.cells})

    def tools_of(self, case: str) -> list[str]:
        return [tool for tool in self.tools if self.measured(case, tool)]

    def windows(self) -> Iterable[Measured]:
        return (cell.result for cell in self.cells if isinstance(cell.result, Measured))


def save(record: Record, path: Path) -> None:
    content = asdict(record)
    content["schema"] = SCHEMA
    for case in content["cases"]:
        case["kind"] = case["kind"].value
    path.parent.mkdir(parents=True, exist_ok=True)
    half_written = path.with_suffix(".part")
    half_written.write_text(_json(content))
    os.replace(half_written, path)


def _json(content: dict[str, Any]) -> str:
    """One cell a line, so that a difference of two records can be read."""
    cells = ",\n".join("    " + json.dumps(cell) for cell in content.pop("cells"))
    head = json.dumps(content, indent=2).removesuffix("\n}")
    return f'{head},\n  "cells": [\n{cells}\n  ]\n}}\n'


class NotARecord(Exception):
    """The file is not one that this program wrote."""


def load(path: Path) -> Record:
    try:
        content = json.loads(path.read_text())
        if content.pop("schema") != SCHEMA:
            raise NotARecord(f"{path}: expected schema {SCHEMA}")
        cases = [Case(**{**case, "kind": Kind(case["kind"])}) for case in content.pop("cases")]
        cells = [_cell(cell) for cell in content.pop("cells")]
        return Record(**content, cases=cases, cells=cells)
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise NotARecord(f"{path}: {trouble!r}") from trouble


def _cell(content: dict[str, Any]) -> Cell:
    result = content["result"]
    return Cell(
        content["round"],
        content["case"],
        content["tool"],
        Missing(**result) if "why" in result else Measured(**result),
        [Measured(**window) for window in content["discarded"]],
    )
