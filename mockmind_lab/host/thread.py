"""The host's thread: permanent, with an event loop of its own, listening on Unix sockets."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
import threading
from concurrent import futures
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from traitlets import Unicode, default
from traitlets.config import Configurable

from mockmind_lab.errors import ConfigError
from mockmind_lab.host.connection import Connection
from mockmind_lab.host.person import told_candidate, user
from mockmind_lab.host.settings import build_service, load_config, warm_up
from mockmind_lab.host.wire import StreamWire, ThreadWire
from mockmind_lab.protocol import MAX_REQUEST_BYTES, UNNAMED, validated

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from mockmind_lab.core.events import Event
    from mockmind_lab.protocol import Result
    from mockmind_lab.service import InterviewService, Principal

__all__ = ["HostThread", "Listener"]

PROVISIONER = "kernel provisioner"


class HostThread(Configurable):
    """A thread with an event loop of its own, on which the service and every connection live.

    It is permanent and a daemon, so that a socket outlives whichever short-lived loop asked for it
    (papermill makes one a notebook).
    """

    candidate = Unicode(
        help="Whose interviews these are, where that is not the user this process runs as: a teacher who "
        "runs students' notebooks sets it (or MOCKMIND_CANDIDATE), and reports then "
        "say 'graded'. Empty: practice."
    ).tag(config=True)

    _shared: ClassVar[HostThread | None] = None
    _shared_lock: ClassVar[threading.Lock] = threading.Lock()

    @default("candidate")
    def _default_candidate(self) -> str:
        return told_candidate()

    def __init__(self, service: InterviewService | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._given = service
        self._service: asyncio.Future[InterviewService] | None = None
        self._panels: set[asyncio.Future[None]] = set()
        self._pid = os.getpid()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mockmind-host", daemon=True)
        self._thread.start()

    @classmethod
    def shared(cls) -> HostThread:
        """This process's host, started when first asked for (and anew after a fork)."""
        with cls._shared_lock:
            if cls._shared is None or cls._shared._pid != os.getpid():
                cls._shared = cls(config=load_config())
            return cls._shared

    @property
    def service(self) -> InterviewService:
        """The service; waits until it is built. Raises what building it raises."""
        return self.wait(self._built())

    def listen(
        self,
        path: str | os.PathLike[str],
        *,
        started_as: str = PROVISIONER,
        notebook: str | None = None,
        jailed: bool = False,
    ) -> Listener:
        """Bind and listen on a Unix socket (0600) at once; the service is built meanwhile.

        ``started_as`` is what hosts, for the record. ``notebook`` is the place of the kernel behind this
        socket, where that is known. ``jailed`` says that only a sandboxed kernel can reach the socket: no
        other is graded. Raises ``ConfigError`` for a path that can't be used.
        """
        server_socket = _bound(os.fspath(path))
        listener = Listener(self, os.fspath(path), self._kernel(started_as, notebook, jailed=jailed))
        self.wait(listener.serve(server_socket))
        self._loop.call_soon_threadsafe(lambda: asyncio.ensure_future(self._built()))
        return listener

    def serve_panel(self, deliver: Callable[[bytes], None], hang_up: Callable[[], None]) -> ThreadWire:
        """Serve a panel over whatever the caller's thread holds; see ``ThreadWire``. Returns at once."""
        wire = ThreadWire(self._loop, deliver, hang_up)

        async def run() -> None:
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await Connection(self, self.principal("jupyter server"), wire, panel=True).run()

        self._spawn(run())
        return wire

    def ask(self, op: str, args: dict[str, Any]) -> futures.Future[Result]:
        """What ``op`` comes to for the person who runs this process, without a connection."""

        async def asked() -> Result:
            service = await self._built()
            operation, checked = validated(op, args)
            caller = service.connect(self.principal("jupyter server"), lambda _: None, panel=True)
            return await service.handle(operation.name, checked, caller)

        return asyncio.run_coroutine_threadsafe(asked(), self._loop)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        def begin() -> None:
            task = asyncio.ensure_future(work)
            self._panels.add(task)
            task.add_done_callback(self._panels.discard)

        self._loop.call_soon_threadsafe(begin)

    def finished(self) -> list[str]:
        """The ids of the interviews held in this process, in order, the ended ones among them."""
        return self.service.held() if self._service is not None else []

    def events(self, interview: str) -> list[Event]:
        """The events of an interview, as stored."""
        return self.wait(self.service.events(interview))

    def close(self, timeout: float = 10.0) -> None:
        """Pause what is open, close the store and the judge, end the thread. Idempotent."""
        with self._shared_lock:
            if HostThread._shared is self:
                HostThread._shared = None
        if not self._thread.is_alive():
            return
        with contextlib.suppress(Exception):
            asyncio.run_coroutine_threadsafe(self._closed(), self._loop).result(timeout)
        with contextlib.suppress(Exception):
            asyncio.run_coroutine_threadsafe(self._emptied(), self._loop).result(timeout)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout)

    def principal(self, started_as: str) -> Principal:
        """The person who runs this process, on behalf of the candidate it was told."""
        return self._principal(started_as, self.candidate or user(), place=None, trust="practice")

    def _kernel(self, started_as: str, notebook: str | None, *, jailed: bool) -> Principal:
        """Whoever speaks over a kernel's socket."""
        if notebook is None and started_as == PROVISIONER:
            # Nobody says which notebook a headless kernel runs, and many may run at once under one user:
            # each is a place of its own, kept over the kernel's restarts.
            notebook = f"{UNNAMED}{secrets.token_hex(4)}"
        me = user()
        # A kernel that is not jailed reads what this process reads, whatever anybody calls its candidate.
        graded = jailed and bool(self.candidate) and self.candidate != me
        candidate = self.candidate if graded else me
        return self._principal(
            started_as, candidate, place=notebook, trust="graded" if graded else "practice"
        )

    def _principal(
        self, started_as: str, candidate: str, *, place: str | None, trust: Literal["practice", "graded"]
    ) -> Principal:
        from mockmind_lab.service.caller import Principal

        return Principal(
            owner=candidate,
            candidate=candidate,
            started_as=started_as,
            user=user(),
            trust=trust,
            place=place,
        )

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        """The result of ``work``, done on the host's loop. Not to be called from that loop.

        Raises ``RuntimeError`` where the host is closed, or closes before the work is done.
        """
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        # A loop that has stopped takes work and never does it. A Jupyter server stops its extensions, the
        # host with them, before its kernels, whose listeners close last.
        while not futures.wait([future], timeout=0.5).done:
            if not self._thread.is_alive():
                work.close()
                raise RuntimeError("the host's thread has ended")
        return future.result()

    async def built(self) -> InterviewService:
        """The service, for code on the host's loop."""
        return await self._built()

    async def _built(self) -> InterviewService:
        if self._service is None or (self._service.done() and self._service.exception()):
            # Tried anew after a failure: a full disk or a wrong setting may have been mended.
            self._service = asyncio.ensure_future(self._build())
        return await asyncio.shield(self._service)

    async def _build(self) -> InterviewService:
        if self._given is not None:
            return self._given
        service = await asyncio.to_thread(build_service, self.config if self.config else None)
        threading.Thread(target=warm_up, args=(service,), name="mockmind-warm-up", daemon=True).start()
        return service

    async def _closed(self) -> None:
        if self._service is None:
            return
        service = await self._service
        await service.close()
        if self._given is None:
            await asyncio.to_thread(service.store.close)

    async def _emptied(self) -> None:
        """End the connections of listeners that nobody closed."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=5)


class Listener:
    """One listening socket. Everyone who connects to it is the same principal."""

    def __init__(self, host: HostThread, path: str, principal: Principal) -> None:
        self.path = path
        self._host = host
        self._principal = principal
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Stop listening, drop connections (their interviews pause) and remove the socket. Idempotent."""
        with contextlib.suppress(RuntimeError):  # the host is closed already
            self._host.wait(self._closed())
        Path(self.path).unlink(missing_ok=True)

    async def serve(self, server_socket: socket.socket) -> None:
        """Begin to accept; called once, on the host's loop."""
        self._server = await asyncio.start_unix_server(
            self._connected, sock=server_socket, limit=MAX_REQUEST_BYTES
        )

    async def _closed(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for task in tuple(self._connections):
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections, timeout=5)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await Connection(self._host, self._principal, StreamWire(reader, writer)).run()


def _bound(path: str) -> socket.socket:
    server_socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        Path(path).unlink(missing_ok=True)
        server_socket.bind(path)
        Path(path).chmod(0o600)
        server_socket.listen(64)
    except OSError as error:
        server_socket.close()
        raise ConfigError(f"The host can't listen at {path}: {error.strerror or error}.") from error
    return server_socket
