"""A kernel's client that knows when the kernel is ready, instead of waiting until nothing more comes.

``jupyter_client`` ends its wait with 0.2 s of silence on IOPub, in which it throws away what the kernel said
of its start. The kernel says ``idle`` when it is done with a request, so that is what is waited for here.
"""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import TYPE_CHECKING, Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.client import KernelClient
from jupyter_core.utils import run_sync

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.manager import KernelManager

__all__ = ["ReadyAsyncClient", "ReadyBlockingClient", "use_ready_client"]

_REPLY_SECONDS = 1.0
_SILENCE_SECONDS = 0.2  # on IOPub after a reply: the subscription had not arrived when the kernel spoke


class _ReadyClient(KernelClient):
    async def _ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  (jupyter_client's name)
        """Wait until the kernel has answered and its IOPub is heard; at most ``timeout`` seconds.

        Raises ``RuntimeError`` where the kernel ended or did not answer in time.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        while not await self._answered(deadline):
            if not await self._async_is_alive():
                raise RuntimeError("The kernel ended before it was ready: see its log, and start it again.")
            if time.monotonic() >= deadline:
                raise RuntimeError(
                    f"The kernel was not ready within {timeout:g} seconds: start it again, or allow it more "
                    "time (papermill --start-timeout)."
                )

    async def _answered(self, deadline: float) -> bool:
        """Ask once; whether the answer came, and on IOPub the end of it. Older answers are passed over."""
        asked = str(self.kernel_info())
        try:
            while True:
                reply = await self._async_get_shell_msg(timeout=_left(deadline, _REPLY_SECONDS))
                if reply["parent_header"].get("msg_id") == asked:
                    break
            ended = False
            while not ended:
                said = await self._async_get_iopub_msg(timeout=_left(deadline, _SILENCE_SECONDS))
                ended = _is_end(said, asked)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


def _left(deadline: float, most: float) -> float:
    return max(0.0, min(most, deadline - time.monotonic()))


def _is_end(message: Mapping[str, Any], asked: str) -> bool:
    return (
        message["msg_type"] == "status"
        and message["content"].get("execution_state") == "idle"
        and message["parent_header"].get("msg_id") == asked
    )


class ReadyAsyncClient(_ReadyClient, AsyncKernelClient):
    """What nbclient and papermill talk through."""

    wait_for_ready = _ReadyClient._ready


class ReadyBlockingClient(_ReadyClient, BlockingKernelClient):
    """What a console talks through."""

    wait_for_ready = run_sync(_ReadyClient._ready)


def use_ready_client(manager: KernelManager) -> None:
    """Have ``manager`` make such a client; one of somebody's own stays."""
    ready = {AsyncKernelClient: ReadyAsyncClient, BlockingKernelClient: ReadyBlockingClient}
    manager.client_factory = ready.get(manager.client_factory, manager.client_factory)
