"""Stand-ins that people who build on mockmind_lab need in their own tests."""

from __future__ import annotations

from mockmind_lab.testing.clock import ManualClock
from mockmind_lab.testing.model_server import ModelServer, Request
from mockmind_lab.testing.polly import PollyServer
from mockmind_lab.testing.prompt_cache import Account, PromptCache
from mockmind_lab.testing.replies import Cut, Failure, Reply, Slow, Stall, StreamError, Text, ToolCall

__all__ = [
    "Account",
    "Cut",
    "Failure",
    "ManualClock",
    "ModelServer",
    "PollyServer",
    "PromptCache",
    "Reply",
    "Request",
    "Slow",
    "Stall",
    "StreamError",
    "Text",
    "ToolCall",
]
