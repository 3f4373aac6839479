"""The bubblewrap arguments of a kernel's jail: namespaces, mounts, environment."""

from __future__ import annotations

import os
import site
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mockmind_lab.provisioner.places import PACKAGE, Folder, kernel_side, symlinks_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.provisioner.rundir import RunDir

__all__ = ["HOST_SOCKET", "Jail"]

HOME = "/home/candidate"
HOST_SOCKET = "/run/mockmind/host.sock"
"""Where the host's socket shows inside."""

_MASK_BYTES = 65536
_TOP_LEVEL = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_ETC = ("ld.so.cache", "localtime", "timezone", "alternatives")
_NAMESPACES = (
    *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
    *("--hostname", "mockmind", "--unshare-cgroup-try", "--die-with-parent", "--new-session"),
)


@dataclass(frozen=True, slots=True)
class Jail:
    """One kernel's view of the machine. Paths in ``secrets`` are real; ``scratch_bytes`` caps each tmpfs."""

    directory: RunDir
    folder: Folder
    code: tuple[Path, ...]
    secrets: tuple[Path, ...]
    scratch_bytes: int
    display: Literal["text", "widgets"]

    def arguments(self) -> list[str]:
        """The arguments of bubblewrap, without descriptors and without the kernel's identity."""
        shown = self._shown()
        masked, masks = self._masks(shown)
        return [
            *_NAMESPACES,
            *self._system(),
            *(f for path, flag in shown.items() for f in (flag, str(path), str(path))),
            *self._links(shown),
            *masks,
            *self._own(),
            *(word for path in masked for word in ("--remount-ro", str(path))),
            # Root's uid alone, without any capability, may write to files of /proc/sys (core_pattern names a
            # program that the machine runs as root), and bubblewrap leaves them writable. Hence read-only.
            *("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/"),
            *self._environment(),
            *("--chdir", str(self.folder.path) if self.folder.path else HOME),
        ]

    def _system(self) -> list[str]:
        words = ["--ro-bind", "/usr", "/usr"]
        for path in (Path("/", name) for name in _TOP_LEVEL):
            if path.is_symlink():
                words += ["--symlink", str(path.readlink()), str(path)]
            elif path.is_dir():
                words += ["--ro-bind", str(path), str(path)]
        for name in _ETC:
            words += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
        size = str(self.scratch_bytes)
        words += ["--proc", "/proc", "--dev", "/dev"]
        for path in ("/dev/shm", "/tmp", HOME):
            words += ["--perms", "1777", "--size", size, "--tmpfs", path]
        return words

    def _shown(self) -> dict[Path, str]:
        """Real path to bind flag, parents before children, so that a read-only child wins over its parent."""
        shown = {
            path.resolve(): "--ro-bind" for path in self.code if not _covered(path.resolve(), [Path("/usr")])
        }
        if self.folder.path is not None:
            shown[self.folder.path] = "--bind" if self.folder.writable else "--ro-bind"
        return dict(sorted(shown.items(), key=lambda item: len(item[0].parts)))

    def _links(self, shown: Iterable[Path]) -> list[str]:
        """Lay again the links on the way to the interpreter that no shown directory contains."""
        inside = [Path("/usr"), *(Path("/", name) for name in _TOP_LEVEL), *shown]
        links: dict[Path, str] = {}
        for path in (*self.code, Path(sys.executable), PACKAGE):
            links |= symlinks_on(path)
        words: list[str] = []
        for link, target in links.items():
            if not _covered(link, inside):
                words += ["--symlink", target, str(link)]
        return words

    def _masks(self, shown: Iterable[Path]) -> tuple[list[Path], list[str]]:
        """Empty directories over what is hidden, to be made read-only when all else is in place."""
        visible = [Path("/usr"), *shown]
        masked: list[Path] = []
        words: list[str] = []
        for path in (*self.secrets, *self.folder.hidden, PACKAGE):
            if not _covered(path, visible):
                continue
            if path.is_dir():
                masked.append(path)
                words += ["--size", str(_MASK_BYTES), "--tmpfs", str(path)]
            elif path.exists():
                words += ["--ro-bind", "/dev/null", str(path)]
        for path in kernel_side():
            words += ["--ro-bind", str(path), str(path)]
        return masked, words

    def _own(self) -> list[str]:
        d = self.directory
        return [
            *("--bind", str(d.sockets), str(d.sockets)),
            *("--ro-bind", str(d.connection_file), str(d.connection_file)),
            *("--ro-bind", str(d.host_socket), HOST_SOCKET),
            *("--ro-bind", str(d.passwd), "/etc/passwd", "--ro-bind", str(d.group), "/etc/group"),
        ]

    def _environment(self) -> list[str]:
        path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"])
        values = {"HOME": HOME, "PATH": path, "LANG": "C.UTF-8"}
        values |= {"MOCKMIND_HOST": HOST_SOCKET, "MOCKMIND_DISPLAY": self.display}
        # The jail's own pid 1: ipykernel neither watches for a parent of another namespace nor takes itself
        # for one started by hand.
        values["JPY_PARENT_PID"] = "1"
        if self.folder.path is None:
            values["MOCKMIND_FOLDER"] = "hidden"  # else a report would be written where it is lost
        if self.folder.path is not None and _covered(Path("/tmp"), [self.folder.path]):
            values["TMPDIR"] = HOME
        if site.ENABLE_USER_SITE and Path(site.getusersitepackages()).is_dir():
            # The home inside is another one, and the packages installed with --user are found through it.
            values["PYTHONUSERBASE"] = site.getuserbase()
        words = ["--clearenv"]
        for name, value in values.items():
            words += ["--setenv", name, value]
        return words


def _covered(path: Path, folders: Iterable[Path]) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)
