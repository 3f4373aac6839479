"""Voices of a server's: a message in, sound out. The one there is now is Amazon Polly, through boto3."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traitlets import Enum, Float, Int, Unicode
from traitlets.config import Configurable

from mockmind_lab.errors import ConfigError, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Sound", "Voice"]

_LONGEST = 2_900
"""Characters of one request; Polly bills at most 3,000."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Audio in the form that ``media_type`` names."""

    data: bytes
    media_type: str


class Voice(Configurable):
    """Reads text aloud, where a service for it is configured. What was read once is kept in memory."""

    service = Enum(
        ["", "polly"],
        default_value="",
        help="Who reads the interviewer's messages: polly (Amazon Polly; needs the extra voice and the "
        "credentials that boto3 finds). Empty: the browser's own voice.",
    ).tag(config=True)
    name = Unicode("Joanna", help="The voice, by Polly's VoiceId.").tag(config=True)
    engine = Unicode("neural", help="Polly's engine: standard, neural, long-form or generative.").tag(
        config=True
    )
    region = Unicode("", help="The AWS region. Empty: as boto3 finds it.").tag(config=True)
    endpoint = Unicode("", help="Where Polly answers. Empty: AWS's own address.").tag(config=True)
    timeout_seconds = Float(10.0, help="Seconds after which the browser's voice has to do.").tag(config=True)
    kept_bytes = Int(16_000_000, help="Bytes of sound kept in memory, the newest.").tag(config=True)

    def __init__(self, *, make: Callable[[], Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._make = make or self._polly
        self._client: Any = None
        self._kept: OrderedDict[str, Sound] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    @property
    def there(self) -> bool:
        """Whether a service is configured."""
        return bool(self.service)

    async def read(self, text: str) -> Sound:
        """``text`` as sound. A long one is cut at a word.

        Raises ``ConfigError`` where nothing is configured or boto3 is missing, and ``ModelUnavailable``
        where the service does not do it.
        """
        if not self.there:
            raise ConfigError("No voice is configured: set Voice.service in jupyter_mockmind_config.py.")
        text = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]
        key = hashlib.sha256("\0".join((self.name, self.engine, text)).encode()).hexdigest()
        # Two tabs ask for the same message at once: the second finds it kept.
        async with self._one_at_a_time:
            if (known := self._kept.get(key)) is None:
                known = await asyncio.to_thread(self._ask, text)
                self._keep(key, known)
            return known

    def _keep(self, key: str, sound: Sound) -> None:
        self._kept[key] = sound
        while len(self._kept) > 1 and sum(len(kept.data) for kept in self._kept.values()) > self.kept_bytes:
            self._kept.popitem(last=False)

    def _ask(self, text: str) -> Sound:
        """On a worker thread: boto3 is slow to import and blocks."""
        if self._client is None:
            self._client = self._make()
        try:
            answer = self._client.synthesize_speech(
                Text=text, VoiceId=self.name, Engine=self.engine, OutputFormat="mp3", TextType="text"
            )
            with answer["AudioStream"] as stream:
                return Sound(stream.read(), answer["ContentType"])
        except Exception as error:
            why = " ".join(str(error).split())[:200]
            raise ModelUnavailable(f"Polly did not read it ({why}): the browser's voice does.") from error

    def _polly(self) -> Any:
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            raise ConfigError(
                "Voice.service is polly, and boto3 is missing: pip install 'mockmind_lab[voice]'"
            ) from None
        patience = Config(
            connect_timeout=self.timeout_seconds,
            read_timeout=self.timeout_seconds,
            retries={"total_max_attempts": 2},
        )
        try:
            return boto3.client(
                "polly",
                region_name=self.region or None,
                endpoint_url=self.endpoint or None,
                config=patience,
            )
        except Exception as error:
            why = " ".join(str(error).split())[:200]
            raise ConfigError(
                f"Polly can't be used ({why}): set Voice.region and AWS credentials."
            ) from error
