import os
import unittest

import measure
import procfs
from cases import Case
from record import Measured
from target import Status, TargetFailed, parse_status


class StatusTest(unittest.TestCase):
    def test_the_reading_itself_is_not_counted(self) -> None:
        page = (
            b"HTTP/1.1 200 OK\r\n\r\nActive connections: 101 \n"
            b"server accepts handled requests\n 301 301 5001 \n"
            b"Reading: 0 Writing: 1 Waiting: 100 \n"
        )
        self.assertEqual(parse_status(page), Status(requests=5000, accepted=300, active=100))

    def test_another_page_is_refused(self) -> None:
        with self.assertRaises(TargetFailed):
            parse_status(b"HTTP/1.1 404 Not Found\r\n\r\n")


class OtherLoadTest(unittest.TestCase):
    NEW = Case("new-64", "", 64, keep_alive=False)
    KEPT = Case("keepalive-100", "", 100)

    def test_kept_connections_are_no_new_ones(self) -> None:
        found = measure.other_load(self.NEW, _window(requests=5000, connections=64))
        self.assertIn("64 connections for 5,000 requests", found or "")

    def test_new_connections_are_no_kept_ones(self) -> None:
        found = measure.other_load(self.KEPT, _window(requests=5000, connections=5000))
        self.assertIn("to keep its connections", found or "")

    def test_the_load_asked_for_is_that(self) -> None:
        self.assertIsNone(measure.other_load(self.NEW, _window(requests=5000, connections=4990)))
        self.assertIsNone(measure.other_load(self.KEPT, _window(requests=5000, connections=3)))


def _window(requests: int, connections: int) -> Measured:
    return Measured(1.0, requests, 1, 0.0, 0.0, 1, 0.0, 0.0, accepted_connections=connections)


class ProcfsTest(unittest.TestCase):
    def test_a_name_with_brackets_and_spaces_does_not_shift_the_fields(self) -> None:
        stat = "7 (a) b (c) R 1 7 7 0 -1 0 10 20 30 40 100 50 6 4 20 0 1 0 99"
        self.assertEqual(procfs.stat_ticks(stat), (106, 54))

    def test_only_sizes_are_taken(self) -> None:
        text = "00400000-7ff rollup\nRss:     1200 kB\nPss:      800 kB\nThreads: 3\n"
        self.assertEqual(procfs.kib_fields(text), {"Rss": 1200, "Pss": 800})

    def test_idle_and_waiting_are_not_busy(self) -> None:
        found = procfs.parse_machine_time("cpu  10 1 20 500 30 2 3 40 0 0\ncpu0 1 1 1\n")
        self.assertEqual((found.busy, found.steal, found.total), (36, 40, 606))

    def test_our_own_cpu_clock_runs(self) -> None:
        before = procfs.cpu(os.getpid())
        sum(range(200_000))
        self.assertGreater(procfs.cpu(os.getpid()).since(before).clock_ns, 0)
