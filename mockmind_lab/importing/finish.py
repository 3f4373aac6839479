"""The last steps of every form: choose examples, judge what came along, prove the package and write it."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.authoring import write_package
from mockmind_lab.authoring.examples import with_examples
from mockmind_lab.core.problem import Limits, Problem, ProblemTest
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.importing.found import Item, Notes
from mockmind_lab.sandbox.languages import missing
from mockmind_lab.verification import verify

if TYPE_CHECKING:
    from mockmind_lab.authoring import Draft, Source
    from mockmind_lab.importing.found import Prepared
    from mockmind_lab.judge import Judge

__all__ = ["complete"]

MOST_TESTS = 200
MOST_BYTES = 3 * 2**20  # of all tests together; a test file has room for 4 MiB
_SHOWN = 2
_ROOM = 4.0  # the limit is raised to so many times the slowest accepted test
_GENEROUS = 15.0  # seconds of CPU while that is measured


def complete(prepared: Prepared, judge: Judge, folder: Path, *, fresh: bool) -> Item:
    """Write ``prepared`` as a package in ``folder`` if it holds; else say why not.

    A test on which the reference does not answer as recorded is left out, and so is a submission that does
    not get its verdict. ``fresh`` false lets a package of that name give way.
    """
    notes = Notes(list(prepared.notes))
    try:
        draft = _fitting(prepared.draft, notes)
        draft = _timed(draft, judge, notes)
        draft = _shown(draft)
        draft = _proved(draft, judge, notes)
        package = write_package(draft, folder, replace=not fresh)
    except MockmindError as error:
        return Item(prepared.name, reason=str(error), notes=notes.all())
    return Item(prepared.name, slug=package.slug, notes=notes.all())


def _fitting(draft: Draft, notes: Notes) -> Draft:
    """No two tests alike, no more than a package may hold; the smallest stay."""
    kept: list[ProblemTest] = []
    seen: set[str] = set()
    room = MOST_BYTES
    for test in sorted(draft.tests, key=lambda test: (not test.visible, len(str(test.args)))):
        key, size = json.dumps(test.args), len(json.dumps([test.args, test.expected]))
        if key in seen:
            notes.count("test left out: one with the same input is there")
        elif size > room or len(kept) == MOST_TESTS:
            notes.count(
                f"test left out: a package holds {MOST_TESTS} tests, {MOST_BYTES // 2**20} MiB in all"
            )
        else:
            seen.add(key)
            room -= size
            kept.append(test)
    if len(kept) < 2:
        raise Refused(f"{len(kept)} tests could be carried over; two are needed, one to show and one to hide")
    kept.sort(key=lambda test: test.number)
    return replace(draft, tests=tuple(kept))


def _timed(draft: Draft, judge: Judge, notes: Notes) -> Draft:
    """Drop what the reference contradicts, and give it time enough."""
    references = [s for s in draft.submissions if s.kind == "accepted" and not missing(_language(s))]
    references.sort(key=lambda source: _language(source) != "python")
    if not references:
        raise Refused("it has no accepted submission in a language that can be run here")
    limits = draft.manifest.limits
    patient = limits.model_copy(
        update={
            "cpu_seconds": max(limits.cpu_seconds, _GENEROUS),
            "wall_seconds": max(limits.wall_seconds, 2 * _GENEROUS),
        }
    )
    problem = _problem(replace(draft, manifest=draft.manifest.model_copy(update={"limits": patient})))
    slowest, tests = 0.0, draft.tests
    first = references[0]
    verdict = judge.judge(
        problem, first.text, tests=tests, isolation=Isolation.TEST, language=_language(first)
    )
    if verdict.code in (Code.CE, Code.IE):
        raise Refused(f"accepted/{first.name}: {verdict.message}")
    bad = {result.number: result for result in verdict.tests if result.code is not Code.AC}
    for result in bad.values():
        notes.count(f"test left out: accepted/{first.name} gets {result.code} on it here")
    tests = tuple(test for test in tests if test.number not in bad)
    if len(tests) < 2 or len(bad) > len(tests):
        why = next(iter(bad.values()))
        raise Refused(
            f"accepted/{first.name} fails {len(bad)} of its {len(draft.tests)} tests: {why.message}"
        )
    slowest = max(result.cpu_seconds for result in verdict.tests if result.number not in bad)
    if slowest * _ROOM > limits.cpu_seconds:
        raised = min(60.0, round(slowest * _ROOM, 1))
        notes.say(
            f"time limit raised from {limits.cpu_seconds:g} to {raised:g} s: "
            f"the reference needs {slowest:.2f} s here"
        )
        wall = min(120.0, max(limits.wall_seconds, 3 * raised))
        limits = limits.model_copy(update={"cpu_seconds": raised, "wall_seconds": wall})
    return replace(
        draft,
        tests=tests,
        manifest=draft.manifest.model_copy(update={"limits": Limits.model_validate(limits.model_dump())}),
    )


def _shown(draft: Draft) -> Draft:
    """Choose what the candidate sees: what the source shows, else the first; all that the statement tells."""
    tests = list(draft.tests)
    chosen = [test.number for test in tests if test.visible and test.number]
    told = [t.number for t in tests if _told(t, draft.statement, least=4)]
    if not chosen:
        chosen = (told or [test.number for test in tests[: _SHOWN if len(tests) > _SHOWN else 1]])[:6]
    if len(chosen) == len(tests):
        chosen = chosen[:-1]
    examples = [test for test in tests if test.number in chosen][: _SHOWN + 1]
    already = draft.manifest.kind != "stdio" and any(t.number in told for t in examples)
    statement = draft.statement if already else with_examples(draft.statement, draft.manifest, examples)
    visible = set(chosen) | {test.number for test in tests if _told(test, statement)}
    if len(visible) == len(tests):  # the shortest says least
        visible.discard(min(tests, key=lambda test: len(str(test.args))).number)
    listed = [test.model_copy(update={"visible": test.number in visible}) for test in tests]
    listed.sort(key=lambda test: not test.visible)
    numbered = tuple(t.model_copy(update={"number": n}) for n, t in enumerate(listed, start=1))
    return replace(draft, statement=statement, tests=numbered)


def _told(test: ProblemTest, statement: str, *, least: int = 12) -> bool:
    """Whether the statement holds the test's arguments, of at least so many characters."""
    text = re.sub(r"\s", "", json.dumps(test.args, sort_keys=True, ensure_ascii=False)[1:-1])
    return len(text) >= least and text in re.sub(r"\s", "", statement)


