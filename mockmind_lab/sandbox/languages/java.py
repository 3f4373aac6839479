"""Java, compiled by javac and run by the JVM."""

from __future__ import annotations

import json
import re
import shutil
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
    harness_text,
)

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program

__all__ = ["Java"]

_RUNTIME_BYTES = 96 * MIB  # resident size of a JVM with nothing to do, its compiler's work included
# On the command line Add-Opens would cost a fifth of the start: the JVM then can't use its archived modules.
_MANIFEST = "Manifest-Version: 1.0\nMain-Class: Harness\nAdd-Opens: java.base/java.io\n"
_DATA = 1536 * MIB  # private memory of javac, most of it reserved and not used
_NATURAL = {"int": "long", "float": "double", "bool": "boolean", "str": "String"}
_PUBLIC = re.compile(
    r"^\s*public\s+(?:(?:final|abstract)\s+)*(?:class|record|interface|enum)\s+(\w+)", re.MULTILINE
)
_ERROR = re.compile(r'^Exception in thread "[^"]*" ([\w.$]+)(?:: (.*))?$', re.MULTILINE)


class Java(Surveyed):
    """Classes reach the JVM as a jar on a descriptor; the harness defines them."""

    name = "java"

    def toolchain(self) -> Toolchain:
        """A JDK, 17 or newer."""
        version = self.fact("version", lambda: ask(self._tool("javac"), "-version"))
        if not version:
            raise absent("Java", "a JDK", "run `apt-get install default-jdk-headless`")
        commands = [[self._tool("javac"), *_JAVAC, "-d", "classes", "Harness.java"]]
        files = {"Harness.java": harness_text("Harness.java"), "classes/META-INF/MANIFEST.MF": _MANIFEST}
        prelude = Build(
            files, commands, "classes/", self.building(""), data_bytes=_DATA, env=self._environment()
        )
        return Toolchain(version, prelude)

    def _home(self) -> Path:
        return Path(self.fact("home", lambda: str(_home())))

    def survey(self) -> dict[str, Any]:
        """Where the JDK is."""
        self.toolchain()
        return self.facts("version", "home", "folders")

    def _tool(self, name: str) -> str:
        return str(self._home() / "bin" / name)

    def _environment(self) -> dict[str, str]:
        # The launcher looks for its libraries beside itself, which it can't find without /proc.
        return {"LD_LIBRARY_PATH": str(self._home() / "lib"), "LC_ALL": "C.UTF-8"}

    def _folders(self) -> tuple[str, ...]:
        """The JDK, and the folders its own configuration is linked to."""
        return tuple(self.fact("folders", lambda: _folders(self._home())))

    def building(self, prelude: str) -> View:
        """The JDK; /tmp for the classes."""
        del prelude
        return View(binds=self._folders(), scratch_bytes=128 * MIB, profile="build", harness="builder")

    def view(self, prelude: str) -> View:
        """The JDK and the harness. No /proc: the JVM is executed by descriptor and needs none."""
        files = (("/mockmind/harness.jar", Path(prelude).read_bytes()),) if prelude else ()
        # Without a source of random bytes SecureRandom makes its own, which takes seconds.
        return View(binds=self._folders(), files=files, devices=("/dev/random", "/dev/urandom"))

    def build(self, program: Program, prelude: str) -> Build:
        """The candidate's classes alone."""
        del prelude
        public = _PUBLIC.search(program.source)
        default = "Main" if program.mode == "stdio" else "Solution"
        name = f"{public[1] if public else default}.java"
        files = {name: program.source}
        types = json.loads(program.types or "{}")
        for kind, fields in (("ListNode", ("next",)), ("TreeNode", ("left", "right"))):
            value = re.search(rf'"{kind}", \["(\w+)"\]', json.dumps(types))
            own = re.search(
                rf"^\s*(?:(?:public|final|static)\s+)*class\s+{kind}\b", program.source, re.MULTILINE
            )
            if value and not own:
                files[f"{kind}.java"] = _node(kind, _NATURAL[value[1]], fields)
        commands = [[self._tool("javac"), *_JAVAC, "-d", "classes", *files]]
        view, env = self.building(""), self._environment()
        return Build(files, commands, "classes/", view, data_bytes=_DATA, env=env)

    def launch(self, program: Program, limits: Limits) -> Launch:
        """The heap is the limit; what the JVM needs beside it has an allowance of its own."""
        owner = "Solution"
        if program.mode != "function":
            owner = "Main" if program.mode == "stdio" else identifier(program.entry_point, "java")
        public = _PUBLIC.search(program.source)
        if public and program.mode != "class":
            owner = public[1]
        methods = json.loads(program.types or "{}").get("methods", {})
        names = json.dumps({name: identifier(name, "java") for name in methods})
        entry = identifier(program.entry_point, "java")
        arguments = [program.mode, entry, owner, names, str(limits.output_bytes)]
        heap = f"-Xmx{limits.memory_bytes // MIB}m"
        return Launch(
            path=self._tool("java"),
            argv=["java", *_JVM, heap, "-jar", "/mockmind/harness.jar", *arguments],
            env=self._environment(),
            limits={"AS": None, "DATA": limits.memory_bytes + 768 * MIB, "NOFILE": 64, "NPROC": 128},
            resident_bytes=limits.memory_bytes + _RUNTIME_BYTES,
            announces=True,
            exhausted=(b"java.lang.OutOfMemoryError", b"insufficient memory"),
        )

    def crash(self, stderr: str) -> dict[str, Any] | None:
        """What an exception that nobody caught left behind."""
        found = _ERROR.search(stderr)
        if found is None:
            return None
        name = found[1].rsplit(".", 1)[-1]
        return {"raised": name, "bases": [name], "message": (found[2] or "")[:500], "traceback": found[0]}


