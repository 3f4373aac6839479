"""What a scripted model answers, and how its wire fails."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cut", "Failure", "Reply", "Slow", "Stall", "StreamError", "Text", "ToolCall"]

StopReason = Literal["end_turn", "tool_use", "max_tokens", "refusal", "model_context_window_exceeded"]


@dataclass(frozen=True, slots=True)
class Text:
    """A block of text, streamed in pieces of ``chunk`` characters."""

    text: str
    chunk: int = 12


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool. ``raw`` is streamed instead of ``input`` where given: for input that is no JSON.

    ``index`` stands in the stream instead of its place: for a wire that numbers two calls alike.
    """

    name: str
    input: Mapping[str, Any] | None = None
    raw: str | None = None
    chunk: int = 12
    index: int | None = None

    @property
    def json(self) -> str:
        """The input as it goes over the wire."""
        return json.dumps(dict(self.input or {})) if self.raw is None else self.raw


@dataclass(frozen=True, slots=True)
class Failure:
    """The request is answered with an HTTP error. ``retry_after`` is in seconds."""

    status: int
    type: str
    message: str = "made to fail"
    retry_after: float | None = None

    @classmethod
    def overloaded(cls, retry_after: float | None = None) -> Failure:
        """529, as the API answers when it has too much to do."""
        return cls(529, "overloaded_error", "Overloaded", retry_after)

    @classmethod
    def rate_limited(cls, retry_after: float) -> Failure:
        """429 with the seconds to wait."""
        return cls(429, "rate_limit_error", "Too many requests", retry_after)

    @classmethod
    def too_long(cls) -> Failure:
        """400, as the API answers to more than the context window holds."""
        return cls(400, "invalid_request_error", "prompt is too long: 1000001 tokens > 1000000 maximum")


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends after ``after`` pieces of the stream."""

    after: int


@dataclass(frozen=True, slots=True)
class Stall:
    """The stream says nothing more after ``after`` pieces, until the client goes away."""

    after: int


@dataclass(frozen=True, slots=True)
class Slow:
    """Each piece of the stream takes ``seconds``."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StreamError:
    """After ``after`` pieces an error comes within the stream."""

    after: int
    type: str = "overloaded_error"
    message: str = "Overloaded"


Fault = Cut | Stall | Slow | StreamError


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: blocks in order. ``stop_reason`` follows from the blocks where it is not given."""

    content: tuple[Text | ToolCall, ...] = ()
    stop_reason: StopReason | None = None
    fault: Fault | None = None

    @classmethod
    def says(cls, text: str, *, fault: Fault | None = None) -> Reply:
        """An answer of plain text."""
        return cls((Text(text),), fault=fault)

    @classmethod
    def calls(cls, name: str, *, fault: Fault | None = None, **arguments: Any) -> Reply:
        """An answer that calls one tool."""
        return cls((ToolCall(name, arguments),), fault=fault)

    @property
    def stopped(self) -> StopReason:
        """Why the answer ends."""
        if self.stop_reason is not None:
            return self.stop_reason
        return "tool_use" if any(isinstance(block, ToolCall) for block in self.content) else "end_turn"

    @property
    def output_tokens(self) -> int:
        """Tokens of the answer, four characters to one."""
        texts = [block.text if isinstance(block, Text) else block.name + block.json for block in self.content]
        return max(1, sum(len(text) for text in texts) // 4)
