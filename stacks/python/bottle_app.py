"""Bottle: a WSGI application; a route's dict becomes JSON."""

from bottle import Bottle

from blocking import get_row

app = Bottle()


@app.get("/test")
def test():
    return get_row()
