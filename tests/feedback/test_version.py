"""The rubric's version says by which rules a report was scored, so no rule changes without it."""

from __future__ import annotations

import ast
import hashlib
import inspect
from types import ModuleType

from mockmind_lab.core import descriptors
from mockmind_lab.feedback import (
    citations,
    criteria,
    evaluator,
    evidence,
    plan,
    remarks,
    rubric,
    tally,
    vocabulary,
)

RULES = (citations, criteria, descriptors, evaluator, evidence, plan, remarks, rubric, tally, vocabulary)
"""What decides on a feedback: rules, weights, words of the bands, and what counts as evidence."""
FINGERPRINTS = {3: "d4df9ace8588581a"}


def essence(module: ModuleType) -> str:
    """A module's source without comments, docstrings, blank lines and the version itself."""
    source = inspect.getsource(module)
    lines = source.splitlines()
    dropped = set[int]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            dropped |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VERSION":
            dropped.add(node.lineno)
    kept = [line.strip() for number, line in enumerate(lines, start=1) if number not in dropped]
    return "\n".join(line for line in kept if line and not line.startswith("#"))


def fingerprint() -> str:
    told = "\n".join(f"[{module.__name__}]\n{essence(module)}" for module in RULES)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def test_no_rule_of_the_rubric_changes_without_a_new_version() -> None:
    assert fingerprint() == FINGERPRINTS.get(rubric.VERSION), (
        "What feedback is made by has changed. If any interview may now get another score, reason or remark, "
        f"raise VERSION in feedback/rubric.py; then write {{{rubric.VERSION}: {fingerprint()!r}}} here."
    )


def test_every_version_that_is_scored_by_has_its_bands_in_words() -> None:
    for version in (2, rubric.VERSION):
        for name in rubric.CRITERIA:
            assert len(descriptors.descriptors(version, name)) == len(rubric.BANDS)
