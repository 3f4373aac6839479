"""Claude on Amazon Bedrock and on Google Vertex, through the Anthropic SDK's own clients."""

from __future__ import annotations

from typing import Any

from traitlets import Unicode

from mockmind_lab.providers.anthropic import AnthropicProvider
from mockmind_lab.providers.asking import whole
from mockmind_lab.providers.base import Prompt, Text, Turn

__all__ = ["BedrockProvider", "VertexProvider"]


class _Cloud(AnthropicProvider):
    async def probe(self, client: Any) -> None:  # noqa: ARG002
        """A cloud has no list of models to ask for: the shortest answer there is costs next to nothing."""
        await whole(self, Prompt((Turn("user", (Text("Say yes."),)),), max_tokens=1))


class BedrockProvider(_Cloud):
    """``bedrock:MODEL`` by Bedrock's own id, with AWS_BEARER_TOKEN_BEDROCK or any credentials of AWS."""

    provider = "bedrock"
    extra = "bedrock"

    region = Unicode("", help="Region of AWS. Empty: as AWS is configured.").tag(config=True)

    def make(self) -> Any:
        """The SDK's client for Bedrock."""
        import botocore  # noqa: F401  # pyright: ignore[reportUnusedImport] - missing: told at start, not at a call
        from anthropic.lib.bedrock import AsyncAnthropicBedrock

        given = {**self._access(), "aws_region": self.region}
        chosen: dict[str, Any] = {name: value for name, value in given.items() if value}
        return AsyncAnthropicBedrock(**chosen, timeout=self.timeout_seconds, max_retries=0)


class VertexProvider(_Cloud):
    """``vertex:MODEL`` by Vertex's own id, with Google's application credentials."""

    provider = "vertex"
    extra = "vertex"

    region = Unicode("", help="Region of Google Cloud. Empty: from CLOUD_ML_REGION.").tag(config=True)
    project = Unicode("", help="Project id. Empty: from ANTHROPIC_VERTEX_PROJECT_ID.").tag(config=True)

    def make(self) -> Any:
        """The SDK's client for Vertex; ``api_key`` stands for an access token here."""
        import google.auth  # noqa: F401  # pyright: ignore[reportUnusedImport] - missing: told at start
        from anthropic.lib.vertex import AsyncAnthropicVertex

        given = {
            "base_url": self.base_url,
            "region": self.region,
            "project_id": self.project,
            "access_token": self.api_key,
        }
        chosen: dict[str, Any] = {name: value for name, value in given.items() if value}
        return AsyncAnthropicVertex(**chosen, timeout=self.timeout_seconds, max_retries=0)
