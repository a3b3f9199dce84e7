"""Aioflask: Flask itself with coroutines as views, as an ASGI application."""

from aioflask import Flask

from coroutine import get_row

app = Flask(__name__)


@app.get("/test")
async def test():
    return await get_row()
