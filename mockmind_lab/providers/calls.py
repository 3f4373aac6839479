"""A model's words as they can be sent back to it: half characters, odd names and input that is no JSON.

A conversation is replayed at every call, so one block that a server will not take back would shut its model
out for good.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mockmind_lab.providers.base import ToolUse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["call_id", "call_name", "given", "said", "tool_use"]

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]")
_MOST_NAME = 64  # characters, of a tool's name and of a call's id, by both APIs


def said(text: str) -> str:
    """``text`` as UTF-8 can carry it: halves of a character are joined, and one alone is replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def call_name(name: str | None) -> str:
    """A tool's name that every API takes back; one that is known stays as it is."""
    return _NOT_IN_NAMES.sub("_", name or "")[:_MOST_NAME] or "unnamed"


def call_id(id_: str | None, taken: Iterable[str]) -> str:
    """The id of a call: as it came where it may stand, else made of it, other than those ``taken``."""
    start = found = _NOT_IN_NAMES.sub("_", id_ or "")[: _MOST_NAME - 4] or "call"
    known, number = set(taken), 1
    while found in known:
        number += 1
        found = f"{start}_{number}"
    return found


def given(raw: str) -> dict[str, Any] | None:
    """A tool's input; None where it is no JSON object. A tool without arguments may send nothing."""
    try:
        value = json.loads(raw or "{}")
        # Python reads NaN and 1e400, which no JSON may hold, and half a character, which no UTF-8 may.
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        value = value if said(text) == text else json.loads(said(text))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def tool_use(id_: str, name: str, raw: str) -> ToolUse:
    """The call ``id_`` whose input came as ``raw``."""
    return ToolUse(id_, name, given(raw), raw)
