"""Quart: Flask's API as an ASGI application."""

from quart import Quart

from coroutine import get_row

app = Quart(__name__)


@app.get("/test")
async def test():
    return await get_row()
