"""What has to be run to be known: the generator, the starter code, each submission and its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.problem import SMALL_CATEGORIES, Checker, Limits, Parameter, ProblemTest, Signature
from mockmind_lab.core.verdict import Code, Isolation, Verdict, worst
from mockmind_lab.verification.mistakes import mistake_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.core.verdict import TestResult
    from mockmind_lab.judge import Judge

__all__ = ["GENERATOR_LIMITS", "generator_fault", "starter_fault", "submission_fault"]

WANTED = {
    "accepted": Code.AC,
    "brute_force": Code.AC,
    "wrong_answer": Code.WA,
    "time_limit_exceeded": Code.TLE,
    "run_time_error": Code.RTE,
    "memory_limit_exceeded": Code.MLE,
}
GENERATOR_LIMITS = Limits(cpu_seconds=10, wall_seconds=30, memory_bytes=512 * 2**20, output_bytes=16 * 2**20)
ROOM_ABOVE = 3.0  # the limit is so many times the slowest accepted test, at least
ROOM_BELOW = 2.0  # and what is too slow needs so many times the limit on some test, at least
_MEASURED_AGAIN = 5  # tests of one submission that get a second chance to be quick enough


def generator_fault(problem: Problem, generator: str, judge: Judge) -> Iterator[str]:
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
            "limits": GENERATOR_LIMITS,
        }
    )
    verdict = judge.judge(claim, generator, tests=tests, isolation=Isolation.TEST)
    if verdict.code in (Code.CE, Code.IE):
        yield verdict.message
        return
    for result in verdict.tests:
        if result.code is not Code.AC:
            yield f"test {result.number}: generate(seed, size) gives other arguments ({result.message})"


def starter_fault(problem: Problem, judge: Judge) -> Iterator[str]:
    """The starter code runs, is not yet right, and its name is in the statement."""
    if problem.signature is None:
        return
    if problem.origin == "imported":  # what does nothing may be right for its examples
        if problem.signature.entry_point not in problem.statement:
            yield f"statement.md does not show {problem.signature.entry_point}, which is to be defined"
        return
    verdict = judge.judge(problem, problem.starter, tests=problem.visible_tests, isolation=Isolation.BATCH)
    if verdict.code is not Code.WA:
        yield f"the starter code gets {verdict.code} on the visible tests; it should run and be wrong"
    if problem.signature.entry_point not in problem.statement:
        yield f"statement.md does not show {problem.signature.entry_point}, which is to be defined"


def submission_fault(problem: Problem, submission: Submission, judge: Judge) -> Iterator[str]:
    """The submission gets the verdict of its folder, with room between its time and the limit."""
    if submission.kind == "time_limit_exceeded":
        yield from _too_slow_fault(problem, submission, judge)
        return
    wanted = WANTED[submission.kind]
    if submission.kind == "brute_force":
        verdict = _judged(problem, submission, judge, problem.small_tests)
    elif submission.kind == "accepted":
        verdict = _judged(problem, submission, judge, problem.tests)
        if verdict.code is Code.TLE:  # a busy machine; what is really too slow will be so again
            verdict = _judged(problem, submission, judge, problem.tests)
    else:
        verdict = _up_to_a_failure(problem, submission, judge)
    if verdict.code is not wanted:
        yield f"got {verdict.code} where {wanted} is claimed: {_said(verdict)}"
    elif submission.kind == "wrong_answer" and not verdict.passed and problem.origin != "imported":
        yield "passes no test at all; no candidate would hand that in"
    elif submission.kind == "accepted":
        yield from _slow_fault(problem, submission, judge, verdict)
    elif submission.kind == "wrong_answer":
        yield from mistake_fault(problem, submission, verdict)


def _slow_fault(problem: Problem, submission: Submission, judge: Judge, verdict: Verdict) -> Iterator[str]:
    """Tests that take over a third of the limit, measured twice; the quicker time counts."""
    limit = problem.limits.cpu_seconds
    slow = [result for result in verdict.tests if result.cpu_seconds * ROOM_ABOVE > limit]
    slow = sorted(slow, key=lambda result: -result.cpu_seconds)[:_MEASURED_AGAIN]
    again = _strict(problem, submission, judge, _numbered(problem, slow)) if slow else verdict
    for first, second in zip(slow, again.tests, strict=False):
        spent = min(first.cpu_seconds, second.cpu_seconds or first.cpu_seconds)
        if spent * ROOM_ABOVE > limit:
            yield (
                f"test {first.number} takes {spent:.2f} s of CPU, over a third of the limit of {limit:g} s; "
                "raise cpu_seconds or make the test smaller"
            )


def _too_slow_fault(problem: Problem, submission: Submission, judge: Judge) -> Iterator[str]:
    """Right on the small tests; on some test not done in twice the limit.

    The largest tests come first, so that it mostly costs one time-out.
    """
    limit = problem.limits.cpu_seconds
    raised = problem.limits.model_copy(
        update={
            "cpu_seconds": ROOM_BELOW * limit * 1.02,
            "wall_seconds": max(problem.limits.wall_seconds, 4 * ROOM_BELOW * limit),
        }
    )
    patient = problem.model_copy(update={"limits": raised})
    verdict = _judged(patient, submission, judge, problem.small_tests)
    large = [test for test in problem.tests if not _small(test)]
    large.sort(key=lambda test: (-len(str(test.args)), test.category, test.number))
    for test in large:
        if verdict.code is not Code.AC:
            break
        verdict = _joined(verdict, _strict(patient, submission, judge, [test]))
    slowest = max(verdict.tests, key=lambda result: result.cpu_seconds, default=None)
    if verdict.code is Code.AC and slowest and slowest.cpu_seconds > limit:
        verdict = _joined(verdict, _strict(patient, submission, judge, _numbered(problem, [slowest])))
    if verdict.code is Code.TLE:
        return
    if verdict.code is not Code.AC or slowest is None or slowest.cpu_seconds <= limit:
        yield f"got {verdict.code} where TLE is claimed: {_said(verdict)}"
        return
    yield (
        f"its slowest test ({slowest.number}) takes {slowest.cpu_seconds:.2f} s of CPU, "
        f"under twice the limit of {limit:g} s; make a test larger or lower cpu_seconds"
    )


def _up_to_a_failure(problem: Problem, submission: Submission, judge: Judge) -> Verdict:
    """The verdict on the small tests; if they pass, on the others as well up to the first that fails."""
    verdict = _judged(problem, submission, judge, problem.small_tests)
    for test in problem.tests:
        if verdict.code is not Code.AC:
            break
        if not _small(test):
            verdict = _joined(verdict, _strict(problem, submission, judge, [test]))
    return verdict


def _judged(problem: Problem, submission: Submission, judge: Judge, tests: Sequence[ProblemTest]) -> Verdict:
    """The verdict on ``tests``, as candidates get it.

    Small tests of a language whose runtime starts slowly share a process first, and have one each only if
    anything goes wrong in there: a JVM a test would take most of the time of verifying a bank.
    """
    if submission.language == "python" or problem.kind == "stdio":
        return _strict(problem, submission, judge, tests)
    small = [test.model_copy(update={"visible": True}) for test in tests if _small(test)]
    large = [test for test in tests if not _small(test)]
    quick = judge.judge(
        problem, submission.source, tests=small, isolation=Isolation.BATCH, language=submission.language
    )
    if quick.code is not Code.AC:
        return _strict(problem, submission, judge, tests)
    return _joined(quick, _strict(problem, submission, judge, large))


def _strict(problem: Problem, submission: Submission, judge: Judge, tests: Sequence[ProblemTest]) -> Verdict:
    # All as visible ones: of hidden tests a verdict tells no exact times.
    shown = [test.model_copy(update={"visible": True}) for test in tests]
    return judge.judge(
        problem, submission.source, tests=shown, isolation=Isolation.TEST, language=submission.language
    )


def _joined(first: Verdict, second: Verdict) -> Verdict:
    tests = (*first.tests, *second.tests)
    code = worst([first.code, second.code])
    message = first.message if first.code is not Code.AC else second.message
    return second.model_copy(update={"code": code, "tests": tests, "message": message})


def _small(test: ProblemTest) -> bool:
    return test.category in SMALL_CATEGORIES


def _numbered(problem: Problem, results: Sequence[TestResult]) -> list[ProblemTest]:
    by_number = {test.number: test for test in problem.tests}
    return [by_number[result.number] for result in results]


def _said(verdict: Verdict) -> str:
    return f"all {verdict.total} tests passed" if verdict.code is Code.AC else verdict.message
