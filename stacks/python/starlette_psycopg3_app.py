"""Starlette, as in starlette_app.py, with psycopg 3."""

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from coroutine_psycopg3 import get_row


async def test(request):
    return JSONResponse(await get_row())


app = Starlette(routes=[Route("/test", test)])
