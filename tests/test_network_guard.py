"""The guard that keeps tests, and the processes that they start, off the network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import Tried

FAR = ("192.0.2.1", 80)


def hosts(tried: Tried) -> list[str]:
    """What was tried, which is thereby answered for: else the test that asks would fail at its end."""
    return [line.partition(" ")[0] for line in tried.new()]


def python(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_test_that_reaches_for_the_network_is_refused_and_found_out(no_network: Tried) -> None:
    with pytest.raises(urllib.error.URLError, match=r"example\.org"):
        urllib.request.urlopen("http://example.org/", timeout=1)
    with socket.socket() as out, pytest.raises(OSError, match=r"192\.0\.2\.1"):
        out.connect(FAR)
    assert hosts(no_network) == ["example.org", "192.0.2.1"]


@pytest.mark.parametrize("way", ["connect_ex(far)", "sendto(b'x', far)", "sendmsg([b'x'], [], 0, far)"])
def test_a_datagram_is_refused_as_a_connection_is(no_network: Tried, way: str) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as out, pytest.raises(OSError, match="tried to reach"):
        eval(f"out.{way}", {"out": out, "far": FAR})
    assert hosts(no_network) == ["192.0.2.1"]


def test_a_process_that_a_test_starts_is_refused_and_found_out(no_network: Tried) -> None:
    reaching = python(f"import socket\nsocket.create_connection({FAR}, timeout=1)")
    assert "NetworkReached: a test tried to reach 192.0.2.1" in reaching.stderr
    hidden = "import socket\ntry:\n socket.getaddrinfo('example.org', 80)\nexcept OSError:\n print('none')"
    nested = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {hidden!r}])"
    assert python(nested).stdout == "none\n"
    assert hosts(no_network) == ["192.0.2.1", "example.org"]


def test_a_test_whose_process_tries_fails_though_nothing_in_it_does(tmp_path: Path) -> None:
    """A session of its own, with one test that starts the process and looks at nothing."""
    root = Path(__file__).resolve().parents[1]
    (tmp_path / "conftest.py").write_text("from tests.conftest import no_network, tried\n")
    (tmp_path / "test_it.py").write_text(
        "import subprocess, sys, pytest\n"
        "@pytest.mark.parametrize('host', ['192.0.2.7', '127.0.0.1'])\n"
        "def test_it(host):\n"
        "    code = f'import socket as s; s.socket(type=s.SOCK_DGRAM).sendto(b\"x\", ({host!r}, 9))'\n"
        "    subprocess.run([sys.executable, '-c', code], stderr=subprocess.DEVNULL)\n"
    )
    inner = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert inner.returncode == 1, inner.stdout
    assert "a test tried to reach ['192.0.2.7" in inner.stdout
    assert "2 passed, 1 error" in inner.stdout


def test_the_loopback_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5) as sock:
            assert sock.getpeername() == server.getsockname()
