"""One row with psycopg 3, over a connection of its own: for the asyncio stacks."""

import asyncio
from functools import cache

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

import settings

# Counting how often a text was sent, to prepare it, is of no use to texts that differ.
OPTIONS = {"autocommit": settings.AUTOCOMMIT, "prepare_threshold": None}


@cache
def pool():  # one task for all: the first requests wait for it together
    return asyncio.ensure_future(open_pool())


async def open_pool():
    size = settings.POOL_SIZE
    pool = AsyncConnectionPool(min_size=size, max_size=size, kwargs=settings.DATABASE | OPTIONS, open=False)
    await pool.open()
    return pool


async def connect():
    return await AsyncConnection.connect(**settings.DATABASE, **OPTIONS)


async def get_row():
    async with (await pool()).connection() if settings.POOL_SIZE else await connect() as connection:
        async with await connection.execute(settings.query()) as cursor:
            await cursor.set_result(-1)
            return settings.answer(await cursor.fetchone())
