"""What time and memory a verdict tells: of visible tests all, of hidden ones too little to carry their data.

A program can burn time or fill memory by a bit of its input. If each hidden test showed what it took, a few
submissions would read the tests out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import RunResult

__all__ = ["STEPS", "coarse", "exact"]

STEPS = 4
"""How many values a figure of hidden tests can have: quarters of the problem's limit, rounded up."""


def exact(result: RunResult) -> dict[str, float]:
    """The figures of one run: seconds and bytes."""
    return {
        "cpu_seconds": round(result.cpu_seconds, 6),
        "wall_seconds": round(result.wall_seconds, 6),
        "peak_memory_bytes": result.peak_memory_bytes,
    }


def coarse(taken: Iterable[Mapping[str, float]], limits: Limits) -> dict[str, float]:
    """One set of figures for all hidden tests of a submission; ``taken`` is what they took.

    Each is the greatest of its kind, rounded up to a quarter of the limit and never more than the limit.
    """
    taken = list(taken)
    allowed = {
        "cpu_seconds": limits.cpu_seconds,
        "wall_seconds": limits.wall_seconds,
        "peak_memory_bytes": limits.memory_bytes,
    }
    shown: dict[str, float] = {}
    for name, limit in allowed.items():
        steps = math.ceil(STEPS * max((figures[name] for figures in taken), default=0) / limit)
        shown[name] = min(max(steps, 1), STEPS) * limit / STEPS
    return shown | {"peak_memory_bytes": int(shown["peak_memory_bytes"])}
