"""Tornado: framework and server in one; one process per worker on a shared listening socket, each with a uvloop."""

import asyncio
import ctypes
import logging
import signal

import uvloop
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.process import fork_processes
from tornado.web import Application, RequestHandler

import settings
from coroutine import get_row


class Test(RequestHandler):
    async def get(self):
        self.write(await get_row())


async def serve(sockets):
    server = HTTPServer(Application([("/test", Test)]))
    server.add_sockets(sockets)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    server.stop()


def die_with_parent():  # Tornado's parent passes no signal on, and its workers would outlive it
    ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO if settings.ACCESS_LOG else logging.WARNING)
    listening = bind_sockets(settings.PORT, "127.0.0.1", backlog=settings.BACKLOG)
    fork_processes(settings.WORKERS)
    die_with_parent()
    uvloop.run(serve(listening))
