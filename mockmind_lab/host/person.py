"""Whose interviews these are, as far as this process knows by itself."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traitlets.config import Config

__all__ = ["owner", "told_candidate", "user"]


def user() -> str:
    """The user this process runs as."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        return str(os.getuid())


def told_candidate() -> str:
    """The candidate that the environment names; empty where it names none."""
    return os.environ.get("MOCKMIND_CANDIDATE", "")


def owner(config: Config) -> str:
    """Whose interviews a command here is about: the candidate this process was told, or its user."""
    named = config.HostThread.get("candidate") if "HostThread" in config else None
    return (str(named) if named is not None else told_candidate()) or user()
