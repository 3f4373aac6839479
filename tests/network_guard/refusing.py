"""Keeps Python processes of the tests off the network, and writes down where one tried to go.

``sitecustomize`` is found through the PYTHONPATH that tests/conftest.py sets, so every Python process
that inherits the tests' environment has the guard from its first line: the command, the host, servers,
kernels that are not jailed. It is an audit hook, which code cannot take away and which sees what any library
does through Python's sockets, TCP and UDP.

What it does not cover: processes that are no Python (Chromium, Node, git, uv, Docker's engine, compilers) and
Python that was told to leave the environment alone (``-I``, ``-E``, ``-S``) or was given another one: the
interpreters in bubblewrap, jailed kernels and containers, which have no network at all, and
the sandbox that is called unsafe. Sockets that a C extension opens by itself are not seen either.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from contextlib import suppress

LOG = "TESTS_NETWORK_LOG"
"""The variable that names the file to write to; without it nothing is refused."""


class NetworkReached(OSError):
    """A test, or a process that one started, tried to leave this machine."""


def refuse(event: str, args: tuple[object, ...]) -> None:
    """The audit hook: raises ``NetworkReached`` at every way out but the loopback."""
    if not event.startswith("socket.") or LOG not in os.environ:
        return
    host = _aim(event, args)
    if host is not None and not _local(host):
        _note(host)
        raise NetworkReached(f"a test tried to reach {host}")


def _aim(event: str, args: tuple[object, ...]) -> object:
    """The host that a call aims at; None where it aims at none."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return args[0]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        sock, address = args[0], args[1]
        of_internet = getattr(sock, "family", None) in (socket.AF_INET, socket.AF_INET6)
        return address[0] if of_internet and isinstance(address, tuple) and address else None
    return None


def _local(host: object) -> bool:
    name = _name(host)
    if name in ("", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _name(host: object) -> str:
    return host.decode(errors="replace") if isinstance(host, bytes | bytearray) else str(host)


def _note(host: object) -> None:
    command = " ".join(getattr(sys, "argv", [])[:2])[:80].replace("\n", " ") or "python"
    # What can't be written down is refused all the same.
    with suppress(OSError), open(os.environ[LOG], "a", encoding="utf-8") as log:
        log.write(f"{_name(host)} (process {os.getpid()}: {command})\n")
