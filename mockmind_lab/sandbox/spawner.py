"""Starts long-lived children from one permanent thread.

``--die-with-parent`` (PR_SET_PDEATHSIG) fires when the *thread* that spawned the child ends, not the
process: a sandbox opened from a worker thread would die with the worker.
"""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["spawn"]


@lru_cache(maxsize=1)
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="mockmind-spawner")


def spawn(argv: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """``subprocess.Popen(argv, **options)`` on the permanent thread; raises what it raises."""
    return _thread().submit(lambda: subprocess.Popen[bytes](list(argv), **options)).result()
