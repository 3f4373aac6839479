"""Values cross the boundary as they are: every declared type, there and back, in every language."""

from __future__ import annotations

from typing import Any

from mockmind_lab.core.problem import Method, Parameter, ProblemTest, Signature
from mockmind_lab.core.starters import starters
from mockmind_lab.core.verdict import Code
from mockmind_lab.judge import Judge

from .conftest import submit

TYPES: dict[str, tuple[str, list[Any]]] = {
    "whole": ("int", [0, -7, 2**53 - 1, -(2**53) + 1]),
    "part": ("float", [0.5, -2.0, 1e300, 3.0, 0.1]),
    "truth": ("bool", [True, False]),
    "text": ("str", ["", 'a"b\\c\n', "größe 漢 \U0001f600", "\x00\x1f", "$pairs"]),
    "grid": ("list[list[int]]", [[], [[]], [[1, 2], [3]]]),
    "names": ("list[str]", [[], ["a", "b"]]),
    "flags": ("list[bool]", [[True, False]]),
    "parts": ("list[float]", [[1.0, 0.25]]),
    "ages": ("dict[str, int]", [{}, {"a": 1, "b": -2}, {"$pairs": 3}]),
    "rooms": ("dict[int, list[str]]", [{}, {"1": ["x"], "-2": []}]),
    "perhaps": ("int | None", [None, 5]),
    "gaps": ("list[int | None]", [[1, None, 3]]),
    "chain": ("ListNode[int]", [[], [1], [3, 2, 1]]),
    "tree": ("TreeNode[int]", [[], [1], [1, 2, 3], [1, None, 2, 3], [5, 4, 8, 11, None, 13, 4]]),
}
SIGNATURE = Signature(
    entry_point="Echo",
    params=(Parameter(name="start", type="int"),),
    methods=(
        *(
            Method(name=name, params=(Parameter(name="value", type=kind),), returns=kind)
            for name, (kind, _) in TYPES.items()
        ),
        Method(name="count", returns="int"),
        Method(name="reset"),
    ),
)
CALLS = [[name, [value]] for name, (_, values) in TYPES.items() for value in values]


def echo(language: str) -> str:
    """The starter code, with every method made to return what it was given."""
    source = starters(SIGNATURE)[language]
    lines, name = [], ""
    for line in source.splitlines():
        stripped = line.strip()
        name = next((n for n in TYPES if f" {n}(" in f" {line}" and "(" in stripped), name)
        if stripped.startswith("return") and "Echo" not in line and name:
            line = line.replace(stripped, "return value" + (";" if language in ("java", "cpp") else ""))
        elif stripped == "..." and name:
            line = line.replace("...", "return value")
        elif language == "javascript" and name and stripped == "}":
            line = "return value; }"
        lines.append(line)
        if stripped in ("}", "...") or "return" in stripped:
            name = ""
    return "\n".join(lines) + "\n"


def problem(calls: list[Any], expected: list[Any]) -> dict[str, Any]:
    test = ProblemTest(number=1, visible=True, category="typical", args=[[1], calls], expected=expected)
    return {"kind": "class", "signature": SIGNATURE, "tests": (test,)}


def with_counter(source: str, language: str) -> str:
    """``count`` returns the constructor's argument plus 1, and ``reset`` nothing."""
    edits = {
        "python": [("start: int) -> None:\n        ...", "start: int) -> None:\n        self.n = start + 1"),
                   ("def count(self) -> int:\n        ...", "def count(self) -> int:\n        return self.n")],
        "javascript": [("constructor(start) {", "constructor(start) { this.n = start + 1;"),
                       ("count() {", "count() { return this.n;")],
        "java": [("public Echo(long start) {", "long n; public Echo(long start) { n = start + 1;"),
                 ("public long count() {\n        return 0;", "public long count() {\n        return n;")],
        "cpp": [("    Echo(long long start) {", "    long long n; Echo(long long start) { n = start + 1;"),
                ("long long count() {\n        return {};", "long long count() {\n        return n;")],
        "go": [("type Echo struct {", "type Echo struct { n int"), ("return &Echo{}", "return &Echo{start + 1}"),
               ("count() int {\n\treturn 0", "count() int {\n\treturn c.n")],
    }  # fmt: skip
    for old, new in edits[language]:
        assert old in source, (old, source)
        source = source.replace(old, new)
    return source


def test_every_type_goes_in_and_comes_out_as_it_was(judge: Judge, language: str):
    calls = [*CALLS, ["count", []], ["reset", []]]
    expected = [value for _, (value,) in CALLS] + [2, None]
    source = with_counter(echo(language), language)
    verdict = submit(judge, language, source, **problem(calls, expected))
    assert verdict.code is Code.AC, (verdict.message, verdict.tests and verdict.tests[0].got)


def test_python_echoes_them_as_well(judge: Judge):
    calls = [*CALLS, ["count", []], ["reset", []]]
    expected = [value for _, (value,) in CALLS] + [2, None]
    source = with_counter(echo("python"), "python")
    verdict = submit(judge, "python", source, **problem(calls, expected))
    assert verdict.code is Code.AC, (verdict.message, verdict.tests and verdict.tests[0].got)


def test_integers_are_exact_up_to_64_bits_and_never_wrong_silently(judge: Judge, language: str):
    source = with_counter(echo(language), language)
    verdict = submit(judge, language, source, **problem([["whole", [2**63 - 1]]], [2**63 - 1]))
    if language == "javascript":
        assert (verdict.code, "9223372036854775807" in verdict.message) == (Code.RTE, True)
    else:
        assert verdict.code is Code.AC, verdict.message
    beyond = submit(judge, language, source, **problem([["whole", [2**63]]], [2**63]))
    assert (beyond.code, "9223372036854775808" in beyond.message) == (Code.RTE, True)


def test_starter_code_compiles_in_every_language_and_answers_wrongly(judge: Judge, language: str):
    verdict = submit(judge, language, starters(SIGNATURE)[language], **problem([["whole", [5]]], [5]))
    assert verdict.code is Code.WA, verdict.message
