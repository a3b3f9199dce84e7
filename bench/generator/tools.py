"""The generators that are compared, and the words that make each offer a load."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cases import Case, Kind, Load
from install import Apt, Go, Npm, OnPath, Source

NEVER_REACHED = "5000000"
MARGIN_S = 0.3
MANY = 10_000
"""Requests per second in the memory cases."""
SIEGE_CONFIGURATION = """\
connection = {connection}
limit = 100000
timeout = 30
logging = false
verbose = false
quiet = true
parser = false
"""

Words = Sequence[str]
OUR_NAME = "unrigged"


@dataclass(frozen=True)
class Tool:
    """cases: the kinds or names of the cases it takes part in."""

    name: str
    words: Callable[[Load], Words]
    cases: frozenset[Kind | str]
    sources: tuple[Source, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    first_rounds: int | None = None
    compiles: bool = False
    """It compiles itself while it runs, so its steady state comes later."""

    @property
    def installed_as(self) -> str:
        return self.name.removesuffix("-all-cpus")

    @property
    def ours(self) -> bool:
        return self.name.startswith(OUR_NAME)

    def takes(self, case: Case) -> bool:
        return case.name in self.cases or case.kind in self.cases


def _seconds(seconds: float) -> str:
    return f"{round(seconds * 1000)}ms"


PACINGS = {
    "exact": ("--pacing", "exact"),
    "spin": ("--pacing", "spin"),
    # The default one, 250 µs.
    "grid": ("--pacing", "grid"),
    # What the tools do that send in bursts each millisecond.
    "grid-1ms": ("--pacing", "grid", "--grid", "1ms"),
}


def _unrigged(transport: str, pacing: str = "exact") -> Callable[[Load], Words]:
    def words(load: Load) -> Words:
        case = load.case
        if case.kind is Kind.WHOLE:
            timing = ["--duration", f"{case.duration_s}s"]
        else:
            # The bench sees the beginning a little late, so the window needs a margin.
            timing = ["--duration", _seconds(load.window_s + MARGIN_S)]
            timing += ["--warm-up", _seconds(load.warm_up_s)]
        return [
            "load",
            load.url,
            "--json",
            *("--connections", str(case.connections)),
            *timing,
            *(() if transport == "default" else ("--transport", transport)),
            *(() if case.keep_alive else ("--no-keepalive",)),
            *(("--rate", str(case.rate), *PACINGS[pacing]) if case.rate else ()),
            # Without a pause so many connections would measure how the server drowns.
            *(("--think-time", f"{case.connections // MANY}s") if case.kind is Kind.MEMORY else ()),
        ]

    return words


def _wrk(load: Load) -> Words:
    close = () if load.case.keep_alive else ("-H", "Connection: close")
    seconds = load.case.duration_s or load.whole_seconds
    return ["-t1", f"-c{load.case.connections}", f"-d{seconds}s", *close, load.url]


def _ab(load: Load) -> Words:
    keep = ("-k",) if load.case.keep_alive else ()
    # -n comes after -t, which would set it to 50,000.
    limits = ["-t", str(load.whole_seconds), "-n", NEVER_REACHED, "-s", "30"]
    return ["-q", "-r", *keep, "-c", str(load.case.connections), *limits, load.url]


def _h2load(load: Load) -> Words:
    pace = (f"--rps={load.rate_per_connection:g}",) if load.case.rate else ()
    count = str(load.case.connections)
    return ["--h1", "-t1", "-c", count, "-D", str(load.whole_seconds), *pace, load.url]


def _hey(*cpus: str) -> Callable[[Load], Words]:
    def words(load: Load) -> Words:
        return [
            *cpus,
            *("-z", f"{load.whole_seconds}s", "-c", str(load.case.connections), "-t", "30"),
            *(() if load.case.keep_alive else ("-disable-keepalive",)),
            *(("-q", f"{load.rate_per_connection:g}") if load.case.rate else ()),
            load.url,
        ]

    return words


def _vegeta(load: Load) -> Words:
    targets = load.folder / "vegeta-targets"
    targets.write_text(f"GET {load.url}\n")
    count = str(load.case.connections)
    return [
        *("attack", "-targets", str(targets), "-output", "/dev/null"),
        *("-rate", str(load.case.rate), "-duration", f"{load.whole_seconds}s"),
        *("-workers", count, "-max-workers", count, "-connections", count),
        f"-keepalive={str(load.case.keep_alive).lower()}",
    ]


def _bombardier(load: Load) -> Words:
    return [
        *("-c", str(load.case.connections), "-d", f"{load.whole_seconds}s", "-q"),
        # Its -a is for another HTTP client than the one that it takes by default.
        *(() if load.case.keep_alive else ("-H", "Connection: close")),
        *(("-r", str(load.case.rate)) if load.case.rate else ()),
        load.url,
    ]


def _autocannon(load: Load) -> Words:
    return [
        *("-c", str(load.case.connections), "-d", str(load.whole_seconds), "-n"),
        *(() if load.case.keep_alive else ("-D", "1")),
        *(("-R", str(load.case.rate)) if load.case.rate else ()),
        load.url,
    ]


def _siege(load: Load) -> Words:
    configuration = load.folder / "siegerc"
    connection = "keep-alive" if load.case.keep_alive else "close"
    configuration.write_text(SIEGE_CONFIGURATION.format(connection=connection))
    count = str(load.case.connections)
    limits = ["-b", "-c", count, "-t", f"{load.whole_seconds}S"]
    return ["-R", str(configuration), *limits, load.url]


def _ours() -> list[Tool]:
    """auto is what users get and what the goals are for; the others show what it chooses from."""
    named = [
        Tool(
            f"unrigged-{name}",
            _unrigged(name),
            frozenset({"keepalive-100", "new-64", "memory-10000"}),
            compiles=True,
        )
        for name in ("nio", "epoll", "uring")
    ]
    return [
        *named,
        Tool(
            "unrigged-auto",
            _unrigged("default"),
            frozenset({Kind.CLOSED, Kind.PACED, Kind.MEMORY, Kind.WHOLE}),
            compiles=True,
        ),
        *(
            Tool(
                f"unrigged-auto-{pacing}",
                _unrigged("default", pacing),
                frozenset({Kind.PACED}),
                compiles=True,
            )
            for pacing in ("grid", "grid-1ms", "spin")
        ),
    ]


ONE_CPU = {"GOMAXPROCS": "1"}
KEEP_ALIVE = frozenset({"keepalive-1", "keepalive-100", "keepalive-1000", "big-100"})
MEMORY = frozenset({"memory-10000"})
NEW = frozenset({"new-64"})
GLANCE = frozenset({"keepalive-100", "new-64"})
PACED = frozenset({"paced-64"})


def all_tools() -> list[Tool]:
    """Those with first_rounds=1 stand in for their kind: a glance, no part in any goal."""
    hey = (Go("github.com/rakyll/hey", "v0.1.5", "hey"), Apt("hey", "usr/bin/hey"), OnPath("hey"))
    vegeta = (Go("github.com/tsenart/vegeta/v12", "v12.13.0", "vegeta"), OnPath("vegeta"))
    bombardier = (
        Go("github.com/codesenberg/bombardier", "v1.2.6", "bombardier"),
        OnPath("bombardier"),
    )
    return [
        *_ours(),
        Tool(
            "wrk",
            _wrk,
            KEEP_ALIVE | NEW | MEMORY | {Kind.WHOLE},
            (Apt("wrk", "usr/bin/wrk"), OnPath("wrk")),
        ),
        Tool(
            "ab",
            _ab,
            frozenset({"keepalive-1", "keepalive-100", "keepalive-1000"}) | NEW | MEMORY,
            (Apt("apache2-utils", "usr/bin/ab"), OnPath("ab")),
        ),
        Tool(
            "h2load",
            _h2load,
            KEEP_ALIVE | PACED | MEMORY,
            (Apt("nghttp2-client", "usr/bin/h2load"), OnPath("h2load")),
        ),
        Tool(
            "hey",
            _hey("-cpus", "1"),
            frozenset({"keepalive-100"}) | NEW | PACED | MEMORY,
            hey,
        ),
        Tool("hey-all-cpus", _hey(), GLANCE, hey, first_rounds=1),
        Tool("vegeta", _vegeta, GLANCE | PACED, vegeta, ONE_CPU, first_rounds=1),
        Tool("vegeta-all-cpus", _vegeta, GLANCE | PACED, vegeta, first_rounds=1),
        Tool("bombardier", _bombardier, GLANCE | PACED, bombardier, ONE_CPU, first_rounds=1),
        Tool(
            "autocannon",
            _autocannon,
            GLANCE | PACED,
            (Npm("autocannon", "8.0.0"), OnPath("autocannon")),
            first_rounds=1,
            compiles=True,
        ),
        Tool(
            "siege",
            _siege,
            GLANCE,
            (Apt("siege", "usr/bin/siege"), OnPath("siege")),
            first_rounds=1,
        ),
    ]
