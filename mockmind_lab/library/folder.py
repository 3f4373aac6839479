"""One package's folder, read as if its author were hostile: no links followed, every size capped."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from mockmind_lab.errors import ProblemError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

__all__ = ["Folder"]

MAX_ENTRIES = 200  # of one directory in a package
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # non-blocking: a FIFO must not hang us


class Folder:
    """A directory of a package. Errors name files as ``<slug>/<file>``, never by the host's own path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.slug = path.name

    def label(self, name: str) -> str:
        """How an error names the file ``name`` of this package."""
        return f"{self.slug}/{name}"

    def exists(self, name: str) -> bool:
        """Whether there is such an entry, of whatever sort."""
        return os.path.lexists(self.path / name)

    def read(self, name: str, *, limit: int) -> bytes:
        """The bytes of the file ``name`` (a path of the package's layout, never of its author's choosing).

        Raises ``ProblemError`` if it is missing, no regular file, behind a symbolic link, or over
        ``limit`` bytes.
        """
        with self._opened(name) as descriptor:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise ProblemError.at(self.label(name), None, "is no regular file; put a plain file there")
            if found.st_size > limit:
                raise self._too_large(name, limit)
            with os.fdopen(os.dup(descriptor), "rb") as file:
                data = file.read(limit + 1)
        if len(data) > limit:  # it grew while we read
            raise self._too_large(name, limit)
        return data

    def text(self, name: str, *, limit: int) -> str:
        """The file ``name`` as UTF-8 text; raises ``ProblemError`` with the line of a byte that is none."""
        data = self.read(name, limit=limit)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ProblemError.at(self.label(name), line, "is not UTF-8 text; save it as UTF-8") from None

    def names(self, directory: str) -> list[str]:
        """The sorted names in ``directory`` but hidden ones and ``__pycache__``; empty if there is none."""
        if not self.exists(directory):
            return []
        with self._opened(directory, directory=True) as descriptor:
            names = [name for name in os.listdir(descriptor) if not name.startswith((".", "__"))]  # noqa: PTH208
        if len(names) > MAX_ENTRIES:
            raise ProblemError.at(self.label(directory), None, f"holds over {MAX_ENTRIES} files; remove some")
        return sorted(names)

    def _too_large(self, name: str, limit: int) -> ProblemError:
        return ProblemError.at(self.label(name), None, f"is over {limit // 1024} KiB; make it smaller")

    @contextlib.contextmanager
    def _opened(self, name: str, *, directory: bool = False) -> Generator[int]:
        """Open ``name`` part by part, so that no part of the way may be a symbolic link."""
        parts = name.split("/")
        here = self._step(None, os.fspath(self.path), name, directory=True)
        try:
            for position, part in enumerate(parts):
                last = position == len(parts) - 1
                below = self._step(here, part, name, directory=directory or not last)
                os.close(here)
                here = below
            yield here
        finally:
            os.close(here)

    def _step(self, parent: int | None, part: str, name: str, *, directory: bool) -> int:
        try:
            return os.open(part, _OPEN | (os.O_DIRECTORY if directory else 0), dir_fd=parent)
        except OSError as error:
            raise ProblemError.at(self.label(name), None, self._why(error, parent, part)) from None

    @staticmethod
    def _why(error: OSError, parent: int | None, part: str) -> str:
        with contextlib.suppress(OSError):
            if stat.S_ISLNK(os.stat(part, dir_fd=parent, follow_symlinks=False).st_mode):
                return "is reached by a symbolic link; put the file itself there"
        if error.errno == errno.ENOENT:
            return "is missing; every package has this file"
        return f"can't be read ({os.strerror(error.errno or 0)})"
