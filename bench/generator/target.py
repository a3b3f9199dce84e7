"""The server that all tools load: nginx, static answers, one worker, nothing logged."""

from __future__ import annotations

import json
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from children import child
from install import Program

SMALL_BYTES = 100
BIG_BYTES = 32 * 1024
START_S = 10
STATUS = re.compile(rb"Active connections: (\d+).*?\n\s*(\d+) \d+ (\d+)", re.DOTALL)

CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/{name}.pid;
error_log {folder}/{name}.log error;
events {{ worker_connections {connections}; }}
http {{
    access_log off;
    default_type application/json;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    sendfile on;
    tcp_nopush on;
    open_file_cache max=10 inactive=600s;
    open_file_cache_valid 600s;
    client_body_temp_path {folder}/{name}-body;
    proxy_temp_path {folder}/{name}-proxy;
    fastcgi_temp_path {folder}/{name}-fastcgi;
    uwsgi_temp_path {folder}/{name}-uwsgi;
    scgi_temp_path {folder}/{name}-scgi;
    server {{
        listen 127.0.0.1:{port} reuseport backlog=65535;
        location = /small {{ return 200 '{small}'; }}
        location = /big.json {{ root {folder}; }}
    }}
    server {{
        listen unix:{folder}/{name}.socket;
        location = / {{ stub_status; }}
    }}
}}
"""


class TargetFailed(Exception):
    """nginx did not start or no longer answers; the message says why."""


@dataclass(frozen=True)
class Status:
    """What nginx itself counts, whatever the tool says."""

    requests: int
    accepted: int
    """Connections, open or not."""
    active: int


def parse_status(page: bytes) -> Status:
    """Reads a stub_status page; the reading's own request and connection are taken out."""
    found = STATUS.search(page)
    if not found:
        raise TargetFailed(f"not a stub_status page: {page[:80]!r}")
    active, accepted, requests = (int(number) - 1 for number in found.groups())
    return Status(requests, accepted, active)


class Target:
    """Running nginx processes behind one port; they are told apart by their status sockets."""

    def __init__(self, port: int, pids: list[int], status_sockets: list[Path]) -> None:
        self.port = port
        self.pids = pids
        self._sockets = status_sockets
        self._readings = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def status(self) -> Status:
        """Requests and connections, the bench's own left out."""
        states = [parse_status(_get(path)) for path in self._sockets]
        earlier = self._readings * len(states)
        self._readings += 1
        return Status(
            requests=sum(state.requests for state in states) - earlier,
            accepted=sum(state.accepted for state in states) - earlier,
            active=sum(state.active for state in states),
        )


@contextmanager
def running(nginx: Program, folder: Path, connections: int, file_limit: int) -> Iterator[Target]:
    """One nginx, or as many as it takes to hold that many connections under the file limit."""
    per_process = min(connections + 1000, file_limit - 100)
    # The kernel spreads connections by hash, not evenly: one fifth is left free.
    count = 1 if connections < per_process else -(-connections * 5 // (per_process * 4))
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        (folder / "big.json").write_text(_json_of(BIG_BYTES))
        # Bound with SO_REUSEPORT but never listening: the port is ours and gets no connection.
        holder = stack.enter_context(socket.socket())
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
        pids, sockets = [], []
        for index in range(count):
            name = f"nginx-{index}"
            configuration = folder / f"{name}.conf"
            configuration.write_text(
                CONFIGURATION.format(
                    folder=folder,
                    name=name,
                    port=port,
                    # nginx closes idle connections once fewer than 1/16 of these are free.
                    connections=per_process * 5 // 4,
                    small=_json_of(SMALL_BYTES),
                )
            )
            command: list[str | Path] = [
                nginx.path,
                "-p",
                folder,
                "-c",
                configuration,
                "-e",
                folder / f"{name}.log",
            ]
            process = stack.enter_context(child(command, env=nginx.environment))
            pids.append(process.pid)
            sockets.append(folder / f"{name}.socket")
        for path in sockets:
            _await(path, path.with_suffix(".log"))
        yield Target(port, pids, sockets)


def _json_of(size: int) -> str:
    filler = size - len(json.dumps({"text": ""}))
    return json.dumps({"text": "x" * filler})


def _await(status_socket: Path, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            _get(status_socket)
            return
        except OSError as trouble:
            if time.monotonic() > deadline:
                end = log.read_text()[-400:] if log.exists() else "no log"
                raise TargetFailed(f"nginx did not start: {trouble}; {end}") from trouble
            time.sleep(0.02)


def _get(path: Path) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(START_S)
        connection.connect(str(path))
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        page = b""
        while part := connection.recv(4096):
            page += part
        return page
