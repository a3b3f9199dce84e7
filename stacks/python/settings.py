"""What Unrigged sets for one stack, read once at start, and the one query of a request."""

import os
import random


def setting(name):
    if name not in os.environ:
        raise RuntimeError(f"{name} is not set; Unrigged sets it, stacks/README.md says how to do it by hand")
    return os.environ[name]


# 1: autocommit, and the same messages from every driver. 0: the drivers' own defaults, as published in 2020.
AUTOCOMMIT = setting("UNRIGGED_AUTOCOMMIT") == "1"
DATABASE = {
    "host": setting("UNRIGGED_DATABASE_HOST"),
    "port": int(setting("UNRIGGED_DATABASE_PORT")),
    "dbname": setting("UNRIGGED_DATABASE_NAME"),
    "user": setting("UNRIGGED_DATABASE_USER"),
    "sslmode": "disable" if AUTOCOMMIT else "prefer",  # prefer asks for TLS first, one round trip more
}
# 0: a connection per request, as published. N: every worker process keeps N connections and its requests share them.
POOL_SIZE = int(os.environ.get("UNRIGGED_POOL_SIZE", "0"))
DELAY = setting("UNRIGGED_DELAY_SECONDS")  # stays text: it goes into the query as it was written
if DELAY == "live":  # it changes while this program runs, and is in a table of one row
    SLEEP = "select pg_sleep(seconds) from delay"
else:
    SLEEP = f"select pg_sleep({DELAY})" if float(DELAY) > 0 else ""
ROWS = int(setting("UNRIGGED_ROWS"))
PORT = int(setting("UNRIGGED_PORT"))
WORKERS = int(setting("UNRIGGED_WORKERS"))
BACKLOG = int(setting("UNRIGGED_BACKLOG"))
ACCESS_LOG = setting("UNRIGGED_ACCESS_LOG") == "1"


def lookup():
    return f"select a, b from test where a = {random.randrange(1, ROWS)}"


def query():
    return f"{SLEEP}; {lookup()}" if SLEEP else lookup()


def answer(row):
    a, b = row
    return {"a": str(a).zfill(10), "b": b}
