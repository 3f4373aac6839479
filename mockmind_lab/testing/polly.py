"""A local server that stands in for Amazon Polly: real HTTP for the real boto3, no network.

It speaks ``SynthesizeSpeech``; the sound is the text's own bytes. Any credentials will do::

    with PollyServer() as polly:
        client = boto3.client("polly", endpoint_url=polly.url, region_name="eu-central-1")
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

__all__ = ["PollyServer"]


class PollyServer:
    """Answers on a thread of its own. ``requests`` holds the bodies as they came; ``failing`` refuses all."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.failing = False
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                kind, status, answer = stand_in.answer(self.path, json.loads(self.rfile.read(size)))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: tests look at ``requests``."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, body: dict[str, Any]) -> tuple[str, int, bytes]:
        """Media type, status and body of the answer to a request."""
        self.requests.append(body)
        if self.failing or path != "/v1/speech" or len(body.get("Text", "")) > 3000:
            return "application/json", 400, b'{"message": "No such voice today"}'
        return "audio/mpeg", 200, b"sound of " + body["Text"].encode()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, name="polly", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
