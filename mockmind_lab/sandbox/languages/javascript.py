"""JavaScript, run by Node."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.sandbox.box import View
from mockmind_lab.sandbox.languages.base import MIB, Launch, Surveyed, Toolchain, absent, ask, harness_text

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program
    from mockmind_lab.sandbox.languages.base import Build

__all__ = ["JavaScript"]

_RUNTIME_BYTES = 64 * MIB  # resident size of Node with nothing to do
_STACK_BYTES = 64 * MIB
_ERROR = re.compile(r"^(?:Uncaught )?(\w*(?:Error|Exception))(?:: (.*))?$", re.MULTILINE)


class JavaScript(Surveyed):
    """Nothing is built: the harness compiles the source before it asks for an input."""

    name = "javascript"

    def toolchain(self) -> Toolchain:
        """Node 18 or newer."""
        version = self.fact("version", lambda: ask(self._node(), "--version"))
        if not version:
            raise absent("JavaScript", "Node", "run `apt-get install nodejs`")
        return Toolchain(version)

    def _node(self) -> str:
        return self.fact("node", lambda: str(Path(_found() or "/none/node").resolve()))

    def _libraries(self) -> list[str]:
        node = Path(self._node())
        return self.fact("libraries", lambda: [str(path) for path in _libraries(node)])

    def survey(self) -> dict[str, Any]:
        """Where Node is."""
        self.toolchain()
        self._libraries()
        return self.facts("version", "node", "libraries")

    def view(self, prelude: str) -> View:
        """Node itself; it is one file, beside the system's libraries."""
        del prelude
        files = (("/mockmind/harness.js", harness_text("harness.js").encode()),)
        return View(binds=(self._node(), *self._libraries()), files=files)

    def building(self, prelude: str) -> View | None:
        """None."""
        del prelude

    def build(self, program: Program, prelude: str) -> Build | None:
        """None."""
        del program, prelude

    def launch(self, program: Program, limits: Limits) -> Launch:
        """V8's heap ends a little above the limit; the host's watch on the resident size comes first."""
        del program
        megabytes = limits.memory_bytes // MIB
        flags = [
            "--single-threaded-gc",
            f"--max-old-space-size={megabytes + 16}",
            f"--stack-size={_STACK_BYTES // 1024 - 2048}",
        ]
        return Launch(
            path=self._node(),
            argv=["node", *flags, "--no-warnings", "/mockmind/harness.js"],
            limits={
                "AS": None,
                "DATA": limits.memory_bytes + 512 * MIB,
                "NOFILE": 64,
                "NPROC": 128,
                "STACK": _STACK_BYTES,
            },
            resident_bytes=limits.memory_bytes + _RUNTIME_BYTES,
            announces=True,
            exhausted=(b"heap out of memory", b"Cannot allocate memory", b"Array buffer allocation failed"),
        )

    def crash(self, stderr: str) -> dict[str, Any] | None:
        """Node prints the place, the error and the stack."""
        found = _ERROR.search(stderr)
        if found is None:
            return None
        frames = [line for line in stderr.splitlines() if re.match(r"\s+at .*solution\.js:", line)][:12]
        message = (found[2] or "")[:500]
        trace = "\n".join([found[0], *frames])
        return {"raised": found[1], "bases": [found[1], "Error"], "message": message, "traceback": trace}


def _found() -> str | None:
    return shutil.which("node") or shutil.which("nodejs")


def _libraries(node: Path) -> list[Path]:
    return sorted(node.parent.parent.glob("lib/libnode.so*"))
