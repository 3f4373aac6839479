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
from mockmind_lab.providers.calls import call_id, call_name, given, said, tool_use
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
        calls = _Calls()
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
                    call = calls.of(part)
                    if json_ := call.grow(part):
                        yield InputPiece(call.id, call.name, json_)
        if stop is None:
            raise StreamCut(f"{self.name} ended its answer before its end; try again.")
        if stop == "content_filter":
            raise ModelRefused(f"{self.name} declined to answer.")
        spoken: tuple[Block, ...] = (Text(said("".join(texts))),) if texts else ()
        content = (*spoken, *(tool_use(call.id, call.name, call.raw) for call in calls.all))
        yield Finished(content, usage, _STOPS.get(stop, "end"), model)


class _Call:
    """A tool call as it grows. ``sent`` is its id as the server gave it."""

    def __init__(self, sent: str, id_: str) -> None:
        self.sent, self.id, self.name, self.raw = sent, id_, call_name(None), ""

    def grow(self, part: Any) -> str:
        if part.function is None:
            return ""
        if part.function.name:
            self.name = call_name(part.function.name)
        more = part.function.arguments or ""
        self.raw += more
        return more


class _Calls:
    """The tool calls of one answer: not every server numbers them."""

    def __init__(self) -> None:
        self.all: list[_Call] = []
        self._at: dict[int | None, _Call] = {}

    def of(self, part: Any) -> _Call:
        """The call that ``part`` is of: the one at its index, or a new one where it can't be that."""
        found = self._at.get(part.index)
        if found is None or self._begins(part, found):
            found = _Call(part.id or "", call_id(part.id, [call.id for call in self.all]))
            self.all.append(found)
            self._at[part.index] = found
        return found

    def _begins(self, part: Any, before: _Call) -> bool:
        """Whether ``part`` has an id of its own, or a name though the call before it is whole."""
        if part.id:
            return part.id != before.sent
        named = part.function is not None and part.function.name and part.function.arguments
        return bool(named and before.raw and given(before.raw) is not None)


def _usage(found: Any, before: Usage) -> Usage:
    if found is None:
        return before
    details = found.prompt_tokens_details
    read = (details.cached_tokens or 0) if details else 0
    sent, got = found.prompt_tokens or 0, found.completion_tokens or 0  # some servers count nothing
    return Usage(input=max(sent - read, 0), output=got, cache_read=read)


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
