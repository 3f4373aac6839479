"""The guard that keeps tests off the network."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request

import pytest


def test_a_test_that_reaches_for_the_network_is_refused_and_found_out(no_network: list[str]) -> None:
    with pytest.raises(urllib.error.URLError, match=r"example\.org"):
        urllib.request.urlopen("http://example.org/", timeout=1)
    with socket.socket() as out, pytest.raises(OSError, match=r"192\.0\.2\.1"):
        out.connect(("192.0.2.1", 80))
    assert no_network == ["example.org", "192.0.2.1"]
    no_network.clear()  # else this very test would fail at its end


def test_the_loopback_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5) as sock:
            assert sock.getpeername() == server.getsockname()
