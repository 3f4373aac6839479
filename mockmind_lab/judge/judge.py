"""The judge: a submission and tests in, a verdict out."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from traitlets import Bool, Enum, Float, Instance, Int
from traitlets.config import Configurable

from mockmind_lab.core.languages import LANGUAGES, listing
from mockmind_lab.core.problem import ProblemTest
from mockmind_lab.core.verdict import Code, Isolation, TestResult, Verdict, worst
from mockmind_lab.errors import ProblemError, Refused, SandboxError, SandboxUnavailable
from mockmind_lab.judge.explain import Finding, explain, shown_arguments, typed_expected
from mockmind_lab.judge.figures import coarse, exact
from mockmind_lab.judge.outcomes import collected, outcome
from mockmind_lab.judge.pool import Pool
from mockmind_lab.judge.validator import Validator
from mockmind_lab.judge.values import clean_text, encode_arguments, show, typed_arguments
from mockmind_lab.sandbox.base import Program, Property
from mockmind_lab.sandbox.choose import choose_sandbox
from mockmind_lab.sandbox.probe import BACKEND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockmind_lab.core.problem import Limits, Manifest, Problem
    from mockmind_lab.judge.outcomes import Outcome
    from mockmind_lab.sandbox.base import RunResult, Sandbox

    Report = Callable[[TestResult], None]

__all__ = ["Judge"]

_PRINTED = 4000  # characters of standard output kept for a visible test


class Judge(Configurable):
    """Judges submissions in a small pool of warm sandboxes. Safe to call from several threads."""

    pool_size = Int(
        2, min=1, help="How many sandboxes may be open at once, hence submissions judged side by side."
    ).tag(config=True)
    stop_after_timeouts = Int(
        3,
        min=1,
        help="After this many time-outs in a row the rest of the tests is not run and counts as timed out.",
    ).tag(config=True)
    max_source_bytes = Int(
        2**20, min=1, help="Longest source accepted, in bytes; a longer one gets the verdict CE."
    ).tag(config=True)
    measuring_seconds = Float(
        1.5,
        min=0,
        help="CPU seconds that one program's runs on growing inputs may take together when its complexity is "
        'measured; 0: the answer is always "can\'t tell".',
    ).tag(config=True)
    sandbox = Enum(
        ["auto", "bubblewrap", "docker"],
        default_value="auto",
        help="What runs submissions: bubblewrap (Linux), docker (see DockerSandbox; it needs an engine and "
        "the image of `mockmind sandbox build`), or auto: bubblewrap on Linux, else Docker.",
    ).tag(config=True)
    unsafe_run_my_own_code = Bool(
        False,
        help="Run code WITHOUT any sandbox, as yourself, with all your files. "
        "Every verdict and report says so.",
    ).tag(config=True)
    factory = Instance(
        object, allow_none=True, help="Callable that makes a sandbox (not yet open); None chooses one."
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pool = Pool(self._make, self.pool_size)
        self._validator = Validator(self._make)

    def judge(
        self,
        problem: Problem,
        source: str,
        *,
        tests: Sequence[ProblemTest],
        isolation: Isolation,
        language: str = "python",
        on_result: Report | None = None,
    ) -> Verdict:
        """Run ``source`` against ``tests``; ``on_result`` hears each result as it is there.

        Never raises for anything the candidate or the sandbox does: what is our fault is ``IE``.
        """
        return self._verdict(problem, source, tests, isolation, language, on_result, compared=True)

    def run(self, problem: Problem, source: str, args: list[Any], *, language: str = "python") -> Verdict:
        """Run ``source`` on one input of the candidate's own. ``AC`` means that it answered at all.

        Raises ``Refused`` for an input that is no JSON value.
        """
        encode_arguments(args)
        test = ProblemTest(number=1, visible=True, category="your input", args=args)
        return self._verdict(problem, source, [test], Isolation.BATCH, language, None, compared=False)

    def outcomes(
        self,
        problem: Manifest,
        source: str,
        inputs: Sequence[list[Any]],
        *,
        language: str = "python",
        limits: Limits | None = None,
        isolation: Isolation = Isolation.TEST,
    ) -> tuple[Outcome, ...]:
        """What ``source`` does with each of ``inputs``, compared with nothing: how expected answers are made.

        An input is a test's ``args``. Of ``problem`` its kind, signature and limits count, the latter unless
        ``limits`` are given. After ``stop_after_timeouts`` time-outs in a row the rest is not run.
        ``Isolation.BATCH`` is quicker, but what the program remembers may change its later answers.

        Raises ``Refused`` for an input that is no JSON value or a language that is not judged, and
        ``SandboxError`` for a fault of ours.
        """
        if language not in LANGUAGES:
            raise Refused(f"{language[:40]!r} is no language that is judged; use one of {listing()}.")
        limits = limits or problem.limits
        program = _program(problem, source, language)
        encoded = [encode_arguments(typed_arguments(problem, args)) for args in inputs]
        for fresh in (False, True):
            try:
                with self.pool.borrowed(fresh=fresh) as sandbox:
                    runs = sandbox.run(program, encoded, limits=limits, isolation=isolation)
                    found = (outcome(problem, result, limits, language=language) for result in runs)
                    taken = collected(found, len(inputs), give_up=self.stop_after_timeouts)
                    runs.close()  # pyright: ignore[reportAttributeAccessIssue]
                    return taken
            except SandboxError as error:
                if fresh or isinstance(error, SandboxUnavailable):
                    raise
        raise AssertionError("unreachable")

    def trials(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, until: Callable[[RunResult], bool]
    ) -> list[RunResult]:
        """What ``program`` does with ``inputs`` in one child, up to the first result that ``until`` holds of.

        For measurements, which nobody waits for: it begins when no judging is under way, and no two run at
        once. Raises ``SandboxError`` for a fault of ours.
        """
        found: list[RunResult] = []
        with self.pool.spare() as sandbox:
            runs = sandbox.run(program, inputs, limits=limits, isolation=Isolation.BATCH)
            for result in runs:
                found.append(result)
                if until(result):
                    break
            runs.close()  # pyright: ignore[reportAttributeAccessIssue]
        return found

    def properties(self) -> Sequence[Property]:
        """Each promise of the sandbox and whether it holds, for ``doctor``. Never raises."""
        sandbox = self._make()
        try:
            found = sandbox.properties()
            if found[0].name == BACKEND:
                return found
            well = all(item.holds for item in found)
            fix = next((item.fix for item in found if not item.holds), "")
            return (Property(BACKEND, well, sandbox.name, fix), *found)
        finally:
            sandbox.close()

    def toolchain(self, language: str) -> str:
        """The version of what runs ``language`` in there; raises ``SandboxUnavailable`` with the fix."""
        with self.pool.borrowed() as sandbox:
            return sandbox.support(language).toolchain().version

    def warm_up(self) -> None:
        """Open one sandbox in the background. If it can't be opened, the next use says why."""
        threading.Thread(target=self._warm, name="mockmind-judge-warm-up", daemon=True).start()

    def close(self) -> None:
        """Close the sandboxes that wait. Idempotent; a later call opens new ones."""
        self.pool.close()
        self._validator.close()

    def _make(self) -> Sandbox:
        if self.factory is not None:
            make: Any = self.factory
            return make()
        return choose_sandbox(self.sandbox, unsafe=self.unsafe_run_my_own_code, config=self.config)

    def _warm(self) -> None:
        try:
            with self.pool.borrowed():
                pass
        except SandboxError:
            pass

    def _verdict(
        self,
        problem: Problem,
        source: str,
        tests: Sequence[ProblemTest],
        isolation: Isolation,
        language: str,
        on_result: Report | None,
        *,
        compared: bool,
    ) -> Verdict:
        if language not in LANGUAGES:
            known = f"{language[:40]!r} is no language that is judged; use one of {listing()}"
            return Verdict(code=Code.CE, message=known, isolation=isolation)
        if len(source.encode("utf-8", "replace")) > self.max_source_bytes:
            limit = f"the source is longer than {self.max_source_bytes // 1024} kB"
            return Verdict(code=Code.CE, message=limit, isolation=isolation)
        program = _program(problem, source, language)
        sitting = _Sitting(self, problem, program, isolation, on_result, compared=compared)
        for group in _groups(tests, isolation):
            if not sitting.try_all(group):
                break
        return sitting.verdict(tests)


