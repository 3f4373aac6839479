"""What the event says of text that was judged without having been run."""

from __future__ import annotations

from typing import ClassVar

from mockmind_lab.core.payloads import Payload

__all__ = ["CellWritten"]


class CellWritten(Payload):
    """What stood in a cell, not run, when the candidate submitted it or the time was up."""

    kind: ClassVar[str] = "cell_written"
    cell: str
    source: str
