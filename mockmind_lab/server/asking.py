"""What the server extension's HTTP routes have in common: they ask the host one thing."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import APIHandler
from tornado import web

from mockmind_lab.errors import MockmindError
from mockmind_lab.host import HostThread
from mockmind_lab.server.live import AUTH_RESOURCE

if TYPE_CHECKING:
    from mockmind_lab.protocol import Result

__all__ = ["Asking"]


class Asking(APIHandler):
    """Asks the host one thing. An error of the tree is answered with 400 and its one line."""

    auth_resource = AUTH_RESOURCE

    async def ask(self, op: str, args: dict[str, Any]) -> Result:
        """What the operation comes to for the person whose server this is."""
        try:
            return await asyncio.wrap_future(HostThread.shared().ask(op, args))
        except MockmindError as error:
            raise web.HTTPError(400, reason=str(error).splitlines()[0]) from error

    def answer(self, data: Any) -> None:
        """Finish with JSON."""
        self.finish(json.dumps(data))
