"""The judge's verdicts and what they tell, and do not tell, the candidate."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from mockmind_lab.core.problem import Checker, Method, Parameter, Problem, ProblemTest, Signature
from mockmind_lab.core.verdict import Code, Isolation, TestResult, Verdict
from mockmind_lab.errors import Refused, SandboxError, SandboxUnavailable
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from tests.judge.made import HONEST, LIMITS, make_problem

SECRET = 918273645


def body(code: str) -> str:
    return f"def total(numbers):\n    {code}\n"


def submit(judge: Judge, problem: Problem, source: str, isolation: Isolation = Isolation.TEST) -> Verdict:
    return judge.judge(problem, source, tests=problem.tests, isolation=isolation)


def with_secret() -> Problem:
    """The hidden test's input and answer hold numbers that occur nowhere else."""
    visible = ProblemTest(number=1, visible=True, category="typical", args=[[1, 2]], expected=3)
    hidden = ProblemTest(number=2, visible=False, category="large", args=[[SECRET]], expected=SECRET)
    return make_problem(tests=(visible, hidden))


@pytest.mark.parametrize("isolation", Isolation)
def test_a_right_solution_is_accepted(judge: Judge, problem: Problem, isolation: Isolation):
    heard: list[TestResult] = []
    verdict = judge.judge(problem, HONEST, tests=problem.tests, isolation=isolation, on_result=heard.append)
    assert (verdict.code, verdict.passed, verdict.total) == (Code.AC, 3, 3)
    assert (verdict.backend, verdict.sandboxed, verdict.isolation) == ("bubblewrap", True, isolation)
    assert [(r.number, r.code, r.message) for r in heard] == [
        (r.number, r.code, r.message) for r in verdict.tests
    ]
    assert heard[0] == verdict.tests[0]
    assert verdict.tests[0].input == "numbers = [1, 2, 3]"
    assert (verdict.tests[0].expected, verdict.tests[0].got) == ("6", "6")


@pytest.mark.parametrize(
    "leak",
    [
        "print(numbers); return numbers",
        "raise ValueError(numbers)",
        "raise type('E' + '_'.join(map(str, numbers)), (Exception,), {})",
        "return type('T' + '_'.join(map(str, numbers)), (), {})()",
        "return numbers",
        "import os; os._exit(numbers[0] % 256)",
        "import sys; sys.exit(str(numbers))",
        "import os, struct; p = str(numbers).encode(); os.write(6, b'C' + struct.pack('>I', len(p)) + p)",
        "import os, struct; p = str(numbers).encode(); os.write(6, b'R' + struct.pack('>I', len(p)) + p)",
        "import os, json, struct; p = json.dumps({'missing': str(numbers)}).encode();"
        " os.write(6, b'R' + struct.pack('>I', len(p)) + p); os._exit(0)",
        "import os, json, struct; p = json.dumps({'unserialisable': str(numbers)}).encode();"
        " os.write(6, b'R' + struct.pack('>I', len(p)) + p); os._exit(0)",
    ],
)
@pytest.mark.parametrize("isolation", Isolation)
def test_a_hidden_test_tells_its_number_and_category_and_nothing_of_its_data(
    judge: Judge, leak: str, isolation: Isolation
):
    verdict = submit(judge, with_secret(), body(leak), isolation)
    assert verdict.code is not Code.AC
    hidden = verdict.tests[1]
    assert (hidden.number, hidden.category, hidden.visible) == (2, "large", False)
    assert (hidden.input, hidden.expected, hidden.got, hidden.stdout) == (None, None, None, "")
    assert hidden.message
    told = verdict.model_dump_json()
    assert str(SECRET) not in told
    assert str(SECRET % 256) not in hidden.message.split()


def test_what_fails_before_any_input_is_told_in_full_even_for_hidden_tests(judge: Judge):
    problem = with_secret()
    verdict = judge.judge(problem, "import nmupy\n", tests=[problem.tests[1]], isolation=Isolation.TEST)
    assert verdict.tests[0].message == "raised ModuleNotFoundError: No module named 'nmupy' (line 1)"


