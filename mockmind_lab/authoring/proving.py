"""What the judge says of a package in the making: answers, disagreements, and whether all of it holds."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.authoring.drafting import Asked
from mockmind_lab.authoring.tests import LIMITS
from mockmind_lab.authoring.write import write_package
from mockmind_lab.core.problem import Parameter, Problem, ProblemTest, Signature
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import Refused
from mockmind_lab.judge.values import text_keys
from mockmind_lab.library.package import SUFFIXES
from mockmind_lab.library.tests import test_fault
from mockmind_lab.verification import verify

if TYPE_CHECKING:
    from mockmind_lab.authoring.draft import Draft, Source
    from mockmind_lab.authoring.drafting import Unfinished
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.judge import Judge
    from mockmind_lab.verification import Report

__all__ = ["answered", "judged", "proved"]


def answered(unfinished: Unfinished, judge: Judge) -> tuple[ProblemTest, ...]:
    """The tests with the reference's answers, visible ones first.

    Raises ``Refused`` without a reference, and for an answer that can't be had or does not fit the signature.
    """
    manifest = unfinished.known()
    asked = (*unfinished.asked(), *_generated(unfinished, judge))
    references = [source for (kind, _), source in unfinished.sources.items() if kind == "accepted"]
    references.sort(key=lambda source: _language(source) != "python")
    if not references:
        raise Refused("There is no reference yet: `%%reference` answers the tests.")
    if not asked:
        raise Refused("There are no tests yet: write calls in a cell that begins with `%%tests`.")
    first = references[0]
    found = judge.outcomes(
        manifest, first.text, [one.args for one in asked], language=_language(first), limits=LIMITS
    )
    tests: list[ProblemTest] = []
    for number, (one, outcome) in enumerate(zip(asked, found, strict=True), start=1):
        if not outcome.answered:
            raise Refused(f"The reference on test {number}, {str(one.args)[1:-1][:120]}: {outcome.message}")
        answer = {"raises": outcome.raised} if outcome.raised else {"expected": text_keys(outcome.value)}
        test = ProblemTest(
            number=number,
            visible=one.visible,
            category=one.category,
            args=one.args,
            explanation=one.explanation,
            generated=one.generated,
            **answer,
        )
        if fault := test_fault(test, manifest):
            raise Refused(f"Test {number}, {str(one.args)[1:-1][:120]}, does not fit the signature: {fault}.")
        tests.append(test)
    return tuple(tests)


def _generated(unfinished: Unfinished, judge: Judge) -> list[Asked]:
    """What the generator gives for each wish; it runs where submissions run."""
    if not unfinished.generator:
        return []
    ints = (Parameter(name="seed", type="int"), Parameter(name="size", type="int"))
    claim = unfinished.known().model_copy(
        update={"kind": "function", "signature": Signature(entry_point="generate", params=ints)}
    )
    inputs = [[wish.generated.seed, wish.generated.size] for wish in unfinished.wishes]
    found = judge.outcomes(claim, unfinished.generator, inputs, limits=LIMITS)
    asked: list[Asked] = []
    for wish, outcome in zip(unfinished.wishes, found, strict=True):
        name = f"generate({wish.generated.seed}, {wish.generated.size})"
        if not outcome.answered or outcome.raised or not isinstance(outcome.value, list):
            said = outcome.message or "no list"
            raise Refused(f"{name} should return the list of a test's arguments: {outcome.raised} {said}")
        asked.append(Asked(wish.category, False, text_keys(outcome.value), generated=wish.generated))
    return asked


def judged(unfinished: Unfinished, source: Source, tests: tuple[ProblemTest, ...], judge: Judge) -> Verdict:
    """The verdict on one of the submissions, with everything told: the tests are the person's own."""
    fields: dict[str, Any] = {
        name: getattr(unfinished.known(), name) for name in type(unfinished.known()).model_fields
    }
    shown = tuple(test.model_copy(update={"visible": True}) for test in tests)
    problem = Problem(**fields, slug=unfinished.slug or "unnamed", statement="", hints=(), tests=shown)
    chosen = problem.small_tests if source.kind == "brute_force" else problem.tests
    return judge.judge(
        problem, source.text, tests=chosen, isolation=Isolation.TEST, language=_language(source)
    )


def proved(draft: Draft, judge: Judge) -> Report:
    """What verification finds of ``draft``, written to a scratch folder."""
    with tempfile.TemporaryDirectory(prefix="mockmind-draft-") as scratch:
        write_package(replace(draft, slug=draft.slug), scratch)
        return verify(Path(scratch) / draft.slug, judge)


def _language(source: Source) -> str:
    return SUFFIXES[Path(source.name).suffix]
