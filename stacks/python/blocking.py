"""One row over a connection of its own, with psycopg2: for the sync stacks, and cooperative under gevent."""

import psycopg2

import settings


def get_row():
    connection = psycopg2.connect(**settings.DATABASE)
    try:
        connection.autocommit = settings.AUTOCOMMIT  # False is psycopg2's default: it sends BEGIN first
        with connection.cursor() as cursor:
            cursor.execute(settings.query())
            row = cursor.fetchone()
        connection.commit()  # sends nothing in autocommit
    finally:
        connection.close()
    return settings.answer(row)
