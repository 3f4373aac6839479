"""A problem as data: statement, typed signature, tests, hints. Reading one from disk is ``library``'s."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Checker",
    "Complexity",
    "Difficulty",
    "Faq",
    "Hint",
    "Limits",
    "Method",
    "Parameter",
    "Problem",
    "ProblemTest",
    "Signature",
]

SCHEMA_VERSION = 1


class Difficulty(StrEnum):
    """How hard a problem is, and how long it is given by default."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @property
    def minutes(self) -> int:
        """Default time for one problem, in minutes (25, 35, 45: common lengths of a coding round)."""
        return {"easy": 25, "medium": 35, "hard": 45}[self.value]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Frozen):
    """A named, typed argument. Types: ``int float bool str list[T] dict[K, V] T | None`` and nestings."""

    name: str
    type: str


class Method(_Frozen):
    """One method of a problem of kind ``class``."""

    name: str
    params: tuple[Parameter, ...] = ()
    returns: str = "None"


class Signature(_Frozen):
    """What the candidate defines: a function (``params``, ``returns``) or a class (``params`` of its constructor, ``methods``)."""

    entry_point: str
    params: tuple[Parameter, ...] = ()
    returns: str = "None"
    methods: tuple[Method, ...] = ()


class Limits(_Frozen):
    """Per-test limits: seconds of CPU, seconds of wall time, bytes of address space, bytes of output."""

    cpu_seconds: float = Field(default=2.0, gt=0, le=60)
    wall_seconds: float = Field(default=6.0, gt=0, le=120)
    memory_bytes: int = Field(default=256 * 2**20, ge=16 * 2**20, le=4 * 2**30)
    output_bytes: int = Field(default=2**20, ge=1024, le=64 * 2**20)


class Checker(_Frozen):
    """How an answer is compared in the host.

    ``exact`` (equal with exact types), ``unordered`` (lists equal as multisets), ``floats`` (within
    ``tolerance``, absolute or relative), ``any_of`` (``expected`` is a list of acceptable answers).
    """

    name: Literal["exact", "unordered", "floats", "any_of"] = "exact"
    tolerance: float = Field(default=1e-6, ge=0)


class Faq(_Frozen):
    """A clarifying question a good candidate asks, and its answer. ``keywords`` help to recognise it."""

    question: str
    answer: str
    keywords: tuple[str, ...] = ()


class Hint(_Frozen):
    """One rung of the ladder: level 1 nudge, 2 approach, 3 near-solution."""

    level: Literal[1, 2, 3]
    text: str


class Complexity(_Frozen):
    """Target complexity, written like ``O(n log n)``."""

    time: str
    space: str


class ProblemTest(_Frozen):
    """One test case.

    ``args`` is the list of positional arguments (kind ``function``); for kind ``class`` it is
    ``[constructor_args, [[method, args], ...]]``; for ``stdio`` it is ``[text]``. The outcome is a
    value (``expected``) or, where ``raises`` names an exception class, that exception.
    """

    number: int
    visible: bool
    category: str
    args: list[Any]
    expected: Any = None
    raises: str | None = None
    explanation: str = ""


class Problem(_Frozen):
    """A whole problem package in memory. Everything but ``public`` fields stays in the host.

    ``digest`` is the SHA-256 (hex) of the package's files; it names the version in events and reports.
    """

    schema_version: int = SCHEMA_VERSION
    slug: str
    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    kind: Literal["function", "class", "stdio"]
    signature: Signature | None = None
    limits: Limits = Limits()
    checker: Checker = Checker()
    statement: str
    starter: str = ""
    hints: tuple[Hint, ...]
    faq: tuple[Faq, ...] = ()
    follow_ups: tuple[str, ...] = ()
    complexity: Complexity
    edge_cases: tuple[str, ...] = ()
    tests: tuple[ProblemTest, ...]
    digest: str = ""

    @property
    def visible_tests(self) -> tuple[ProblemTest, ...]:
        """The tests a candidate may see."""
        return tuple(test for test in self.tests if test.visible)
