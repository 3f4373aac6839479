"""Payloads that were measured: growth of cost, the candidate's own tests, the quality of the code."""

from __future__ import annotations

from typing import ClassVar, Literal

from mockmind_lab.core.payloads import Frozen, Payload

__all__ = ["CodeChecked", "ComplexityMeasured", "Curve", "Finding", "OwnTest", "TestsMeasured"]


class Curve(Frozen):
    """How one program's cost grows over inputs of ``sizes``: CPU seconds and operations for each.

    ``operations`` is empty where they could not be counted. ``growth`` is ``O(1)``, ``O(log n)``, ``O(n)``,
    ``O(n log n)``, ``O(n^2)``, ``O(n^3)`` or ``O(2^n)``; None is "can't tell".
    """

    sizes: tuple[int, ...]
    cpu_seconds: tuple[float, ...]
    operations: tuple[int, ...] = ()
    growth: str | None = None
    confidence: Literal["confident", "likely", "none"] = "none"


class ComplexityMeasured(Payload):
    """What the submission (the ``seq`` of its event) costs as inputs grow, beside the reference and the
    problem's target (a formula, empty where none is declared). ``note`` says why there is no answer."""

    kind: ClassVar[str] = "complexity_measured"
    submission: int
    mine: Curve
    reference: Curve | None
    target: str
    note: str = ""


class OwnTest(Frozen):
    """An ``assert`` or a ``test_`` function that the candidate wrote in the cell whose event is ``cell``.

    ``caught`` is how many of the problem's wrong submissions fail it. ``false_alarm``: the reference fails it
    too, so it counts for nothing. ``line`` is that of the cell, from 1.
    """

    cell: int
    line: int
    text: str
    caught: int
    false_alarm: bool
    note: str = ""


class TestsMeasured(Payload):
    """How many of the round's ``mutants`` (wrong submissions) the candidate's own tests catch together."""

    __test__: ClassVar[bool] = False  # not a pytest class
    kind: ClassVar[str] = "tests_measured"
    tests: tuple[OwnTest, ...]
    mutants: int
    caught: int
    note: str = ""


class Finding(Frozen):
    """Something a tool found in the submission, in line ``line`` (from 1; 0: the whole).

    ``mockmind`` is a rule of our own.
    """

    tool: Literal["ruff", "radon", "mockmind"]
    rule: str
    line: int
    text: str


class CodeChecked(Payload):
    """What static analysis says of the submission whose event has ``submission`` as its ``seq``."""

    kind: ClassVar[str] = "code_checked"
    submission: int
    findings: tuple[Finding, ...]
    note: str = ""
