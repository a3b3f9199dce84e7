"""Figures of one or more runs: widths, canaries, shares of the time, drift of rows on a JVM."""

import argparse
import json
import math
import subprocess
from pathlib import Path
from statistics import median

from slices import Slices, canary, drift, steal
from spread import Spread, ratio

UNRIGGED = Path(__file__).resolve().parents[2] / "unrigged"
DECIDED = ("faster", "slower")


def half_width(interval: list[float]) -> float:
    """Of a ratio, in logs, as a share: 0.06 is ±6 %."""
    low, high = interval
    return math.sqrt(high / low) - 1


def compared(result: dict) -> dict[tuple[str, str], dict]:
    """Every row but the reference stack's, by scenario and stack."""
    return {
        (scenario["scenario"], row["stack"]): row
        for scenario in result["scenarios"]
        for row in scenario["rows"]
        if row["stack"] != result["baseline"] and row.get("throughputRatioInterval")
    }


def resolved(result: dict, interval: str) -> str:
    rows = [row for scenario in result["scenarios"] for row in scenario["rows"]]
    known = sum(None not in (row.get(interval) or [None]) for row in rows)
    return f"{known} of {len(rows)}"


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def of_run(result: dict, slices: Slices) -> dict[str, str]:
    rows = compared(result)
    single = [half_width(row["throughputRatioSingle"]) for row in rows.values()]
    printed = [half_width(row["throughputRatioInterval"]) for row in rows.values()]
    phases = {phase["phase"]: phase["seconds"] for phase in result["time"]["phases"]}
    noise = result["slices"]["noiseFloor"]
    return {
        "machine: steal, mean over the windows": percent(steal(slices)),
        "set-up": f"{result['time']['setUpS']:.1f} s",
        "wall time of the measuring": f"{result['time']['wallS']:.0f} s",
        "of it warm-ups": f"{phases.get('warming servers up', 0):.0f} s",
        "counted windows": percent(result["windowShare"]),
        "the lab's own CPU": percent(result["labCpuShare"]),
        "rounds repeated": f"{result['slices']['roundsRepeated']}",
        "half-width of one pair: median, largest": f"{percent(median(single))}, {percent(max(single))}",
        "half-width as printed: median": percent(median(printed)),
        "faster or slower": f"{sum(row['verdict'] in DECIDED for row in rows.values())} of {len(rows)}",
        "P50 resolved": resolved(result, "p50MsInterval"),
        "P99 resolved": resolved(result, "p99MsInterval"),
        "canary: spread of its values": percent(noise["spread"]),
        "canary: ratio": ratio(noise["ratio"], noise["ratioInterval"]),
        "rows on a JVM, last round over first": drift(slices).ratio(),
    }


def contradictions(results: list[dict]) -> list[str]:
    """Pairs that one run calls faster and another slower."""
    verdicts: dict[tuple[str, str], set[str]] = {}
    for result in results:
        for key, row in compared(result).items():
            verdicts.setdefault(key, set()).add(row["verdict"])
    return [" ".join(key) for key, said in sorted(verdicts.items()) if said.issuperset(DECIDED)]


def exported(run: Path) -> dict:
    done = subprocess.run([str(UNRIGGED), "export", str(run), "--json"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{run}: unrigged export ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", metavar="RUN", nargs="+", type=Path, help="a run's directory")
    runs = parser.parse_args().runs
    results = [exported(run) for run in runs]
    slices = [Slices.read(run / "journal.jsonl") for run in runs]
    columns = [of_run(result, measured) for result, measured in zip(results, slices)]
    print("| figure | " + " | ".join(run.name for run in runs) + " |")
    print("|---" * (len(runs) + 1) + "|")
    for figure in columns[0]:
        print(f"| {figure} | " + " | ".join(column[figure] for column in columns) + " |")
    if len(runs) > 1:
        pooled = Spread([value for measured in slices for value in canary(measured).values])
        print(f"\nCanaries of all runs together: {pooled.ratio()}, {len(pooled.values)} blocks.")
        both = contradictions(results)
        print(f"Pairs that the runs contradict each other about: {', '.join(both) or 'none'}.")
    return 0
