"""What all providers that go through an SDK have in common: a client made late, tries, typed errors."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from traitlets import Float, Int, Unicode
from traitlets.config import Configurable

from mockmind_lab.errors import ConfigError, ModelError, StreamCut
from mockmind_lab.providers.faults import retrying, translated

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from mockmind_lab.providers.base import Piece, Prompt

__all__ = ["SdkProvider"]


class SdkProvider(Configurable):
    """Base of the providers here. A subclass says how to make its client, to open a stream and to read it."""

    provider = ""
    extra = ""

    base_url = Unicode("", help="Where the model is asked. Empty: the provider's own address.").tag(
        config=True
    )
    api_key = Unicode("", help="The key. Empty: from the environment, where it belongs.").tag(config=True)
    timeout_seconds = Float(
        30.0, help="Seconds without a byte from the model after which a call has failed."
    ).tag(config=True)
    tries = Int(
        3, min=1, help="How often a call is tried that is overloaded or finds nobody, waiting in between."
    ).tag(config=True)

    def __init__(
        self,
        model: str,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.model = model
        self.name = f"{self.provider}:{model}"
        self._sleep = sleep
        self._made: Any = None
        self._making = asyncio.Lock()

    @property
    def seller(self) -> str:
        """The address that decides on the price of a call; empty where the provider's name does."""
        return ""

    def make(self) -> Any:
        """The SDK's client; called on a worker thread, because to import an SDK takes seconds."""
        raise NotImplementedError

    async def opened(self, client: Any, prompt: Prompt) -> Any:
        """The SDK's stream for ``prompt``, its headers received."""
        raise NotImplementedError

    def pieces(self, stream: Any) -> AsyncGenerator[Piece, None]:
        """The pieces of the SDK's stream."""
        raise NotImplementedError

    async def probe(self, client: Any) -> None:
        """Ask the provider for something that costs nothing."""
        raise NotImplementedError

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Pieces as they come, a ``Finished`` last; see ``base.Provider``."""
        stream: Any = None
        try:
            async for attempt in retrying(self.tries, self._sleep, patience=prompt.patience):
                with attempt:
                    stream = await self._tried(prompt)
            async with aclosing(self.pieces(stream)) as pieces:
                async for piece in pieces:
                    yield piece
        except Exception as error:
            if (known := translated(error, self.name)) is not None:
                raise known from error
            if isinstance(error, ValueError | LookupError | TypeError | AttributeError):
                # What came over the wire is not what the SDK or we can read.
                raise StreamCut(
                    f"{self.name} answered what can't be read; look whether its base_url is a model's server."
                ) from error
            raise
        finally:
            if stream is not None:
                await stream.close()

    async def _tried(self, prompt: Prompt) -> Any:
        try:
            return await self.opened(await self.client(), prompt)
        except Exception as error:
            if (known := translated(error, self.name)) is not None:
                raise known from error
            if isinstance(error, ValueError):
                kind = type(error).__name__
                raise ModelError(f"{self.name} can't be sent this conversation ({kind}).") from error
            raise

    async def check(self) -> None:
        """Raises a ``ModelError`` that says in one line why the model would not answer."""
        try:
            await self.probe(await self.client())
        except Exception as error:
            if (known := translated(error, self.name)) is not None:
                raise known from error
            raise

    async def client(self) -> Any:
        """The SDK's client, made when first asked for. Raises ``ConfigError`` where the SDK is missing."""
        async with self._making:
            if self._made is None:
                try:
                    self._made = await asyncio.to_thread(self.make)
                except ImportError as error:
                    fix = f"pip install 'mockmind_lab[{self.extra}]'"
                    raise ConfigError(f"{self.name} needs a package that is not there: {fix}") from error
                except ValueError as error:
                    raise ConfigError(f"{self.name} is not set up: {error}") from error
            return self._made

    async def close(self) -> None:
        """Close the connections."""
        made, self._made = self._made, None
        if made is not None:
            await made.close()
