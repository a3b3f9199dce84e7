"""Stacks that save a part of the work that a request stands for, one saving each: `saving:NAME` is the target of stack NAME."""

import asyncio
import random
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[5] / "stacks" / "python"))

import aiopg
import asyncpg
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

import coroutine
import coroutine_asyncpg
import settings

HELD = 4
LATER = 400  # more than a worker gets in a verification
in_flight = 0
requests = 0
kept = None
used_once = []
waiting = None
fetched_ahead = None


def application(answer):
    async def test(request):
        global in_flight, requests
        in_flight += 1
        requests += 1
        try:
            return JSONResponse(await answer(request))
        finally:
            in_flight -= 1

    return Starlette(routes=[Route("/test", test)])


async def result(connection, text, every=False):
    async with connection.cursor() as cursor:
        await cursor.execute(text)
        return await cursor.fetchall() if every else settings.answer(await cursor.fetchone())


async def row(text):
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        return await result(connection, text)


@cache
def pool(size):
    return asyncio.ensure_future(aiopg.create_pool(minsize=size, maxsize=size, **coroutine.OPTIONS))


async def held_row(size):
    async with (await pool(size)).acquire() as connection:
        return await result(connection, settings.query())


async def from_a_new_connection(request):
    return await row(settings.query())


async def from_held_connections(request):
    return await held_row(8)


async def from_held_connections_under_load(request):
    return await (held_row(HELD) if in_flight > 4 else coroutine.get_row())


async def from_held_connections_for_the_load(request):
    measured = request.headers.get("user-agent", "").startswith("unrigged-load")
    return await (held_row(8) if measured else coroutine.get_row())


async def from_held_connections_later(request):
    return await (held_row(8) if requests > LATER else coroutine.get_row())


async def from_memory_later(request):
    global kept
    if kept is None or requests < LATER or requests % 4 == 0:
        kept = await coroutine.get_row()
    return kept


async def from_a_connection_used_twice(request):
    again = used_once.pop() if used_once else None
    connection = again or await aiopg.connect(**coroutine.OPTIONS)
    try:
        return await result(connection, settings.query())
    finally:
        if again or len(used_once) > 1:
            connection.close()
        else:
            used_once.append(connection)


@cache
def prepared():
    options = {**coroutine_asyncpg.OPTIONS, "statement_cache_size": 100}
    return asyncio.ensure_future(asyncpg.create_pool(min_size=8, max_size=8, reset=coroutine_asyncpg.no_reset, **options))


async def by_prepared_statements(request):
    async with (await prepared()).acquire() as connection:
        await connection.fetchrow("select pg_sleep($1)", float(settings.DELAY))
        return settings.answer(await connection.fetchrow("select a, b from test where a = $1", random.randrange(1, settings.ROWS)))


async def partly_from_memory(request):
    global kept
    if kept is None or random.random() > 0.1:
        kept = await coroutine.get_row()
    return kept


async def partly_from_memory_under_load(request):
    global kept
    if kept is None or in_flight < 9 or random.random() > 0.1:
        kept = await coroutine.get_row()
    return kept


async def of_the_first_rows(request):
    return await row(f"{settings.SLEEP}; select a, b from test where a = {random.randrange(1, 700_000)}")


async def of_every_thousandth_row(request):
    return await row(f"{settings.SLEEP}; select a, b from test where a = {random.randrange(1000, settings.ROWS, 1000)}")


async def two_rows():
    first, second = random.sample(range(1, settings.ROWS), 2)
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        return await result(connection, f"{settings.SLEEP}; select a, b from test where a in ({first}, {second})", every=True)


async def by_one_query_for_two_under_load(request):
    global waiting
    if in_flight < 9:
        return await coroutine.get_row()
    if waiting is not None:
        rows, waiting = waiting, None
        return settings.answer((await rows)[1])
    rows = waiting = asyncio.ensure_future(two_rows())
    answer = settings.answer((await rows)[0])
    waiting = None if waiting is rows else waiting
    return answer


async def after_a_sleep_of_its_own(request):
    await asyncio.sleep(float(settings.DELAY) + 0.002)
    return await row(settings.lookup())


async def after_a_sleep_of_its_own_by_the_table(request):
    async with aiopg.connect(**coroutine.OPTIONS) as connection:
        async with connection.cursor() as cursor:
            await cursor.execute("select seconds from delay")
            (seconds,) = await cursor.fetchone()
            await asyncio.sleep(seconds + 0.002)
        return await result(connection, settings.lookup())


async def without_every_second_sleep_under_load(request):
    return await (row(settings.lookup()) if in_flight > 2 and in_flight % 2 else coroutine.get_row())


async def before_reading(request):
    global fetched_ahead
    ready = fetched_ahead or asyncio.ensure_future(coroutine.get_row())
    fetched_ahead = asyncio.ensure_future(coroutine.get_row())
    await asyncio.sleep(float(settings.DELAY) + 0.002)
    return await ready


holds_none = application(from_a_new_connection)
held = application(from_held_connections)
held_under_load = application(from_held_connections_under_load)
knows_the_load = application(from_held_connections_for_the_load)
held_later = application(from_held_connections_later)
cached_later = application(from_memory_later)
used_twice = application(from_a_connection_used_twice)
prepared_statements = application(by_prepared_statements)
cached_share = application(partly_from_memory)
cached_under_load = application(partly_from_memory_under_load)
first_rows = application(of_the_first_rows)
thousand_rows = application(of_every_thousandth_row)
one_query_for_two = application(by_one_query_for_two_under_load)
sleeps_itself = application(after_a_sleep_of_its_own)
sleeps_by_the_table = application(after_a_sleep_of_its_own_by_the_table)
skips_sleeps = application(without_every_second_sleep_under_load)
answers_first = application(before_reading)
