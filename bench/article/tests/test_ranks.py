import math
import random
import unittest

from agreement import TABLES, Row, agreement, published
from ranks import interval, ranks, spearman


class RanksTest(unittest.TestCase):
    def test_ties_share_their_mean_rank(self) -> None:
        self.assertEqual(ranks([3, 1, 3, 2]), [3.5, 1.0, 3.5, 2.0])

    def test_only_the_order_counts(self) -> None:
        self.assertAlmostEqual(spearman([1, 2, 3, 4], [1, 10, 100, 1000]), 1)
        self.assertAlmostEqual(spearman([1, 2, 3, 4], [4, 3, 2, 1]), -1)

    def test_a_textbook_example(self) -> None:
        # Differences of ranks 1, 1, 1, 1, 0: 1 - 6 * 4 / (5 * 24).
        self.assertAlmostEqual(spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]), 0.8)

    def test_no_order_has_no_correlation(self) -> None:
        self.assertTrue(math.isnan(spearman([1, 1, 1], [1, 2, 3])))

    def test_the_interval_holds_the_truth_in_about_95_of_100_samples(self) -> None:
        chance = random.Random(3)
        for correlation in (0.0, 0.6, 0.9):
            # Spearman's rho of a bivariate normal distribution (Pearson 1907).
            truth = 6 / math.pi * math.asin(correlation / 2)
            inside = 0
            for _ in range(2000):
                x = [chance.gauss(0, 1) for _ in range(21)]
                y = [correlation * a + math.sqrt(1 - correlation**2) * chance.gauss(0, 1) for a in x]
                low, high = interval(spearman(x, y), 21)
                inside += low <= truth <= high
            self.assertGreater(inside, 0.925 * 2000, str(correlation))


class AgreementTest(unittest.TestCase):
    def test_every_table_has_the_articles_21_rows(self) -> None:
        for scenario in TABLES:
            self.assertEqual(len(published(scenario)), 21, scenario)

    def test_a_tie_is_a_verdict_and_undecided_is_none(self) -> None:
        some = [
            Row("a", True, 1.0, 1.0, "baseline"),
            Row("b", True, 1.04, 1.01, "tied"),
            Row("c", False, 1.5, 1.4, "faster"),
            Row("d", False, 1.5, 0.8, "slower"),
            Row("e", False, 1.5, 1.6, "undecided"),
        ]
        self.assertEqual(agreement(some), {"agree": 2, "contradict": 1, "undecided here": 1})


if __name__ == "__main__":
    unittest.main()
