"""Proves packages: every claim is a step; steps run side by side, and what is known to hold is not run."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mockmind_lab.errors import ProblemError, SandboxError
from mockmind_lab.library import Library, Package
from mockmind_lab.verification.claims import generator_fault, starter_fault, submission_fault
from mockmind_lab.verification.kept import Kept
from mockmind_lab.verification.report import Check, Progress, Report
from mockmind_lab.verification.texts import IMPORTED_CHECKS, TEXT_CHECKS, roster_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.judge import Judge

    OnProgress = Callable[[Progress], None]
    More = Mapping[str, Callable[[Problem, tuple[Submission, ...]], Iterable[str]]]

__all__ = ["verify", "verify_all"]


@dataclass(frozen=True, slots=True)
class _Step:
    """One claim. ``key`` names it among those that are kept; empty for one that is not."""

    name: str
    faults: Callable[[], Iterable[str]]
    key: str = ""


@dataclass(slots=True)
class _Case:
    """A package on its way to a report."""

    slug: str
    steps: list[_Step]
    checks: dict[int, Check] = field(default_factory=dict[int, Check])

    def report(self) -> Report:
        return Report(self.slug, tuple(check for _, check in sorted(self.checks.items())))


def verify(
    target: str | Path,
    judge: Judge,
    *,
    library: Library | None = None,
    on_progress: OnProgress | None = None,
    kept: Kept | None = None,
) -> Report:
    """Check the package in the folder ``target``, or the one of that name in ``library`` (default: the bank).

    ``on_progress`` hears each check as it is done. A package that can't be read yields a report with
    one failed check. What needs a toolchain that the sandbox does not have is skipped and says so in its
    name; where the environment has ``CI`` it fails. With ``kept``, what is known to hold is not run
    again. Raises ``UnknownName`` for a name the library lacks.
    """
    package = Package(target) if isinstance(target, Path) else (library or Library()).package(target)
    return _run([package], judge, on_progress, workers=1, kept=kept)[0]


def verify_all(
    library: Library,
    judge: Judge,
    slugs: Sequence[str] = (),
    on_progress: OnProgress | None = None,
    *,
    workers: int | None = None,
    kept: Kept | None = None,
    more: More = MappingProxyType({}),
) -> tuple[Report, ...]:
    """Check the problems ``slugs`` (none: the whole bank, broken packages included).

    ``workers`` checks run at a time (default: as many as there are cores; ``judge`` should have a pool of
    that size). ``more`` are further checks of the texts, by name. ``on_progress`` is never called by two
    threads at once. The reports come in the order of ``slugs``. Raises ``UnknownName`` before anything is
    run.
    """
    packages = [library.package(name) for name in list(slugs) or library.folders()]
    workers = workers or len(os.sched_getaffinity(0))
    return _run(packages, judge, on_progress, workers=workers, kept=kept, more=more)


def _run(
    packages: Sequence[Package],
    judge: Judge,
    on_progress: OnProgress | None,
    *,
    workers: int,
    kept: Kept | None,
    more: More = MappingProxyType({}),
) -> tuple[Report, ...]:
    keyed = kept is not None
    cases = [_Case(package.slug, _steps(package, judge, more, keyed=keyed)) for package in packages]
    everything, done = sum(len(case.steps) for case in cases), 0
    lock = threading.Lock()

    def carry_out(case: _Case, index: int) -> None:
        nonlocal done
        check = _carried_out(case.steps[index], kept)
        with lock:
            done += 1
            case.checks[index] = check
            if on_progress:
                here = len(case.checks), len(case.steps)
                on_progress(Progress(case.slug, *here, check, bank_done=done, bank_total=everything))

    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="mockmind-verify")
    try:
        waiting = [pool.submit(carry_out, case, i) for case in cases for i in range(len(case.steps))]
        for future in waiting:
            future.result()
    finally:
        pool.shutdown(cancel_futures=True)
    return tuple(case.report() for case in cases)


def _carried_out(step: _Step, kept: Kept | None) -> Check:
    began = time.monotonic()
    if kept and step.key and kept.holds(step.key):
        return Check(step.name, passed=True, seconds=time.monotonic() - began, kept=True)
    found = list(step.faults())
    if kept and step.key and not found:
        kept.keep(step.key)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    detail = found[0] + more if found else ""
    return Check(step.name, passed=not found, detail=detail, seconds=time.monotonic() - began)


def _steps(package: Package, judge: Judge, more: More, *, keyed: bool) -> list[_Step]:
    try:
        problem, submissions = package.load(), package.submissions()
        needless = problem.origin == "imported" and not package.folder.exists("generator.py")
        generator = "" if needless else package.generator()
    except ProblemError as error:
        return [_Step("package", partial(iter, [str(error)]))]
    further = [_Step(name, partial(check, problem, submissions)) for name, check in more.items()]
    return [*_claims(problem, submissions, generator, judge, keyed=keyed), *further]


def _claims(
    problem: Problem, submissions: tuple[Submission, ...], generator: str, judge: Judge, *, keyed: bool
) -> Iterator[_Step]:
    # What a verdict rests on; a hint or an FAQ may change without a submission being run again.
    judged = {"origin", "kind", "signature", "limits", "checker", "checker_source", "tests"}
    ground = problem.model_dump_json(include=judged) if keyed else ""

    def key(language: str, *parts: str) -> str:
        return Kept.key(judge, language, (ground, *parts)) if keyed else ""

    imported = problem.origin == "imported"
    for name, check in TEXT_CHECKS.items():
        if not imported or name in IMPORTED_CHECKS:
            yield _Step(name, partial(check, problem))
    yield _Step("submissions", partial(roster_fault, submissions, imported=imported))
    if generator:
        fault = partial(generator_fault, problem, generator, judge)
        yield _Step("generator", fault, key("python", "generator", generator))
    start = key("python", "starter", problem.starter, problem.statement)
    yield _Step("starter", partial(starter_fault, problem, judge), start)
    for submission in submissions:
        name = f"{submission.kind}/{submission.name}"
        why = "" if os.environ.get("CI") else _missing(submission.language, judge)
        if why:
            yield _Step(f"{name} (skipped: {why})", tuple)
        else:
            known = problem.mistakes.of(submission.name) if problem.mistakes else None
            parts = (submission.kind, submission.language, submission.source)
            mark = key(submission.language, *parts, str(known if known else bool(problem.mistakes)))
            yield _Step(name, partial(submission_fault, problem, submission, judge), mark)


def _missing(language: str, judge: Judge) -> str:
    """Why the judge has nothing to run ``language`` with; empty if it has."""
    if language == "python":
        return ""
    try:
        judge.toolchain(language)
    except SandboxError as error:
        return str(error)
    return ""
