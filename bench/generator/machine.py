"""What machine this is, as far as it bears on the figures."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import procfs
from children import CommandFailed, output_of


def describe(file_limit: int) -> dict[str, str]:
    return {
        "CPU": f"{_field('/proc/cpuinfo', 'model name', ':')}, {os.cpu_count()} cores",
        "memory": f"{int(_field('/proc/meminfo', 'MemTotal', ':').split()[0]) / 2**20:.0f} GiB",
        "system": _field("/etc/os-release", "PRETTY_NAME", "=").strip('"'),
        "kernel": platform.release(),
        "open files per process": f"{file_limit:,}",
        "local ports": procfs.setting("net.ipv4.ip_local_port_range"),
        "net.ipv4.tcp_tw_reuse": procfs.setting("net.ipv4.tcp_tw_reuse"),
        "load average at the start": Path("/proc/loadavg").read_text().split()[0],
    }


def revision(checkout: Path) -> str:
    """Our own version: the commit, the JDK, and whether the sources differ from the commit."""
    try:
        described = output_of(["git", "describe", "--always", "--dirty"], cwd=checkout).strip()
    except CommandFailed:
        described = "unknown revision"
    try:
        java_home = output_of([checkout / ".mvn/find-jdk"]).strip().splitlines()[-1]
        java = _field(f"{java_home}/release", "JAVA_VERSION", "=").strip('"')
    except (CommandFailed, IndexError):
        java = "unknown"
    return f"{described}, Java {java}"


def _field(path: str, name: str, separator: str) -> str:
    try:
        for line in Path(path).read_text().splitlines():
            key, found, value = line.partition(separator)
            if found and key.strip() == name:
                return value.strip()
    except OSError:
        pass
    return "unknown"
