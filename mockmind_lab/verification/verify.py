"""Runs a package's submissions and its generator through the judge and compares with what it claims."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.core.problem import Checker, Limits, Parameter, ProblemTest, Signature
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import ProblemError, SandboxError
from mockmind_lab.library import Library, Package
from mockmind_lab.verification.report import Check, Progress, Report
from mockmind_lab.verification.texts import TEXT_CHECKS, roster_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.judge import Judge

    OnProgress = Callable[[Progress], None]
    Step = tuple[str, Callable[[], Iterable[str]]]

__all__ = ["verify", "verify_all"]

_WANTED = {
    "accepted": Code.AC,
    "brute_force": Code.AC,
    "wrong_answer": Code.WA,
    "time_limit_exceeded": Code.TLE,
    "run_time_error": Code.RTE,
    "memory_limit_exceeded": Code.MLE,
}
_GENERATOR_LIMITS = Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * 2**20, output_bytes=16 * 2**20)


def verify(
    target: str | Path, judge: Judge, *, library: Library | None = None, on_progress: OnProgress | None = None
) -> Report:
    """Check the package in the folder ``target``, or the one of that name in ``library`` (default: the bank).

    ``on_progress`` hears each check as it is done. A package that can't be read yields a report with
    one failed check. What needs a toolchain that the sandbox does not have is skipped and says so in its
    name; where the environment has ``CI`` it fails. Raises ``UnknownName`` for a name the library lacks.
    """
    package = Package(target) if isinstance(target, Path) else (library or Library()).package(target)
    began = time.monotonic()
    try:
        problem, submissions, generator = package.load(), package.submissions(), package.generator()
    except ProblemError as error:
        check = Check("package", passed=False, detail=str(error), seconds=time.monotonic() - began)
        if on_progress:
            on_progress(Progress(package.slug, 1, 1, check))
        return Report(package.slug, (check,))
    checks: list[Check] = []
    steps = list(_steps(problem, submissions, generator, judge))
    for done, (name, faults) in enumerate(steps, start=1):
        checks.append(_carried_out(name, faults))
        if on_progress:
            on_progress(Progress(problem.slug, done, len(steps), checks[-1]))
    return Report(problem.slug, tuple(checks))


def verify_all(
    library: Library,
    judge: Judge,
    slugs: Sequence[str] = (),
    on_progress: OnProgress | None = None,
    *,
    workers: int = 2,
) -> tuple[Report, ...]:
    """Check the problems ``slugs`` (none: the whole bank, broken packages included), ``workers`` at a time.

    ``on_progress`` is never called by two threads at once. The reports come in the order of ``slugs``.
    Raises ``UnknownName`` before anything is run.
    """
    names = list(slugs) or library.folders()
    for name in names:
        library.package(name)
    lock = threading.Lock()

    def report(progress: Progress) -> None:
        with lock:
            if on_progress:
                on_progress(progress)

    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="mockmind-verify") as pool:
        run = partial(verify, judge=judge, library=library, on_progress=report)
        return tuple(pool.map(run, names))


def _carried_out(name: str, faults: Callable[[], Iterable[str]]) -> Check:
    began = time.monotonic()
    found = list(faults())
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    detail = found[0] + more if found else ""
    return Check(name, passed=not found, detail=detail, seconds=time.monotonic() - began)


def _steps(
    problem: Problem, submissions: tuple[Submission, ...], generator: str, judge: Judge
) -> Iterator[Step]:
    for name, check in TEXT_CHECKS.items():
        yield name, partial(check, problem)
    yield "submissions", partial(roster_fault, submissions)
    yield "generator", partial(_generator_fault, problem, generator, judge)
    for submission in submissions:
        name = f"{submission.kind}/{submission.name}"
        why = "" if os.environ.get("CI") else _missing(submission.language, judge)
        if why:
            yield f"{name} (skipped: {why})", tuple
        else:
            yield name, partial(_submission_fault, problem, submission, judge)


def _missing(language: str, judge: Judge) -> str:
    """Why the judge has nothing to run ``language`` with; empty if it has."""
    if language == "python":
        return ""
    try:
        judge.toolchain(language)
    except SandboxError as error:
        return str(error)
    return ""


def _generator_fault(problem: Problem, generator: str, judge: Judge) -> Iterator[str]:
    """Every generated test's arguments come out of the generator again, each from a fresh process.

    The generator is a package's code, so it runs where submissions run: as a program of which
    ``generate(seed, size)`` must return exactly the arguments that the test file holds.
    """
    tests = [
        ProblemTest(
            number=test.number,
            visible=False,
            category=test.category,
            args=[test.generated.seed, test.generated.size],
            expected=test.args,
        )
        for test in problem.tests
        if test.generated is not None
    ]
    ints = (Parameter(name="seed", type="int"), Parameter(name="size", type="int"))
    claim = problem.model_copy(
        update={
            "kind": "function",
            "signature": Signature(entry_point="generate", params=ints),
            "checker": Checker(),
            "limits": _GENERATOR_LIMITS,
        }
    )
    verdict = judge.judge(claim, generator, tests=tests, isolation=Isolation.TEST)
    if verdict.code in (Code.CE, Code.IE):
        yield verdict.message
        return
    for result in verdict.tests:
        if result.code is not Code.AC:
            yield f"test {result.number}: generate(seed, size) gives other arguments ({result.message})"


def _submission_fault(problem: Problem, submission: Submission, judge: Judge) -> Iterator[str]:
    wanted = _WANTED[submission.kind]
    if submission.kind == "brute_force":
        verdict = _judged(problem, submission, judge, problem.small_tests)
    elif submission.kind == "accepted":
        verdict = _judged(problem, submission, judge, problem.tests)
    else:
        verdict = _first_failure(problem, submission, judge)
    if verdict.code is not wanted:
        yield f"got {verdict.code} where {wanted} is claimed: {verdict.message}"
    elif submission.kind == "wrong_answer" and not verdict.passed:
        yield "passes no test at all; no candidate would hand that in"


def _judged(problem: Problem, submission: Submission, judge: Judge, tests: Sequence[ProblemTest]) -> Verdict:
    return judge.judge(
        problem, submission.source, tests=tests, isolation=Isolation.TEST, language=submission.language
    )


def _first_failure(problem: Problem, submission: Submission, judge: Judge) -> Verdict:
    """The verdict on the small tests; if they pass, on the others one by one up to the first that fails.

    So what is too slow costs one time-out and not one for each large test.
    """
    verdict = _judged(problem, submission, judge, problem.small_tests)
    small = {test.number for test in problem.small_tests}
    for test in problem.tests:
        if verdict.code is not Code.AC:
            break
        if test.number not in small:
            verdict = _judged(problem, submission, judge, [test])
    return verdict
