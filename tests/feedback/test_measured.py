"""Own tests are found and run against other solutions; findings in the code are those that matter."""

from __future__ import annotations

import pytest

from mockmind_lab.core.assemble import Cell
from mockmind_lab.feedback.owntests import own_tests
from mockmind_lab.feedback.quality import check
from mockmind_lab.judge import Judge
from mockmind_lab.judge.mutants import try_tests
from mockmind_lab.library import Library

RIGHT = "def twice(v):\n    return [2 * x for x in v]\n"
WRONG = "def twice(v):\n    return [2 * x for x in v if x]\n"
SECRET = "SECRET = 'never seen'\n"


def cells(*sources: str) -> list[Cell]:
    return [Cell(f"c{at}", at, source, 10 * at) for at, source in enumerate(sources, start=1)]


def said(tests: list[Cell], solution: str) -> list[str]:
    suite = own_tests(tests, "twice")
    # Of a problem only the name of its entry point and its sort of nodes are looked at.
    problem = Library().get("leftover-eggs")
    assert problem.signature is not None
    signature = problem.signature.model_copy(update={"entry_point": "twice"})
    problem = problem.model_copy(update={"signature": signature})
    judge = Judge()
    try:
        return list(
            try_tests(
                judge, problem, suite.source, solution, runner=suite.runner, count=len(suite.tests)
            ).said
        )
    finally:
        judge.close()


NOTEBOOK = cells(
    "def twice(v):\n    return 'mine'\n",
    "cases = [([1], [2]), ([0, 3], [0, 6])]\ndef holds(v, want):\n    return twice(v) == want",
    "print('a run')\nassert twice([1]) == [2]\nassert twice([0]) == [0], 'zero'",
    "for v, want in cases:\n    assert holds(v, want)",
    "def test_empty():\n    assert twice([]) == []\n\ndef test_wrongly():\n    assert twice([1]) == [3]",
    "import pytest\n@pytest.mark.parametrize('v, want', [([2], [4]), ([0], [0])])\ndef test_rows(v, want):\n"
    "    assert twice(v) == want",
    "got = twice([0, 1])\ngot.append(5)\nassert got == [0, 2, 5]",
    "assert 1 + 1 == 2",
)


def test_own_tests_are_found_where_they_come_to_the_solution() -> None:
    found = own_tests(NOTEBOOK, "twice").tests
    assert [(test.cell, test.line) for test in found] == [
        (30, 2), (30, 3), (40, 1), (50, 1), (50, 4), (60, 2), (70, 3),
    ]  # fmt: skip


def test_own_tests_catch_a_wrong_solution_and_a_false_alarm_is_told() -> None:
    assert said(NOTEBOOK, RIGHT) == ["held", "held", "held", "held", "failed", "held", "held"]
    assert said(NOTEBOOK, WRONG) == ["held", "failed", "failed", "held", "failed", "failed", "failed"]


def test_a_test_that_hangs_dies_or_shouts_says_one_word() -> None:
    hostile = cells(
        "def twice(v): ...",
        "def test_a():\n    twice([])\n    while True: pass",
        "def test_b():\n    import os\n    twice([])\n    os._exit(3)",
        "def test_c():\n    import sys\n    print(dir(sys.modules['__main__']), twice.__globals__)\n"
        "    raise ValueError(twice.__globals__)",
        "def test_d():\n    assert twice([1]) == [2]",
    )
    *first, last = said(hostile, SECRET + RIGHT)
    assert first == ["error", "error", "error"]
    assert last in ("held", "error")  # on a busy machine the one that hangs may leave it no time


SPY = f"""
import gc, inspect, os, sys

CANARY = {SECRET.split("'")[1][:5]!r} + {SECRET.split("'")[1][5:]!r}

def stolen():
    frame, texts = sys._getframe(), []
    while frame:
        seen = (*frame.f_globals.values(), *frame.f_locals.values())
        texts += [value for value in seen if type(value) is str]
        frame = frame.f_back
    for thing in gc.get_objects():
        texts += [value for value in getattr(thing, '__dict__', {{}}).values() if type(value) is str]
    return [text for text in texts if CANARY in text]
"""


def test_what_own_tests_find_out_of_a_solution_stays_in_the_sandbox() -> None:
    spies = cells(
        "def twice(v): ...",
        SPY,
        "def test_finds_it():\n    twice([])\n    assert not stolen()",
        "def test_says_it():\n    twice([])\n    print(stolen(), file=sys.stderr)\n    print(stolen())\n"
        "    raise ValueError(stolen())",
        "def test_asks_for_it():\n    assert inspect.getsource(twice)",
        "def test_returns_it():\n    twice([])\n    return stolen()[0]",
        "def test_writes_it():\n    twice([])\n    for fd in range(64):\n        try:\n"
        "            os.write(fd, str(stolen()).encode())\n        except OSError:\n            pass",
        "def test_speaks_for_the_runner():\n    twice([])\n    frame = sys._getframe()\n    while frame:\n"
        "        if 'mm_try' in frame.f_globals:\n"
        "            frame.f_globals['mm_try'] = lambda number: stolen()[0]\n        frame = frame.f_back",
        "def test_is_spoken_for():\n    assert twice([1]) == [2]",
    )
    found = said(spies, SECRET + RIGHT)
    assert found[0] == "failed", "the spy finds nothing, so this shows nothing"
    assert set(found) <= {"held", "failed", "error"}
    assert len(found) == 7


@pytest.mark.parametrize(
    "text", ["assert twice(", "(" * 3000, "assert twice\x00([])", "%%bash\nassert twice"]
)
def test_cells_that_are_no_python_hold_no_tests(text: str) -> None:
    assert own_tests(cells("def twice(v): ...", text), "twice").tests == ()


def test_findings_are_faults_with_lines_and_no_style() -> None:
    source = (
        "import os\n\ndef f( a,b=[],list = 3 ):  # noqa\n    x=1\n    try:\n        y = a == None\n"
        "    except:\n        pass\n    return lost\n    print('x')\n"
    )
    findings, note = check(source)
    assert note == ""
    assert {(one.line, one.rule) for one in findings} == {
        (1, "F401"), (3, "A002"), (3, "ARG001"), (3, "B006"), (4, "F841"), (6, "E711"), (6, "F841"),
        (7, "E722"), (9, "F821"), (10, "unreachable"),
    }  # fmt: skip


def test_a_function_of_too_many_paths_is_named() -> None:
    source = (
        "def f(x):\n" + "".join(f"    if x == {n}:\n        x += {n}\n" for n in range(12)) + "    return x\n"
    )
    (finding,) = check(source)[0]
    assert (finding.tool, finding.line, "13" in finding.text) == ("radon", 1, True)


@pytest.mark.parametrize("source", ["def f(", "(" * 20_000, "x = " + "-" * 20_000 + "1", "\0", "\ud800"])
def test_hostile_source_is_checked_without_harm(source: str) -> None:
    findings, _ = check(source)
    assert all(one.tool != "radon" for one in findings)


def test_other_languages_are_not_looked_at() -> None:
    assert check("int main() {}", "cpp") == ((), "Only Python is looked at, and this is cpp.")
