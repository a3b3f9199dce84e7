"""Flask, as in flask_app.py, with psycopg 3."""

from flask import Flask

from blocking_psycopg3 import get_row

app = Flask(__name__)


@app.get("/test")
def test():
    return get_row()
