"""The Jupyter server extension: the server process hosts the interviews of its kernels."""

from __future__ import annotations

from typing import Any

__all__ = ["_jupyter_server_extension_points"]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Jupyter Server's hook: where the server extension lives."""
    from mockmind_lab.server.app import MockmindServerApp

    return [{"module": "mockmind_lab.server.app", "app": MockmindServerApp}]
