"""One row with asyncpg, over a connection of its own: for the asyncio stacks. The driver is always in autocommit.

Rows come over the extended protocol only, and that takes one statement at a time: what the other drivers send as one
text goes out as two, and the second is described before it is executed. That is three round trips instead of one.
"""

import asyncio
from functools import cache

import asyncpg

import settings

OPTIONS = {
    "host": settings.DATABASE["host"],
    "port": settings.DATABASE["port"],
    "database": settings.DATABASE["dbname"],
    "user": settings.DATABASE["user"],
    "ssl": settings.DATABASE["sslmode"],
    # asyncpg says 'utf-8' where PostgreSQL says UTF8, and PgBouncer would send a SET for every connection.
    "server_settings": {"client_encoding": "UTF8"} if settings.AUTOCOMMIT else {},
    "statement_cache_size": 0,  # the texts differ, and PgBouncer may hand the session to somebody else
}


async def no_reset(connection):  # asyncpg's own sends four statements after every request
    pass


@cache
def pool():  # one task for all: the first requests wait for it together
    size = settings.POOL_SIZE
    reset = no_reset if settings.AUTOCOMMIT else None
    return asyncio.ensure_future(asyncpg.create_pool(min_size=size, max_size=size, reset=reset, **OPTIONS))


async def row(connection):
    if settings.SLEEP:
        await connection.execute(settings.SLEEP)
    return await connection.fetchrow(settings.lookup())


async def get_row():
    if settings.POOL_SIZE:
        async with (await pool()).acquire() as connection:
            return settings.answer(await row(connection))
    connection = await asyncpg.connect(**OPTIONS)
    try:
        return settings.answer(await row(connection))
    finally:
        await connection.close()
