"""JSON lines in HumanEval's form: a prompt, a reference, and a test program that defines ``check``."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from typing import TYPE_CHECKING, Any

from mockmind_lab.authoring import Draft, Source
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.problem import UNKNOWN, Complexity, Difficulty, Manifest
from mockmind_lab.errors import Refused
from mockmind_lab.importing.conversion import definitions, function_tests
from mockmind_lab.importing.found import Item, Notes, Prepared, slug_of
from mockmind_lab.importing.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.judge import Judge

__all__ = ["read_humaneval"]

_FIELDS = ("task_id", "prompt", "entry_point", "canonical_solution", "test")
_LONGEST = 60_000  # characters of one field


def read_humaneval(text: str, judge: Judge, difficulty: Difficulty) -> Iterator[Prepared | Item]:
    """Each line of ``text`` as a package, or with why it makes none."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name = f"line {number}"
        notes = Notes()
        try:
            row = _row(line)
            name = row["task_id"]
            yield _prepared(row, judge, difficulty, notes)
        except Refused as refusal:
            yield Item(name, reason=str(refusal), notes=notes.all())


def _row(line: str) -> dict[str, str]:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused("is no valid JSON") from None
    if not isinstance(row, dict):
        raise Refused("is no JSON object")
    found: dict[str, str] = {}
    for field in _FIELDS:
        value = row.get(field)
        if not isinstance(value, str) or (field != "canonical_solution" and not value.strip()):
            raise Refused(f"has no text {field!r}")
        if len(value) > _LONGEST:
            raise Refused(f"{field} is over {_LONGEST:,} characters")
        found[field] = value
    return found


def _prepared(row: dict[str, str], judge: Judge, difficulty: Difficulty, notes: Notes) -> Prepared:
    entry, reference = row["entry_point"], row["prompt"] + row["canonical_solution"]
    try:
        node = definitions(reference).get(entry)
    except Refused:
        reference = row["canonical_solution"]
        node = definitions(reference).get(entry)
    if not isinstance(node, ast.FunctionDef):
        raise Refused(f"its solution defines no function {entry[:60]}")
    if node.args.vararg or node.args.kwarg:
        raise Refused(f"{entry} takes any number of arguments, which no signature has")
    recording = record(judge, "check", entry, reference, row["test"])
    if recording.missing or recording.failed:
        raise Refused(f"its own test refuses its solution ({recording.error or 'nothing defined'})")
    if recording.error:
        notes.say(f"its test program stopped early: {recording.error}")
    if recording.overflow:
        notes.say("its test program makes more calls than are recorded; the first 3,000 are taken")
    for what in recording.faults.items():
        notes.say(" ".join(what))
    converted = function_tests(entry, node, recording.calls, notes)
    if len(converted.tests) < 2:
        why = "; ".join(notes.all()) or "its test program calls it less than twice"
        raise Refused(f"{len(converted.tests)} tests could be recorded: {why}")
    manifest = Manifest(
        origin="imported",
        title=entry.replace("_", " ").strip().capitalize()[:80],
        difficulty=difficulty,
        topics=("practical",),
        kind="function",
        signature=converted.signature,
        checker=converted.checker,
        complexity=Complexity(time=UNKNOWN, space=UNKNOWN),
    )
    draft = Draft(
        slug=_slug(row["task_id"], entry),
        manifest=manifest,
        statement=_statement(manifest.title, entry, row["prompt"]),
        hints=(),
        generator="",
        tests=converted.tests,
        submissions=(Source("accepted", "reference.py", reference),),
    )
    return Prepared(row["task_id"], draft, notes.all())


def _slug(task: str, entry: str) -> str:
    """The task's name, with what is to be written unless that is in it."""
    return slug_of(task) if slug_of(entry) in slug_of(task) else slug_of(task, entry)


def _statement(title: str, entry: str, prompt: str) -> str:
    """The docstring as Markdown, and whatever else the prompt gives to build on."""
    told, given = "", ""
    try:
        tree = parse(prompt)
        node = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == entry)
        told = ast.get_docstring(node) or ""
        rest = [n for n in tree.body if n is not node and not isinstance(n, ast.Import | ast.ImportFrom)]
        given = "\n\n\n".join(ast.unparse(n) for n in rest)
    except (SyntaxError, ValueError, StopIteration, RecursionError, MemoryError):
        told = prompt
    parts = [f"# {title}", f"Write `{entry}`.", _markdown(textwrap.dedent(told))]
    if given:
        parts.append(f"It may build on this, which your code then has to contain:\n\n```python\n{given}\n```")
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _markdown(text: str) -> str:
    """Doctests and indented blocks fenced; the rest as it is."""
    out: list[str] = []
    fenced = False
    for line in text.strip().splitlines():
        code = line.lstrip().startswith(">>>") or (fenced and line.strip() != "")
        if code != fenced:
            out += ["", "```python"] if code else ["```", ""]
            fenced = code
        out.append(line if code else re.sub(r"^\s+", "", line))
    return "\n".join([*out, "```"] if fenced else out)
