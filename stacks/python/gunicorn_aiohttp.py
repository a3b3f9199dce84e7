"""Gunicorn's configuration for aiohttp: its worker listens on the socket again, with a backlog of 128 unless told."""

from functools import partial

from aiohttp import web


def post_fork(server, worker):
    web.SockSite = partial(web.SockSite, backlog=server.cfg.backlog)
