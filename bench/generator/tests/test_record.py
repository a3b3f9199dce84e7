import tempfile
import unittest
from pathlib import Path

import record
import table
from cases import all_cases
from record import Cell, Measured, Missing, Record

WINDOW = Measured(
    window_s=1.2,
    requests=60_000,
    cpu_ns=480_000_000,
    user_s=0.1,
    system_s=0.38,
    server_cpu_ns=1,
    steal_share=0.02,
    others_share=0.01,
    report={"transport": "nio", "sendLagMs": {"p50": 0.05, "p99": 0.2}},
)


def example() -> Record:
    return Record(
        machine={"CPU": "two of them"},
        settings={
            "command": "bench/generator/run",
            "date": "2026-01-01",
            "seed": 1,
            "steal_max_percent": 30,
            "warm_up_s": 2,
            "settle_s": 0.5,
            "window_s": 1.2,
        },
        tools={"unrigged-auto": "abc", "wrk": "4.1"},
        missing_tools={"bombardier": "no go on the PATH"},
        cases=all_cases(20_000, 100_000),
        cells=[
            Cell(0, "keepalive-100", "unrigged-auto", WINDOW, [WINDOW]),
            Cell(0, "keepalive-100", "wrk", Measured(**{**vars(WINDOW), "cpu_ns": 600_000_000})),
            Cell(0, "paced-64", "unrigged-auto", WINDOW),
            Cell(0, "new-64", "unrigged-auto", Missing(True, "no such flag")),
        ],
    )


class RecordTest(unittest.TestCase):
    def test_what_is_saved_is_loaded(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.json"
            record.save(example(), path)
            self.assertEqual(record.load(path), example())

    def test_another_file_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.json"
            path.write_text("{}")
            with self.assertRaises(record.NotARecord):
                record.load(path)


class TableTest(unittest.TestCase):
    def setUp(self) -> None:
        self.text = table.render(example())

    def assert_line(self, line: str) -> None:
        self.assertIn(line, self.text.splitlines())

    def test_a_goal_shows_its_target_its_figure_and_who_met_it(self) -> None:
        goal = "CPU per request ÷ wrk, keep-alive, 100 connections"
        self.assert_line(f"| {goal} | ≤ 0.80 | 0.80 | unrigged-auto |")

    def test_a_goal_of_two_figures_needs_both(self) -> None:
        goal = "Paced at 20,000/s: CPU per request, send lag P50"
        self.assert_line(f"| {goal} | ≤ 15 µs, ≤ 0.1 ms | 8.0 µs, lag 0.050 ms | unrigged-auto |")

    def test_a_goal_without_a_figure_is_not_measured(self) -> None:
        self.assert_line("| CPU per request ÷ wrk, 32 KB answers | ≤ 1.00 | – | not measured |")

    def test_what_is_missing_is_named_with_its_reason(self) -> None:
        self.assert_line("- bombardier is not installed: no go on the PATH")
        self.assert_line("- unrigged-auto in new-64 in round 1: not available: no such flag")
