"""Measures one cell: one tool on one case. The same procedure for every tool."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import procfs
from cases import Case, Kind, Load
from children import child, last_line
from install import Program
from record import Measured, Missing
from target import Target
from tools import Tool

START_S = 15.0
"""A tool that has not begun to load by then is broken."""
BEGUN_REQUESTS = 200
END_S = 10.0
SETTLE_S = 5.0
WRONG_USE = 2
"""Our own exit code for a flag that is not there."""
NOT_ON_THIS_MACHINE = 3
PORTS_NEARLY_USED = 0.7
KEPT_MAX = 0.1
"""Connections per request above which they were not kept."""
NEW_MIN = 0.9
REPORTED = (
    *("ok", "failed", "abandoned", "durationS", "perSecond", "latencyMs", "sendLagMs"),
    *("cpuUserS", "cpuSystemS", "busyShare", "gcPauseMs", "transport", "health"),
    *("connectionsAsked", "connectionsEstablished"),
)


@dataclass(frozen=True)
class Timing:
    """settle_s is the warm-up of a tool that does not compile itself.

    At a given rate requests are fewer, so a compiler sees enough of them later: twice the time.
    """

    warm_up_s: float
    settle_s: float
    window_s: float

    def warm_up_of(self, tool: Tool, case: Case) -> float:
        if tool.compiles:
            return self.warm_up_s * (2 if case.kind is Kind.PACED else 1)
        return min(self.settle_s, self.warm_up_s)


@dataclass(frozen=True)
class Reading:
    at_ns: int
    requests: int
    accepted: int
    tool: procfs.Cpu
    server_ns: int
    machine: procfs.MachineTime


class _Ended(Exception):
    """The tool ended while it should still load."""


def cell(
    tool: Tool,
    program: Program,
    case: Case,
    target: Target,
    folder: Path,
    timing: Timing,
) -> Measured | Missing:
    connect_s = START_S + case.connections / 2000
    window_s = connect_s + timing.window_s if case.kind is Kind.MEMORY else timing.window_s
    warm_up_s = timing.warm_up_of(tool, case)
    load = Load(case, target.url(case.path), folder, warm_up_s, window_s)
    command = [program.path, *tool.words(load)]
    environment = {**program.environment, **tool.environment}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with child(command, env=environment, cwd=folder, stdout=out, stderr=err) as process:
            try:
                if case.kind is Kind.WHOLE:
                    return _whole(process, target, case.duration_s)
                measured = _window(process, target, load, timing.window_s, connect_s)
                if tool.ours:
                    _end_of(process, at_once=case.kind is Kind.MEMORY)
            except _Ended:
                if process.poll() is None:
                    process.kill()
                return _why_ended(tool, process.wait(), err, out)
        if other := other_load(case, measured):
            return Missing(True, other)
        return _with_report(measured, out) if tool.ours else measured


def other_load(case: Case, measured: Measured) -> str | None:
    """What a tool that takes a flag need not do: nginx's count of connections shows it."""
    share = measured.accepted_connections / max(measured.requests, 1)
    if case.kind is Kind.MEMORY or (share < KEPT_MAX if case.keep_alive else share > NEW_MIN):
        return None
    asked = "to keep its connections" if case.keep_alive else "for a new connection per request"
    return (
        f"asked {asked}, it made {measured.accepted_connections:,} connections for"
        f" {measured.requests:,} requests"
    )


def _window(
    process: subprocess.Popen[bytes],
    target: Target,
    load: Load,
    window_s: float,
    connect_s: float,
) -> Measured:
    case = load.case
    time_wait = procfs.time_wait_sockets()
    before = target.status().requests
    if case.kind is Kind.MEMORY:
        # Fewer than asked for is a result; it is seen in the record.
        _until(lambda: target.status().active >= case.connections, process, connect_s)
    elif not _until(lambda: target.status().requests - before >= BEGUN_REQUESTS, process, START_S):
        raise _Ended
    _sleep(process, load.warm_up_s)
    first = _reading(process.pid, target)
    _sleep(process, window_s)
    last = _reading(process.pid, target)
    memory = procfs.memory(process.pid)
    active = target.status().active
    # Many connections that pause long may all be pausing in the window.
    idle = last.requests == first.requests and case.kind is not Kind.MEMORY
    if process.poll() is not None or idle:
        raise _Ended
    used = last.tool.since(first.tool)
    return Measured(
        **_common(first, last, used.clock_ns),
        user_s=used.user_s,
        system_s=used.system_s,
        schedstat_ns=used.schedstat_ns,
        queue_ns=used.queue_ns,
        active_connections=active,
        rss_kib=memory.rss_kib,
        pss_kib=memory.pss_kib,
        peak_kib=memory.peak_kib,
        time_wait_before=time_wait,
    )


