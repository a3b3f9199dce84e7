"""Flask: a WSGI application; jsonify is what a view's dict becomes."""

from flask import Flask

from blocking import get_row

app = Flask(__name__)


@app.get("/test")
def test():
    return get_row()
