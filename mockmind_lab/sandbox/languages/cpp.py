"""C++, compiled by g++."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.starters import identifier, spell_cpp
from mockmind_lab.core.types import ValueType
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

__all__ = ["Cpp"]

_RUNTIME_BYTES = 24 * MIB  # address space of a program that does nothing
_STACK_BYTES = 64 * MIB
_FLAGS = ("-std=c++20", "-O2", "-D_GLIBCXX_ASSERTIONS", "-fmax-errors=5", "-fdiagnostics-color=never")
_HEADER = "/mockmind/harness.hpp"
_THROWN = re.compile(r"terminate called after throwing an instance of '([^']*)'(?:\n\s*what\(\):\s*(.*))?")


class Cpp(Surveyed):
    """The harness is a header, compiled beforehand: with it a program takes a third of the time."""

    name = "cpp"

    def toolchain(self) -> Toolchain:
        """g++ 11 or newer."""
        version = self.fact("version", lambda: ask(self._driver(), "-dumpfullversion"))
        if not version or int(version.split(".")[0]) < 11:
            raise absent("C++", "g++ (11 or newer)", "run `apt-get install g++`")
        prelude = Build(
            {"harness.hpp": harness_text("harness.hpp")},
            # Named by its place in the box that uses it.
            [[self._driver(), *_FLAGS, "-B/tools", "-x", "c++-header", "harness.hpp", "-o", "out.gch"]],
            "out.gch",
            replace(self._compiler(), scratch_bytes=512 * MIB),
            output_bytes=400 * MIB,
        )
        return Toolchain(f"g++ {version}", prelude)

    def _driver(self) -> str:
        return self.fact("driver", lambda: str(Path(shutil.which("g++") or "/none/g++").resolve()))

    def survey(self) -> dict[str, Any]:
        """Where the compiler and its parts are."""
        self.toolchain()
        return self.facts("version", "driver", "folders", "tools")

    def _compiler(self) -> View:
        """The compiler, the headers, the assembler and the linker; /tmp for what they make."""
        driver = self._driver()
        tools: dict[str, str] = self.fact("tools", lambda: _tools(driver))
        return View(
            binds=(driver, *self.fact("folders", lambda: _folders(driver))),
            mounts=tuple((path, f"/tools/{name}") for name, path in tools.items()),
            scratch_bytes=192 * MIB,
            profile="build",
            harness="builder",
        )

    def building(self, prelude: str) -> View:
        """The same with our header and what was compiled of it."""
        shown = self._compiler()
        header = (_HEADER, harness_text("harness.hpp").encode())
        compiled = ((prelude, f"{_HEADER}.gch"),) if prelude else ()
        return replace(shown, mounts=(*shown.mounts, *compiled), files=(header,))

    def view(self, prelude: str) -> View:
        """Nothing but the system's libraries."""
        del prelude
        return View()

    def build(self, program: Program, prelude: str) -> Build:
        """The candidate's file is included by a small one that calls it."""
        files = {"solution.cpp": program.source, "signature.cpp": _glue(program)}
        command = [self._driver(), *_FLAGS, "-B/tools", "-include", _HEADER, "signature.cpp", "-o", "out"]
        return Build(files, [command], "out", self.building(prelude))

    def launch(self, program: Program, limits: Limits) -> Launch:
        """The kernel's limit on address space bounds a program without a runtime of its own exactly."""
        return Launch(
            path="",
            argv=["solution", str(limits.output_bytes)],
            limits={
                "AS": limits.memory_bytes + _RUNTIME_BYTES,
                "STACK": min(_STACK_BYTES, limits.memory_bytes),
            },
            gated=program.mode != "stdio",
            exhausted=(b"std::bad_alloc", b"Cannot allocate memory"),
        )

    def crash(self, stderr: str) -> dict[str, Any] | None:
        """What ``std::terminate`` says."""
        found = _THROWN.search(stderr)
        if found is None:
            return None
        name, message = found[1][:80], (found[2] or "")[:500]
        trace = f"{name}: {message}" if message else name
        return {"raised": name, "bases": [name], "message": message, "traceback": trace}


def _folders(driver: str) -> list[str]:
    own = {Path(ask(driver, f"-print-prog-name={name}")).resolve().parent for name in ("cc1plus", "collect2")}
    own |= {Path(ask(driver, "-print-libgcc-file-name")).resolve().parent, Path("/usr/include")}
    return sorted(str(path) for path in own if path != Path("/usr/bin"))


def _tools(driver: str) -> dict[str, str]:
    return {name: str(_real(ask(driver, f"-print-prog-name={name}"))) for name in ("as", "ld")}


def _real(path: str) -> Path:
    return Path(path if "/" in path else shutil.which(path) or path).resolve()


def _type(described: list[Any]) -> ValueType:
    return ValueType(described[0], tuple(_type(item) for item in described[1:]))


def _glue(program: Program) -> str:
    """The file that includes the candidate's and calls it, from the signature."""
    if program.mode == "stdio":
        return '#include "solution.cpp"\n'
    types = json.loads(program.types or "{}")
    lines = _nodes(program, types)
    # A main() that was written to try things out does no harm.
    lines += ["#define main mockmind_unused_main", '#include "solution.cpp"', "#undef main", ""]
    entry = identifier(program.entry_point, "cpp")
    lines += [
        "int main(int argc, char **argv) {",
        "    return mockmind::run(argc, argv, [](mockmind::Reader &in, mockmind::Writer &out) {",
    ]
    if program.mode == "function":
        lines.append(f"        mockmind::call(&::{entry}, in, out);")
    else:
        given = ", ".join(
            f"(in.more('\\1'), mockmind::read<{spell_cpp(_type(kind))}>(in))" for kind in types["params"]
        )
        lines += [
            "        in.take('[');",
            "        in.take('[');",
            f"        ::{entry} object{{{given}}};" if given else f"        ::{entry} object;",
            "        in.more(']');",
            "        in.more('\\1');",
            "        in.take('[');",
            '        out.put("[");',
            "        for (bool first = true; in.more(']'); first = false) {",
            '            if (!first) out.put(",");',
            "            in.take('[');",
            "            auto name = in.string();",
            "            in.more('\\1');",
        ]
        for method in types["methods"]:
            call = f"mockmind::call(object, &::{entry}::{identifier(method, 'cpp')}, in, out);"
            lines.append(f'            if (name == "{method}") {call}')
        lines += ["            in.take(']');", "        }", '        out.put("]");']
    return "\n".join([*lines, "    });", "}", ""])


def _nodes(program: Program, types: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for kind, fields in (("ListNode", ("next",)), ("TreeNode", ("left", "right"))):
        value = re.search(rf'"{kind}", \["(\w+)"\]', json.dumps(types))
        if not value:
            continue
        spelled = spell_cpp(ValueType(value[1]))  # pyright: ignore[reportArgumentType]
        given = "".join(f", {kind} *{field} = nullptr" for field in fields)
        taken = "".join(f", {field}({field})" for field in fields)
        declared = "".join(f" {kind} *{field};" for field in fields)
        if re.search(rf"^\s*(?:struct|class)\s+{kind}\s*[:{{]", program.source, re.MULTILINE):
            lines.append(f"struct {kind};")
        else:
            made = f"{kind}({spelled} val = {{}}{given}) : val(val){taken} {{}}"
            lines.append(f"struct {kind} {{ {spelled} val;{declared} {made} }};")
        lines.append(f"template <> struct mockmind::Node<{kind}> : std::true_type {{}};")
    return lines
