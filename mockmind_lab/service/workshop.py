"""Writing a problem in a notebook: cells come in, what the judge says goes back, a package is saved."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.authoring.drafting import Unfinished
from mockmind_lab.authoring.proving import answered, judged, proved
from mockmind_lab.authoring.write import write_package
from mockmind_lab.core.verdict import Code
from mockmind_lab.errors import Refused
from mockmind_lab.judge.values import show

if TYPE_CHECKING:
    from mockmind_lab.authoring import Source
    from mockmind_lab.core.problem import ProblemTest
    from mockmind_lab.core.verdict import TestResult, Verdict
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.protocol import Result
    from mockmind_lab.service.caller import Caller

__all__ = ["Workshop"]

_MOST = 20  # packages in the making
_ROWS = 12  # of a table of tests


class Workshop:
    """The packages in the making, each by owner and notebook, in memory: to run the cells again is cheap."""

    def __init__(self, judge: Judge, library: Library) -> None:
        self._judge = judge
        self._library = library
        self._lock = threading.Lock()
        self._benches: OrderedDict[tuple[str, str], Unfinished] = OrderedDict()

    async def handle(self, op: str, args: dict[str, Any], caller: Caller) -> Result:
        """``draft`` (a cell) or ``problem`` (save). Refused where the host is not the person's own."""
        if caller.principal.trust != "practice":
            raise Refused("Problems are written where the host is your own, and not in a graded interview.")
        key = (caller.principal.owner, caller.place)
        if op == "problem":
            return {"text": await asyncio.to_thread(self._save, key, args["slug"] or "")}
        part, line, text = args["part"], args["line"] or "", args["text"]
        return {"text": await asyncio.to_thread(self._take, key, part, line, text)}

    def _bench(self, key: tuple[str, str]) -> Unfinished:
        with self._lock:
            return self._benches.get(key, Unfinished())

    def _keep(self, key: tuple[str, str], unfinished: Unfinished) -> None:
        with self._lock:
            self._benches[key] = unfinished
            self._benches.move_to_end(key)
            while len(self._benches) > _MOST:
                self._benches.popitem(last=False)

    def _take(self, key: tuple[str, str], part: str, line: str, text: str) -> str:
        before = self._bench(key)
        if part == "problem":
            # Another problem begins with empty hands.
            after = before.with_problem(line, text)
            if before.slug and after.slug != before.slug:
                after = Unfinished().with_problem(line, text)
            self._keep(key, after)
            return _described(after)
        before.known()
        if part == "tests":
            after = before.with_tests(line, text)
            after.asked()
            self._keep(key, after)
            return self._answers(after)
        after, source = before.with_submission(part, line, text)
        self._keep(key, after)
        return self._verdict(after, source)

    def _answers(self, unfinished: Unfinished) -> str:
        counted = sum(map(len, unfinished.calls.values())) + len(unfinished.wishes)
        if not any(kind == "accepted" for kind, _ in unfinished.sources):
            return f"{counted} tests so far. A cell that begins with `%%reference` answers them."
        return _table(answered(unfinished, self._judge))

    def _verdict(self, unfinished: Unfinished, source: Source) -> str:
        if not unfinished.calls and not unfinished.wishes:
            return f"Kept as `{source.kind}/{source.name}`; `%%tests` will say how it does."
        tests = answered(unfinished, self._judge)
        verdict = judged(unfinished, source, tests, self._judge)
        if source.kind in ("accepted", "brute_force"):
            if verdict.code is not Code.AC:
                return f"**{verdict.code}**: {_failure(verdict)}"
            slowest = max((result.cpu_seconds for result in verdict.tests), default=0.0)
            said = f"**AC** on {verdict.total} tests, the slowest {slowest:.3f} s of CPU."
            return f"{said}\n\n{_table(tests)}" if source.kind == "accepted" else said
        return _caught(source, verdict)

    def _save(self, key: tuple[str, str], slug: str) -> str:
        unfinished = self._bench(key)
        tests = answered(unfinished, self._judge)
        if len({test.visible for test in tests}) < 2:
            raise Refused(
                "It needs visible tests and hidden ones: `%%tests visible` and `%%tests edge`, say."
            )
        draft = unfinished.draft(tests, slug)
        report = proved(draft, self._judge)
        if not report.passed:
            faults = "\n".join(f"- {check.name}: {check.detail}" for check in report.failures)
            held = len(report.checks) - len(report.failures)
            return f"**Not saved.** {held} of {len(report.checks)} checks hold. These do not:\n\n{faults}"
        if draft.slug in self._library.folders() and not (self._folder() / draft.slug).exists():
            raise Refused(f"{draft.slug} is in another folder of the library already; choose another name.")
        there = (self._folder() / draft.slug).exists()
        package = write_package(draft, self._folder(), replace=True)
        how = "replaced what was there" if there else "a new package"
        return (
            f"**Saved** as `{package.slug}` ({how}): all {len(report.checks)} checks hold, "
            f"{len(draft.tests)} tests. `%interview start --problem {package.slug}` asks it."
        )

    def _folder(self) -> Path:
        if not self._library.own:
            raise Refused("No folder is named for your own problems; set c.Library.own.")
        return Path(self._library.own).expanduser()


