"""Writes a report beside the notebook: whole or not at all, and never over another interview's."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import ProtocolError, Refused

if TYPE_CHECKING:
    from mockmind_lab.protocol import File

__all__ = ["write"]

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
    try:
        if path.exists() and _owner(path) != interview:
            path = folder / f"{Path(name).stem}-{interview}{Path(name).suffix}"
        _replace(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(
            f"{path.name} can't be written in {folder} ({reason}): mend that and `%interview report`, or use "
            f"`mockmind report {interview} --output FILE`."
        ) from None
    return path


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


def _replace(path: Path, data: bytes) -> None:
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
