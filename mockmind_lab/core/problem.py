"""A problem as data: statement, typed signature, tests, hints. Reading one from disk is ``library``'s."""

from __future__ import annotations

import json
from enum import StrEnum
from keyword import iskeyword
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mockmind_lab.core.ideas import Ideas
from mockmind_lab.core.mistakes import Mistakes
from mockmind_lab.core.types import ValueType, describe, node_types, parse_type

__all__ = [
    "CATEGORIES",
    "SCHEMA_VERSION",
    "SMALL_CATEGORIES",
    "UNKNOWN",
    "Checker",
    "Complexity",
    "Difficulty",
    "Faq",
    "Generated",
    "Generation",
    "Hint",
    "Limits",
    "Manifest",
    "Method",
    "Parameter",
    "Problem",
    "ProblemTest",
    "Rubric",
    "Signature",
    "Submission",
    "SubmissionKind",
]

SCHEMA_VERSION = 1
CATEGORIES = ("edge", "typical", "large", "adversarial")
"""What a test is for. The first two are small enough for a brute force."""
SMALL_CATEGORIES = frozenset({"edge", "typical"})


def _identifier(name: str) -> str:
    if not (name.isidentifier() and name.isascii() and len(name) <= 64) or iskeyword(name):
        raise ValueError(f"{name[:64]!r} is no identifier")
    return name


def _type(text: str) -> str:
    parse_type(text)
    return text


Identifier = Annotated[str, AfterValidator(_identifier)]
TypeText = Annotated[str, AfterValidator(_type)]
Line = Annotated[str, Field(min_length=1, max_length=2000)]


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
    """A named, typed argument. Types: ``int float bool str list[T] dict[K, T] T | None`` and nestings,
    ``ListNode[V]`` and ``TreeNode[V]``; see ``core.types``."""

    name: Identifier
    type: TypeText


class Method(_Frozen):
    """One method of a problem of kind ``class``. ``summary`` is one sentence for its docstring."""

    name: Identifier
    params: tuple[Parameter, ...] = ()
    returns: TypeText = "None"
    summary: str = ""


class Signature(_Frozen):
    """What the candidate defines: a function, or a class (``params`` are then its constructor's).

    ``summary`` is one sentence for the starter code's docstring.
    """

    entry_point: Identifier
    params: tuple[Parameter, ...] = ()
    returns: TypeText = "None"
    methods: tuple[Method, ...] = ()
    summary: str = ""

    @model_validator(mode="after")
    def _one_sort_of_node(self) -> Self:
        # A language without generics has one ListNode and one TreeNode, as the field writes them.
        if len({kind.items for kind in self.nodes}) > 1:
            raise ValueError("all ListNode and TreeNode of one signature hold the same type")
        return self

    @property
    def types(self) -> list[str]:
        """Every type that occurs, parameters first."""
        found = [param.type for param in self.params] + [self.returns]
        for method in self.methods:
            found += [param.type for param in method.params] + [method.returns]
        return found

    @property
    def nodes(self) -> set[ValueType]:
        """The linked lists and trees that occur."""
        return set[ValueType]().union(*(node_types(parse_type(text)) for text in self.types))

    def described(self) -> str:
        """The types as JSON text, for a harness: ``{"params", "returns", "methods": {name: ...}}``."""
        return json.dumps(
            {
                **_described(self.params, self.returns),
                "methods": {
                    method.name: _described(method.params, method.returns) for method in self.methods
                },
            }
        )


def _described(params: tuple[Parameter, ...], returns: str) -> dict[str, Any]:
    return {
        "params": [describe(parse_type(param.type)) for param in params],
        "returns": describe(parse_type(returns)),
    }


class Limits(_Frozen):
    """Per-test limits: seconds of CPU, seconds of wall time, bytes of address space, bytes of output."""

    cpu_seconds: float = Field(default=2.0, gt=0, le=60)
    wall_seconds: float = Field(default=6.0, gt=0, le=120)
    memory_bytes: int = Field(default=256 * 2**20, ge=16 * 2**20, le=4 * 2**30)
    output_bytes: int = Field(default=2**20, ge=1024, le=64 * 2**20)


class Checker(_Frozen):
    """How an answer is compared in the host.

    ``exact`` (equal with exact types), ``unordered`` (lists equal as multisets), ``floats`` (within
    ``tolerance``, absolute or relative), ``any_of`` (``expected`` is a list of acceptable answers),
    ``tokens`` (kind ``stdio``: the same words, whatever space is between them), ``custom`` (the package's
    ``checker.py`` answers, in a sandbox of its own). Of kind ``stdio``, ``exact`` forgives space at the ends
    of lines, ``unordered`` takes the lines in any order, and ``floats`` compares word by word.
    """

    name: Literal["exact", "unordered", "floats", "any_of", "tokens", "custom"] = "exact"
    tolerance: float = Field(default=1e-6, ge=0)


