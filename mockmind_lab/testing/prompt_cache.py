"""Accounts for prompt caching as the Messages API documents it.

A request is a row of blocks: tools, then system, then messages. A marked block is a breakpoint, at most
four. Each looks back over at most twenty blocks for the longest prefix that an earlier request left in
the cache, byte for byte; what stands between that and the last breakpoint is written. An entry lives
five minutes, or an hour where its mark says so, from when it was last used. A prefix below the model's
least size is not cached, and nobody is told.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Account", "PromptCache", "TooManyBreakpoints", "tokens"]

MOST_BREAKPOINTS = 4
LOOK_BACK = 20
_TTL = {"5m": timedelta(minutes=5), "1h": timedelta(hours=1)}


class TooManyBreakpoints(ValueError):
    """A request marks more than four blocks."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the input tokens of one request were taken from. Together they are all of its input."""

    read: int = 0
    written_5m: int = 0
    written_1h: int = 0
    fresh: int = 0

    @property
    def written(self) -> int:
        """Tokens written to the cache, whatever their lifetime."""
        return self.written_5m + self.written_1h

    @property
    def total(self) -> int:
        """All input tokens."""
        return self.read + self.written + self.fresh


@dataclass(frozen=True, slots=True)
class _Block:
    key: str
    tokens: int
    ttl: str | None


@dataclass(slots=True)
class PromptCache:
    """The cache of one workspace. ``least`` tokens are cached at all."""

    least: int = 1024
    _ends: dict[str, datetime] = field(default_factory=dict[str, datetime])
    _ttl: dict[str, str] = field(default_factory=dict[str, str])

    def account(self, request: dict[str, Any], *, now: datetime) -> Account:
        """Account for a request and remember what it wrote. Raises ``TooManyBreakpoints``."""
        blocks = list(_blocks(request))
        marks = [at for at, block in enumerate(blocks) if block.ttl]
        if len(marks) > MOST_BREAKPOINTS:
            raise TooManyBreakpoints(
                f"A maximum of 4 blocks with cache_control may be provided. Found {len(marks)}."
            )
        upto = list(accumulate(block.tokens for block in blocks))
        total = upto[-1] if upto else 0
        marks = [at for at in marks if upto[at] >= self.least]
        if not marks:
            return Account(fresh=total)
        hit = self._longest(blocks, marks, now)
        read = upto[hit] if hit >= 0 else 0
        written = {"5m": 0, "1h": 0}
        before = read
        for at in marks:
            ttl = blocks[at].ttl or "5m"
            written[ttl] += max(upto[at] - before, 0)
            before = max(before, upto[at])
            self._keep(blocks[at].key, ttl, now)
        if hit >= 0:
            self._keep(blocks[hit].key, self._ttl[blocks[hit].key], now)
        return Account(read, written["5m"], written["1h"], total - max(upto[marks[-1]], read))

    def _longest(self, blocks: list[_Block], marks: list[int], now: datetime) -> int:
        for mark in reversed(marks):
            for at in range(mark, max(mark - LOOK_BACK, -1), -1):
                if self._ends.get(blocks[at].key, now) > now:
                    return at
        return -1

    def _keep(self, key: str, ttl: str, now: datetime) -> None:
        self._ends[key] = now + _TTL[ttl]
        self._ttl[key] = ttl


def tokens(value: Any) -> int:
    """A count that stands in for the model's own: four characters of JSON to a token."""
    return max(1, len(json.dumps(value, sort_keys=True)) // 4)


def _blocks(request: dict[str, Any]) -> Iterator[_Block]:
    """The blocks in the order of the cache, each with a key for all of the request up to it."""
    key = str(request.get("model"))
    last = request.get("cache_control")
    rows = list(_rows(request))
    for at, (label, content) in enumerate(rows):
        if label == "message" and (at == 0 or rows[at - 1][0] != "message"):
            # A change to how tools are chosen or to thinking leaves tools and system, but no message.
            key += json.dumps([request.get("tool_choice"), request.get("thinking")], sort_keys=True)
        mark = content.get("cache_control") or (last if at == len(rows) - 1 else None)
        bare = {name: value for name, value in content.items() if name != "cache_control"}
        key = hashlib.sha256((key + json.dumps(bare, sort_keys=True)).encode()).hexdigest()
        yield _Block(key, tokens(bare), mark.get("ttl", "5m") if mark else None)


def _rows(request: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for tool in request.get("tools") or ():
        yield "tool", tool
    for block in _listed(request.get("system")):
        yield "system", block
    for message in request["messages"]:
        for block in _listed(message["content"]):
            yield "message", {"role": message["role"], **block}


def _listed(content: Any) -> list[dict[str, Any]]:
    if content is None:
        return []
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)
