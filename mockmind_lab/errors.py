"""The error tree. Each message is one line that tells the person what to do next.

::

    MockmindError
    ├── Refused             the person's request can't be done now; nothing was changed
    │   ├── UnknownName     no such problem, command or interview; names the nearest one
    │   └── NothingToSubmit no cell defines the entry point, or that cell does not parse
    ├── ProtocolError       bytes on the socket that are no message of ours
    ├── HostUnavailable     no host answers, or it speaks another protocol version
    ├── StoreError          the event store can't read or write; nothing was acknowledged
    │   ├── StoreFull       the disk is full
    │   └── LeaseHeld       another host owns this interview
    ├── ProblemError        a problem package is corrupt; carries its file and line
    ├── SandboxError        a fault of ours while running code (verdict ``IE``)
    │   └── SandboxUnavailable  the sandbox can't be opened safely; the message has the fix
    ├── ModelError          a language model did not do what was asked
    │   ├── ModelUnavailable    overloaded, out of reach or silent: trying later may help
    │   ├── WrongKey            its key is missing or not let in
    │   ├── ModelRefused        the model declined to answer
    │   ├── PromptTooLong       more than its context holds
    │   ├── StreamCut           its answer ended before its end
    │   └── BadAnswer           its answer does not have the form that was asked for
    └── ConfigError         a setting is wrong; names it
"""

from __future__ import annotations

import math
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BadAnswer",
    "ConfigError",
    "HostUnavailable",
    "LeaseHeld",
    "MockmindError",
    "ModelError",
    "ModelRefused",
    "ModelUnavailable",
    "NothingToSubmit",
    "ProblemError",
    "PromptTooLong",
    "ProtocolError",
    "Refused",
    "SandboxError",
    "SandboxUnavailable",
    "StoreError",
    "StoreFull",
    "StreamCut",
    "UnknownName",
    "WrongKey",
]

_LONGEST_WAIT = 3600.0  # seconds


class MockmindError(Exception):
    """Base of every error of ours; ``str(error)`` is one line fit for a person.

    ``code`` is its name on the wire (a protocol error reply carries ``{"code", "message"}``).
    """

    code: ClassVar[str] = "error"


class Refused(MockmindError):
    """The request can't be done in the interview's present state; nothing was changed."""

    code = "refused"


class UnknownName(Refused):
    """A name that does not exist."""

    code = "unknown_name"

    @classmethod
    def nearest(cls, kind: str, name: str, known: Iterable[str], *, listing: str = "") -> UnknownName:
        """``Unknown problem 'two-smu'. Did you mean 'two-sum'?`` ``listing`` says where all names are."""
        close = get_close_matches(name, list(known), n=1, cutoff=0.5)
        shown = name if len(name) <= 60 else name[:57] + "..."
        advice = f"Did you mean {close[0]!r}?" if close else listing
        return cls(f"Unknown {kind} {shown!r}. {advice}".rstrip())


class NothingToSubmit(Refused):
    """No cell yields a submission."""

    code = "nothing_to_submit"


class ProtocolError(MockmindError):
    """Bytes on the socket that are no message of ours; the connection is closed after the reply."""

    code = "protocol"


class HostUnavailable(MockmindError):
    """No host answers, or it refuses this client's protocol version."""

    code = "host_unavailable"


class StoreError(MockmindError):
    """The event store can't read or write. What was not acknowledged was not stored."""

    code = "store"


class StoreFull(StoreError):
    """The disk under the store is full."""

    code = "store_full"


class LeaseHeld(StoreError):
    """Another host holds the lease on this interview."""

    code = "lease_held"


class ProblemError(MockmindError):
    """A problem package is corrupt; the message starts with ``file:line:``."""

    code = "problem"

    @classmethod
    def at(cls, path: object, line: int | None, what: str) -> ProblemError:
        """The message ``path:line: what`` (``line`` counts from 1; ``None`` leaves it out)."""
        return cls(f"{path}:{line}: {what}" if line else f"{path}: {what}")


class SandboxError(MockmindError):
    """A fault of ours while running code; never blamed on the candidate."""

    code = "sandbox"


class SandboxUnavailable(SandboxError):
    """The sandbox can't be opened with every property it promises, so no code runs."""

    code = "sandbox_unavailable"


class ModelError(MockmindError):
    """A language model did not do what was asked; never the candidate's fault."""

    code = "model"


class ModelUnavailable(ModelError):
    """Overloaded, out of reach or silent. ``retry_after`` are the seconds it asked to wait, if it did.

    A server may ask for anything: what is no number is not heard, and an hour is the most.
    """

    code = "model_unavailable"

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        asked = retry_after if retry_after is not None and math.isfinite(retry_after) else None
        self.retry_after = None if asked is None else min(max(asked, 0.0), _LONGEST_WAIT)


class WrongKey(ModelError):
    """The model's key is missing or not let in; trying again won't help."""

    code = "wrong_key"


class ModelRefused(ModelError):
    """The model declined to answer."""

    code = "model_refused"


class PromptTooLong(ModelError):
    """The prompt is longer than the model's context."""

    code = "prompt_too_long"


class StreamCut(ModelError):
    """The answer ended before its end. What had come is not an answer."""

    code = "stream_cut"


class BadAnswer(ModelError):
    """The answer does not have the form that was asked for, and did not on a second try."""

    code = "bad_answer"


class ConfigError(MockmindError):
    """A setting has a value that can't be used."""

    code = "config"
