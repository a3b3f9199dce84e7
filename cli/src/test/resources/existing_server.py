"""An application that knows nothing of Unrigged: its port comes as an argument, its greeting from a variable."""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Items(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/item":
            self.send_response(301)
            self.send_header("Location", "/items/7")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        body = json.dumps({"id": int(self.path.rsplit("/", 1)[1]), "greeting": os.environ.get("GREETING", "")}).encode()
        body = body.replace(b" ", b"")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


Server(("127.0.0.1", int(sys.argv[1])), Items).serve_forever()
