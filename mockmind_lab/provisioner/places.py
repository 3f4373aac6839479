"""Which paths of this machine a sandboxed kernel sees, and which it must never see."""

from __future__ import annotations

import importlib.util
import os
import site
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_config_path, jupyter_data_dir, jupyter_runtime_dir
from traitlets.config.loader import LazyConfigValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traitlets.config import Config

__all__ = [
    "PACKAGE",
    "Folder",
    "code_paths",
    "configured_secrets",
    "event_store",
    "kernel_side",
    "notebook_folder",
    "secret_paths",
    "symlinks_on",
]

PACKAGE = Path(__file__).resolve().parent.parent
"""The installed package ``mockmind_lab``."""

_KERNEL_SIDE = ("__init__", "errors", "protocol", "kernel")
# Where an interpreter keeps what it needs to run. The rest of a prefix (share/, etc/) stays outside: an
# installed problem bank and Jupyter's configuration live there.
_PREFIX_PARTS = ("bin", "lib", "lib64", "lib32", "ssl", "pyvenv.cfg")
_SYSTEM = tuple(Path(name) for name in ("/usr", "/etc", "/proc", "/sys", "/dev", "/boot", "/run/mockmind"))


@dataclass(frozen=True, slots=True)
class Folder:
    """What the kernel sees of the notebook's folder. ``path`` is ``None`` where nothing of it may show."""

    path: Path | None
    writable: bool
    hidden: tuple[Path, ...] = ()


def event_store() -> Path:
    """The directory of the event store."""
    return Path(jupyter_data_dir()) / "mockmind"


def configured_secrets(config: Config) -> tuple[Path, ...]:
    """Banks, event store and keys, where the settings put them elsewhere than the defaults."""
    banks: Any = config.Library.paths if "paths" in config.Library else []
    if isinstance(banks, LazyConfigValue):
        banks = banks.get_value([])
    url = str(config.EventStore.url) if "url" in config.EventStore else ""
    stores = [Path(url.partition("///")[2]).absolute().parent] if url.startswith("sqlite") else []
    library = config.Library
    more = [str(library[name]) for name in ("own", "imported") if library.get(name)]
    more += [str(config.KeyRing.folder)] if config.KeyRing.get("folder") else []
    return (*(Path(bank).expanduser() for bank in (*banks, *more)), *stores)


def secret_paths(extra: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """Real paths of problem bank, event store, Jupyter's configuration and runtime files, and ``extra``.

    In a checkout also its tests and ``.git``, whose objects hold the bank's history. A path need not exist.
    """
    secrets = [
        event_store(),
        Path(jupyter_runtime_dir()),
        *map(Path, jupyter_config_path()),
        Path(sys.prefix) / "share" / "mockmind",
        *(Path(path).expanduser() for path in extra),
    ]
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").is_file():
        secrets += [checkout / name for name in ("problems", "tests", ".git")]
    return tuple(dict.fromkeys(path.resolve() for path in secrets))


def code_paths(extra: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """Existing paths of the interpreter, its packages and ``extra`` (as named, symlinks and all)."""
    named = [Path(prefix) / part for prefix in (sys.prefix, sys.base_prefix) for part in _PREFIX_PARTS]
    if site.ENABLE_USER_SITE:
        named.append(Path(site.getusersitepackages()))
    named += [Path(path).expanduser().absolute() for path in extra]
    return tuple(dict.fromkeys(path for path in named if path.exists()))


def kernel_side() -> tuple[Path, ...]:
    """The modules of ``mockmind_lab`` that run in the kernel, with their compiled files.

    Nothing else of the package shows inside: the import rule of ``kernel/`` is then a fact, not a promise.
    """
    shown: list[Path] = []
    for name in _KERNEL_SIDE:
        module = PACKAGE / f"{name}.py"
        if not module.is_file():
            shown.append(PACKAGE / name)
            continue
        shown += [module, Path(importlib.util.cache_from_source(str(module)))]
    return tuple(path for path in shown if path.exists())


def notebook_folder(folder: str | Path, *, secrets: Iterable[Path], code: Iterable[Path]) -> Folder:
    """Decide what shows of the folder that a kernel starts in.

    Writable, unless it holds a secret or the interpreter's own files: a folder above one of those could be
    renamed from inside, and the mask would miss it at the next start. Of a home directory the dot entries
    are hidden. Nothing shows of a folder inside a secret, of a system directory, or of one above the home.
    """
    real = Path(folder).resolve()
    secrets = tuple(secrets)
    home = Path.home().resolve()
    if any(_within(real, secret) for secret in secrets) or any(_within(real, system) for system in _SYSTEM):
        return Folder(None, writable=False)
    if real != home and _within(home, real):
        return Folder(None, writable=False)
    held = [path for path in (*secrets, *(path.resolve() for path in code), PACKAGE) if _within(path, real)]
    hidden = tuple(entry for entry in real.iterdir() if entry.name.startswith(".")) if real == home else ()
    writable = not held and real != home and os.access(real, os.W_OK)
    return Folder(real, writable, hidden)


def symlinks_on(path: Path) -> dict[Path, str]:
    """Every symbolic link met on the way to ``path``, with its target, so that it can be laid again."""
    links: dict[Path, str] = {}
    at, parts = Path("/"), deque(path.parts[1:])
    while parts:
        part = parts.popleft()
        step = at.parent if part == ".." else at / part
        if not step.is_symlink() or step in links:
            at = step
            continue
        links[step] = str(step.readlink())
        target = Path(links[step])
        if target.is_absolute():
            at = Path("/")
        parts.extendleft(reversed(target.parts[1:] if target.is_absolute() else target.parts))
    return links


def _within(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
