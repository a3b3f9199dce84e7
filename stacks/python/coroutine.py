"""One row over a connection of its own, with aiopg: for the asyncio stacks. The driver is always in autocommit."""

import aiopg

import settings

# aiopg's default asks the catalogue for hstore's type before the first query of every connection. As published
# it did so; the fair mode sends the same statements from every stack.
ASK_FOR_HSTORE = not settings.AUTOCOMMIT


async def get_row():
    async with aiopg.connect(**settings.DATABASE, enable_hstore=ASK_FOR_HSTORE) as connection:
        async with connection.cursor() as cursor:
            await cursor.execute(settings.query())
            return settings.answer(await cursor.fetchone())