@pytest.mark.parametrize(
    ("code", "source", "message"),
    [
        (Code.TLE, body("while True: pass"), "no answer within 0.5 s of CPU time"),
        (Code.MLE, body("return bytearray(1 << 40)"), "used more than 64 MB of memory"),
        (Code.OLE, body("while True: print('x' * 999)"), "printed or returned more than 64 kB"),
        (Code.WA, body("return (n for n in numbers)"), "your function returned a generator; return a list"),
        (Code.WA, body("sum(numbers)"), "your function returned None; is a return missing?"),
        (Code.WA, body("return float(sum(numbers))"), "wrong answer: expected an int, got a float"),
        (Code.WA, body("return True"), "wrong answer: expected an int, got a bool"),
        (Code.RTE, body("return numbers[9]"), "raised IndexError: list index out of range (line 2)"),
        (Code.RTE, "def totl(numbers): pass", "total is not defined; define a function of that name"),
        (Code.RTE, "total = 3", "total is not defined; define a function of that name"),
        (
            Code.RTE,
            "def total(): pass",
            "raised TypeError: total() takes 0 positional arguments but 1 was given",
        ),
        (
            Code.RTE,
            body("import os; os._exit(0)"),
            "the program ended before it returned (exited with code 0)",
        ),
        (Code.RTE, body("exit()"), "the program called exit; return the answer instead"),
        (
            Code.RTE,
            body("return total(numbers)"),
            "raised RecursionError: maximum recursion depth exceeded (line 2)",
        ),
    ],
)
def test_each_failure_has_its_code_and_one_clear_line(
    judge: Judge, problem: Problem, code: Code, source: str, message: str
):
    verdict = judge.judge(problem, source, tests=problem.tests[:1], isolation=Isolation.TEST)
    assert (verdict.code, verdict.tests[0].message) == (code, message)
    assert "\n" not in verdict.message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def total(:", "does not compile: line 1: invalid syntax: def total(:"),
        ("x = '\ud800'", "does not compile: the source is not valid text (it has lone surrogates)"),
        ("x = '\0'", "does not compile: source code string cannot contain null bytes"),
        ("#" * 2**21, "the source is longer than 1024 kB"),
    ],
)
def test_a_source_that_can_not_be_compiled_is_a_compile_error(
    judge: Judge, problem: Problem, source: str, message: str
):
    verdict = submit(judge, problem, source)
    assert (verdict.code, verdict.tests, verdict.message) == (Code.CE, (), message)


def test_an_exception_that_is_asked_for_is_accepted_with_its_subclasses(judge: Judge):
    asked = ProblemTest(number=1, visible=True, category="edge", args=[[]], raises="LookupError")
    problem = make_problem(tests=(asked,))
    assert submit(judge, problem, body("return numbers[0]")).code is Code.AC
    returned = submit(judge, problem, body("return 0"))
    assert (returned.code, returned.tests[0].got) == (Code.WA, "0")
    other = submit(judge, problem, body("raise ValueError('no')"))
    assert other.code is Code.WA
    assert other.tests[0].message == "raised ValueError: no (line 2); the test expects LookupError"


def test_a_declared_float_takes_an_int_and_a_declared_int_no_float(judge: Judge):
    signature = Signature(
        entry_point="total",
        params=(Parameter(name="numbers", type="list[int]"),),
        returns="list[float] | None",
    )
    test = ProblemTest(number=1, visible=True, category="typical", args=[[1]], expected=[1, 2.5])
    problem = make_problem(signature=signature, tests=(test,))
    assert submit(judge, problem, body("return [1, 2.5]")).code is Code.AC
    assert submit(judge, problem, body("return [1.0, 2.5]")).code is Code.AC
    assert submit(judge, problem, body("return [True, 2.5]")).code is Code.WA


def test_a_class_is_judged_by_its_calls(judge: Judge):
    signature = Signature(
        entry_point="Bag",
        methods=(
            Method(name="put", params=(Parameter(name="x", type="int"),)),
            Method(name="size", returns="int"),
        ),
    )
    calls = [[], [["put", [4]], ["put", [5]], ["size", []]]]
    test = ProblemTest(number=1, visible=True, category="typical", args=calls, expected=[None, None, 2])
    problem = make_problem(kind="class", signature=signature, tests=(test,))
    good = "class Bag:\n    def __init__(self): self.x = []\n    def put(self, x): self.x.append(x)\n"
    verdict = submit(judge, problem, good + "    def size(self): return len(self.x)\n")
    assert (verdict.code, verdict.tests[0].input) == (Code.AC, "Bag(); put(4); put(5); size()")
    assert submit(judge, problem, good + "    def size(self): return 3\n").code is Code.WA


def test_a_program_of_standard_input_is_judged_by_what_it_prints(judge: Judge):
    test = ProblemTest(number=1, visible=True, category="typical", args=["1 2\n"], expected="3\n")
    problem = make_problem(kind="stdio", signature=None, tests=(test,))
    assert submit(judge, problem, "print(sum(map(int, input().split())))").code is Code.AC
    assert submit(judge, problem, "print(4)").code is Code.WA
    assert submit(judge, problem, "import sys; print(3); sys.exit(1)").code is Code.RTE


def test_a_candidates_own_input_shows_what_came_back(judge: Judge, problem: Problem):
    verdict = judge.run(problem, body("print('\x1b[31mhi'); return sum(numbers)"), [[4, 5]])
    (result,) = verdict.tests
    assert (verdict.code, result.got, result.expected) == (Code.AC, "9", None)
    assert result.stdout == "\\x1b[31mhi\n"
    with pytest.raises(Refused, match="set"):
        judge.run(problem, HONEST, [{1, 2}])


def test_after_time_outs_in_a_row_the_rest_is_not_run(problem: Problem, judge: Judge):
    verdict = submit(judge, problem, body("while True: pass"))
    assert [result.code for result in verdict.tests] == [Code.TLE] * 3
    assert "not run" in verdict.tests[1].message
    assert verdict.tests[1].cpu_seconds == 0


