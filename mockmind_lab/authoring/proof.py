"""Proves a proposed package: tests made, brute force and reference compared, every claim verified."""

from __future__ import annotations

import ast
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.authoring.tests import Wish, make_tests
from mockmind_lab.authoring.write import write_package, write_unread
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.problem import Generated, Limits, Problem
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.verification import verify
from mockmind_lab.verification.texts import TEXT_CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockmind_lab.authoring.draft import Draft
    from mockmind_lab.authoring.proposal import Proposal
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Package

__all__ = ["INPUTS", "Proof", "prove"]

INPUTS = 200
"""Different generated inputs on which brute force and reference have to agree."""
_TIMES = 3  # as many are drawn, because small inputs repeat
_MAKING = Limits(cpu_seconds=4, wall_seconds=15, memory_bytes=2**29, output_bytes=4 * 2**20)
# What is drawn is small. An endless loop in 200 runs must not take an hour.
_SMALL = Limits(cpu_seconds=1, wall_seconds=5, memory_bytes=2**29, output_bytes=2**20)
_TEXTS = ("examples", "secrets", "hints", "interview")


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it: the whole draft if ``faults`` is empty, else a line for each fault."""

    draft: Draft
    faults: tuple[str, ...] = ()


def prove(proposal: Proposal, draft: Draft, judge: Judge, *, on_step: Callable[[str], None]) -> Proof:
    """Prove ``draft``, which is ``proposal``'s; ``on_step`` hears in a line what has been shown.

    Everything a model wrote is run in the judge's sandbox; files are written to a temporary folder
    alone. Raises ``SandboxError`` for a fault of ours.
    """
    found = _shared_code(proposal)
    if found:
        return Proof(draft, found)
    try:
        with tempfile.TemporaryDirectory(prefix="mockmind-proof-") as workshop:
            raw = write_unread(draft, Path(workshop) / "raw")
            made = make_tests(raw, judge, proposal.wishes(), limits=_MAKING)
            on_step(f"{len(made.tests)} hidden tests are made")
            count = _agreed(raw, proposal, judge)
            on_step(f"the brute force agrees with the reference on {count} generated inputs")
            whole = replace(draft, tests=(*draft.tests, *made.tests))
            package = write_package(whole, Path(workshop) / "whole")
            report = verify(package.folder.path, judge)
            if report.passed:
                on_step(f"{len(report.checks)} checks hold, every wrong submission is rejected")
            return Proof(whole, tuple(f"{check.name}: {check.detail}" for check in report.failures))
    except (Refused, ProblemError) as error:
        return Proof(draft, (str(error), *_text_faults(draft)))


def _agreed(package: Package, proposal: Proposal, judge: Judge) -> int:
    """How many inputs reference and brute force were compared on. Raises ``Refused`` unless they agree."""
    seeds, most = _TIMES * INPUTS, proposal.small_size
    wishes = [Wish("typical", Generated(seed=1000 + at, size=1 + at % most)) for at in range(seeds)]
    # Any inputs will do, so that the generator need not start anew for each; the solutions do.
    made = make_tests(package, judge, wishes, limits=_SMALL, most=INPUTS, drawing=Isolation.BATCH)
    if len(made.tests) < INPUTS:
        raise Refused(
            f"generate(seed, size) gives only {len(made.tests)} different inputs in {seeds} seeds "
            f"of the sizes 1 to {most}; {INPUTS} are needed: "
            "vary the inputs more, or raise small_size."
        )
    answers = {str(test.raises or test.expected) for test in made.tests}
    if len(answers) == 1:
        raise Refused(f"All {INPUTS} generated inputs have one and the same answer; vary the inputs.")
    return len(made.tests)


def _text_faults(draft: Draft) -> Iterator[str]:
    """What can be said of the texts before there are hidden tests, so that one answer mends it all."""
    fields = {name: getattr(draft.manifest, name) for name in type(draft.manifest).model_fields}
    problem = Problem(
        **fields, slug=draft.slug, statement=draft.statement, hints=draft.hints, tests=draft.tests
    )
    for name in _TEXTS:
        for fault in TEXT_CHECKS[name](problem):
            yield f"{name}: {fault}"


def _shared_code(proposal: Proposal) -> tuple[str, ...]:
    """A brute force that is the reference once more proves nothing."""
    try:
        same = _bare(proposal.reference) == _bare(proposal.brute_force)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()  # whoever reads the package says where
    return ("brute_force: it is the reference once more; take another idea",) if same else ()


def _bare(source: str) -> str:
    """The program without comments and docstrings."""
    tree = parse(source)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            node.body = node.body[1:]
    return ast.dump(tree)
