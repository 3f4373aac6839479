"""The seam between languages and backends: what a box must show, and a box that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mockmind_lab.sandbox.warm import WarmInterpreter

__all__ = ["Box", "Boxes", "View"]


@dataclass(frozen=True, slots=True)
class View:
    """What a box shows beyond the interpreter, all of it read-only, and which filter its children get.

    ``binds`` are paths of the machine shown at the same place, ``mounts`` pairs of a path of the machine and
    the one it has inside, ``files`` pairs of a path inside and its content, ``devices`` device nodes.
    ``scratch_bytes`` is the size of ``/tmp``; 0: there is none. ``harness`` names the module that a child
    runs (``harness`` or ``builder``).
    """

    binds: tuple[str, ...] = ()
    mounts: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    devices: tuple[str, ...] = ()
    scratch_bytes: int = 0
    profile: str = "native"
    harness: str = "harness"


class Box(Protocol):
    """A box with a warm interpreter inside."""

    @property
    def interpreter(self) -> WarmInterpreter:
        """Forks children in there."""
        ...

    def close(self) -> None:
        """End everything inside. Idempotent."""
        ...


class Boxes(Protocol):
    """A backend as languages see it."""

    def open_box(self, view: View) -> Box:
        """A box, probed; raises ``SandboxUnavailable`` if a promise does not hold."""
        ...
