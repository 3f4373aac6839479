"""Remembers which claims held, by all that they rest on, so that nothing is proved twice."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.languages import support
from mockmind_lab.sandbox.languages.base import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.judge import Judge

__all__ = ["Kept"]

_DAYS = 60  # without use, after which an entry is thrown away
_JUDGING = ("core", "judge", "library", "sandbox", "verification")


class Kept:
    """Claims that held, each an empty file named by a digest of what it rests on. Failures are not kept.

    ``folder`` defaults to one among the person's caches. One that can't be written does no harm: then
    everything is run. Safe to use from several threads and processes.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or cache_folder("verified")
        self._forget()

    def holds(self, key: str) -> bool:
        """Whether the claim ``key`` is known to hold."""
        try:
            os.utime(self._folder / key)  # the oldest go first
        except OSError:
            return False
        return True

    def keep(self, key: str) -> None:
        """The claim ``key`` holds."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self._folder / key).touch()

    @staticmethod
    def key(judge: Judge, language: str, parts: Iterable[str]) -> str:
        """The name of the claim that rests on ``parts``, judged by ``judge`` in ``language``."""
        total = hashlib.sha256()
        way = f"{judge.sandbox} {judge.unsafe_run_my_own_code} {judge.stop_after_timeouts}"
        for part in (_ourselves(), _toolchain(language), way, *parts):
            data = part.encode("utf-8", "surrogatepass")
            total.update(f"{len(data)}\0".encode() + data)
        return total.hexdigest()

    def _forget(self) -> None:
        old = time.time() - _DAYS * 86400
        with contextlib.suppress(OSError):
            for entry in list(os.scandir(self._folder)):
                if entry.stat(follow_symlinks=False).st_mtime < old:
                    Path(entry.path).unlink(missing_ok=True)


@cache
def _ourselves() -> str:
    """A digest of the code that judges, with this machine's Python."""
    total = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    root = Path(__file__).resolve().parents[1]
    for part in _JUDGING:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(path.relative_to(root).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _toolchain(language: str) -> str:
    if language == "python":
        return ""
    try:
        return support(language).toolchain().version
    except SandboxUnavailable:
        return "missing"
