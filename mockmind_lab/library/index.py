"""The index of the bank on disk: a cache of summaries, thrown away whenever it is not to be trusted."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.library.package import Stamp, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Known", "read_index", "reader_stamp", "write_index"]

_VERSION = 3
_MAX_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a package whose ``problem.yaml`` has that stamp.

    The whole package was sound when ``checked`` was the digest of all that its reading rests on (empty: it
    was never read whole, or ``fault`` says what was wrong).
    """

    stamp: Stamp
    summary: Summary
    checked: str = ""
    fault: str = ""


def read_index(file: str) -> dict[str, Known]:
    """What is known, by folder; empty if there is no index."""
    if not file:
        return {}
    try:
        with open(file, "rb") as source:
            content: Any = json.loads(source.read(_MAX_BYTES))
        if content["version"] != _VERSION:
            return {}
        return {
            folder: Known(
                Stamp(*entry["stamp"]),
                Summary.model_validate(entry["summary"]),
                str(entry["checked"]),
                str(entry["fault"]),
            )
            for folder, entry in content["entries"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}  # it is only a cache: whatever ails it, the bank itself is read


def reader_stamp() -> str:
    """What changes when the code that reads packages does: what was sound to it may be so no longer."""
    package = Path(__file__).parents[1]
    files = (
        path.stat() for folder in ("core", "library") for path in sorted((package / folder).glob("*.py"))
    )
    return str([(found.st_size, found.st_mtime_ns) for found in files])


def write_index(file: str, entries: Mapping[str, Known]) -> None:
    """Replace the index in one step; a place that can't be written is left as it is."""
    if not file:
        return
    content = {
        "version": _VERSION,
        "entries": {
            folder: {
                "stamp": list(astuple(known.stamp)),
                "summary": known.summary.model_dump(mode="json"),
                "checked": known.checked,
                "fault": known.fault,
            }
            for folder, known in entries.items()
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
