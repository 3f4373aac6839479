"""As whom a kernel runs: never as root, whoever starts it.

Inside, the kernel is always user 1000. Started by an ordinary user, that is the user itself. Started by root
it is ``nobody``: Linux holds root to no process limit, so a fork bomb run as root, even as a root without
capabilities, would take the machine. So that the notebook's folder stays writable all the same, root is
mapped into the kernel's user namespace too, and the kernel may there, and only there, override file modes.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from mockmind_lab.errors import SandboxUnavailable

__all__ = ["INSIDE", "Identity", "choose_identity"]

INSIDE = 1000
"""The kernel's user and group id in its namespace."""

_NOBODY = 65534
_OWNER = 1001
# To become user 1000; and to write where root may write.
_SETUP_CAPABILITIES = ("SETUID", "SETGID", "SETPCAP")
_KEPT_CAPABILITIES = ("DAC_OVERRIDE", "FOWNER")


@dataclass(frozen=True, slots=True)
class Identity:
    """What to tell bubblewrap, and what goes before the kernel's command (``wrapper``).

    ``maps`` are the texts of uid_map and gid_map if they are to be written from outside.
    """

    arguments: tuple[str, ...]
    wrapper: tuple[str, ...] = ()
    maps: tuple[str, str] | None = None


def choose_identity(folder: Path | None, *, disable_userns: bool) -> Identity:
    """Whom the kernel of the notebook in ``folder`` runs as. Raises ``SandboxUnavailable``.

    ``disable_userns`` says whether this bubblewrap can forbid further user namespaces by itself.
    """
    if os.getuid() != 0:
        arguments = ("--uid", str(INSIDE), "--gid", str(INSIDE), "--cap-drop", "ALL")
        return Identity((*arguments, *(["--disable-userns"] if disable_userns else [])))
    if not (shutil.which("setpriv") and shutil.which("nsenter")):
        raise SandboxUnavailable(
            "setpriv and nsenter are missing, and without them a kernel started by root can't run as another "
            "user: install them with 'apt-get install util-linux' and start the kernel again."
        )
    adds = (f"CAP_{name}" for name in (*_SETUP_CAPABILITIES, *_KEPT_CAPABILITIES))
    kept = ",".join(["-all", *(f"+{name.lower()}" for name in _KEPT_CAPABILITIES)])
    owner = folder.stat() if folder is not None else None
    return Identity(
        arguments=("--cap-drop", "ALL", *(word for name in adds for word in ("--cap-add", name))),
        wrapper=(
            *("setpriv", "--reuid", str(INSIDE), "--regid", str(INSIDE), "--clear-groups"),
            *("--inh-caps", kept, "--ambient-caps", kept, "--bounding-set", kept),
            # Else access(2), and with it os.access, would not count the capabilities.
            *("--securebits", "+no_setuid_fixup", "--"),
        ),
        maps=(_map(owner.st_uid if owner else 0), _map(owner.st_gid if owner else 0)),
    )


def _map(owner: int) -> str:
    """Lines of ``inside outside count``. Modes can be overridden only of files whose owner is mapped."""
    lines = [f"0 0 1\n{INSIDE} {_NOBODY} 1\n"]
    if owner not in (0, _NOBODY):
        lines.append(f"{_OWNER} {owner} 1\n")
    return "".join(lines)
