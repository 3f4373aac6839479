"""What static analysis finds in a submission that an interviewer would speak of: faults and traps, not style.

The source is hostile text: ruff reads it in a process of its own with a time limit, what reads it here is
bounded in size and fenced against nesting.
"""

from __future__ import annotations

import ast
import json
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.measured import Finding
from mockmind_lab.core.parsing import PARSING, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["RULES", "TOO_COMPLEX", "check"]

RULES = {
    "A001": "shadows a built-in",
    "A002": "shadows a built-in",
    "ARG001": "argument that is never used",
    "ARG002": "argument that is never used",
    "B006": "mutable default, shared by all calls",
    "B007": "loop variable that is never used",
    "B015": "comparison whose result is thrown away",
    "B018": "expression without effect",
    "B023": "function that sees the loop variable's last value",
    "E711": "comparison to None with == (write `is None`)",
    "E712": "comparison to True or False with ==",
    "E721": "types compared with ==",
    "E722": "bare except, which hides every fault",
    "F401": "import that is never used",
    "F402": "import shadowed by a loop variable",
    "F403": "star import",
    "F601": "membership test by == in a literal",
    "F632": "`is` with a literal",
    "F811": "defined again before it was used",
    "F821": "undefined name",
    "F823": "local variable used before it has a value",
    "F841": "local variable that is never used",
}
"""The rules of ruff that matter in an interview, in our words."""

TOO_COMPLEX = 10
"""A function of more independent paths than this (McCabe) is named; radon's own grades call it ``C``."""
_MOST = 30  # findings of one submission
_MAX_CHARACTERS = 24_000  # several times the longest solution of the bank; a tree of it is read in no time
_SECONDS = 2.0
_MISSING = "ruff is not installed, so its findings are missing: `pip install ruff`"


def check(source: str, language: str = "python") -> tuple[tuple[Finding, ...], str]:
    """The findings, by line, and a note that says in a line what could not be looked at (empty: nothing).

    Never raises, whatever the source is. Takes at most about 3 seconds.
    """
    if language != "python":
        return (), f"Only Python is looked at, and this is {language}."
    if len(source) > _MAX_CHARACTERS:
        return (), "The source is too long to be looked at."
    found, note = _ruff(source)
    more = [*_radon(source), *_unreachable(source)]
    ordered = sorted([*found, *more], key=lambda finding: (finding.line, finding.rule, finding.text))
    return tuple(ordered[:_MOST]), note


def _ruff(source: str) -> tuple[list[Finding], str]:
    try:
        from ruff import find_ruff_bin

        program = find_ruff_bin()
    except (ImportError, FileNotFoundError):
        return [], _MISSING
    command = [
        program, "check", "--isolated", "--no-cache", "--quiet", "--ignore-noqa", "--exit-zero",
        "--output-format", "json", "--target-version", "py311", "--select", ",".join(sorted(RULES)),
        "--config", 'builtins=["ListNode","TreeNode"]', "--stdin-filename", "solution.py", "-",
    ]  # fmt: skip
    try:
        # No shell, no file of the candidate's on the way, and an environment that sets nothing.
        done = subprocess.run(
            command, input=source.encode("utf-8", "replace"), capture_output=True, timeout=_SECONDS, env={}
        )
        rows: list[dict[str, Any]] = json.loads(done.stdout or b"[]")
        return [_finding(row) for row in rows if row.get("code") in RULES], ""
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return [], "ruff could not read the source, so its findings are missing."


def _finding(row: dict[str, Any]) -> Finding:
    message = " ".join(str(row["message"]).split())[:160]
    rule = str(row["code"])
    return Finding(tool="ruff", rule=rule, line=int(row["location"]["row"]), text=message)


def _radon(source: str) -> Iterator[Finding]:
    try:
        from radon.visitors import ComplexityVisitor

        with PARSING:
            blocks = ComplexityVisitor.from_code(source).blocks
    except (ImportError, SyntaxError, ValueError, RecursionError, MemoryError, AttributeError):
        return
    for block in blocks:
        for part in [*getattr(block, "methods", ()), *([] if hasattr(block, "methods") else [block])]:
            if part.complexity > TOO_COMPLEX:
                text = f"`{str(part.name)[:60]}` has {part.complexity} independent paths; split it up"
                yield Finding(tool="radon", rule="complexity", line=part.lineno, text=text)


def _unreachable(source: str) -> Iterator[Finding]:
    """Statements after one that always leaves; ruff has no such rule outside of its previews."""
    try:
        nodes = list(ast.walk(parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in nodes:
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if not isinstance(block, list):
                continue
            for before, after in pairwise(block):
                if isinstance(before, ast.Return | ast.Raise | ast.Break | ast.Continue):
                    yield Finding(
                        tool="mockmind", rule="unreachable", line=after.lineno, text="This is never reached"
                    )
                    break
