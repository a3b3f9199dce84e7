import tempfile
import unittest
from pathlib import Path

from cases import Case, Load, UnknownName, all_cases, chosen
from rounds import cells_of
from tools import Tool, all_tools

CASES = {case.name: case for case in all_cases(rate=20_000, many=100_000)}
TOOLS = {tool.name: tool for tool in all_tools()}


def words(tool: Tool, case: Case) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return " ".join(tool.words(Load(case, "http://h/small", Path(folder), 0.5, 1.2)))


class WordsTest(unittest.TestCase):
    def test_ours_is_asked_for_transport_and_pacing(self) -> None:
        self.assertEqual(
            words(TOOLS["unrigged-epoll"], CASES["paced-64"]),
            "load http://h/small --json --connections 64 --duration 1500ms --warm-up 500ms"
            " --transport epoll --rate 20000 --pacing exact",
        )

    def test_whole_seconds_cover_the_window(self) -> None:
        self.assertEqual(words(TOOLS["wrk"], CASES["keepalive-1"]), "-t1 -c1 -d3s http://h/small")

    def test_a_rate_is_shared_by_the_connections_where_a_tool_wants_that(self) -> None:
        self.assertIn("--rps=312.5", words(TOOLS["h2load"], CASES["paced-64"]))

    def test_the_whole_process_runs_without_warm_up(self) -> None:
        self.assertEqual(
            words(TOOLS["unrigged-auto"], CASES["whole-3"]),
            "load http://h/small --json --connections 100 --duration 3s",
        )


class SelectionTest(unittest.TestCase):
    def test_a_name_stands_for_all_that_begin_with_it(self) -> None:
        self.assertEqual(chosen(["new", "whole-1"], list(CASES)), {"new-64", "whole-1"})

    def test_an_unknown_name_is_refused_with_the_known_ones(self) -> None:
        with self.assertRaisesRegex(UnknownName, "'ap' is unknown; there are: wrk, ab"):
            chosen(["ap"], ["wrk", "ab"])


class RoundTest(unittest.TestCase):
    def test_every_round_has_every_cell_once_in_an_order_of_its_own(self) -> None:
        tools, cases = [TOOLS["wrk"], TOOLS["ab"]], [CASES["keepalive-1"], CASES["new-64"]]
        orders = [cells_of(index, 1, tools, cases) for index in range(6)]
        for order in orders:
            self.assertEqual(len({(tool.name, case.name) for tool, case in order}), 4)
        self.assertGreater(len({str(order) for order in orders}), 1)

    def test_the_seed_gives_the_order_again(self) -> None:
        tools, cases = list(TOOLS.values()), list(CASES.values())
        self.assertEqual(cells_of(2, 7, tools, cases), cells_of(2, 7, tools, cases))

    def test_memory_is_measured_in_the_first_round_only(self) -> None:
        cases = [CASES["memory-10000"]]
        self.assertEqual(len(cells_of(0, 1, [TOOLS["wrk"]], cases)), 1)
        self.assertEqual(cells_of(1, 1, [TOOLS["wrk"]], cases), [])

    def test_every_case_has_its_reference(self) -> None:
        for case in CASES.values():
            if not case.name.startswith("memory"):
                self.assertTrue(TOOLS[case.reference].takes(case), case.name)
