"""Imported by uWSGI for gevent: psycopg2 waits in its C library, so it has to be told to yield to the hub."""

from psycogreen.gevent import patch_psycopg

patch_psycopg()
