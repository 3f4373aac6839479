"""Serves the protocol: a permanent thread that listens on Unix sockets and answers from one service.

A Jupyter server, a process that launches sandboxed kernels, and ``python -m mockmind_lab.host`` (the child
that an ordinary kernel starts) all host in the same way: ``HostThread.shared().listen(path)``.
"""

from __future__ import annotations

from mockmind_lab.host.settings import CONFIG_NAME, build_service, load_config, override, vouched
from mockmind_lab.host.thread import HostThread, Listener

__all__ = ["CONFIG_NAME", "HostThread", "Listener", "build_service", "load_config", "override", "vouched"]
