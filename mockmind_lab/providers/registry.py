"""``provider:model`` → a provider: ours by name, others by the entry points ``mockmind_lab.providers``."""

from __future__ import annotations

import importlib
from contextlib import suppress
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import ConfigError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from traitlets.config import Config

    from mockmind_lab.providers.base import Provider

__all__ = ["GROUP", "choose", "parsed", "preload", "seller"]

GROUP = "mockmind_lab.providers"
"""A third party's entry point names a callable ``(model, *, config, sleep) -> Provider``."""

_OURS = {
    "anthropic": "mockmind_lab.providers.anthropic:AnthropicProvider",
    "bedrock": "mockmind_lab.providers.cloud:BedrockProvider",
    "openai": "mockmind_lab.providers.chat:ChatProvider",
    "vertex": "mockmind_lab.providers.cloud:VertexProvider",
}
_SDKS = {"anthropic": "anthropic", "bedrock": "anthropic", "openai": "openai", "vertex": "anthropic"}


def parsed(name: str) -> tuple[str, str]:
    """Provider and model of ``provider:model``; ``claude-…`` alone is Anthropic's. Raises ``ConfigError``."""
    provider, colon, model = name.strip().partition(":")
    if not colon and provider.startswith("claude-"):
        return "anthropic", provider
    if not (provider and model):
        raise ConfigError(
            f"{name[:80]!r} names no model. Write provider:model, such as anthropic:claude-sonnet-5-5."
        )
    return provider, model


def choose(
    name: str,
    *,
    config: Config | None = None,
    sleep: Callable[[float], Awaitable[None]] | None = None,
) -> Provider:
    """The provider of ``name``; loads no SDK and reaches no network yet.

    ``sleep`` is what it waits by between tries. Raises ``ConfigError`` or ``UnknownName``.
    """
    provider, model = parsed(name)
    more: dict[str, Any] = {"config": config}
    if sleep is not None:
        more["sleep"] = sleep
    return _maker(provider)(model, **more)


def seller(name: str, *, config: Config | None = None) -> str:
    """The address that decides on the price of the model ``name``; empty where its name does."""
    try:
        return str(getattr(choose(name, config=config), "seller", ""))
    except (ConfigError, UnknownName):
        return ""


def preload(name: str) -> None:
    """Import the SDK of the model ``name``, which takes seconds. One that is missing is told of when used."""
    with suppress(ImportError, ConfigError):
        if (sdk := _SDKS.get(parsed(name)[0])) is not None:
            importlib.import_module(sdk)


def _maker(provider: str) -> Callable[..., Provider]:
    if provider in _OURS:
        module, _, attribute = _OURS[provider].partition(":")
        return getattr(importlib.import_module(module), attribute)
    others = {entry.name: entry for entry in entry_points(group=GROUP)}
    if provider not in others:
        known = [*_OURS, *others]
        raise UnknownName.nearest("provider", provider, known, listing=f"There are {', '.join(known)}.")
    try:
        return others[provider].load()
    except Exception as error:
        raise ConfigError(
            f"The provider {provider} can't be loaded: {type(error).__name__}: {error}"
        ) from error
