"""The Docker backend: the same zygote in a hardened container, on Linux and wherever else an engine runs."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets import Float, Int, Unicode
from traitlets.config import Configurable

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.box import View
from mockmind_lab.sandbox.compiled import Compiler
from mockmind_lab.sandbox.engine import Box, Container, connect, sweep
from mockmind_lab.sandbox.image import PACKAGES, check_image
from mockmind_lab.sandbox.languages import support, told
from mockmind_lab.sandbox.languages.base import cache_folder
from mockmind_lab.sandbox.polyglot import Polyglot
from mockmind_lab.sandbox.probe import (
    CANARIES,
    CAPPED,
    PROMISES,
    beyond_scratch,
    judge_evidence,
    require,
    unopened,
)
from mockmind_lab.sandbox.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program, Property, RunResult
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["DockerSandbox"]

# There is no process namespace for each child in a container; the container's own holds them all.
_PROMISES = (*(name for name in PROMISES if name != "own process namespace"), CAPPED)
_START_SECONDS = 60.0
_FIX = (
    "the engine or its runtime does not keep this promise; update Docker (20.10 or newer), or name another "
    "DockerSandbox.runtime"
)


class DockerSandbox(Configurable):
    """Runs untrusted programs in containers of its own; see ``base.Sandbox``.

    There is one for Python, one for each other language that is asked for, and one for each build, which ends
    with it. A container stays while all goes well. After anything that should not have happened (it died,
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
    compile_memory_bytes = Int(
        2**31, min=2**29, help="Most memory of a container that compiles, its /tmp included, in bytes."
    ).tag(config=True)
    compile_cache = Unicode(
        "", help="Folder for what was compiled, of one's own; empty: mockmind/compiled in the user's cache."
    ).tag(config=True)
    compile_cache_bytes = Int(
        2**30, min=2**28, help="How much is kept there, in bytes; what was used longest ago goes first."
    ).tag(config=True)
    cpus = Float(1.0, min=0.1, help="Most processor cores one container may use at once.").tag(config=True)
    processes = Int(
        128, min=16, help="Most processes and threads in one container, three of them the sandbox's own."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._client: Any = None
        self._box: Supervised | None = None
        self._image = ""
        self._toolchains: dict[str, Any] = {}
        self._properties: tuple[Property, ...] = ()
        folder = Path(self.compile_cache).expanduser() if self.compile_cache else cache_folder("compiled")
        self._polyglot = Polyglot(self, Compiler(self, folder, self.compile_cache_bytes))

    @property
    def _container(self) -> Container | None:
        return self._box.container if self._box else None

    def __enter__(self) -> DockerSandbox:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the container and probe every property; raises ``SandboxUnavailable`` with the fix."""
        if self._box is not None:
            return
        try:
            self._client = connect(self.engine)
            sweep(self._client)
            self._image = check_image(self._client, self.image)
            self._box, answer = self._start(View(profile="python"))
            self._toolchains = answer.get("toolchains", {})
            evidence = answer.get("evidence", {})
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
                return unopened(self.name, error)
        return self._properties

    def run(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """Yield one result per input, in order, as each is done. See ``base.Sandbox.run``."""
        if program.language != "python":
            yield from self._polyglot.run(program, inputs, limits, isolation)
            return
        self.open()
        box = self._box
        assert box is not None
        together = isolation is Isolation.BATCH and program.mode != "stdio"
        try:
            yield from box.run_python(program, inputs, limits, together=together)
        finally:
            if not box.usable:
                self.close()  # whatever state it is in, the next call gets a fresh one

    equipped = True
    """What our harnesses are built to lies in the image; see ``box.Boxes``."""

    @property
    def edition(self) -> str:
        """The image's id: a compiler of the same version may link with other libraries elsewhere."""
        self.open()
        return self._image

    def support(self, language: str) -> Support:
        """The language as the image has it; see ``box.Boxes``."""
        support(language)
        self.open()
        if language not in self._toolchains:
            raise SandboxUnavailable(
                f"The sandbox's image {self.image} has no toolchain for {language}: run "
                f"`mockmind sandbox build --packages '{PACKAGES}'` and try again."
            )
        return told(language, self._toolchains[language])

    def open_box(self, view: View) -> Supervised:
        """A container of its own for another language or a compiler; see ``box.Boxes``."""
        self.open()
        box, answer = self._start(view)
        evidence = answer.get("evidence", {})
        try:
            if view.scratch_bytes:
                broken = beyond_scratch(evidence.get("zygote", {}))
                if not (evidence.get("memory_bytes") and evidence.get("processes")):
                    broken.append(CAPPED)
                if broken:
                    raise SandboxUnavailable(
                        f"A compiler's container does not keep its promise of {broken[0]}."
                    )
            else:
                require(judge_evidence(evidence, _PROMISES, fix=_FIX))
        except BaseException:
            box.close()
            raise
        return box

    def close(self) -> None:
        """Remove the containers and free what it held. Idempotent."""
        self._polyglot.close()
        box, self._box = self._box, None
        if box is not None:
            box.close()
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()

    def _start(self, view: View) -> tuple[Supervised, dict[str, Any]]:
        # A user that no other container has: the kernel counts the threads of one user over all of them.
        # Below 65536, the last that an engine with user namespaces of its own is sure to know.
        uid = 20_000 + 2 * secrets.randbelow(20_000)
        memory = self.compile_memory_bytes if view.scratch_bytes else self.memory_bytes
        box = Box(
            image=self._image,
            memory_bytes=memory,
            cpus=self.cpus,
            processes=self.processes,
            runtime=self.runtime,
            uid=uid,
            scratch_bytes=view.scratch_bytes,
            devices=view.devices,
        )
        container = Container(self._client, box)
        message = {"op": "hello", "uid": uid, "canaries": CANARIES}
        message |= {"profile": view.profile, "harness": view.harness}
        try:
            container.say(message, seconds=_START_SECONDS)
            answer, _ = container.hear(seconds=_START_SECONDS)
        except BaseException:
            container.close()
            raise
        return Supervised(container, memory), answer
