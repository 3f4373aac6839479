"""A practice exercise of Exercism's Python track: instructions, an example solution and unittest classes."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from mockmind_lab.authoring import Draft, Source
from mockmind_lab.core.problem import UNKNOWN, Complexity, Difficulty, Manifest
from mockmind_lab.errors import Refused
from mockmind_lab.importing.conversion import class_tests, definitions, function_tests
from mockmind_lab.importing.found import Item, Notes, Prepared, slug_of
from mockmind_lab.importing.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.importing.conversion import Converted, Definition
    from mockmind_lab.importing.recording import Recording
    from mockmind_lab.importing.tree import Tree
    from mockmind_lab.judge import Judge

__all__ = ["read_exercism"]

_DOCS = ("introduction.md", "instructions.md", "instructions.append.md")


def read_exercism(tree: Tree, judge: Judge, difficulty: Difficulty) -> Iterator[Prepared | Item]:
    """A package for each function or class that the exercise's tests use, or why there is none."""
    notes = Notes()
    try:
        module, reference, test = _files(tree)
        defined = definitions(reference)
        recording = record(judge, "unittest", module, reference, test)
        _tell(recording, notes)
        called = {call.name.partition(".")[0] for call in recording.calls}
        names = [name for name in defined if name in called]
        if not names:
            why = "; ".join(notes.all()) or "its tests call nothing that is defined in it"
            raise Refused(f"no test could be recorded: {why}")
    except Refused as refusal:
        yield Item(tree.name, reason=str(refusal), notes=notes.all())
        return
    for name in names:
        mine = Notes(list(notes.all()))
        several = len(names) > 1
        label = f"{tree.name} ({name})" if several else tree.name
        try:
            converted = _converted(name, defined[name], recording, mine)
            if len(converted.tests) < 2:
                raise Refused(f"{len(converted.tests)} tests could be recorded: {'; '.join(mine.all())}")
            slug = slug_of(tree.name, name) if several else slug_of(tree.name)
            yield Prepared(label, _draft(tree, slug, converted, reference, difficulty), mine.all())
        except Refused as refusal:
            yield Item(label, reason=str(refusal), notes=mine.all())


def _files(tree: Tree) -> tuple[str, str, str]:
    """The module's name, its example solution and its tests."""
    try:
        config: Any = json.loads(tree.text(".meta/config.json"))
        files = config["files"]
        solution, example, tests = (files[key] for key in ("solution", "example", "test"))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(".meta/config.json names no solution, example and test files") from None
    listed = (
        [*solution, *example, *tests] if all(isinstance(x, list) for x in (solution, example, tests)) else []
    )
    if len(listed) != 3 or not all(isinstance(name, str) for name in listed):
        raise Refused("several files make up its solution or its tests; one of each can be imported")
    module = re.sub(r"\.py$", "", solution[0].rpartition("/")[2])
    if not module.isidentifier():
        raise Refused(f"{module[:60]!r} is no name of a module")
    return module, tree.text(example[0]), tree.text(tests[0])


def _tell(recording: Recording, notes: Notes) -> None:
    for name, why in recording.tests:
        if why:
            notes.say(f"{name} left out: {why if why == 'skipped' else f'it fails on the example ({why})'}")
    for what in recording.faults.items():
        notes.say(" ".join(what))
    if recording.overflow:
        notes.say("its tests make more calls than are recorded; the first 3,000 are taken")
    if any(call.raised for call in recording.calls):
        notes.say("of an exception its class is compared, not its message")


def _converted(name: str, node: Definition, recording: Recording, notes: Notes) -> Converted:
    failed = {test for test, why in recording.tests if why}
    calls = [c for c in recording.calls if c.name.partition(".")[0] == name and c.test not in failed]
    if isinstance(node, ast.ClassDef):
        return class_tests(name, node, calls, notes)
    return function_tests(name, node, calls, notes)


def _draft(tree: Tree, slug: str, converted: Converted, reference: str, difficulty: Difficulty) -> Draft:
    signature = converted.signature
    texts = [tree.text(f".docs/{name}") for name in _DOCS if tree.has(f".docs/{name}")]
    title = tree.name.replace("-", " ").replace("_", " ").capitalize()[:80]
    what = "the class " if signature.methods else ""
    body = "\n\n".join(re.sub(r"^#\s.*\n", "", text).strip() for text in texts)
    body = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"(picture: \1)", body)
    return Draft(
        slug=slug,
        manifest=Manifest(
            origin="imported",
            title=title,
            difficulty=difficulty,
            topics=("practical",),
            kind="class" if signature.methods else "function",
            signature=signature,
            checker=converted.checker,
            complexity=Complexity(time=UNKNOWN, space=UNKNOWN),
        ),
        statement=f"# {title}\n\n{body}\n\nWrite {what}`{signature.entry_point}`.\n",
        hints=(),
        generator="",
        tests=converted.tests,
        submissions=(Source("accepted", "example.py", reference),),
    )
