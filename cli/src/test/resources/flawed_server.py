"""Answers GET /test by reading the row through the pool, but for the flaw that its second argument names."""

import itertools
import json
import os
import random
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2

PORT, FLAW = int(sys.argv[1]), sys.argv[2]
requests = itertools.count(1)
kept = []
one_at_a_time = threading.Lock()
last, resumes, stalled = time.monotonic(), 0.0, False


def stall(armed):
    """Stands still for 0.9 s once, when requests come again after there were none."""
    global last, resumes, stalled
    now = time.monotonic()
    idle, last = now - last, now
    if armed and idle > 0.4 and not stalled:
        stalled, resumes = True, now + 0.9
    time.sleep(max(0, resumes - now))


def linger():
    """One request at a time, 60 ms each, whether its client still waits or not."""
    print("begins", flush=True)
    with one_at_a_time:
        time.sleep(0.06)
    print("ends", flush=True)


def row():
    connection = psycopg2.connect(
        host=os.environ["UNRIGGED_DATABASE_HOST"],
        port=os.environ["UNRIGGED_DATABASE_PORT"],
        dbname=os.environ["UNRIGGED_DATABASE_NAME"],
        user=os.environ["UNRIGGED_DATABASE_USER"],
    )
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"select a, b from test where a = {random.randint(1, 999999)}")
    a, b = cursor.fetchone()
    connection.close()
    return {"a": str(a).zfill(10), "b": b}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answered = next(requests)
        if FLAW == "stalls":
            stall(armed=answered > 20)
        if FLAW == "lingers":
            linger()
        status, body = 200, row()
        if FLAW == "silent":
            time.sleep(60)
        if FLAW == "hangs" and answered % 300 == 0:
            time.sleep(3600)
        if FLAW == "eats" and answered > 20:
            kept.append(b"x" * (64 << 20))
        if FLAW == "error":
            status = 500
        if FLAW == "wrong-row":
            body = {"a": "0000000007", "b": "a" * 20}
        if FLAW == "crashes" and answered > 60:
            os._exit(9)
        if FLAW == "turns-wrong" and answered > 20 and answered % 10 == 0:
            body["b"] = body["b"][:-1] + "!"
        if FLAW == "turns-wrong" and answered > 20 and answered % 10 == 5:
            status = 503
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


if FLAW == "dies":
    sys.exit(print("no such table: planted", flush=True) or 3)
if FLAW == "deaf":
    time.sleep(60)
if FLAW == "steals":
    # A process that is no descendant of this one takes the port: its parent is gone at once.
    script = f"import socket,time; s=socket.socket(); s.setsockopt(1,2,1); s.bind(('127.0.0.1',{PORT})); s.listen(); time.sleep(30)"
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, "-c", script])
        os._exit(0)
    os.wait()
    time.sleep(60)
if FLAW == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
ThreadingHTTPServer.request_queue_size = 128
ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
