"""The command line: chooses, installs, measures, writes."""

from __future__ import annotations

import argparse
import fcntl
import functools
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import cases
import machine
import record
import table
import target
from children import CommandFailed, output_of, raise_file_limit
from install import Apt, Installer, NotInstalled, OnPath, Program
from measure import Timing
from record import Record
from rounds import Rounds
from tools import Tool, all_tools

CHECKOUT = Path(__file__).resolve().parents[2]
BUILD_S = 600
SETTLE_S = 0.5
WRONG_USE, ENVIRONMENT, INTERRUPTED = 2, 3, 130

EPILOG = """\
examples:
  All cases, all tools, five rounds (about 12 minutes):
    bench/generator/run --out generator.json --table generator.md
  A first look (about 2 minutes), or one question only:
    bench/generator/run --quick
    bench/generator/run --cases keepalive-100,new --tools unrigged,wrk,ab
  The table of a record again:
    bench/generator/run --render generator.json

A name stands for all that begin with it: keepalive for keepalive-1, -100 and -1000.
The peers and nginx are installed privately below --cache at the first start.
Close other programs: what shares the cores shares the figures.

exit codes: 0 done; 2 wrong use; 3 this machine cannot do it; 130 interrupted (finished
rounds are kept).
"""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench/generator/run",
        description="Compares the CPU, pacing and memory of `unrigged load` with those of the"
        " popular load generators, on the same nginx, in interleaved rounds.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--rounds", type=int, metavar="N", help="rounds (default: 5; quick: 1)")
    add("--window", type=float, metavar="S", help="seconds measured (default: 1; quick: 0.7)")
    add(
        "--warm-up",
        type=float,
        metavar="S",
        help="seconds before it, for tools that compile themselves (default: 3; quick: 0.8)",
    )
    add("--quick", action="store_true", help="one short round without the glance tools")
    add("--cases", metavar="A,B", help="only these cases")
    add("--tools", metavar="X,Y", help="only these tools")
    add("--list", action="store_true", help="name all cases and tools, and end")
    add("--rate", type=int, default=20_000, metavar="N", help="of the paced case (20000)")
    add("--many", type=int, default=100_000, metavar="N", help="most connections (100000)")
    add(
        "--steal",
        type=float,
        default=30,
        metavar="%%",
        help="measure a cell once more if other guests took more of the CPU time (30)",
    )
    add("--seed", type=int, default=1, metavar="N", help="of the order of the cells (1)")
    add("--out", type=Path, metavar="FILE", help="the record, JSON (default: in the cache)")
    add("--table", type=Path, metavar="FILE", help="the table, Markdown (default: stdout)")
    add("--render", type=Path, metavar="FILE", help="only render this record")
    add(
        "--cache",
        type=Path,
        default=Path.home() / ".cache/unrigged/bench",
        metavar="DIR",
        help="where programs are installed (default: ~/.cache/unrigged/bench)",
    )
    return parser


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = arguments()
    asked = parser.parse_args()
    try:
        if asked.render:
            write_table(record.load(asked.render), asked.table)
            return 0
        tools, chosen_cases = selection(asked)
        if asked.list:
            print("cases:", *(f"  {case.name:15} {case.title}" for case in chosen_cases), sep="\n")
            print("tools:", *(f"  {tool.name}" for tool in tools), sep="\n")
            return 0
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with alone(asked.cache):
            return bench(asked, tools, chosen_cases)
    except (cases.UnknownName, record.NotARecord) as trouble:
        say(f"bench/generator/run: {trouble}")
        return WRONG_USE
    except (NotInstalled, CommandFailed, target.TargetFailed, Occupied) as trouble:
        say(f"bench/generator/run: {trouble}")
        return ENVIRONMENT
    except KeyboardInterrupt:
        say("interrupted before the measurement began")
        return INTERRUPTED


class Occupied(Exception):
    """Another run measures; two at once would measure each other."""


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(f"another run holds {cache / 'lock'}; wait for its end") from None
        yield


def selection(asked: argparse.Namespace) -> tuple[list[Tool], list[cases.Case]]:
    tools = all_tools()
    if asked.quick and not asked.tools:
        tools = [tool for tool in tools if tool.first_rounds is None]
    every_case = cases.all_cases(asked.rate, asked.many)
    if asked.tools:
        names = cases.chosen(asked.tools.split(","), [tool.name for tool in tools])
        tools = [tool for tool in tools if tool.name in names]
    if asked.cases:
        names = cases.chosen(asked.cases.split(","), [case.name for case in every_case])
        every_case = [case for case in every_case if case.name in names]
    tools = [tool for tool in tools if any(tool.takes(case) for case in every_case)]
    return tools, every_case


def bench(asked: argparse.Namespace, tools: list[Tool], chosen_cases: list[cases.Case]) -> int:
    file_limit = raise_file_limit()
    installer = Installer(asked.cache, say)
    nginx = installer.program("nginx", (Apt("nginx", "usr/sbin/nginx"), OnPath("nginx")))
    programs, missing = provide(tools, installer)
    timing = Timing(
        asked.warm_up or (0.8 if asked.quick else 3.0),
        SETTLE_S,
        asked.window or (0.7 if asked.quick else 1.0),
    )
    kept = Record(
        machine=machine.describe(file_limit),
        settings={
            "command": shlex.join(["bench/generator/run", *sys.argv[1:]]),
            "date": datetime.now().date().isoformat(),
            "seed": asked.seed,
            "steal_max_percent": asked.steal,
            "warm_up_s": timing.warm_up_s,
            "settle_s": timing.settle_s,
            "window_s": timing.window_s,
        },
        tools={name: program.version for name, program in programs.items()},
        missing_tools=missing,
        cases=chosen_cases,
    )
    kept.machine["nginx"] = nginx.version
    out = asked.out or asked.cache / "results" / f"{datetime.now():%Y%m%dT%H%M%S}.json"
    folder = asked.cache / "scratch"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    able = [tool for tool in tools if tool.name in programs]
    rounds = Rounds(
        able,
        chosen_cases,
        programs,
        nginx,
        folder,
        file_limit,
        timing,
        asked.steal / 100,
        asked.seed,
        say,
    )
    code = 0
    try:
        for cells in rounds.run(asked.rounds or (1 if asked.quick else 5)):
            kept.cells += cells
            record.save(kept, out)
    except KeyboardInterrupt:
        code = INTERRUPTED
        say(f"interrupted; {kept.rounds()} finished rounds are kept")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if kept.cells:
        say(f"record: {out}")
        write_table(kept, asked.table)
    return code


def provide(tools: list[Tool], installer: Installer) -> tuple[dict[str, Program], dict[str, str]]:
    programs: dict[str, Program] = {}
    missing: dict[str, str] = {}
    for tool in tools:
        try:
            programs[tool.name] = (
                our_program() if tool.ours else installer.program(tool.installed_as, tool.sources)
            )
        except NotInstalled as trouble:
            missing[tool.name] = str(trouble)
            say(f"{tool.name} is left out: {trouble}")
    return programs, missing


@functools.cache
def our_program() -> Program:
    """The launcher builds when the sources changed; that must not happen in a window."""
    launcher = CHECKOUT / "unrigged"
    output_of([launcher, "load", "--help"], seconds=BUILD_S)
    return Program(str(launcher), machine.revision(CHECKOUT), "this checkout")


def write_table(kept: Record, path: Path | None) -> None:
    text = table.render(kept)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        say(f"table: {path}")
    else:
        print(text, end="")
