"""aiohttp: framework and HTTP server in one; Gunicorn only keeps its worker processes."""

from aiohttp import web

from coroutine import get_row


async def test(request):
    return web.json_response(await get_row())


app = web.Application()
app.add_routes([web.get("/test", test)])