_SMALL = ("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto")
_JVM = (
    *_SMALL,
    "-XX:-UseContainerSupport",
    "-XX:ReservedCodeCacheSize=64m",
    "-XX:MaxMetaspaceSize=96m",
    "-Xss64m",
)
_COMPILER = tuple(f"-J{flag}" for flag in (*_SMALL, "-Xmx512m", "-XX:TieredStopAtLevel=1"))
_JAVAC = (
    *_COMPILER,
    "-encoding",
    "UTF-8",
    "-g",
    "-XDstringConcat=inline",
    "-proc:none",
    "-nowarn",
    "-Xmaxerrs",
    "5",
)


def _home() -> Path:
    """The folder of the JDK whose compiler is on PATH; without one there, of the newest that is installed."""
    found = shutil.which("javac")
    installed = sorted(Path("/usr/lib/jvm").glob("*/bin/javac"))
    return (Path(found) if found else [Path("/none/bin/javac"), *installed][-1]).resolve().parent.parent


def _folders(home: Path) -> list[str]:
    linked = {path.resolve() for path in (home / "conf").rglob("*") if path.is_symlink()}
    linked |= {path.resolve() for path in (home / "lib").glob("*") if path.is_symlink()}
    outside = {str(path if path.is_dir() else path.parent) for path in linked if home not in path.parents}
    roots = {folder for folder in outside if not any(f"{other}/" in folder for other in outside)}
    return [str(home), *sorted(folder for folder in roots if folder.startswith("/etc/"))]


def _node(kind: str, value: str, fields: tuple[str, ...]) -> str:
    declared = "".join(f"    public {kind} {field};\n" for field in fields)
    given = "".join(f", {kind} {field}" for field in fields)
    taken = "".join(f" this.{field} = {field};" for field in fields)
    return (
        f"class {kind} {{\n    public {value} val;\n{declared}\n"
        f"    {kind}() {{}}\n    {kind}({value} val) {{ this.val = val; }}\n"
        f"    {kind}({value} val{given}) {{ this.val = val;{taken} }}\n}}\n"
    )
