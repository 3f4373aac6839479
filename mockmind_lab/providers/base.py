"""The seam between us and a language model: a prompt goes in, pieces of an answer come out.

A provider has one method, ``stream``. Nothing here imports an SDK: those are loaded when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

__all__ = [
    "Block",
    "Counted",
    "Finished",
    "InputPiece",
    "Kept",
    "Piece",
    "Prompt",
    "Provider",
    "StopReason",
    "Text",
    "TextPiece",
    "Tool",
    "ToolResult",
    "ToolUse",
    "Turn",
    "Usage",
]

StopReason = Literal["end", "tool_use", "max_tokens"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolUse:
    """The model calls a tool. ``input`` is None where what it sent (``raw``) is no JSON object."""

    id: str
    name: str
    input: Mapping[str, Any] | None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What came of the tool call ``id``, told to the model; ``error`` says that it was not done."""

    id: str
    text: str
    error: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the provider's own kind (thinking, say), to be sent back as it came and never shown."""

    data: Mapping[str, Any]


Block = Text | ToolUse | ToolResult | Kept


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's part of the conversation.

    ``mark`` asks for a cache breakpoint at its end, where the provider has such marks: what comes up to
    it is expected again, unchanged, in the next prompt.
    """

    role: Literal["user", "assistant"]
    content: tuple[Block, ...]
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool the model may call. ``schema`` is JSON schema; ``eager`` streams its input unbuffered."""

    name: str
    description: str
    schema: Mapping[str, Any]
    eager: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that a model is given. Laid out for caching: tools, then system, then turns, each only appended to.

    ``schema`` asks for an answer that is JSON of that schema. ``max_tokens`` bounds the answer. ``patience``
    is how many seconds somebody waits for it: a try that could only come later is not waited for.
    """

    turns: tuple[Turn, ...]
    system: str = ""
    tools: tuple[Tool, ...] = ()
    max_tokens: int = 1024
    schema: Mapping[str, Any] | None = None
    patience: float | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call. ``input`` counts only what was neither read from nor written to a cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write_5m: int = 0
    cache_write_1h: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_write_5m + other.cache_write_5m,
            self.cache_write_1h + other.cache_write_1h,
        )

    @property
    def all_input(self) -> int:
        """Tokens of the whole prompt, however they were paid."""
        return self.input + self.cache_read + self.cache_write_5m + self.cache_write_1h


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some more of a block of text."""

    text: str


@dataclass(frozen=True, slots=True)
class InputPiece:
    """Some more JSON of the input of the tool call ``id``."""

    id: str
    name: str
    json: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the call has used so far, as far as the wire has told: the cost of an answer that breaks off."""

    usage: Usage


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is whole; always the last piece."""

    content: tuple[Block, ...]
    usage: Usage
    stop: StopReason
    model: str = ""

    @property
    def text(self) -> str:
        """The text of all its blocks."""
        return "".join(block.text for block in self.content if isinstance(block, Text))

    @property
    def tool_uses(self) -> tuple[ToolUse, ...]:
        """The tools it calls, in order."""
        return tuple(block for block in self.content if isinstance(block, ToolUse))


Piece = TextPiece | InputPiece | Counted | Finished


class Provider(Protocol):
    """A model of a provider's, e.g. ``anthropic:claude-sonnet-5-5``."""

    name: str

    def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Pieces as they come, a ``Finished`` last. Raises a ``ModelError`` where there is none.

        What may help to try again is tried again, as long as no piece has come yet.
        """
        ...

    async def check(self) -> None:
        """Find out without cost whether the model would answer; raises a ``ModelError`` that says why not."""
        ...

    async def close(self) -> None:
        """Free what it holds."""
        ...
