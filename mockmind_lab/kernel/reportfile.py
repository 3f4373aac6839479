"""Writes a report beside the notebook: whole or not at all, and never over another interview's."""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import ProtocolError, Refused

if TYPE_CHECKING:
    from mockmind_lab.protocol import File

__all__ = ["replace", "trouble", "write"]

FOLDER_VARIABLE = "MOCKMIND_FOLDER"
"""Says ``hidden`` in a sandboxed kernel that sees nothing of its notebook's folder."""

_OWN_FOLDER = "move the notebook to a folder of its own"
_ROOM = "make room"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_PASSING = "This kernel sees nothing of the notebook's folder, and its own ends with it."
_LARGEST_COMPARED = 64 * 2**20  # bytes of an existing file; a larger one is taken for someone else's


def write(file: File, folder: Path) -> Path:
    """Write ``file`` into ``folder`` and return where it is.

    A file of that name that belongs to another interview, or to nobody we know, is left alone: the report is
    then ``report-<interview>.ipynb``. Raises ``Refused`` where the folder can't be written.
    """
    name = Path(str(file.get("name", ""))).name
    interview = re.sub(r"[^\w-]", "", str(file.get("interview", "")))
    if not name or name.startswith(".") or not interview:
        raise ProtocolError(
            "The host sent a report without a name: upgrade mockmind_lab where the host runs."
        )
    try:
        data = base64.b64decode(file["data"], validate=True)
    except (ValueError, KeyError, TypeError):
        raise ProtocolError("The report came damaged: `%interview report` fetches it again.") from None
    path = folder / name
    if _passing():
        raise Refused(
            f"{name} was not kept. {_PASSING} `mockmind report {interview}` in a terminal writes it."
        )
    try:
        if path.exists() and _owner(path) != interview:
            path = folder / f"{Path(name).stem}-{interview}{Path(name).suffix}"
        replace(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        way = _ROOM if error.errno in _FULL else _OWN_FOLDER
        raise Refused(
            f"{path.name} can't be written in {folder} ({reason}): {way} and "
            f"`%interview report {interview}`, or `mockmind report {interview} --output FILE` in a terminal."
        ) from None
    return path


def trouble(folder: Path) -> str:
    """What will keep a report out of ``folder``, in one line with the way around it; empty if nothing."""
    if _passing():
        return f"{_PASSING} In the end `mockmind report` in a terminal writes the report."
    if os.access(folder, os.W_OK):
        return ""
    return (
        f"This kernel can't write in {folder}, so the report won't appear there: {_OWN_FOLDER}, or use "
        "`mockmind report` in a terminal in the end."
    )


def _passing() -> bool:
    """Whether a sandboxed kernel sees nothing of the notebook's folder, and works where all ends with it."""
    return os.environ.get(FOLDER_VARIABLE) == "hidden"


def _owner(path: Path) -> str | None:
    """The id of the interview that a notebook is the report of, if it is one."""
    if not path.is_file() or path.stat().st_size > _LARGEST_COMPARED:
        return None
    try:
        # report/build.py says what is in there; a notebook that was only annotated is its author's.
        ours = json.loads(path.read_bytes())["metadata"]["mockmind"]
        (only,) = ours["interviews"]
        return only["interview"] if ours["layout"] == "report" else None
    except (ValueError, RecursionError, KeyError, TypeError):
        return None


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step that survives a power cut; raises ``OSError``, leaving nothing."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), 0o666 & ~_umask())  # as any other notebook: mkstemp makes it private
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _umask() -> int:
    # There is no way to read it but to set it; the stricter value in between harms no other thread.
    current = os.umask(0o077)
    os.umask(current)
    return current
