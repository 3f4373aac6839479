"""Parts of a report: cells not yet put into a notebook, each with a name that stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """One cell. ``name`` is unique within a report; ``pictures`` are attached PNG files by file name."""

    name: str
    source: str
    kind: Literal["markdown", "code"] = "markdown"
    pictures: tuple[tuple[str, bytes], ...] = ()
