"""What every language says of itself: its toolchain, a build, a start."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.box import Launch, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program

__all__ = [
    "MIB",
    "Build",
    "Launch",
    "Support",
    "Surveyed",
    "Toolchain",
    "absent",
    "ask",
    "cache_folder",
    "harness_text",
]

MIB = 2**20
_HARNESSES = Path(__file__).parent / "harness"


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A compiler or runtime. ``version`` is what it says of itself; it names cached builds.

    ``prelude`` is built once, by the same means as a program but from nothing of a candidate's; where it
    lies afterwards is told to ``Support.view`` and ``Support.building``.
    """

    version: str
    prelude: Build | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """Files, commands over them (run in the folder that holds them), and the one file that is wanted.

    An ``output`` that ends with a slash is a folder; what is in it comes as a zip file.
    Sizes are bytes. ``data_bytes`` bounds the private memory of each process of the compiler.
    """

    files: Mapping[str, str]
    commands: Sequence[Sequence[str]]
    output: str
    view: View
    output_bytes: int = 48 * MIB
    data_bytes: int = 1024 * MIB
    env: Mapping[str, str] = field(default_factory=dict[str, str])


class Support(Protocol):
    """One language."""

    name: str

    def toolchain(self) -> Toolchain:
        """The toolchain; raises ``SandboxUnavailable`` that says how to get it."""
        ...

    def survey(self) -> dict[str, Any]:
        """All it found out about its toolchain, as JSON values; ``type(self)(survey)`` looks at nothing."""
        ...

    def view(self, prelude: str) -> View:
        """What a program needs to see while it runs. ``prelude`` is the path of what was built of it; empty
        where that lies in the box already."""
        ...

    def building(self, prelude: str) -> View | None:
        """What the compiler needs to see; None where nothing is compiled before it is run."""
        ...

    def build(self, program: Program, prelude: str) -> Build | None:
        """How to compile ``program``; None where nothing is to be compiled before it is run."""
        ...

    def launch(self, program: Program, limits: Limits) -> Launch:
        """How to start it within ``limits``."""
        ...

    def crash(self, stderr: str) -> dict[str, Any] | None:
        """The record of an error that ended a program, read from its last words; None if there is none."""
        ...


class Surveyed:
    """What a language knows of its toolchain: looked up once, or told by who looked on another machine."""

    def __init__(self, told: Mapping[str, Any] | None = None) -> None:
        self._told, self._facts = told is not None, dict[str, Any](told or {})

    def fact(self, name: str, look: Callable[[], Any]) -> Any:
        """The fact of that name, from ``look`` where nobody asked before."""
        if name not in self._facts:
            if self._told:
                raise SandboxUnavailable(f"The survey of a toolchain leaves out {name}: repeat it.")
            self._facts[name] = look()
        return self._facts[name]

    def facts(self, *names: str) -> dict[str, Any]:
        """Those that have been looked up."""
        return {name: self._facts[name] for name in names}


def harness_text(name: str) -> str:
    """The source of a harness that comes with us."""
    return (_HARNESSES / name).read_text("utf-8")


def ask(*command: str, env: Mapping[str, str] | None = None) -> str:
    """What a tool of this machine prints about itself; empty if it can't be asked."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
            stdin=subprocess.DEVNULL,
            env=env,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def absent(title: str, what: str, how: str) -> SandboxUnavailable:
    """That there is no toolchain, and the one line that gets it."""
    return SandboxUnavailable(f"{title} solutions can't be run here, because {what} is not installed: {how}.")


def cache_folder(name: str) -> Path:
    """A folder of ours among the person's caches; for somebody without a home, among temporary files."""
    try:
        root = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    except RuntimeError:
        root = Path(tempfile.gettempdir()) / f"mockmind-{os.getuid()}"
    return root / "mockmind" / name
