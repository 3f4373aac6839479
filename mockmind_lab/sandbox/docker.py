"""The Docker backend: the same zygote in a hardened container, on Linux and wherever else an engine runs."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
from typing import TYPE_CHECKING, Any

from traitlets import Float, Int, Unicode
from traitlets.config import Configurable

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.base import RunResult
from mockmind_lab.sandbox.engine import Box, Container, connect, sweep
from mockmind_lab.sandbox.image import check_image
from mockmind_lab.sandbox.probe import CANARIES, CAPPED, PROMISES, judge_evidence, none_hold, require

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program, Property

__all__ = ["DockerSandbox"]

# There is no process namespace for each child in a container; the container's own holds them all.
_PROMISES = (*(name for name in PROMISES if name != "own process namespace"), CAPPED)
_START_SECONDS = 60.0
_PATIENCE_SECONDS = 30.0  # beyond a test's own wall time; the supervisor keeps the limits
_OWN_MEMORY = 128 * 2**20  # bytes of a container that its interpreters may take
_FIX = (
    "the engine or its runtime does not keep this promise; update Docker (20.10 or newer), or name another "
    "DockerSandbox.runtime"
)


class DockerSandbox(Configurable):
    """Runs untrusted Python in a container of its own; see ``base.Sandbox``.

    The container stays while all goes well. After anything that should not have happened (it died,
    it did not answer, a process was left in it) it is thrown away, and the next run gets another.
    """

    name = "docker"
    sandboxed = True

    image = Unicode(
        "mockmind-sandbox", help="The image to run, as `mockmind sandbox build` made it: a name, or name:tag."
    ).tag(config=True)
    engine = Unicode(
        "",
        help="The engine's address, e.g. unix:///run/user/1000/docker.sock. "
        "Empty: DOCKER_HOST, or the usual socket.",
    ).tag(config=True)
    runtime = Unicode(
        "", help="The engine's runtime for the container, e.g. runsc (gVisor). Empty: the engine's default."
    ).tag(config=True)
    memory_bytes = Int(
        2**30,
        min=2**28,
        help="Most memory of one container, in bytes; a problem's own limit must fit in.",
    ).tag(config=True)
    cpus = Float(1.0, min=0.1, help="Most processor cores one container may use at once.").tag(config=True)
    processes = Int(
        128, min=16, help="Most processes and threads in one container, three of them the sandbox's own."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._client: Any = None
        self._container: Container | None = None
        self._properties: tuple[Property, ...] = ()

    def __enter__(self) -> DockerSandbox:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the container and probe every property; raises ``SandboxUnavailable`` with the fix."""
        if self._container is not None:
            return
        try:
            self._container, evidence = self._start()
            self._properties = tuple(judge_evidence(evidence, _PROMISES, fix=_FIX))
            require(self._properties)
        except BaseException as error:
            self.close()
            if isinstance(error, SandboxUnavailable) or not isinstance(error, (SandboxError, OSError)):
                raise
            reason = " ".join(str(error).split())
            raise SandboxUnavailable(f"The sandbox can't be opened: {reason}") from error

    def properties(self) -> Sequence[Property]:
        """Probe and report each property, for ``doctor``. Never raises for one that does not hold."""
        try:
            self.open()
        except SandboxError as error:
            if not any(not item.holds for item in self._properties):
                return none_hold(_PROMISES, error)
        return self._properties

    def run(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """Yield one result per input, in order, as each is done. See ``base.Sandbox.run``."""
        if program.language != "python":
            raise SandboxUnavailable(
                f"Docker's sandbox runs Python only, not {program.language}: set Judge.sandbox to bubblewrap."
            )
        if limits.memory_bytes + _OWN_MEMORY > self.memory_bytes:
            raise SandboxUnavailable(
                f"The problem allows {limits.memory_bytes // 2**20} MiB and the container has "
                f"{self.memory_bytes // 2**20}: raise DockerSandbox.memory_bytes."
            )
        self.open()
        assert self._container is not None
        together = isolation is Isolation.BATCH and program.mode != "stdio"
        message = {
            "op": "run",
            "program": dataclasses.asdict(program),
            "limits": limits.model_dump(),
            "together": together,
        }
        try:
            yield from self._results(self._container, message, inputs, limits.wall_seconds)
        except SandboxError:
            self.close()  # whatever state it is in, the next call gets a fresh one
            raise

    def _results(
        self, container: Container, message: dict[str, Any], inputs: Sequence[bytes], wall_seconds: float
    ) -> Iterator[RunResult]:
        """Results as they come. A run that is left early is stopped."""
        seconds = wall_seconds + _PATIENCE_SECONDS
        container.say(message, list(inputs), seconds=seconds)
        ended = False
        try:
            while True:
                answer, blobs = container.hear(seconds=seconds)
                if "done" in answer:
                    ended = True
                    self._look_at_end(answer)
                    return
                result = _result(answer, blobs)
                yield result
                if result.end != "finished":
                    container.say({"op": "next"}, seconds=seconds)
        except SandboxError:
            ended = True
            raise
        finally:
            if not ended:
                self._stop(container, seconds)

    def _stop(self, container: Container, seconds: float) -> None:
        try:
            container.say({"op": "stop"}, seconds=seconds)
            answer: dict[str, Any] = {}
            while "done" not in answer:
                answer, _ = container.hear(seconds=seconds)
            self._look_at_end(answer)
        except SandboxError:
            self.close()

    def _look_at_end(self, answer: dict[str, Any]) -> None:
        if answer.get("strays") != 0:
            self.close()

    def close(self) -> None:
        """Remove the container and free what it held. Idempotent."""
        container, self._container = self._container, None
        if container is not None:
            container.close()
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()

    def _start(self) -> tuple[Container, dict[str, Any]]:
        self._client = connect(self.engine)
        sweep(self._client)
        box = Box(
            image=check_image(self._client, self.image),
            memory_bytes=self.memory_bytes,
            cpus=self.cpus,
            processes=self.processes,
            runtime=self.runtime,
        )
        # A user that no other container has: the kernel counts the threads of one user over all of them.
        # Below 65536, the last that an engine with user namespaces of its own is sure to know.
        uid = 20_000 + 2 * secrets.randbelow(20_000)
        container = Container(self._client, box)
        try:
            container.say({"op": "hello", "uid": uid, "canaries": CANARIES}, seconds=_START_SECONDS)
            answer, _ = container.hear(seconds=_START_SECONDS)
        except BaseException:
            container.close()
            raise
        return container, answer.get("evidence", {})


def _result(answer: dict[str, Any], blobs: list[bytes]) -> RunResult:
    try:
        result, stdout, stderr = blobs
        return RunResult(**answer["result"], result=result, stdout=stdout, stderr=stderr)
    except (KeyError, TypeError, ValueError) as error:
        raise SandboxError("The sandbox's container answers with nonsense.") from error
