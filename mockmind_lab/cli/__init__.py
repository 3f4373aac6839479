"""The command ``mockmind``: everything that is done outside a notebook."""

from __future__ import annotations

from mockmind_lab.cli.main import main

__all__ = ["main"]
