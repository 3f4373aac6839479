"""The index of the bank on disk: a cache of summaries, thrown away whenever it is not to be trusted."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.library.package import Stamp, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_index", "write_index"]

_VERSION = 2
_MAX_BYTES = 4 * 2**20


def read_index(file: str) -> dict[str, tuple[Stamp, Summary]]:
    """The summaries by folder, each with the stamp of the file it was read from; empty if there is none."""
    if not file:
        return {}
    try:
        with open(file, "rb") as source:
            content: Any = json.loads(source.read(_MAX_BYTES))
        if content["version"] != _VERSION:
            return {}
        return {
            folder: (Stamp(*entry["stamp"]), Summary.model_validate(entry["summary"]))
            for folder, entry in content["entries"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}  # it is only a cache: whatever ails it, the bank itself is read


def write_index(file: str, entries: Mapping[str, tuple[Stamp, Summary]]) -> None:
    """Replace the index in one step; a place that can't be written is left as it is."""
    if not file:
        return
    content = {
        "version": _VERSION,
        "entries": {
            folder: {
                "stamp": [stamp.name, stamp.size, stamp.modified_ns, stamp.changed_ns, stamp.inode],
                "summary": summary.model_dump(mode="json"),
            }
            for folder, (stamp, summary) in entries.items()
        },
    }
    target = Path(file)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as sink:
                json.dump(content, sink)
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
