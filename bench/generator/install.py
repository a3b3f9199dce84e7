"""Installs nginx and the peers privately: everything lies below one cache folder."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from children import CommandFailed, output_of

INSTALL_S = 240
FRESH_S = 24 * 3600

# Hooks of the machine would run on a private update too, and touch the machine's own lists.
APT_CONFIGURATION = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "20";
APT::Sandbox::User "root";
Dir::State::Lists "{folder}/lists";
Dir::Cache "{folder}/cache";
"""


class NotInstalled(Exception):
    """A program cannot be had here; the message says why."""


@dataclass(frozen=True)
class Program:
    path: str
    version: str
    source: str
    environment: dict[str, str] = field(default_factory=dict)


class Source(Protocol):
    def install(self, cache: Path) -> Program: ...


@dataclass(frozen=True)
class Apt:
    """A package of the distribution, unpacked instead of installed."""

    package: str
    program: str

    def install(self, cache: Path) -> Program:
        root = cache / "root"
        apt = _Packages(cache / "apt", root)
        version = apt.unpack(self.package)
        path = root / self.program
        waiting = [self.package]
        while missing := apt.missing_libraries(path):
            if not waiting:
                raise NotInstalled(f"no package has its libraries {', '.join(missing)}")
            for library in apt.libraries_to_unpack(waiting.pop(0)):
                apt.unpack(library)
                waiting.append(library)
        return Program(
            str(path), version, f"apt {self.package}", {"LD_LIBRARY_PATH": apt.library_path()}
        )


class _Packages:
    def __init__(self, state: Path, root: Path) -> None:
        self._state = state
        self._root = root
        self._unpacked: set[str] = set()

    def _apt(self, tool: str, *words: str) -> str:
        if not shutil.which(tool):
            raise NotInstalled(f"no {tool} here: the distribution's packages are Debian's")
        configuration = self._state / "apt.conf"
        if not _is_fresh(configuration):
            for folder in ("lists/partial", "cache/archives/partial", "debs"):
                (self._state / folder).mkdir(parents=True, exist_ok=True)
            configuration.write_text(APT_CONFIGURATION.format(folder=self._state))
            output_of(["apt-get", "-c", configuration, "update"], seconds=INSTALL_S)
        return output_of(
            [tool, "-c", configuration, *words], seconds=INSTALL_S, cwd=self._state / "debs"
        )

    def unpack(self, package: str) -> str:
        self._apt("apt-get", "download", package)
        # A colon of the version is escaped in the file's name; the package's own name is not.
        deb = max((self._state / "debs").glob(f"{package}_*.deb"), key=lambda f: f.stat().st_mtime)
        output_of(["dpkg", "-x", deb, self._root])
        self._unpacked.add(package)
        return output_of(["dpkg-deb", "-f", deb, "Version"]).strip()

    def libraries_to_unpack(self, package: str) -> list[str]:
        words = [line.split() for line in self._apt("apt-cache", "depends", package).splitlines()]
        names = {line[1] for line in words if line[0] in ("Depends:", "PreDepends:")}
        wanted = {name for name in names if name.startswith("lib")} - self._unpacked
        return sorted(name for name in wanted if not _is_installed(name))

    def library_path(self) -> str:
        return ":".join(str(folder) for folder in self._root.glob("**/lib/*-linux-gnu*"))

    def missing_libraries(self, path: Path) -> list[str]:
        listing = output_of(["ldd", path], env={"LD_LIBRARY_PATH": self.library_path()})
        return [line.split()[0] for line in listing.splitlines() if "not found" in line]


def _is_fresh(file: Path) -> bool:
    return file.exists() and time.time() - file.stat().st_mtime < FRESH_S


def _is_installed(package: str) -> bool:
    try:
        state = output_of(["dpkg-query", "-W", "-f", "${Status}", package])
    except CommandFailed:
        return False
    return state.endswith("ok installed")


@dataclass(frozen=True)
class Go:
    module: str
    version: str
    program: str

    def install(self, cache: Path) -> Program:
        if not shutil.which("go"):
            raise NotInstalled("no go on the PATH")
        folder = cache / "go"
        places = {"GOPATH": folder, "GOBIN": folder / "bin", "GOCACHE": folder / "build"}
        environment = {name: str(place) for name, place in places.items()}
        # Go makes its downloads read-only otherwise, and the cache could not be deleted.
        environment["GOFLAGS"] = "-modcacherw"
        output_of(
            ["go", "install", f"{self.module}@{self.version}"], seconds=INSTALL_S, env=environment
        )
        return Program(str(folder / "bin" / self.program), self.version, f"go {self.module}")


@dataclass(frozen=True)
class Npm:
    package: str
    version: str

    def install(self, cache: Path) -> Program:
        if not shutil.which("npm"):
            raise NotInstalled("no npm on the PATH")
        folder = cache / "npm"
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund"]
        package = f"{self.package}@{self.version}"
        output_of(["npm", "install", *quiet, "--prefix", folder, package], seconds=INSTALL_S)
        path = folder / "node_modules/.bin" / self.package
        return Program(str(path), self.version, f"npm {self.package}")


@dataclass(frozen=True)
class OnPath:
    """What the machine has already; the last resort, as its version is anyone's guess."""

    program: str

    def install(self, cache: Path) -> Program:
        path = shutil.which(self.program)
        if not path:
            raise NotInstalled(f"no {self.program} on the PATH")
        return Program(path, "unknown", "PATH")


def without_places(text: str, cache: Path) -> str:
    """For the record: neither this machine's folders nor the hosts that it asks."""
    return re.sub(r"\w+://\S+", "(address)", text.replace(str(cache), "CACHE"))


class Installer:
    """Remembers what is there, so that a second start asks no registry; failures for a day."""

    def __init__(self, cache: Path, say: Callable[[str], None]) -> None:
        self._cache = cache
        self._say = say

    def program(self, name: str, sources: tuple[Source, ...]) -> Program:
        record = self._cache / "installed" / f"{name}.json"
        known = self._known(record)
        if known:
            return known
        record.parent.mkdir(parents=True, exist_ok=True)
        troubles = []
        for source in sources:
            begin = time.monotonic()
            self._say(f"installing {name} privately from {type(source).__name__.lower()}")
            try:
                program = source.install(self._cache)
            except (NotInstalled, CommandFailed) as trouble:
                troubles.append(str(trouble))
                continue
            self._say(f"  {name} {program.version} after {time.monotonic() - begin:.1f} s")
            record.write_text(json.dumps(asdict(program)))
            return program
        why = without_places("; ".join(troubles), self._cache)
        record.write_text(json.dumps({"missing": why}))
        self._say(f"  {name} cannot be had; asked again after a day, or without {record}")
        raise NotInstalled(why)

    def _known(self, record: Path) -> Program | None:
        if not record.exists():
            return None
        content: Mapping[str, object] = json.loads(record.read_text())
        if "missing" in content:
            if not _is_fresh(record):
                return None
            raise NotInstalled(str(content["missing"]))
        program = Program(**content)  # type: ignore[arg-type]
        return program if Path(program.path).exists() else None
