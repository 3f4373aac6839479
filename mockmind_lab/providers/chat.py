"""Models behind OpenAI's chat API (OpenAI, Gemini, vLLM, Ollama), through the ``openai`` SDK."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from traitlets import Bool

from mockmind_lab.errors import ModelRefused, StreamCut, WrongKey
from mockmind_lab.providers.base import (
    Counted,
    Finished,
    InputPiece,
    Piece,
    Prompt,
    Text,
    TextPiece,
    ToolResult,
    ToolUse,
    Turn,
    Usage,
)
from mockmind_lab.providers.sdk import SdkProvider

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from mockmind_lab.providers.base import Block, StopReason

__all__ = ["ChatProvider"]

_STOPS: dict[str, StopReason] = {"tool_calls": "tool_use", "length": "max_tokens"}


class ChatProvider(SdkProvider):
    """``openai:MODEL``. The key is OPENAI_API_KEY; ``ChatProvider.base_url`` points to another server.

    Such servers cache by prefix on their own, so marks are not sent.
    """

    provider = "openai"
    extra = "openai"

    list_prices = Bool(
        False,
        help="Whether calls at a base_url of one's own cost what the price list says of the model's name. "
        "Without it they have no price, and do not count against a budget, unless the list knows the seller "
        "of that address.",
    ).tag(config=True)

    @property
    def seller(self) -> str:
        """Anything may answer at an address of one's own, a model on this machine included."""
        return "" if self.list_prices else self.base_url or os.environ.get("OPENAI_BASE_URL", "")

    def make(self) -> Any:
        """An asynchronous client that retries nothing."""
        from openai import AsyncOpenAI

        key = self.api_key or os.environ.get("OPENAI_API_KEY", "")
        if not key and not self.base_url:
            raise WrongKey(f"{self.name} has no key; set OPENAI_API_KEY.")
        given: dict[str, Any] = {"base_url": self.base_url} if self.base_url else {}
        # A server of one's own asks for no key, but the SDK does.
        return AsyncOpenAI(api_key=key or "none", timeout=self.timeout_seconds, max_retries=0, **given)

    async def probe(self, client: Any) -> None:
        """The list of models is there for every key."""
        await client.models.list()

    async def opened(self, client: Any, prompt: Prompt) -> Any:
        """A stream of chunks that ends with the tokens used."""
        return await client.chat.completions.create(
            **self.request(prompt), stream=True, stream_options={"include_usage": True}
        )

    def request(self, prompt: Prompt) -> dict[str, Any]:
        """The body of a request."""
        system = [{"role": "system", "content": prompt.system}] if prompt.system else []
        messages = [*system, *(message for turn in prompt.turns for message in _messages(turn))]
        body: dict[str, Any] = {
            "model": self.model,
            "max_completion_tokens": prompt.max_tokens,
            "messages": messages,
        }
        if prompt.tools:
            body["tools"] = [
                {
                    "type": "function",
                    "function": {"name": t.name, "description": t.description, "parameters": dict(t.schema)},
                }
                for t in prompt.tools
            ]
        if prompt.schema is not None:
            named = {"name": "answer", "schema": dict(prompt.schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    async def pieces(self, stream: Any) -> AsyncGenerator[Piece, None]:
        """Pieces from the chunks of the chat API."""
        texts: list[str] = []
        calls: dict[int, _Call] = {}
        usage, stop, model = Usage(), None, self.model
        async for chunk in stream:
            usage, model = _usage(chunk.usage, usage), chunk.model or model
            if chunk.usage is not None:
                yield Counted(usage)
            for choice in chunk.choices:
                stop = choice.finish_reason or stop
                if choice.delta.content:
                    texts.append(choice.delta.content)
                    yield TextPiece(choice.delta.content)
                for part in choice.delta.tool_calls or ():
                    call = calls.setdefault(part.index, _Call())
                    if json_ := call.grow(part):
                        yield InputPiece(call.id, call.name, json_)
        if stop is None:
            raise StreamCut(f"{self.name} ended its answer before its end; try again.")
        if stop == "content_filter":
            raise ModelRefused(f"{self.name} declined to answer.")
        said: tuple[Block, ...] = (Text("".join(texts)),) if texts else ()
        content = (*said, *(call.use() for call in calls.values()))
        yield Finished(content, usage, _STOPS.get(stop, "end"), model)


class _Call:
    """A tool call as it grows."""

    def __init__(self) -> None:
        self.id = self.name = ""
        self._parts: list[str] = []

    def grow(self, part: Any) -> str:
        self.id = part.id or self.id
        if part.function is None:
            return ""
        self.name = part.function.name or self.name
        self._parts.append(part.function.arguments or "")
        return self._parts[-1]

    def use(self) -> ToolUse:
        raw = "".join(self._parts)
        try:
            given = json.loads(raw or "{}")
        except (ValueError, RecursionError):
            given = None
        return ToolUse(self.id, self.name, given if isinstance(given, dict) else None, raw)


def _usage(found: Any, before: Usage) -> Usage:
    if found is None:
        return before
    details = found.prompt_tokens_details
    read = (details.cached_tokens or 0) if details else 0
    return Usage(input=found.prompt_tokens - read, output=found.completion_tokens, cache_read=read)


def _messages(turn: Turn) -> Iterator[dict[str, Any]]:
    """A turn as messages of the chat API, where each result of a tool is a message of its own."""
    for block in turn.content:
        if isinstance(block, ToolResult):
            yield {"role": "tool", "tool_call_id": block.id, "content": block.text}
    text = "\n\n".join(block.text for block in turn.content if isinstance(block, Text))
    calls = [
        {
            "id": b.id,
            "type": "function",
            "function": {"name": b.name, "arguments": json.dumps(dict(b.input or {}))},
        }
        for b in turn.content
        if isinstance(b, ToolUse)
    ]
    if calls:
        yield {"role": turn.role, "content": text or None, "tool_calls": calls}
    elif text:
        yield {"role": turn.role, "content": text}
