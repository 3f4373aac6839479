"""A container whose supervisor has said hello, as the host uses it: runs, builds, and its soundness."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.base import RunResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program
    from mockmind_lab.sandbox.box import Launch
    from mockmind_lab.sandbox.engine import Container

__all__ = ["Supervised"]

_PATIENCE_SECONDS = 30.0  # beyond a test's own wall time; the supervisor keeps the limits
_OWN_MEMORY = 128 * 2**20  # bytes of a container that its interpreters may take


class Supervised:
    """A container that is open; see ``box.Box``. ``usable`` is False once something should not have happened:
    it died, it did not answer, a process was left in it."""

    def __init__(self, container: Container, memory_bytes: int) -> None:
        self.container = container
        self.memory_bytes = memory_bytes
        self.usable = True

    def run_python(
        self, program: Program, inputs: Sequence[bytes], limits: Limits, *, together: bool
    ) -> Iterator[RunResult]:
        """As ``attempt.run_all`` has it."""
        self._require_room(limits.memory_bytes)
        message = {"op": "run", "program": dataclasses.asdict(program), "together": together}
        return self._results(message, list(inputs), limits)

    def run(
        self,
        program: Program,
        code: bytes,
        inputs: Sequence[bytes],
        limits: Limits,
        launch: Launch,
        *,
        together: bool,
    ) -> Iterator[RunResult]:
        """As ``box.Box.run`` has it."""
        self._require_room(max(limits.memory_bytes, launch.resident_bytes))
        # The source is in ``code`` already, and may be long.
        given = dataclasses.replace(program, source="")
        message = {
            "op": "native",
            "program": dataclasses.asdict(given),
            "launch": launch.to_json(),
            "together": together,
        }
        return self._results(message, [code, *inputs], limits)

    def build(self, job: bytes, limits: Limits) -> RunResult:
        """As ``box.Box.build`` has it."""
        return next(iter(self._results({"op": "build"}, [job], limits)))

    def _require_room(self, needed: int) -> None:
        if needed + _OWN_MEMORY > self.memory_bytes:
            raise SandboxUnavailable(
                f"The problem allows {needed // 2**20} MiB and the container has "
                f"{self.memory_bytes // 2**20}: raise DockerSandbox.memory_bytes."
            )

    def _results(self, message: dict[str, Any], blobs: list[bytes], limits: Limits) -> Iterator[RunResult]:
        """Results as they come. A run that is left early is stopped."""
        seconds = limits.wall_seconds + _PATIENCE_SECONDS
        self.container.say(message | {"limits": limits.model_dump()}, blobs, seconds=seconds)
        ended = False
        try:
            while True:
                answer, parts = self.container.hear(seconds=seconds)
                if "done" in answer:
                    ended = True
                    self._look_at_end(answer)
                    return
                result = _result(answer, parts)
                yield result
                if result.end != "finished":
                    self.container.say({"op": "next"}, seconds=seconds)
        except SandboxError:
            ended, self.usable = True, False
            raise
        finally:
            if not ended:
                self._stop(seconds)

    def _stop(self, seconds: float) -> None:
        try:
            self.container.say({"op": "stop"}, seconds=seconds)
            answer: dict[str, Any] = {}
            while "done" not in answer:
                answer, _ = self.container.hear(seconds=seconds)
            self._look_at_end(answer)
        except SandboxError:
            self.usable = False

    def _look_at_end(self, answer: dict[str, Any]) -> None:
        if answer.get("strays") != 0:
            self.usable = False

    def close(self) -> None:
        """Remove the container. Idempotent."""
        self.container.close()


def _result(answer: dict[str, Any], blobs: list[bytes]) -> RunResult:
    try:
        result, stdout, stderr = blobs
        return RunResult(**answer["result"], result=result, stdout=stdout, stderr=stderr)
    except (KeyError, TypeError, ValueError) as error:
        raise SandboxError("The sandbox's container answers with nonsense.") from error
