"""The seam between languages and backends: what a box must show, what starts in it, and one that is open."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program, RunResult
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["Box", "Boxes", "Launch", "View"]


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


@dataclass(frozen=True, slots=True)
class Launch:
    """How one process of a program starts.

    ``path`` is its executable inside the box; empty: what was built. ``limits`` are resource limits over the
    ordinary ones. ``resident_bytes``, where not 0, is the resident size at which the host ends it.
    ``gated``: the harness in it announces that it is locked down and waits for its input; where it is
    false there is none, and standard input is given from the start.
    """

    path: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: Mapping[str, int | None] = field(default_factory=dict[str, int | None])
    resident_bytes: int = 0
    announces: bool = False
    gated: bool = True
    exhausted: tuple[bytes, ...] = ()
    """What the runtime writes to standard error when its memory is used up, before it ends itself."""

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return asdict(self) | {"exhausted": [mark.decode("ascii") for mark in self.exhausted]}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Launch:
        """What ``to_json`` made."""
        marks = tuple(mark.encode("ascii") for mark in fields["exhausted"])
        return replace(cls(**fields), exhausted=marks)


class Box(Protocol):
    """A box with a warm interpreter inside. ``usable`` is False once something was wrong with it."""

    usable: bool

    def run(
        self,
        program: Program,
        code: bytes,
        inputs: Sequence[bytes],
        limits: Limits,
        launch: Launch,
        *,
        together: bool,
    ) -> Iterator[RunResult]:
        """One result per input, in order; ``together`` lets inputs share a process until it dies.

        ``code`` is what was built, or the job that a harness reads. Raises ``SandboxError``.
        """
        ...

    def build(self, job: bytes, limits: Limits) -> RunResult:
        """Give ``job`` to the builder. Raises ``SandboxError``."""
        ...

    def close(self) -> None:
        """End everything inside. Idempotent."""
        ...


class Boxes(Protocol):
    """A backend as languages see it.

    ``edition`` tells its toolchains from those of the same version elsewhere, where that is possible.
    ``equipped``: what our harnesses are built to lies in its boxes already.
    """

    @property
    def edition(self) -> str:
        """See above."""
        ...

    @property
    def equipped(self) -> bool:
        """See above."""
        ...

    def support(self, language: str) -> Support:
        """The language as it is there; raises ``SandboxUnavailable`` that says how to get its toolchain."""
        ...

    def open_box(self, view: View) -> Box:
        """A box, probed; raises ``SandboxUnavailable`` if a promise does not hold."""
        ...
