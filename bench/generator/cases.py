"""What is measured: each case is one load on the target that every able tool must offer."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class Kind(enum.Enum):
    CLOSED = "closed"
    PACED = "paced"
    MEMORY = "memory"
    WHOLE = "whole"


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    connections: int
    kind: Kind = Kind.CLOSED
    path: str = "/small"
    keep_alive: bool = True
    rate: int = 0
    reference: str = "wrk"
    duration_s: int = 0
    first_rounds: int | None = None
    """Only that many rounds have it, for the sake of time: memory does not scatter."""


@dataclass(frozen=True)
class Load:
    """One case as a tool is asked for it."""

    case: Case
    url: str
    folder: Path
    warm_up_s: float
    window_s: float

    @property
    def whole_seconds(self) -> int:
        """For tools that know whole seconds only; ample, as they are ended after the window."""
        return int(self.warm_up_s + self.window_s) + 2

    @property
    def rate_per_connection(self) -> float:
        return self.case.rate / self.case.connections


WHOLE_SECONDS = (1, 2, 3, 5)


def all_cases(rate: int, many: int) -> list[Case]:
    closed = [
        Case(
            f"keepalive-{count}",
            f"Keep-alive, {count:,} connection{'s' if count > 1 else ''}",
            count,
        )
        for count in (1, 100, 1000)
    ]
    return [
        *closed,
        Case(
            "new-64",
            "A new connection per request, 64 at a time",
            64,
            keep_alive=False,
            reference="ab",
        ),
        Case("big-100", "32 KB answers, keep-alive, 100 connections", 100, path="/big.json"),
        Case(
            "paced-64",
            f"{rate:,} requests/s asked for, keep-alive, 64 connections",
            64,
            Kind.PACED,
            rate=rate,
            reference="h2load",
        ),
        *(
            Case(
                f"memory-{count}",
                f"Memory at {count:,} keep-alive connections",
                count,
                Kind.MEMORY,
                first_rounds=1,
            )
            for count in (10_000, many)
        ),
        *(
            Case(
                f"whole-{seconds}",
                f"Whole process, {seconds} s, keep-alive, 100 connections",
                100,
                Kind.WHOLE,
                duration_s=seconds,
                first_rounds=3,
            )
            for seconds in WHOLE_SECONDS
        ),
    ]


class UnknownName(Exception):
    """Wrong use: a name on the command line that nothing has."""


def chosen(asked: Sequence[str], known: Sequence[str]) -> set[str]:
    """The known names that are asked for, or that begin with what is asked for and a dash."""
    found: set[str] = set()
    for word in asked:
        matches = {name for name in known if name == word or name.startswith(word + "-")}
        if not matches:
            raise UnknownName(f"'{word}' is unknown; there are: {', '.join(known)}")
        found |= matches
    return found
