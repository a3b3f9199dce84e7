"""One row with psycopg2, over a connection of its own: for the sync stacks, and cooperative in the greenlet stacks."""

import threading
from contextlib import closing, contextmanager

import psycopg2
from psycopg2.pool import SimpleConnectionPool

import settings

# ThreadedConnectionPool has a lock around connecting, and a greenlet that waits for a thread's lock stops its worker.
pool = SimpleConnectionPool(0, settings.POOL_SIZE, **settings.DATABASE)
pool.minconn = settings.POOL_SIZE  # so many are kept; none is opened before a request needs it, which is after the fork
free = threading.Semaphore(settings.POOL_SIZE)  # an exhausted pool raises, and would not wait


@contextmanager
def held_connection():
    with free:
        connection = pool.getconn()
        try:
            yield connection
        finally:
            pool.putconn(connection)


def new_connection():
    return closing(psycopg2.connect(**settings.DATABASE))


def get_row():
    with held_connection() if settings.POOL_SIZE else new_connection() as connection:
        connection.autocommit = settings.AUTOCOMMIT  # False is psycopg2's default: it sends BEGIN first
        with connection.cursor() as cursor:
            cursor.execute(settings.query())
            row = cursor.fetchone()
        connection.commit()  # sends nothing in autocommit
    return settings.answer(row)
