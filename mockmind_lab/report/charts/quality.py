"""What static analysis found, line by line of the submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.measured import CodeChecked
    from mockmind_lab.report.timeline import Picture

__all__ = ["alternative_text", "draw", "table"]


def draw(measured: CodeChecked) -> Picture | None:
    """The chart as a picture; None without Pillow, or where there is nothing to draw."""
    del measured
    return None


def alternative_text(measured: CodeChecked) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    del measured
    return ""


def table(measured: CodeChecked) -> str:
    """The same data as a Markdown table."""
    del measured
    return ""
