"""Makes a package's hidden tests: arguments from its generator, answers from its solution, in the sandbox."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.problem import (
    CATEGORIES,
    Generated,
    Limits,
    Parameter,
    Problem,
    ProblemTest,
    Signature,
)
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.judge.values import show, text_keys
from mockmind_lab.library.package import TESTS_LIMIT
from mockmind_lab.library.tests import test_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mockmind_lab.core.problem import Manifest, Submission
    from mockmind_lab.judge import Judge, Outcome
    from mockmind_lab.library import Package

__all__ = ["Made", "Wish", "make_tests", "read_wishes", "wishes_of"]

LIMITS = Limits(cpu_seconds=30, wall_seconds=60, memory_bytes=2**30, output_bytes=16 * 2**20)
"""For generator and solution while tests are made; whether a solution is quick enough is for verifying."""

_WISH = re.compile(r"([a-z]+):([0-9,-]+)@([0-9]+)")
_MOST = 200  # tests of one package


@dataclass(frozen=True, slots=True)
class Wish:
    """A test to be made: ``generate(seed, size)``, as one of ``category``."""

    category: str
    generated: Generated


@dataclass(frozen=True, slots=True)
class Made:
    """The hidden tests, and a line for each wish that came to nothing."""

    tests: tuple[ProblemTest, ...]
    notes: tuple[str, ...]


def read_wishes(texts: Iterable[str]) -> tuple[Wish, ...]:
    """Wishes as a person writes them: ``edge:0-6@0``, ``large:1,2@2000`` (category, seeds, size).

    Raises ``Refused`` for any other form.
    """
    found: list[Wish] = []
    for text in texts:
        match = _WISH.fullmatch(text)
        if match is None or match[1] not in CATEGORIES:
            kinds = ", ".join(CATEGORIES)
            raise Refused(f"{text[:60]!r} is no wish; write CATEGORY:SEEDS@SIZE like edge:0-6@0 ({kinds}).")
        for part in match[2].split(","):
            first, _, last = part.partition("-")
            if not first or int(last or first) - int(first) >= _MOST:
                raise Refused(f"{text[:60]!r} names no seeds; write 0-6 or 1,2, at most {_MOST} of them.")
            for seed in range(int(first), int(last or first) + 1):
                found.append(Wish(match[1], _generated(seed, int(match[3]), text)))
    return tuple(found)


def _generated(seed: int, size: int, text: str) -> Generated:
    try:
        return Generated(seed=seed, size=size)
    except ValueError:
        raise Refused(f"{text[:60]!r}: a seed is below 2**31, a size at most 10**6.") from None


def wishes_of(package: Package) -> tuple[Wish, ...]:
    """What the hidden tests were made from, even if they fit the signature no more."""
    found = [
        Wish(str(row.get("category")), Generated.model_validate(row["generated"]))
        for row in _rows(package, "hidden")
        if row.get("generated")
    ]
    if not found:
        label = package.folder.label("tests/hidden.jsonl")
        raise ProblemError.at(label, 1, "has no test with 'generated'; say which to make, like edge:0-6@0")
    return tuple(found)


def make_tests(
    package: Package,
    judge: Judge,
    wishes: Sequence[Wish],
    *,
    limits: Limits | None = None,
    most: int | None = None,
    drawing: Isolation = Isolation.TEST,
) -> Made:
    """The hidden tests of ``package`` as ``wishes`` have them, numbered after the visible ones.

    The answers are those of the first accepted solution (Python before others). Every other accepted
    solution has to agree on all tests, a brute force on the small ones, by the problem's checker.
    Arguments that a test before has already are left out, and all after the first ``most`` tests. All code
    runs within ``limits`` (default: ``LIMITS``); the generator's calls are kept apart as ``drawing`` says.
    Nothing is written.

    Raises ``Refused`` for a disagreement, an answer that can't be had or does not fit the signature, and
    ``ProblemError`` for a package whose manifest or submissions can't be read.
    """
    manifest, submissions = package.manifest(), package.submissions()
    if manifest.checker.name == "any_of":
        raise Refused("With the checker any_of every right answer has to be listed; write the tests by hand.")
    accepted = sorted((s for s in submissions if s.kind == "accepted"), key=lambda s: s.language != "python")
    if not accepted:
        raise Refused(f"{package.slug} has no accepted solution; write submissions/accepted/solution.py.")
    visible = _rows(package, "visible")
    limits = limits or LIMITS
    number = max((row["number"] for row in visible if isinstance(row.get("number"), int)), default=0)
    taken = [row.get("args") for row in visible]
    given, notes = _arguments(package, manifest, judge, wishes, taken, limits, drawing)
    given = given[:most]
    found = judge.outcomes(
        manifest,
        accepted[0].source,
        [args for _, args in given],
        language=accepted[0].language,
        limits=limits,
    )
    tests: list[ProblemTest] = []
    for (wish, args), outcome in zip(given, found, strict=True):
        test = _test(accepted[0], wish, args, outcome, number + len(tests) + 1)
        if fault := test_fault(test, manifest):
            raise Refused(f"{_named(wish)} makes no test: {fault}")
        tests.append(test)
    for other in (*accepted[1:], *(s for s in submissions if s.kind == "brute_force")):
        _compare(manifest, package.slug, tests, accepted[0], other, judge, limits)
    return Made(tuple(tests), tuple(notes))


def _rows(package: Package, name: str) -> list[dict[str, Any]]:
    """The objects in a test file, whatever they hold; none if there is no such file."""
    file = f"tests/{name}.jsonl"
    if not package.folder.exists(file):
        return []
    rows: list[dict[str, Any]] = []
    for line, text in enumerate(package.folder.text(file, limit=TESTS_LIMIT).splitlines(), start=1):
        try:
            row = json.loads(text) if text.strip() else None
        except (ValueError, RecursionError):
            raise ProblemError.at(package.folder.label(file), line, "is no valid JSON") from None
        if isinstance(row, dict):
            rows.append(row)
    return rows


def _arguments(
    package: Package,
    manifest: Manifest,
    judge: Judge,
    wishes: Sequence[Wish],
    taken: list[Any],
    limits: Limits,
    drawing: Isolation,
) -> tuple[list[tuple[Wish, list[Any]]], list[str]]:
    """What the generator gives for each wish, without what is there already."""
    ints = (Parameter(name="seed", type="int"), Parameter(name="size", type="int"))
    update = {"kind": "function", "signature": Signature(entry_point="generate", params=ints)}
    inputs = [[wish.generated.seed, wish.generated.size] for wish in wishes]
    found = judge.outcomes(
        manifest.model_copy(update=update), package.generator(), inputs, limits=limits, isolation=drawing
    )
    known = {_canonical(args): "a visible test" for args in taken}
    given: list[tuple[Wish, list[Any]]] = []
    notes: list[str] = []
    for wish, outcome in zip(wishes, found, strict=True):
        if not outcome.answered or outcome.raised or not isinstance(outcome.value, list):
            said = _said(outcome) if not outcome.answered or outcome.raised else show(outcome.value, 60)
            raise Refused(f"{_named(wish)} should return the list of a test's arguments: {said}")
        args = text_keys(outcome.value)
        if same := known.get(_canonical(args)):
            notes.append(f"{_named(wish)} gives the arguments of {same}; left out")
            continue
        known[_canonical(args)] = _named(wish)
        given.append((wish, args))
    return given, notes


def _test(solution: Submission, wish: Wish, args: list[Any], outcome: Outcome, number: int) -> ProblemTest:
    if not outcome.answered:
        raise Refused(f"accepted/{solution.name} on {_named(wish)}: {_said(outcome)}")
    answer = {"raises": outcome.raised} if outcome.raised else {"expected": text_keys(outcome.value)}
    return ProblemTest(
        number=number, visible=False, category=wish.category, args=args, generated=wish.generated, **answer
    )


def _compare(
    manifest: Manifest,
    slug: str,
    tests: list[ProblemTest],
    first: Submission,
    other: Submission,
    judge: Judge,
    limits: Limits,
) -> None:
    """Refuse tests on which ``other`` answers something else than ``first`` did."""
    fields: dict[str, Any] = {name: getattr(manifest, name) for name in type(manifest).model_fields}
    fields["limits"] = limits
    shown = tuple(test.model_copy(update={"visible": True}) for test in tests)  # so that answers are told
    problem = Problem(**fields, slug=slug, statement="", hints=(), tests=shown)
    chosen = problem.small_tests if other.kind == "brute_force" else problem.tests
    verdict = judge.judge(
        problem, other.source, tests=chosen, isolation=Isolation.TEST, language=other.language
    )
    if verdict.code is Code.AC:
        return
    bad = next((result for result in verdict.tests if result.code is not Code.AC), None)
    if bad is None:
        raise Refused(f"{other.kind}/{other.name}: {verdict.message}")
    test = next(test for test in tests if test.number == bad.number)
    where = f"seed {test.generated.seed}, size {test.generated.size}" if test.generated else ""
    raise Refused(
        f"{other.kind}/{other.name} and accepted/{first.name} disagree at {where}: "
        f"{bad.got or bad.message} against {bad.expected}, for {(bad.input or '')[:300]}"
    )


def _named(wish: Wish) -> str:
    return f"generate({wish.generated.seed}, {wish.generated.size})"


def _said(outcome: Outcome) -> str:
    what = f"it raised {outcome.raised}: {outcome.message}" if outcome.raised else outcome.message
    return " ".join(what.split())[:300]


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
