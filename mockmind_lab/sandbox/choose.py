"""Which sandbox to use."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.docker import DockerSandbox
from mockmind_lab.sandbox.probe import unopened
from mockmind_lab.sandbox.unsafe import UnsafeSandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from traitlets.config import Config

    from mockmind_lab.sandbox.base import Property, RunResult, Sandbox
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["BACKENDS", "FirstThatOpens", "choose_sandbox"]

BACKENDS: dict[str, Callable[..., Sandbox]] = {"bubblewrap": BubblewrapSandbox, "docker": DockerSandbox}


def choose_sandbox(backend: str = "auto", *, unsafe: bool = False, config: Config | None = None) -> Sandbox:
    """A sandbox that is not open yet: the one of ``BACKENDS`` named, or for ``auto`` the first that opens.

    ``auto`` tries bubblewrap, on Linux, and then Docker. Only ``unsafe`` gives none at all: where no
    sandbox opens, it says so, and no code runs.
    """
    if unsafe:
        return UnsafeSandbox(config=config)
    if backend != "auto":
        return BACKENDS[backend](config=config)
    names = ["bubblewrap", "docker"] if platform.system() == "Linux" else ["docker"]
    return FirstThatOpens([BACKENDS[name](config=config) for name in names])


class FirstThatOpens:
    """A sandbox that becomes the first of ``candidates`` that can be opened; see ``base.Sandbox``."""

    sandboxed = True

    def __init__(self, candidates: Sequence[Sandbox]) -> None:
        self._candidates = candidates
        self._chosen: Sandbox | None = None
        self.name = "auto"  # until one is chosen

    def open(self) -> None:
        """Open the first that can be; raises ``SandboxUnavailable`` with the fix for each otherwise."""
        if self._chosen is not None:
            self._chosen.open()
            return
        reasons: list[str] = []
        for sandbox in self._candidates:
            try:
                sandbox.open()
            except SandboxUnavailable as error:
                reasons.append(str(error))
                continue
            self._chosen, self.name = sandbox, sandbox.name
            return
        raise SandboxUnavailable(" Or, for Docker instead: ".join(reasons))

    def properties(self) -> Sequence[Property]:
        """The chosen one's, for ``doctor``. Never raises."""
        try:
            self.open()
        except SandboxError as error:
            return unopened(" and ".join(sandbox.name for sandbox in self._candidates), error)
        assert self._chosen is not None
        return self._chosen.properties()

    def run(self, *args: Any, **options: Any) -> Iterator[RunResult]:
        """See ``base.Sandbox.run``."""
        self.open()
        assert self._chosen is not None
        yield from self._chosen.run(*args, **options)

    def support(self, language: str) -> Support:
        """See ``base.Sandbox.support``."""
        self.open()
        assert self._chosen is not None
        return self._chosen.support(language)

    def close(self) -> None:
        """Close it; the choice is made anew at the next opening."""
        if self._chosen is not None:
            self._chosen.close()
            self._chosen, self.name = None, "auto"
