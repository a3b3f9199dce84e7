import unittest

import summary
from record import Cell, Measured, Missing, Record
from summary import BreakEven, Spread, break_even


def measured(cpu_us: float) -> Measured:
    return Measured(
        window_s=1,
        requests=1000,
        cpu_ns=round(cpu_us * 1000 * 1000),
        user_s=0,
        system_s=0,
        server_cpu_ns=0,
        steal_share=0,
        others_share=0,
    )


def record(*cells: Cell) -> Record:
    return Record({}, {}, {"unrigged-nio": "1", "wrk": "1"}, {}, [], list(cells))


class RatioTest(unittest.TestCase):
    def test_a_ratio_is_computed_within_a_round(self) -> None:
        found = summary.ratio(
            record(
                Cell(0, "a", "unrigged-nio", measured(8)),
                Cell(0, "a", "wrk", measured(10)),
                Cell(1, "a", "unrigged-nio", measured(18)),
                Cell(1, "a", "wrk", measured(20)),
            ),
            "a",
            "unrigged-nio",
            "wrk",
            summary.cpu_us,
        )
        self.assertEqual(found and found.text(2), "0.85 (0.80–0.90)")

    def test_a_round_without_the_reference_gives_no_ratio(self) -> None:
        found = summary.ratio(
            record(
                Cell(0, "a", "unrigged-nio", measured(8)),
                Cell(0, "a", "wrk", Missing(False, "ended early")),
            ),
            "a",
            "unrigged-nio",
            "wrk",
            summary.cpu_us,
        )
        self.assertIsNone(found)


class SpreadTest(unittest.TestCase):
    def test_one_value_has_no_range(self) -> None:
        self.assertEqual(Spread(1.5, 1.5, 1.5, 1).text(1), "1.5")

    def test_no_value_is_no_spread(self) -> None:
        self.assertIsNone(summary.spread([]))


class BreakEvenTest(unittest.TestCase):
    def test_it_lies_between_the_last_loss_and_the_next_win(self) -> None:
        found = break_even({1: 2.0, 2: 1.1, 3: 0.9, 5: 0.8})
        self.assertEqual(str(found), "2.5 s")

    def test_always_cheaper_means_at_most_the_shortest_run(self) -> None:
        self.assertEqual(str(break_even({1: 0.9, 2: 0.8})), "≤ 1.0 s")

    def test_never_cheaper_means_more_than_the_longest_run(self) -> None:
        self.assertEqual(str(break_even({1: 3.0, 5: 1.2})), "> 5.0 s")

    def test_a_win_that_is_lost_again_does_not_count(self) -> None:
        self.assertEqual(str(break_even({1: 0.9, 2: 1.1, 3: 0.9})), "2.5 s")

    def test_the_bounds_sort_around_the_figure(self) -> None:
        at_most, exact, more = BreakEven(1, -1), BreakEven(1.0), BreakEven(5, 1)
        self.assertEqual(sorted([more, exact, at_most]), [at_most, exact, more])
