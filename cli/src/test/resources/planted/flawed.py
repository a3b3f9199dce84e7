"""A right stack, and others that differ from it by one flaw each: `flawed:NAME` is the target of stack NAME."""

import os
import random
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[5] / "stacks" / "python"))

import aiopg
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

import blocking
import coroutine
import settings

in_flight = 0
kept = None


def application(answer, lifespan=None):
    async def test(request):
        global in_flight
        in_flight += 1
        try:
            return JSONResponse(await answer())
        finally:
            in_flight -= 1

    return Starlette(routes=[Route("/test", test)], lifespan=lifespan)


async def statements(*texts):
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        async with connection.cursor() as cursor:
            for text in texts:
                await cursor.execute(text)
            return settings.answer(await cursor.fetchone())


async def get_row_blocking():
    return blocking.get_row()


async def get_row_once():
    global kept
    kept = kept or await coroutine.get_row()
    return kept


async def get_row_from_one_seed():
    if kept is None:
        globals()["kept"] = random.seed(1) or True
    return await coroutine.get_row()


async def get_row_at_once():
    return await statements(settings.lookup())


async def get_row_after_the_first_delay():
    return await statements(f"select pg_sleep({kept}); {settings.lookup()}")


async def get_row_after_a_constant_delay():
    return await statements(f"select pg_sleep(0.26); {settings.lookup()}")


async def get_row_after_a_ping():
    return await statements("select 1", settings.query())


async def get_row_in_a_transaction():
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        async with connection.cursor() as cursor:
            await cursor.execute("begin")
            await cursor.execute(settings.query())
            row = await cursor.fetchone()
            await cursor.execute("commit")
            return settings.answer(row)


async def get_another_text():
    row = await coroutine.get_row()
    return {**row, "b": row["b"][::-1]}


async def get_row_or_error():
    if in_flight > 10:
        return {"error": "too many requests"}
    return await coroutine.get_row()


async def get_row_or_crash():
    if in_flight > 10:
        os._exit(9)
    return await coroutine.get_row()


@asynccontextmanager
async def deaf_to_signals(app):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    yield


@asynccontextmanager
async def with_the_first_delay(app):
    global kept
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        async with connection.cursor() as cursor:
            await cursor.execute("select seconds from delay")
            (kept,) = await cursor.fetchone()
    yield


@asynccontextmanager
async def with_a_helper(app):
    subprocess.Popen(["sleep", "60"], start_new_session=True)
    yield


good = application(coroutine.get_row)
blocking_driver = application(get_row_blocking)
cached_row = application(get_row_once)
one_seed = application(get_row_from_one_seed)
skipped_delay = application(get_row_at_once)
first_delay = application(get_row_after_the_first_delay, with_the_first_delay)
constant_delay = application(get_row_after_a_constant_delay)
extra_statement = application(get_row_after_a_ping)
transaction = application(get_row_in_a_transaction)
wrong_body = application(get_another_text)
error_in_200 = application(get_row_or_error)
crashes = application(get_row_or_crash)
survives_its_stop = application(coroutine.get_row, deaf_to_signals)
leaves_a_process = application(coroutine.get_row, with_a_helper)
