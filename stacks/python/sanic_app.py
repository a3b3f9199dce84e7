"""Sanic: framework and server in one; run as a program it is its own server, under Uvicorn an ASGI application."""

from sanic import Sanic
from sanic.response import json

import settings
from coroutine import get_row

app = Sanic("unrigged")


@app.get("/test")
async def test(request):
    return json(await get_row())


if __name__ == "__main__":  # the sanic command has no option for the backlog
    app.run(
        host="127.0.0.1",
        port=settings.PORT,
        workers=settings.WORKERS,
        backlog=settings.BACKLOG,
        access_log=settings.ACCESS_LOG,
        motd=False,
    )
