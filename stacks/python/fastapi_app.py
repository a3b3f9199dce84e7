"""FastAPI: an ASGI application; a path operation's dict becomes JSON."""

from fastapi import FastAPI

from coroutine import get_row

app = FastAPI()


@app.get("/test")
async def test():
    return await get_row()