class Faq(_Frozen):
    """A clarifying question a good candidate asks, and its answer. ``keywords`` help to recognise it."""

    question: Line
    answer: Line
    keywords: tuple[str, ...] = ()


class Hint(_Frozen):
    """One rung of the ladder: level 1 nudge, 2 approach, 3 near-solution.

    ``keys`` are the words that give this level's idea away: no lower level, and nothing said
    before this level is taken, may hold one of them.
    """

    level: Literal[1, 2, 3]
    text: str
    keys: tuple[str, ...] = ()


UNKNOWN = "unknown"
"""The target complexity of an imported problem, which names none."""


class Complexity(_Frozen):
    """Target complexity, written like ``O(n log n)``."""

    time: Line
    space: Line


class Rubric(_Frozen):
    """What a strong, a fair and a weak answer to this very problem looks like."""

    strong: Line
    fair: Line
    weak: Line


class Generated(_Frozen):
    """Where a test's arguments come from: ``generate(seed, size)`` of the package's generator.

    ``size`` 0 asks for the ``seed``-th hand-picked case.
    """

    seed: int = Field(ge=0, lt=2**31)
    size: int = Field(ge=0, le=10**6)


SubmissionKind = Literal[
    "accepted",
    "brute_force",
    "wrong_answer",
    "time_limit_exceeded",
    "run_time_error",
    "memory_limit_exceeded",
]
"""The verdict a package's own submission must get; ``brute_force``: accepted on the small tests."""


class Submission(_Frozen):
    """A solution that comes with a package.

    ``summary`` is its docstring: of a wrong answer, the misconception it stands for.
    """

    kind: SubmissionKind
    name: str
    language: str
    source: str
    summary: str


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
    generated: Generated | None = None


class Generation(_Frozen):
    """How a model wrote a problem: which one, by which prompt (its version and SHA-256), and what it took.

    ``answers`` are all that were asked for, tokens are of all of them, ``dollars`` US dollars, None where
    nobody knows the price.
    """

    model: Line
    prompt: Line
    answers: int = Field(ge=1)
    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    dollars: float | None = Field(default=None, ge=0)


class Manifest(_Frozen):
    """What ``problem.yaml`` says: everything of a problem but its texts, tests and submissions.

    A package of ``origin`` ``imported`` was made for no interviewer: it may lack hints, generator, FAQ,
    follow-ups, rubric, brute force and wrong answers, and its complexity may be ``UNKNOWN``.
    """

    schema_version: int = SCHEMA_VERSION
    origin: Literal["own", "imported", "generated"] = "own"
    title: Annotated[str, Field(min_length=1, max_length=80)]
    difficulty: Difficulty
    topics: tuple[Line, ...]
    kind: Literal["function", "class", "stdio"]
    signature: Signature | None = None
    limits: Limits = Limits()
    checker: Checker = Checker()
    faq: tuple[Faq, ...] = ()
    follow_ups: tuple[Line, ...] = ()
    complexity: Complexity
    edge_cases: tuple[Line, ...] = ()
    rubric: Rubric | None = None
    generation: Generation | None = None

    @model_validator(mode="after")
    def _checker_of_its_kind(self) -> Self:
        if self.checker.name == "tokens" and self.kind != "stdio":
            raise ValueError("checker: tokens compares what a program prints, so the kind is stdio")
        return self


class Problem(Manifest):
    """A whole problem package in memory. The candidate may see title, difficulty, kind, signature,
    limits, statement, starter and the visible tests; all else stays in the host.

    ``checker_source`` is the package's own checker in Python, where there is one: a function
    ``check(given, expected, got)`` that returns True or False. ``given`` is a test's ``args``, of kind
    ``stdio`` its text. ``digest`` is the SHA-256 (hex) of the package's files; it names the version in events
    and reports.
    """

    slug: str
    statement: str
    starter: str = ""
    checker_source: str = ""
    hints: tuple[Hint, ...]
    ideas: Ideas | None = None
    mistakes: Mistakes | None = None
    tests: tuple[ProblemTest, ...]
    digest: str = ""

    @property
    def visible_tests(self) -> tuple[ProblemTest, ...]:
        """The tests a candidate may see."""
        return tuple(test for test in self.tests if test.visible)

    @property
    def small_tests(self) -> tuple[ProblemTest, ...]:
        """The tests that even a brute force passes in time (categories edge and typical)."""
        return tuple(test for test in self.tests if test.category in SMALL_CATEGORIES)
