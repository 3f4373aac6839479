"""One connection: requests in, replies and pushes out, and nothing believed that was not checked.

It is the same over a kernel's socket and a browser's WebSocket; ``wire`` carries the messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any, Protocol

from mockmind_lab import __version__
from mockmind_lab.errors import HostUnavailable, MockmindError, ProtocolError, Refused
from mockmind_lab.protocol import MAX_REQUEST_BYTES, PANEL_OPERATIONS, VERSION, decode, validated

if TYPE_CHECKING:
    from mockmind_lab.host.wire import Wire
    from mockmind_lab.protocol import Operation
    from mockmind_lab.service import Caller, InterviewService, Principal

__all__ = ["Connection", "Host"]

_MOST_AT_ONCE = 16
"""Requests of one connection under way at once; more are read only as these are done."""

log = logging.getLogger(__name__)


class Host(Protocol):
    """What a connection needs of its host."""

    async def built(self) -> InterviewService:
        """The service, once it is built."""
        ...


class Connection:
    """One kernel's or panel's connection, from ``hello`` to its end; ``panel`` says that it is a panel's."""

    def __init__(self, host: Host, principal: Principal, wire: Wire, *, panel: bool = False) -> None:
        self._host = host
        self._principal = principal
        self._wire = wire
        self._panel = panel
        self._slots = asyncio.Semaphore(_MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Answer requests until the other side goes away or says something that is no message."""
        caller: Caller | None = None
        service: InterviewService | None = None
        try:
            while (request := await self._next()) is not None:
                if caller is None or service is None:
                    found = await self._hello(request)
                    if found is None:
                        break
                    service, caller = found
                else:
                    await self._take(request, service, caller)
        finally:
            if service is not None and caller is not None:
                await asyncio.shield(service.disconnect(caller))
            self._wire.close()

    async def _next(self) -> dict[str, Any] | None:
        """The next message; None at the end, or once something came that is none."""
        try:
            line = await self._wire.receive()
            return decode(line) if line else None
        except ValueError:
            size = f"{MAX_REQUEST_BYTES // 2**20} MiB"
            await self._refuse(None, ProtocolError(f"That message is larger than {size}; nothing was taken."))
        except ProtocolError as error:
            await self._refuse(None, error)
        return None

    async def _hello(self, request: dict[str, Any]) -> tuple[InterviewService, Caller] | None:
        try:
            operation, args = _checked(request)
            if operation.name != "hello":
                raise ProtocolError("The first message is `hello`.")
            if args["version"] != VERSION:
                older = "host" if args["version"] > VERSION else "kernel"
                raise HostUnavailable(
                    f"The host speaks protocol {VERSION} and the kernel {args['version']}: "
                    f"upgrade mockmind_lab in the {older}'s environment, then restart both."
                )
            service = await self._host.built()
            caller = service.connect(self._principal, self._wire.push, panel=self._panel)
            result = await service.handle("hello", args, caller)
        except Exception as error:
            await self._refuse(_id(request), _plain(error))
            return None
        result["data"] = {
            **result.get("data", {}),
            "version": VERSION,
            "server": f"mockmind_lab {__version__}",
            "patches": 1,
        }
        await self._wire.send({"id": _id(request), "ok": True, "result": result})
        return service, caller

    async def _take(self, request: dict[str, Any], service: InterviewService, caller: Caller) -> None:
        """Answer a request: a cell in order, before anything that comes after it; the rest side by side."""
        work = self._answer(request, service, caller)
        if request.get("op") in ("cell", "text", "ping"):
            await work
            return
        await self._slots.acquire()
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._slots.release()

    async def _answer(self, request: dict[str, Any], service: InterviewService, caller: Caller) -> None:
        try:
            operation, args = _checked(request)
            if operation.name == "hello":
                raise ProtocolError("`hello` was said already.")
            if self._panel and operation.name not in PANEL_OPERATIONS:
                raise Refused(f"`{operation.name}` is for a notebook's cells: write it in one.")
            result = await service.handle(operation.name, args, caller)
            await self._wire.send({"id": _id(request), "ok": True, "result": result})
        except ConnectionError:
            pass
        except Exception as error:
            await self._refuse(_id(request), _plain(error))

    async def _refuse(self, number: int | None, error: MockmindError) -> None:
        with contextlib.suppress(ConnectionError):
            answer = {"code": error.code, "message": str(error)}
            await self._wire.send({"id": number, "ok": False, "error": answer})


def _checked(request: dict[str, Any]) -> tuple[Operation, dict[str, Any]]:
    """The operation and its arguments; nothing is carried out whose answer could not be told from others."""
    if _id(request) is None:
        raise ProtocolError("A request needs an `id`, a whole number; nothing was done.")
    if not isinstance(request.get("args"), dict):
        raise ProtocolError("A request needs `args`, an object, which may be empty; nothing was done.")
    return validated(request.get("op"), request["args"])


def _id(request: dict[str, Any]) -> int | None:
    number = request.get("id")
    # bool is an int to Python, but true numbers no request.
    return number if type(number) is int else None


def _plain(error: Exception) -> MockmindError:
    """An error fit for a person; what we did not foresee goes to the log with its traceback."""
    if isinstance(error, MockmindError):
        return error
    log.exception("A request failed", exc_info=error)
    return MockmindError(f"The host failed ({type(error).__name__}); nothing was lost. Try again.")
