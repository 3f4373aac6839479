"""The seam between judging and running: a program and inputs go in, bytes and measurements come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.core.verdict import Isolation
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["End", "Program", "Property", "RunResult", "Sandbox"]

End = Literal["finished", "crashed", "cpu", "wall", "memory", "output", "compile"]
"""How a run ended: by itself with a result; died without one (exit, signal); hit a limit; did not compile."""


@dataclass(frozen=True, slots=True)
class Program:
    """Source to run. ``mode`` says how an input is applied to it.

    ``function``: an input is a JSON list of positional arguments for ``entry_point``. ``class``: an
    input is ``[constructor_args, [[method, args], ...]]``. ``stdio``: an input is a JSON list with
    one string, given as standard input to the program run as ``__main__``.

    ``types`` are the declared ones (``Signature.described()``, JSON), which a harness needs where a
    value is not what its JSON looks like: in typed languages, and for linked lists and trees.
    """

    source: str
    mode: Literal["function", "class", "stdio"]
    entry_point: str = ""
    language: str = "python"
    types: str = ""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one input came to. All of it is claims by untrusted code but ``end``, times and memory.

    ``result`` is the raw bytes written to the result pipe (JSON, see the harness; at most
    ``Limits.output_bytes``); ``stdout`` and ``stderr`` are capped. Times are seconds, memory bytes;
    times are taken outside the child. ``detail`` is one line of explanation (``killed by signal 9``).
    ``before_input`` says that it ended before the input was handed over: nothing in it can depend on it.
    """

    end: End
    result: bytes = b""
    stdout: bytes = b""
    stderr: bytes = b""
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    detail: str = ""
    before_input: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """One promise of the sandbox, probed when it opens. ``fix`` says how to mend one that does not hold."""

    name: str
    holds: bool
    detail: str = ""
    fix: str = ""


class Sandbox(Protocol):
    """A backend. One instance is used by one thread at a time; it is a context manager."""

    name: str
    sandboxed: bool

    def open(self) -> None:
        """Start the warm interpreter and probe every property; raises ``SandboxUnavailable`` with the fix."""
        ...

    def properties(self) -> Sequence[Property]:
        """Probe and report each property, for ``doctor``. Never raises for one that does not hold."""
        ...

    def run(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """Yield one result per input, in order, as each is done.

        Raises ``SandboxError`` on a fault of ours; the next call works on a fresh interpreter.
        """
        ...

    def support(self, language: str) -> Support:
        """A language beside Python as it is there; raises ``SandboxUnavailable`` that says how to get it."""
        ...

    def close(self) -> None:
        """Kill everything inside and free what it held. Idempotent."""
        ...
