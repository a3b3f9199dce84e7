"""Reads CPU time, memory and limits from the kernel."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
CPUCLOCK_SCHED = 2


def process_tree(pid: int) -> list[int]:
    """The process and all its living descendants."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in (PROC / str(parent) / "task").iterdir():
                with suppress(OSError):
                    found += [int(word) for word in (task / "children").read_text().split()]
    return found


def process_clock(pid: int) -> int:
    """The id of another process's CPU clock, as clock_getcpuclockid(3) makes it."""
    return (~pid << 3) | CPUCLOCK_SCHED


@dataclass(frozen=True)
class Cpu:
    """CPU time of a process tree since its beginning.

    clock_ns is the kernel's run time to the nanosecond, threads that ended included;
    schedstat_ns is the same from the living threads' schedstat; user_s and system_s have
    ticks of 10 ms and include children that ended; queue_ns is the time spent waiting for a CPU.
    """

    clock_ns: int
    schedstat_ns: int
    queue_ns: int
    user_s: float
    system_s: float

    def since(self, before: Cpu) -> Cpu:
        return Cpu(
            self.clock_ns - before.clock_ns,
            self.schedstat_ns - before.schedstat_ns,
            self.queue_ns - before.queue_ns,
            self.user_s - before.user_s,
            self.system_s - before.system_s,
        )


def cpu(pid: int) -> Cpu:
    clock_ns = schedstat_ns = queue_ns = 0
    user_ticks = system_ticks = 0
    for member in process_tree(pid):
        with suppress(OSError):
            clock_ns += time.clock_gettime_ns(process_clock(member))
        with suppress(OSError):
            user, system = stat_ticks((PROC / str(member) / "stat").read_text())
            user_ticks += user
            system_ticks += system
        with suppress(OSError):
            for task in (PROC / str(member) / "task").iterdir():
                with suppress(OSError):
                    run, wait, _ = (task / "schedstat").read_text().split()
                    schedstat_ns += int(run)
                    queue_ns += int(wait)
    return Cpu(
        clock_ns, schedstat_ns, queue_ns, user_ticks / TICKS_PER_S, system_ticks / TICKS_PER_S
    )


def stat_ticks(stat: str) -> tuple[int, int]:
    """User and system ticks of a /proc/PID/stat line, ended children included."""
    fields = stat[stat.rindex(")") + 2 :].split()
    user, system, children_user, children_system = (int(field) for field in fields[11:15])
    return user + children_user, system + children_system


@dataclass(frozen=True)
class Memory:
    rss_kib: int
    pss_kib: int
    peak_kib: int


def memory(pid: int) -> Memory:
    rss = pss = peak = 0
    for member in process_tree(pid):
        with suppress(OSError):
            sizes = kib_fields((PROC / str(member) / "smaps_rollup").read_text())
            rss += sizes.get("Rss", 0)
            pss += sizes.get("Pss", 0)
            peak += kib_fields((PROC / str(member) / "status").read_text()).get("VmHWM", 0)
    return Memory(rss, pss, peak)


def kib_fields(text: str) -> dict[str, int]:
    """The 'Name:  123 kB' lines of a file of /proc."""
    fields = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) == 3 and words[2] == "kB":
            fields[words[0].rstrip(":")] = int(words[1])
    return fields


@dataclass(frozen=True)
class MachineTime:
    """Ticks of all CPUs together since boot."""

    busy: int
    steal: int
    total: int

    def since(self, before: MachineTime) -> MachineTime:
        return MachineTime(
            self.busy - before.busy, self.steal - before.steal, self.total - before.total
        )


def machine_time() -> MachineTime:
    return parse_machine_time((PROC / "stat").read_text())


def parse_machine_time(stat: str) -> MachineTime:
    ticks = [int(word) for word in stat.splitlines()[0].split()[1:9]]
    user, nice, system, idle, iowait, irq, softirq, steal = ticks
    return MachineTime(user + nice + system + irq + softirq, steal, sum(ticks))


def time_wait_sockets() -> int:
    for line in (PROC / "net/sockstat").read_text().splitlines():
        words = line.split()
        if words[0] == "TCP:":
            return int(words[words.index("tw") + 1])
    return 0


def setting(name: str) -> str:
    """A kernel setting, as in sysctl."""
    try:
        return " ".join((PROC / "sys" / name.replace(".", "/")).read_text().split())
    except OSError:
        return "unknown"
