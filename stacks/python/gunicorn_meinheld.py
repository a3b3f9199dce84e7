"""Gunicorn's configuration for Meinheld, which by itself makes only Python's sockets cooperative."""

import os
import threading
from collections import deque
from weakref import WeakKeyDictionary

from greenlet import getcurrent
from psycopg2 import OperationalError, extensions


def wait(connection):
    from meinheld.server import trampoline

    while True:
        state = connection.poll()
        if state == extensions.POLL_OK:
            return
        if state == extensions.POLL_READ:
            trampoline(connection.fileno(), read=True)
        elif state == extensions.POLL_WRITE:
            trampoline(connection.fileno(), write=True)
        else:
            raise OperationalError(f"unknown state {state} of psycopg2's connection")


class Local:
    """In place of threading's, which all greenlets share: Bottle would answer with another request's headers."""

    def __init__(self):
        self.__dict__["values"] = WeakKeyDictionary()

    def __getattr__(self, name):
        try:
            return self.values[getcurrent()][name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self.values.setdefault(getcurrent(), {})[name] = value

    def __delattr__(self, name):
        del self.values[getcurrent()][name]


class Semaphore:
    """In place of threading's, which would stop the whole worker: a greenlet can wait on a file descriptor only."""

    def __init__(self, value=1):
        self.value = value
        self.waiting = deque()

    def __enter__(self):
        if self.value:
            self.value -= 1
            return
        from meinheld.server import trampoline

        turn = os.eventfd(0)
        self.waiting.append(turn)
        try:
            trampoline(turn, read=True)
        finally:
            os.close(turn)

    def __exit__(self, *error):
        if self.waiting:
            os.eventfd_write(self.waiting.popleft(), 1)
        else:
            self.value += 1


def post_fork(server, worker):
    extensions.set_wait_callback(wait)
    threading.local = Local
    threading.Semaphore = Semaphore
