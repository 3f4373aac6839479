"""Every verdict, in every language; and programs that mean harm."""

from __future__ import annotations

import pytest

from mockmind_lab.core.problem import ProblemTest
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge

from .conftest import LIMITS, needs, submit
from .programs import BODIES, program, whole

SECRET = 918273645


def cases(*kinds: str) -> list[tuple[str, str]]:
    return [(kind, language) for kind in kinds for language in whole(kind)]


@pytest.mark.parametrize("isolation", Isolation)
def test_a_right_solution_is_accepted_and_measured(judge: Judge, language: str, isolation: Isolation):
    verdict = submit(judge, language, program("right", language), isolation)
    assert (verdict.code, verdict.passed, verdict.total) == (Code.AC, 3, 3), verdict.message
    assert (verdict.backend, verdict.sandboxed) == ("bubblewrap", True)
    assert all(0 < test.wall_seconds < LIMITS.wall_seconds for test in verdict.tests)
    assert all(test.peak_memory_bytes > 2**20 for test in verdict.tests)


def test_a_wrong_solution_is_wrong_and_shows_what_it_gave(judge: Judge, language: str):
    verdict = submit(judge, language, program("wrong", language))
    assert (verdict.code, verdict.tests[0].got, verdict.passed) == (Code.WA, "3", 1)


def test_an_exception_is_told_with_its_message_and_the_candidates_own_frames(judge: Judge, language: str):
    verdict = submit(judge, language, program("raises", language))
    assert verdict.code is Code.RTE
    shown = verdict.tests[0].message
    assert "no 1" in shown
    source = program("raises", language).splitlines()
    if language != "cpp":  # which has no stack to tell of
        line = next(i for i, text in enumerate(source, start=1) if "no " in text)
        assert shown.endswith(f"(line {line})"), shown


@pytest.mark.parametrize(
    ("kind", "language"), cases("spins", "spins at load", "ignores signals", "sleeps", "threads without end")
)
def test_what_does_not_end_is_ended(judge: Judge, kind: str, language: str):
    needs(language)
    verdict = submit(judge, language, program(kind, language))
    # Threads may meet the limit on processes first, which is an exception.
    assert verdict.code in ({Code.TLE, Code.RTE, Code.MLE} if "threads" in kind else {Code.TLE}), (
        verdict.message
    )
    assert submit(judge, language, program("right", language)).code is Code.AC


@pytest.mark.parametrize(("kind", "language"), cases("hoards", "hoards outside the heap"))
def test_memory_has_a_limit(judge: Judge, kind: str, language: str):
    needs(language)
    verdict = submit(judge, language, program(kind, language))
    assert verdict.code is Code.MLE, verdict.message
    assert "64 MB" in verdict.tests[0].message or "memory" in verdict.tests[0].message
    assert verdict.tests[0].peak_memory_bytes < 320 * 2**20


def test_output_has_a_limit(judge: Judge, language: str):
    assert submit(judge, language, program("prints without end", language)).code is Code.OLE


def test_an_early_exit_is_no_answer(judge: Judge, language: str):
    verdict = submit(judge, language, program("exits", language))
    assert (verdict.code, verdict.passed) == (Code.RTE, 0)
    assert "ended before it returned" in verdict.tests[0].message


def test_a_source_that_does_not_compile_says_where(judge: Judge, language: str):
    source = program("does not compile", language)
    body = next(
        i for i, text in enumerate(source.splitlines(), 1) if BODIES["does not compile"][language][1] in text
    )
    verdict = submit(judge, language, source)
    assert (verdict.code, verdict.tests) == (Code.CE, ())
    assert str(body) in verdict.message
    assert "/tmp" not in verdict.message


@pytest.mark.parametrize("kind", ["forks", "speaks", "reads files"])
def test_what_is_out_of_reach_stays_out_of_reach(judge: Judge, kind: str, language: str):
    source = program(kind, language).replace("%s", __file__)
    verdict = submit(judge, language, source)
    assert verdict.code is Code.AC, [test.message for test in verdict.tests]


@pytest.mark.parametrize(("kind", "language"), cases("leaks", "forges a compile error"))
def test_a_hidden_test_tells_nothing_of_its_data(judge: Judge, kind: str, language: str):
    needs(language)
    tests = (
        ProblemTest(number=1, visible=True, category="typical", args=[[1, 2]], expected=3),
        ProblemTest(number=2, visible=False, category="large", args=[[SECRET]], expected=SECRET),
    )
    verdict = submit(judge, language, program(kind, language), tests=tests)
    assert verdict.code is not Code.AC
    assert str(SECRET) not in verdict.model_dump_json()
    assert verdict.tests[1].message
