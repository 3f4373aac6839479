"""Control groups around one kernel, where this process may make them: its sum of memory and of processes.

``watch`` adds up every tenth of a second; a group lets nothing pass in between. Where the file system of the
groups is missing or read-only, as for most ordinary users, there are none, and the watch stays.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

__all__ = ["Groups"]

ROOT = Path("/sys/fs/cgroup")
_PREFIX = "mockmind-"
_OURS = {
    1: {"memory": "memory.limit_in_bytes", "pids": "pids.max"},
    2: {"memory": "memory.max", "pids": "pids.max"},
}


class Groups:
    """The groups of one kernel: of version 1 one a controller, of version 2 one for both; perhaps none."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders

    @classmethod
    def create(cls, name: str, *, memory_bytes: int, processes: int) -> Groups:
        """As many as can be made below this process's own. Never raises."""
        limits = {"memory": memory_bytes, "pids": processes}
        unified = (ROOT / "cgroup.controllers").exists()
        version = 2 if unified else 1
        made = list[Path]()
        for parent, controllers in _parents(unified=unified).items():
            folder = parent / f"{_PREFIX}{name}"
            try:
                _sweep(parent)
                folder.mkdir()
                made.append(folder)
                for controller in controllers:
                    (folder / _OURS[version][controller]).write_text(str(limits[controller]))
            except OSError:  # no right to, or the controller is not given to groups below
                _remove(folder)
                made = [path for path in made if path != folder]
        return cls(made)

    def take(self, pid: int) -> None:
        """Put process ``pid`` in, and so whatever it starts from now on. What is not granted is left out."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                (folder / "cgroup.procs").write_text(str(pid))

    def close(self) -> None:
        """Remove them; those that are not empty yet are removed when the next ones are made."""
        for folder in self.folders:
            _remove(folder)


def _parents(*, unified: bool) -> dict[Path, tuple[str, ...]]:
    """This process's own groups, and the controllers of each."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    own = {names: path.lstrip("/") for _, names, path in (line.split(":", 2) for line in lines)}
    if unified:
        return {ROOT / own[""]: ("memory", "pids")} if "" in own else {}
    return {ROOT / name / own[name]: (name,) for name in ("memory", "pids") if name in own}


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{_PREFIX}*"):
        if Path("/proc", left.name.removeprefix(_PREFIX)).exists():
            continue  # another kernel's, which may not be in it yet
        with contextlib.suppress(OSError):  # it is in use: a group that has processes can't be removed
            if not (left / "cgroup.procs").read_text():
                left.rmdir()


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