def _proved(draft: Draft, judge: Judge, notes: Notes) -> Draft:
    """The package as verification finds it in a scratch folder, without the submissions that fail there."""
    with tempfile.TemporaryDirectory(prefix="mockmind-import-") as scratch:
        write_package(draft, scratch)
        report = verify(Path(scratch) / draft.slug, judge)
    dropped: set[tuple[str, str]] = set()
    for check in report.failures:
        kind, _, name = check.name.partition("/")
        if not name:
            raise Refused(f"its package does not hold: {check.name}: {check.detail}")
        notes.say(f"submission {check.name} left out: {check.detail}")
        dropped.add((kind, name))
    kept = tuple(s for s in draft.submissions if (s.kind, s.name) not in dropped)
    if not any(source.kind == "accepted" for source in kept):
        raise Refused("no accepted submission is accepted here")
    return replace(draft, submissions=kept)


def _problem(draft: Draft) -> Problem:
    fields: dict[str, Any] = {
        name: getattr(draft.manifest, name) for name in type(draft.manifest).model_fields
    }
    return Problem(**fields, slug=draft.slug, statement=draft.statement, hints=(), tests=draft.tests)


def _language(source: Source) -> str:
    from mockmind_lab.library.package import SUFFIXES

    return SUFFIXES[Path(source.name).suffix]
