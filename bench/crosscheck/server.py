"""The server of known delays: load/src/test/java/unrigged/load/DelayServer.java, run from source."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from children import CommandFailed, child

SOURCE = "load/src/test/java/unrigged/load/DelayServer.java"


@dataclass(frozen=True)
class Delays:
    """fixed + Exp(mean), as its quantiles at (i + ½)/count in random order."""

    fixed_ms: float
    mean_ms: float
    count: int


@dataclass(frozen=True)
class Truth:
    """What the answers really waited."""

    ms: dict[str, float]
    count: int


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self._process = process

    def end(self) -> Truth:
        process: Any = self._process
        process.stdin.close()
        words = process.stdout.readline().split()
        process.wait(30)
        p50, p99, p999, count = (float(word) for word in words)
        return Truth({"P50": p50, "P99": p99, "P99.9": p999}, int(count))

    def pause_later(self, after_s: float, length_s: float) -> Callable[[], float]:
        """Stops it for a while; the result waits for the end and gives the real length, in s."""
        lengths: list[float] = []

        def pause() -> None:
            time.sleep(after_s)
            os.kill(self._process.pid, signal.SIGSTOP)
            began = time.monotonic()
            time.sleep(length_s)
            os.kill(self._process.pid, signal.SIGCONT)
            lengths.append(time.monotonic() - began)

        thread = threading.Thread(target=pause, daemon=True)
        thread.start()

        def length() -> float:
            thread.join()
            return lengths[0]

        return length


@contextmanager
def running(java: Path, checkout: Path, delays: Delays) -> Iterator[Server]:
    figures = (delays.fixed_ms, delays.mean_ms, delays.count, delays.count * 1000, 7)
    command = [java, "-XX:+UseSerialGC", "-Xmx256m", checkout / SOURCE, *map(str, figures)]
    with child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        out: Any = process.stdout
        port = out.readline().strip()
        if not port:
            raise CommandFailed(f"the server of known delays ended with {process.wait()}")
        yield Server(process, int(port))
