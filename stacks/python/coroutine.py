"""One row with aiopg, over a connection of its own: for the asyncio stacks. The driver is always in autocommit."""

import asyncio
from functools import cache

import aiopg

import settings

# aiopg's default asks the catalogue for hstore's type before the first query of every connection. As published
# it did so; the fair mode sends the same statements from every stack.
OPTIONS = {**settings.DATABASE, "enable_hstore": not settings.AUTOCOMMIT}


@cache
def pool():  # one task for all: the first requests wait for it together
    return asyncio.ensure_future(aiopg.create_pool(minsize=settings.POOL_SIZE, maxsize=settings.POOL_SIZE, **OPTIONS))


async def get_row():
    async with (await pool()).acquire() if settings.POOL_SIZE else aiopg.connect(**OPTIONS) as connection:
        async with connection.cursor() as cursor:
            await cursor.execute(settings.query())
            return settings.answer(await cursor.fetchone())