def _whole(process: subprocess.Popen[bytes], target: Target, duration_s: int) -> Measured:
    """From exec to exit, by the kernel's own account of the ended process."""
    first = _reading(process.pid, target)
    deadline = time.monotonic() + START_S + duration_s
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > deadline:
            raise _Ended
        time.sleep(0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    last = _reading(process.pid, target)
    if process.returncode != 0 or last.requests == first.requests:
        raise _Ended
    cpu_ns = round((usage.ru_utime + usage.ru_stime) * 1e9)
    return Measured(
        **_common(first, last, cpu_ns),
        user_s=usage.ru_utime,
        system_s=usage.ru_stime,
        peak_kib=usage.ru_maxrss,
    )


def _common(first: Reading, last: Reading, cpu_ns: int) -> dict[str, Any]:
    machine = last.machine.since(first.machine)
    server_ns = last.server_ns - first.server_ns
    ours_ticks = (cpu_ns + server_ns) / 1e9 * procfs.TICKS_PER_S
    total = max(machine.total, 1)
    return {
        "window_s": (last.at_ns - first.at_ns) / 1e9,
        "requests": last.requests - first.requests,
        "accepted_connections": last.accepted - first.accepted,
        "cpu_ns": cpu_ns,
        "server_cpu_ns": server_ns,
        "steal_share": round(machine.steal / total, 4),
        "others_share": round(max(machine.busy - ours_ticks, 0) / total, 4),
    }


def _reading(pid: int, target: Target) -> Reading:
    # nginx answers after its batch of ready connections; as it does so at both ends of the
    # window, that delay is not in the difference.
    status = target.status()
    return Reading(
        time.monotonic_ns(),
        status.requests,
        status.accepted,
        procfs.cpu(pid),
        sum(procfs.cpu(server).clock_ns for server in target.pids),
        procfs.machine_time(),
    )


def _until(done: Callable[[], bool], process: subprocess.Popen[bytes], limit_s: float) -> bool:
    deadline = time.monotonic() + limit_s
    while not done():
        if time.monotonic() > deadline:
            return False
        _sleep(process, 0.02)
    return True


def _sleep(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    raise _Ended


def _end_of(process: subprocess.Popen[bytes], at_once: bool) -> None:
    """Our own tool prints what it saw when it ends, also after an interrupt."""
    if at_once:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _with_report(measured: Measured, out: IO[bytes]) -> Measured:
    try:
        said = json.loads(_text(out))
    except ValueError:
        return measured
    report = {name: said[name] for name in REPORTED if name in said}
    return Measured(**{**vars(measured), "report": report})


def _why_ended(tool: Tool, code: int, err: IO[bytes], out: IO[bytes]) -> Missing:
    text = _text(err).strip() or _text(out).strip()
    if tool.ours and code in (WRONG_USE, NOT_ON_THIS_MACHINE):
        first = text.splitlines()[0] if text else f"exit code {code}"
        return Missing(True, first.removeprefix("unrigged load: "))
    how = "did not load in time" if code == -signal.SIGKILL else f"ended early with {code}"
    return Missing(False, f"{how}: {last_line(text)}"[:200])


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def settle(target: Target, say: Callable[[str], None]) -> None:
    """Waits until the last tool's connections are gone and there are ports for the next one."""
    deadline = time.monotonic() + SETTLE_S
    while target.status().active > 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    if procfs.setting("net.ipv4.tcp_tw_reuse") in ("1", "2"):
        # The kernel takes a port again after a second, so the range cannot run out here.
        return
    low, high = (int(word) for word in procfs.setting("net.ipv4.ip_local_port_range").split())
    while procfs.time_wait_sockets() > PORTS_NEARLY_USED * (high - low):
        say("most local ports are in TIME_WAIT; waiting for 5 s")
        time.sleep(5)
