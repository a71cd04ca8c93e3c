import os
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LEDGER_URL = os.environ.get("LEDGER_URL", "http://ledger:8080")


def load_entries(order):
    for attempt in range(2):
        try:
            with urllib.request.urlopen(f"{LEDGER_URL}/entries/{order}") as response:
                return response.read()
        except urllib.error.URLError:
            if attempt == 1:
                raise


class Orders(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            body = load_entries(self.path.rsplit("/", 1)[-1])
        except urllib.error.URLError:
            self.send_error(502)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Orders)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
