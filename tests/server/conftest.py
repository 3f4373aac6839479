"""A real Jupyter server with a token, and the handlers that the extension has put into it."""

from __future__ import annotations

import http.cookiejar
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mockmind_lab.testing import PollyServer

START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """Where it answers, what it asks for, and its folder of notebooks."""

    url: str
    token: str
    folder: Path
    polly: PollyServer

    @property
    def socket(self) -> Path:
        """Where kernels reach the host in this server."""
        return next((self.folder.parent / "runtime").glob("mockmind-*.sock"))

    def request(self, path: str, *, method: str = "GET", token: str | None = None) -> tuple[int, bytes]:
        """Status and body; redirects are followed, as a browser does."""
        request = urllib.request.Request(f"{self.url}{path}", method=method)
        if token is not None:
            request.add_header("Authorization", f"token {token}")
        if method == "POST":
            request.data = b"{}"
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def cookie(self) -> str:
        """What a browser sends once its person has opened a page with the token."""
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        opener.open(f"{self.url}/api/status?token={self.token}", timeout=30).close()
        opener.open(f"{self.url}/login?token={self.token}", timeout=30).close()
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def json(self, path: str, *, method: str = "GET") -> object:
        """What the route answers a person who may ask."""
        status, body = self.request(path, method=method, token=self.token)
        assert status == 200, (status, body[:500])
        return json.loads(body)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("server")
    folder = home / "notebooks"
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    command = [sys.executable, "-m", "jupyter_server", f"--port={port}", "--ip=127.0.0.1", "--no-browser"]
    command += [f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MOCKMIND_")},
        **{f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "RUNTIME")},
    }
    polly = PollyServer()
    (home / "config").mkdir()
    settings = (
        f"c.Voice.service = 'polly'\nc.Voice.endpoint = {polly.url!r}\nc.Voice.region = 'eu-central-1'\n"
    )
    (home / "config" / "jupyter_mockmind_config.py").write_text(settings)
    environment |= {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"}
    log = home / "server.log"
    with open(log, "wb") as sink:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=sink, stderr=sink)
    polly.__enter__()
    try:
        found = Server(f"http://127.0.0.1:{port}", token, folder, polly)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                if found.request("/api/status", token=token)[0] == 200:
                    break
            except OSError:
                pass
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.05)
        yield found
    finally:
        process.terminate()
        process.wait(30)
        polly.__exit__()
