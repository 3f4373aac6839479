"""Which files of this machine make up a Python interpreter and its standard library."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Interpreter", "find_interpreter"]


_ROOTS = (Path("/lib"), Path("/lib64"))


@dataclass(frozen=True, slots=True)
class Interpreter:
    """``executable`` and the paths a sandbox must show it, read-only.

    ``links`` are (path, target) symbolic links; ``hidden`` are folders inside ``binds`` to cover with
    an empty one (site-packages: not the standard library, and possibly the person's own code).
    """

    executable: str
    binds: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]


@lru_cache(maxsize=1)
def find_interpreter() -> Interpreter:
    """The base interpreter behind the running one (never a virtual environment's)."""
    executable = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    stdlib = Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix})).resolve()
    binds = [str(executable), str(stdlib)]
    library = sysconfig.get_config_var("LDLIBRARY") or ""
    shared = Path(sys.base_prefix, "lib", sysconfig.get_config_var("INSTSONAME") or library)
    if library.endswith(".so") and shared.is_file() and not str(shared).startswith("/usr/"):
        binds.append(str(shared))
    links, folders = _library_folders()
    hidden = [str(path) for path in stdlib.glob("*-packages") if path.is_dir()]
    return Interpreter(str(executable), (*folders, *binds), links, tuple(hidden))


def _library_folders() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Where the C library and what extension modules link to live: the system's library folders."""
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    wanted = [f"/usr/lib/{triplet}", f"/lib/{triplet}"] if triplet else []
    folders = [folder for folder in (*wanted, "/usr/lib64", "/lib64") if Path(folder).is_dir()]
    if not any(triplet and triplet in folder for folder in folders) and not Path("/usr/lib64").is_dir():
        folders.append("/usr/lib")
    links = tuple((str(path), str(path.readlink())) for path in _ROOTS if path.is_symlink())
    linked = {name for name, _ in links}
    return links, tuple(f for f in folders if f not in linked and f"/{Path(f).parts[1]}" not in linked)