def _described(unfinished: Unfinished) -> str:
    manifest = unfinished.known()
    entry = manifest.signature.entry_point if manifest.signature else "standard input to output"
    lacking = [
        name
        for name, there in (
            ("three hints", len(unfinished.hints) == 3),
            ("an FAQ", manifest.faq),
            ("two follow-ups", len(manifest.follow_ups) > 1),
            ("edge cases", manifest.edge_cases),
            ("a rubric", manifest.rubric),
        )
        if not there
    ]
    more = f" Still missing: {', '.join(lacking)}." if lacking else ""
    return f"**{manifest.title}**: {manifest.difficulty.value}, {manifest.kind}, `{entry}`.{more}"


def _table(tests: tuple[ProblemTest, ...]) -> str:
    rows = [
        f"| {test.number} | {'visible' if test.visible else test.category} | {_code(str(test.args)[1:-1])} "
        f"| {f'raises {test.raises}' if test.raises else _code(show(test.expected, 80))} |"
        for test in tests[:_ROWS]
    ]
    head = ["| test | | input | answer |", "|---:|---|---|---|"]
    rest = [f"\n… and {len(tests) - _ROWS} more."] if len(tests) > _ROWS else []
    return "\n".join([*head, *rows, *rest])


def _caught(source: Source, verdict: Verdict) -> str:
    wanted = Code.TLE if source.kind == "time_limit_exceeded" else Code.WA
    if verdict.code is Code.AC:
        return f"**No test catches it**: it passes all {verdict.total}. Add a test on which it is wrong."
    said = _failure(verdict)
    if verdict.code is not wanted:
        return f"**{verdict.code}** where {wanted} is wanted: {said}"
    if not verdict.passed:
        return f"It passes no test at all; no candidate would hand that in. {said}"
    return f"**{verdict.code}**, as it should: {said}"


def _failure(verdict: Verdict) -> str:
    bad: list[TestResult] = [result for result in verdict.tests if result.code is not Code.AC]
    if not bad:
        return verdict.message
    first = bad[0]
    numbers = ", ".join(str(result.number) for result in bad[:10])
    which = f"fails test{'s' if len(bad) > 1 else ''} {numbers} of {verdict.total}."
    got = (
        f": {_code(first.got)} where {_code(first.expected or '')} is right"
        if first.got
        else f": {first.message}"
    )
    return f"{which} On test {first.number}, {_code(first.input or '')}{got}"


def _code(text: str) -> str:
    shown = " ".join(text.split()).replace("`", "'").replace("|", "\\|")
    return f"`{shown if len(shown) <= 120 else shown[:117] + '...'}`"
