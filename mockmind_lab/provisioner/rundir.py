"""A short private directory per kernel: its connection file, its sockets and the host's socket."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["RunDir", "base_directory"]

# sun_path holds 108 bytes; what we add below the base is "/xxxxxxxx/k/z-5".
_LONGEST_BASE = 80
_PASSWD = "candidate:x:1000:1000:candidate:/home/candidate:/bin/sh\n"
_GROUP = "candidate:x:1000:\n"


@dataclass(frozen=True, slots=True)
class RunDir:
    """One kernel's directory, mode 0700. A lock held on it says that its owner lives."""

    path: Path
    lock: int

    @classmethod
    def create(cls) -> RunDir:
        """Make a new one, sweeping away those of processes that died. Raises ``SandboxUnavailable``."""
        base = base_directory()
        with _locked(base / ".lock"):
            _sweep(base)
            path = Path(tempfile.mkdtemp(prefix="", dir=base))
            lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
        made = cls(path, lock)
        made.sockets.mkdir(mode=0o700)
        made.passwd.write_text(_PASSWD)
        made.group.write_text(_GROUP)
        return made

    @property
    def connection_file(self) -> Path:
        """Jupyter's connection file. Outside ``sockets``, so that the kernel can't rewrite it."""
        return self.path / "c.json"

    @property
    def sockets(self) -> Path:
        """The one directory here that the kernel writes to: it binds its ipc sockets in it."""
        return self.path / "k"

    @property
    def host_socket(self) -> Path:
        """Where the host listens for this kernel."""
        return self.path / "host.sock"

    @property
    def passwd(self) -> Path:
        """A stand-in for ``/etc/passwd`` that names nobody of this machine."""
        return self.path / "passwd"

    @property
    def group(self) -> Path:
        """A stand-in for ``/etc/group``."""
        return self.path / "group"

    def clear_sockets(self) -> None:
        """Remove what a kernel that ended left behind: a new one can't bind over a stale socket."""
        for entry in self.sockets.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the directory and give up the lock. Idempotent only through its owner."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


def base_directory() -> Path:
    """The directory of this user that holds one directory per kernel. Raises ``SandboxUnavailable``."""
    for parent in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):
        if not parent or not Path(parent).is_dir():
            continue
        base = Path(parent).resolve() / f"mockmind-{os.getuid()}"
        if len(os.fsencode(base)) <= _LONGEST_BASE and _make_private(base):
            return base
    raise SandboxUnavailable(
        "No private directory for the kernel's sockets: set XDG_RUNTIME_DIR to a directory of your own "
        f"whose path is shorter than {_LONGEST_BASE - 20} bytes."
    )


def _make_private(base: Path) -> bool:
    """Whether ``base`` is, or was made, a directory that only we can enter: in /tmp names can be squatted."""
    try:
        base.mkdir(mode=0o700, exist_ok=True)
        found = base.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _sweep(base: Path) -> None:
    """Remove the directories whose lock nobody holds. Called under the base's lock."""
    for entry in base.iterdir():
        if entry.is_dir() and not entry.is_symlink() and not _held(entry / "lock"):
            shutil.rmtree(entry, ignore_errors=True)


def _held(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


@contextmanager
def _locked(path: Path) -> Generator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