def _program(problem: Manifest, source: str, language: str) -> Program:
    entry_point = problem.signature.entry_point if problem.signature else ""
    types = problem.signature.described() if problem.signature else ""
    return Program(source, problem.kind, entry_point, language, types)


def _groups(tests: Sequence[ProblemTest], isolation: Isolation) -> list[list[ProblemTest]]:
    """What may share a child. Never a visible and a hidden test: what the one prints is shown."""
    if isolation is Isolation.TEST:
        return [list(tests)] if tests else []
    groups = ([t for t in tests if t.visible], [t for t in tests if not t.visible])
    return [group for group in groups if group]


class _Sitting:
    """One submission on its way to a verdict."""

    def __init__(
        self,
        judge: Judge,
        problem: Problem,
        program: Program,
        isolation: Isolation,
        on_result: Report | None,
        *,
        compared: bool,
    ) -> None:
        self.judge, self.problem, self.program, self.isolation = judge, problem, program, isolation
        self.on_result, self.compared = on_result, compared
        self.results: dict[int, TestResult] = {}
        self.taken: dict[int, dict[str, float]] = {}  # by hidden tests; no result says it of its own test
        self.backend, self.sandboxed = "", True
        self.stopped = ""  # the line that ends it all: a compile error or a fault of ours
        self.stop_code: Code | None = None
        self.timeouts = 0

    def try_all(self, tests: list[ProblemTest]) -> bool:
        """Run ``tests``, on a fresh sandbox once more from where a fault of ours struck."""
        inputs = [encode_arguments(typed_arguments(self.problem, test.args)) for test in tests]
        done = 0
        for attempt in (1, 2):
            try:
                with self.judge.pool.borrowed(fresh=attempt == 2) as sandbox:
                    self.backend, self.sandboxed = sandbox.name, sandbox.sandboxed
                    runs = sandbox.run(
                        self.program, inputs[done:], limits=self.problem.limits, isolation=self.isolation
                    )
                    for result in runs:
                        if not self._take(tests[done], result):
                            runs.close()  # pyright: ignore[reportAttributeAccessIssue]
                            return False
                        done += 1
                        if self.timeouts >= self.judge.stop_after_timeouts and done < len(tests):
                            runs.close()  # pyright: ignore[reportAttributeAccessIssue]
                            self._give_up(tests[done:])
                            return True
                return True
            except (SandboxUnavailable, ProblemError) as error:
                self.stopped, self.stop_code = str(error), Code.IE
                return False
            except SandboxError as error:
                if attempt == 2:
                    self.stopped = f"{error} This is our fault and the attempt does not count."
                    self.stop_code = Code.IE
        return False

    def _take(self, test: ProblemTest, result: RunResult) -> bool:
        finding = explain(
            self.problem,
            test,
            result,
            self.problem.limits,
            compared=self.compared,
            language=self.program.language,
            validate=self._validated,
        )
        if finding.code is Code.CE:
            self.stopped, self.stop_code = finding.message, Code.CE
            return False
        self.timeouts = self.timeouts + 1 if finding.code is Code.TLE else 0
        self._record(test, finding, result)
        return True

    def _validated(self, test: ProblemTest, expected: Any, got: Any) -> bool:
        given = test.args[0] if self.problem.kind == "stdio" else typed_arguments(self.problem, test.args)
        validator = self.judge._validator  # pyright: ignore[reportPrivateUsage]
        return validator.accepts(self.problem, given, expected, got)

    def _give_up(self, tests: list[ProblemTest]) -> None:
        words = f"not run: {self.timeouts} tests in a row had run out of time"
        for test in tests:
            self._record(test, Finding.plain(Code.TLE, words), None)

    def _record(self, test: ProblemTest, finding: Finding, result: RunResult | None) -> None:
        shown: dict[str, Any] = {"message": finding.guarded}
        if test.visible or (result is not None and result.before_input):
            shown["message"] = finding.message
        if test.visible:
            shown |= {
                "input": shown_arguments(self.problem, test.args),
                "expected": _expectation(self.problem, test) if self.compared else None,
                "got": finding.got,
                "stdout": clean_text(result.stdout, _PRINTED) if result else "",
            }
        if result is not None and test.visible:
            shown |= exact(result)
        elif result is not None:
            self.taken[id(test)] = exact(result)
        found = TestResult(
            number=test.number, visible=test.visible, category=test.category, code=finding.code, **shown
        )
        self.results[id(test)] = found
        if self.on_result is not None:
            self.on_result(found)

    def verdict(self, tests: Sequence[ProblemTest]) -> Verdict:
        """All of it together, tests in the order they were given in."""
        hidden = coarse(self.taken.values(), self.problem.limits)
        found = tuple(
            result.model_copy(update=hidden) if id(test) in self.taken else result
            for test in tests
            if (result := self.results.get(id(test))) is not None
        )
        if self.stop_code is Code.CE:
            found = ()
        code = self.stop_code or worst([result.code for result in found])
        return Verdict(
            code=code,
            tests=found,
            message=self.stopped or _summary(found, compared=self.compared),
            isolation=self.isolation,
            backend=self.backend,
            sandboxed=self.sandboxed,
        )


def _expectation(problem: Problem, test: ProblemTest) -> str:
    if test.raises is not None:
        return f"raises {test.raises}"
    value = typed_expected(problem, test)
    if problem.checker.name == "any_of" and type(value) is list:
        return " or ".join(show(answer, 120) for answer in value[:4]) + (" or …" if len(value) > 4 else "")
    return show(value)


def _summary(found: Sequence[TestResult], *, compared: bool) -> str:
    """One line: the first thing that went wrong, or that nothing did."""
    failed = next((result for result in found if result.code is not Code.AC), None)
    if failed is None:
        return f"All {len(found)} tests passed." if compared else "It ran."
    if not compared:
        return failed.message
    passed = sum(result.code is Code.AC for result in found)
    what = failed.message or failed.code.meaning
    return f"{passed} of {len(found)} tests passed; test {failed.number} ({failed.category}): {what}"
