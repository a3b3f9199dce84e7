"""A run's result.csv beside the tables of the article."""

import argparse
import csv
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ranks import interval, spearman

PUBLISHED = Path(__file__).resolve().parent / "published"

# Scenario -> the table with its ratios, and the column.
TABLES = {
    "original": ("grinberg-2020-first-edition.csv", "throughput_ratio"),
    "baseline": ("grinberg-2020-revised-2020-10-27.csv", "throughput_ratio"),
    "better-async": ("grinberg-2020-scenarios.csv", "better_async"),
    "better-sync": ("grinberg-2020-scenarios.csv", "better_sync"),
}

TIE = 0.05


@dataclass(frozen=True)
class Row:
    """One stack's multiple of Flask on Gunicorn, there and here."""

    name: str
    sync: bool
    published: float
    measured: float
    verdict: str


def published(scenario: str) -> dict[tuple[str, str, str], float]:
    table, column = TABLES[scenario]
    with open(PUBLISHED / table, newline="", encoding="utf-8") as lines:
        return {(r["framework"], r["server"], r["type"]): float(r[column]) for r in csv.DictReader(lines)}


def rows(result: Path) -> dict[str, list[Row]]:
    """The article's rows of each scenario that the run has figures for."""
    found: dict[str, list[Row]] = {}
    with open(result, newline="", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        if "throughput_ratio" not in (reader.fieldnames or []):
            raise SystemExit(f"{result}: expected the result.csv of a run, with a column throughput_ratio")
        for line in reader:
            theirs = published(line["scenario"]) if line["scenario"] in TABLES else {}
            key = (line["framework"], line["server"], line["type"])
            # The reader's extra rows share a name with one of the article's; they differ by driver.
            if key in theirs and line["throughput_ratio"] and line.get("driver", "psycopg2") in ("psycopg2", "aiopg"):
                found.setdefault(line["scenario"], []).append(
                    Row(line["stack"], key[2] == "Sync", theirs[key], float(line["throughput_ratio"]), line["verdict"])
                )
    return found


def correlation(some: list[Row]) -> str:
    if len(some) < 3:
        return f"– ({len(some)} rows)"
    rho = spearman([r.published for r in some], [r.measured for r in some])
    low, high = interval(rho, len(some))
    bounds = "" if math.isnan(low) else f" ({low:.2f} to {high:.2f})"
    return f"{rho:.2f}{bounds}, n = {len(some)}"


def agreement(some: list[Row]) -> Mapping[str, int]:
    """Against the baseline stack: what the article's figure says (a tie within 5 %), and the run's verdict."""
    count = {"agree": 0, "contradict": 0, "undecided here": 0}
    for row in some:
        if row.verdict == "baseline":
            continue
        says = "faster" if row.published > 1 + TIE else "slower" if row.published < 1 - TIE else "tied"
        if row.verdict == "undecided":
            count["undecided here"] += 1
        else:
            count["agree" if row.verdict == says else "contradict"] += 1
    return count


def report(result: Path) -> str:
    lines = [
        "| scenario | rank correlation, all rows | sync rows | async rows | agree | contradict | undecided here |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for scenario, some in rows(result).items():
        counts = agreement(some)
        lines.append(
            f"| {scenario} | {correlation(some)} | {correlation([r for r in some if r.sync])}"
            f" | {correlation([r for r in some if not r.sync])} | {counts['agree']} | {counts['contradict']} | {counts['undecided here']} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog="Example: bench/article/run runs/2026-11-23-1/result.csv")
    parser.add_argument("result", type=Path, help="result.csv of a run that has rows of the article")
    arguments = parser.parse_args()
    if not arguments.result.is_file():
        print(f"{arguments.result}: there is no such file; unrigged export DIR --format csv writes one", file=sys.stderr)
        return 2
    print(report(arguments.result), end="")
    return 0
