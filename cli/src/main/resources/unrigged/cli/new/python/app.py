"""GET /test: a connection for this request alone, one query text, one row as JSON. stacks/README.md of unrigged says it in full."""

import os
import random

from psycopg import AsyncConnection
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

DATABASE = {
    "host": os.environ["UNRIGGED_DATABASE_HOST"],
    "port": os.environ["UNRIGGED_DATABASE_PORT"],
    "dbname": os.environ["UNRIGGED_DATABASE_NAME"],
    "user": os.environ["UNRIGGED_DATABASE_USER"],
    "sslmode": "disable",
    "autocommit": os.environ["UNRIGGED_AUTOCOMMIT"] == "1",
    "prepare_threshold": None,
}
DELAY = os.environ["UNRIGGED_DELAY_SECONDS"]
if DELAY == "live":
    SLEEP = "select pg_sleep(seconds) from delay; "
else:
    SLEEP = f"select pg_sleep({DELAY}); " if float(DELAY) > 0 else ""
ROWS = int(os.environ["UNRIGGED_ROWS"])


async def test(request):
    query = f"{SLEEP}select a, b from test where a = {random.randrange(1, ROWS)}"
    async with await AsyncConnection.connect(**DATABASE) as connection:
        async with await connection.execute(query) as cursor:
            await cursor.set_result(-1)  # the last of the two results
            a, b = await cursor.fetchone()
    return JSONResponse({"a": str(a).zfill(10), "b": b})


app = Starlette(routes=[Route("/test", test)])
