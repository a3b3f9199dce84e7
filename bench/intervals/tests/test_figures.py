import json
import math
import random
import tempfile
import unittest
from pathlib import Path

from figures import contradictions, half_width
from slices import Slices, canary, drift
from spread import Spread


def measured(block: int, round_: int, stack: str, instance: int, rate: float, repeat: int = 0, attempt: int = 1) -> dict:
    return {
        "event": "trial-measured",
        "slot": {
            "purpose": "block", "block": block, "scenario": "s", "stack": stack,
            "turn": {"deployment": f"b{block}", "attempt": attempt, "round": round_, "repeat": repeat,
                     "server": f"{stack}-{instance}", "instance": instance},
        },
        "load": {"ok": rate, "durationS": 1.0},
        "machine": {"stealNs": 1, "capacityNs": 100},
    }


def ended(block: int, attempt: int = 1, complete: bool = True) -> dict:
    return {"event": "deployment-ended", "deployment": f"b{block}", "attempt": attempt, "complete": complete}


def slices(*events: dict) -> Slices:
    began = {
        "event": "run-started", "referenceStack": "ref",
        "stacks": [{"stack": "ref", "language": "python"}, {"stack": "jvm", "language": "java"}],
    }
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.jsonl"
        journal.write_text("\n".join(map(json.dumps, (began, *events))), encoding="utf-8")
        return Slices.read(journal)


class FiguresTest(unittest.TestCase):
    def test_a_half_width_is_symmetric_in_logs(self) -> None:
        self.assertAlmostEqual(half_width([2 / 1.06, 2 * 1.06]), 0.06)

    def test_the_canary_is_the_first_server_over_the_second(self) -> None:
        run = slices(measured(1, 1, "ref", 1, 110), measured(1, 1, "ref", 2, 100), ended(1))
        self.assertAlmostEqual(canary(run).values[0], math.log(1.1))

    def test_blocks_that_are_void_and_rounds_that_were_replaced_do_not_count(self) -> None:
        run = slices(
            measured(1, 1, "ref", 1, 500, attempt=1), ended(1, attempt=1, complete=False),
            measured(1, 1, "ref", 1, 300, attempt=2), measured(1, 1, "ref", 1, 120, repeat=1, attempt=2),
            measured(1, 1, "ref", 2, 100, attempt=2), ended(1, attempt=2),
        )
        self.assertEqual(len(run.counted), 2)
        self.assertAlmostEqual(canary(run).values[0], math.log(1.2))

    def test_a_row_on_a_jvm_that_climbs_beside_the_reference_stack_drifts(self) -> None:
        run = slices(
            measured(1, 1, "ref", 1, 100), measured(1, 1, "jvm", 1, 200),
            measured(1, 2, "ref", 1, 90), measured(1, 2, "jvm", 1, 198), ended(1),
        )
        self.assertAlmostEqual(drift(run).values[0], math.log(1.1))

    def test_one_round_has_no_drift(self) -> None:
        run = slices(measured(1, 1, "ref", 1, 100), measured(1, 1, "jvm", 1, 200), ended(1))
        self.assertEqual(drift(run).ratio(), "–")

    def test_faster_here_and_slower_there_contradict_each_other(self) -> None:
        def result(verdict: str) -> dict:
            row = {"stack": "a", "verdict": verdict, "throughputRatioInterval": [1, 2]}
            return {"baseline": "ref", "scenarios": [{"scenario": "s", "rows": [row]}]}

        self.assertEqual(contradictions([result("faster"), result("undecided")]), [])
        self.assertEqual(contradictions([result("faster"), result("slower")]), ["s a"])

    def test_the_interval_holds_the_truth_in_about_95_of_100_samples(self) -> None:
        chance = random.Random(5)
        for blocks in (3, 5, 15, 20):
            inside = 0
            for _ in range(2000):
                spread = Spread([chance.gauss(0, 0.05) for _ in range(blocks)])
                inside += abs(sum(spread.values) / blocks) <= spread.half_width()
            self.assertAlmostEqual(inside / 2000, 0.95, delta=0.02)
