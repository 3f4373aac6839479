"""Every provider behind the seam, each pointed at a local server that speaks its dialect."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from traitlets.config import Config

from mockmind_lab.providers import Prompt, Provider, Text, Turn, choose
from mockmind_lab.providers.base import Piece
from mockmind_lab.testing import ModelServer

T = TypeVar("T")
PROVIDERS = ("anthropic", "bedrock", "vertex", "openai")
HELLO = Prompt((Turn("user", (Text("hello"),)),))


@dataclass
class Wire:
    """One provider and the server on its other end. ``slept`` are the seconds it waited between tries."""

    dialect: str
    server: ModelServer
    slept: list[float]
    config: Config

    def run(self, use: Callable[[Provider], Coroutine[Any, Any, T]], *, model: str = "") -> T:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        async def go() -> T:
            name = f"{self.dialect}:{model or 'claude-sonnet-5-5'}"
            provider = choose(name, config=self.config, sleep=sleep)
            try:
                return await use(provider)
            finally:
                await provider.close()

        return asyncio.run(go())

    def pieces(self, prompt: Prompt = HELLO) -> list[Piece]:
        async def use(provider: Provider) -> list[Piece]:
            return [piece async for piece in provider.stream(prompt)]

        return self.run(use)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture(params=PROVIDERS)
def wire(request: pytest.FixtureRequest, server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Wire:
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return Wire(request.param, server, [], settings(server))


def settings(server: ModelServer) -> Config:
    """A configuration in which every provider speaks to ``server``."""
    config = Config()
    for name in ("AnthropicProvider", "BedrockProvider", "VertexProvider", "ChatProvider"):
        config[name].base_url = server.url + ("/v1" if name == "ChatProvider" else "")
        config[name].api_key = server.key
    config.BedrockProvider.region = "eu-west-1"
    config.VertexProvider.region = "europe-west1"
    config.VertexProvider.project = "a-project"
    return config
