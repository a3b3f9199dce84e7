"""Falcon: a WSGI application of resource classes; response.media is serialised as JSON."""

import falcon

from blocking import get_row


class Test:
    def on_get(self, request, response):
        response.media = get_row()


app = falcon.App()
app.add_route("/test", Test())
