"""The same kernel from every program that starts kernels, with the real host."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
import pexpect
import pytest
from nbclient import NotebookClient
from websocket import create_connection

from tests.provisioner.conftest import EchoHost, Place

LOOK = """
import os, socket
with socket.socket(socket.AF_UNIX) as s:
    s.connect(os.environ["MOCKMIND_HOST"])
print(os.getuid(), "ANTHROPIC_API_KEY" in os.environ, os.environ["MOCKMIND_DISPLAY"])
"""
SEEN = "1000 False text\n"


@pytest.fixture
def notebook(place: Place) -> Path:
    """A notebook of one cell for the ``mockmind`` kernel, in the notebook's folder."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(LOOK)])
    book.metadata["kernelspec"] = {"name": "mockmind", "display_name": "Mock interview", "language": "python"}
    path = place.folder / "in.ipynb"
    nbformat.write(book, path)
    return path


def run(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **env}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def printed(path: Path) -> str:
    return "".join(output["text"] for output in nbformat.read(path, 4).cells[0].outputs)


def test_nbclient_runs_it(notebook: Path, hosts: list[EchoHost]):
    book = nbformat.read(notebook, 4)
    NotebookClient(book, resources={"metadata": {"path": str(notebook.parent)}}).execute()
    assert book.cells[0].outputs[0].text == SEEN


def test_papermill_runs_it_with_its_default_engine(notebook: Path):
    out = notebook.with_name("out.ipynb")
    done = run("papermill", "in.ipynb", "out.ipynb", cwd=notebook.parent)
    assert done.returncode == 0, done.stderr
    assert printed(out) == SEEN


def test_nbconvert_executes_it(notebook: Path):
    done = run(
        *("nbconvert", "--to", "notebook", "--execute", "in.ipynb", "--output", "out.ipynb"),
        cwd=notebook.parent,
    )
    assert done.returncode == 0, done.stderr
    assert printed(notebook.with_name("out.ipynb")) == SEEN


def test_the_console_runs_it(place: Place):
    console = pexpect.spawn(
        sys.executable,
        ["-m", "jupyter_console", "--kernel", "mockmind", "--simple-prompt"],
        cwd=str(place.folder),
        encoding="utf-8",
        timeout=60,
    )
    console.expect_exact("In [1]:")
    console.sendline("import os; print(os.getuid() + 1, os.environ['MOCKMIND_DISPLAY'])")
    console.expect_exact("1001 text")
    console.sendline("exit")
    console.expect(pexpect.EOF)


def test_papermill_without_bubblewrap_says_what_to_install(notebook: Path):
    done = run("papermill", "in.ipynb", "out.ipynb", cwd=notebook.parent, PATH=str(notebook.parent))
    assert done.returncode != 0
    assert "install it with 'sudo apt-get install bubblewrap'" in done.stderr.strip().splitlines()[-1]


def test_a_jupyter_server_runs_it_and_widgets_can_show(notebook: Path):
    command = [sys.executable, "-m", "jupyter_server", "--ServerApp.port=0", "--ServerApp.open_browser=False"]
    command += ["--IdentityProvider.token=t", "--ServerApp.allow_root=True"]
    # Without any extension: what counts here is the server itself.
    env = {**os.environ, "JUPYTER_NO_CONFIG": "1"}
    with subprocess.Popen(command, cwd=notebook.parent, env=env, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            url = next(line.split()[-1] for line in server.stderr if "/?token=" in line).split("/?")[0]
            request = urllib.request.Request(
                f"{url}/api/sessions?token=t",
                data=json.dumps(
                    {"path": "in.ipynb", "type": "notebook", "name": "", "kernel": {"name": "mockmind"}}
                ).encode(),
                headers={"Content-Type": "application/json"},
            )
            kernel = _answer(request, server)["kernel"]["id"]
            assert _execute(f"{url}/api/kernels/{kernel}/channels?token=t", LOOK) == SEEN.replace(
                "text", "widgets"
            )
        finally:
            server.terminate()


def _answer(request: urllib.request.Request, server: subprocess.Popen[str]) -> dict[str, Any]:
    """The server tells its address a moment before it listens there."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            pytest.fail(f"{error}: {error.read()[:500]!r}")
        except urllib.error.URLError:
            continue
    raise AssertionError(f"the server ended with {server.returncode}")


def _execute(url: str, code: str) -> str:
    socket = create_connection(url.replace("http", "ws", 1), timeout=60)
    header = {"msg_id": "1", "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
    content = {"code": code, "silent": False, "allow_stdin": False, "stop_on_error": True}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    socket.send(json.dumps(message))
    while True:
        answer = json.loads(socket.recv())
        if answer["parent_header"].get("msg_id") == "1":
            if answer["msg_type"] == "stream":
                return answer["content"]["text"]
            assert answer["msg_type"] != "error", answer["content"]