@pytest.mark.parametrize("isolation", Isolation)
@pytest.mark.parametrize(
    "signal",
    [
        "t = time.process_time()\n    while numbers[0] and time.process_time() < t + 0.1: pass",
        "held = bytearray(numbers[0] * 25 << 20)",
        "time.sleep(numbers[0] / 10)",
    ],
)
def test_what_hidden_tests_take_tells_no_bit_of_their_input(judge: Judge, signal: str, isolation: Isolation):
    """It spends by one bit of each input, and all of them show the same figures, one of four values."""
    tests = tuple(
        ProblemTest(number=n, visible=n == 1, category="typical", args=[[bit]], expected=bit)
        for n, bit in enumerate([1, 0, 1, 1, 0], start=1)
    )
    source = f"import time\ndef total(numbers):\n    {signal}\n    return numbers[0]\n"
    heard: list[TestResult] = []
    problem = make_problem(tests=tests)
    options: dict[str, Any] = {"tests": tests, "isolation": isolation, "on_result": heard.append}
    verdict = judge.judge(problem, source, **options)
    assert verdict.code is Code.AC
    hidden = {(t.cpu_seconds, t.wall_seconds, t.peak_memory_bytes) for t in verdict.tests if not t.visible}
    assert len(hidden) == 1
    (figures,) = hidden
    limits = (LIMITS.cpu_seconds, LIMITS.wall_seconds, LIMITS.memory_bytes)
    for figure, limit in zip(figures, limits, strict=True):
        assert figure in [limit * step / 4 for step in (1, 2, 3, 4)]
    assert {(t.cpu_seconds, t.peak_memory_bytes) for t in heard if not t.visible} == {(0, 0)}
    visible = verdict.tests[0]
    assert visible.wall_seconds not in (0, *(limit / 4 for limit in limits)), "the candidate's own, exactly"


class Flaky(BubblewrapSandbox):
    """Fails ``failures`` times in the middle of a run."""

    failures = 0

    def run(self, *args: Any, **options: Any) -> Any:
        results = super().run(*args, **options)
        yield next(results)
        if type(self).failures:
            type(self).failures -= 1
            raise SandboxError("The sandbox fell over.")
        yield from results


@pytest.mark.parametrize(("failures", "code", "tests"), [(1, Code.AC, 3), (9, Code.IE, 2)])
def test_a_fault_of_ours_is_retried_once_on_a_fresh_sandbox(
    problem: Problem, failures: int, code: Code, tests: int
):
    Flaky.failures = failures
    judge = Judge(factory=Flaky)
    verdict = submit(judge, problem, HONEST)
    assert (verdict.code, verdict.total) == (code, tests)
    Flaky.failures = 0
    assert submit(judge, problem, HONEST).code is Code.AC
    judge.close()


def test_a_sandbox_that_can_not_be_opened_is_an_internal_error_with_the_fix(problem: Problem):
    judge = Judge(factory=lambda: BubblewrapSandbox(bwrap="no-such-bwrap"))
    verdict = submit(judge, problem, HONEST)
    assert verdict.code is Code.IE
    assert "apt install bubblewrap" in verdict.message
    assert not any(item.holds for item in judge.properties())
    with pytest.raises(SandboxUnavailable):
        BubblewrapSandbox(bwrap="no-such-bwrap").open()


def test_a_sandbox_killed_from_outside_costs_nothing(problem: Problem):
    made: list[BubblewrapSandbox] = []

    def make() -> BubblewrapSandbox:
        made.append(BubblewrapSandbox())
        return made[-1]

    judge = Judge(factory=make)
    assert submit(judge, problem, HONEST).code is Code.AC
    made[0]._process.kill()
    made[0]._process.wait()
    assert submit(judge, problem, HONEST).code is Code.AC
    judge.close()


def test_several_threads_share_the_judge(judge: Judge, problem: Problem):
    codes: list[Code] = []

    def work(source: str) -> None:
        codes.append(submit(judge, problem, source).code)

    sources = [HONEST, body("return -1")] * 4
    threads = [threading.Thread(target=work, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [Code.AC] * 4 + [Code.WA] * 4


def test_without_a_sandbox_every_verdict_says_so(problem: Problem):
    verdict = submit(Judge(unsafe_run_my_own_code=True), problem, HONEST)
    assert (verdict.code, verdict.sandboxed, verdict.backend) == (Code.AC, False, "unsafe-none")


def test_the_checker_of_the_problem_is_used(judge: Judge):
    signature = Signature(
        entry_point="total", params=(Parameter(name="numbers", type="list[int]"),), returns="list[int]"
    )
    test = ProblemTest(number=1, visible=True, category="typical", args=[[1, 2]], expected=[2, 1])
    problem = make_problem(signature=signature, tests=(test,), checker=Checker(name="unordered"))
    assert submit(judge, problem, body("return numbers")).code is Code.AC
    assert (
        submit(judge, make_problem(signature=signature, tests=(test,)), body("return numbers")).code
        is Code.WA
    )
