"""One row with psycopg 3, over a connection of its own: for the sync stacks."""

from functools import cache

import psycopg
from psycopg_pool import ConnectionPool

import settings

# Counting how often a text was sent, to prepare it, is of no use to texts that differ.
OPTIONS = {"autocommit": settings.AUTOCOMMIT, "prepare_threshold": None}


@cache
def pool():  # on the first request, which is after the fork: its threads would not survive that
    size = settings.POOL_SIZE
    return ConnectionPool(min_size=size, max_size=size, kwargs=settings.DATABASE | OPTIONS, open=True)


def get_row():
    with pool().connection() if settings.POOL_SIZE else psycopg.connect(**settings.DATABASE, **OPTIONS) as connection:
        with connection.execute(settings.query()) as cursor:
            cursor.set_result(-1)
            return settings.answer(cursor.fetchone())
