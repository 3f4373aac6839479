"""A problem as a model writes it: the form of its answer, and the draft of a package that comes of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mockmind_lab.authoring.draft import Draft, Source
from mockmind_lab.authoring.tests import read_wishes
from mockmind_lab.core.problem import (
    Checker,
    Complexity,
    Faq,
    Hint,
    Manifest,
    ProblemTest,
    Rubric,
    Signature,
    SubmissionKind,
)
from mockmind_lab.core.topics import topic_named
from mockmind_lab.errors import Refused
from mockmind_lab.library import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.authoring.tests import Wish
    from mockmind_lab.core.problem import Difficulty, Parameter

__all__ = ["Proposal"]

_MOST_TESTS = 60


def _slug(name: str) -> str:
    if not Package.is_slug(name):
        raise ValueError("a slug is lower-case words joined by hyphens, at most 60 characters")
    return name


def _topic(word: str) -> str:
    try:
        return topic_named(word)
    except Refused as error:
        raise ValueError(str(error)) from None


def _module(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name):
        raise ValueError("a name of a submission is lower-case words joined by underscores")
    return name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(_Part):
    """An example of the statement, which is a visible test. All values are JSON text."""

    arguments: tuple[str, ...]
    output: str = ""
    raises: str = ""
    explanation: Annotated[str, Field(min_length=1, max_length=600)]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if bool(self.output.strip()) == bool(self.raises):
            raise ValueError("an example has either an output or the name of an exception in raises")
        for text in (*self.arguments, *([self.output] if not self.raises else [])):
            try:
                json.loads(text)
            except (ValueError, RecursionError):
                raise ValueError(f"{text[:60]!r} is no JSON value") from None
        return self

    def test(self, number: int) -> ProblemTest:
        """The visible test."""
        outcome: dict[str, Any] = (
            {"raises": self.raises} if self.raises else {"expected": json.loads(self.output)}
        )
        return ProblemTest(
            number=number,
            visible=True,
            category="typical",
            args=[json.loads(text) for text in self.arguments],
            explanation=" ".join(self.explanation.split()),
            **outcome,
        )


class Rung(_Part):
    """One hint, and the words that give its idea away."""

    text: Annotated[str, Field(min_length=1)]
    keys: tuple[str, ...] = ()


class Ladder(_Part):
    """The three levels of hints."""

    nudge: Rung
    approach: Rung
    near_solution: Rung


class Program(_Part):
    """A program and a short name for it, such as ``forgets_the_last``."""

    name: Annotated[str, AfterValidator(_module)]
    source: str


class Proposal(_Part):
    """A package as the model proposes it. What can be known without running anything is checked here."""

    slug: Annotated[str, AfterValidator(_slug)]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    other_topics: tuple[Annotated[str, AfterValidator(_topic)], ...] = ()
    kind: Literal["function", "class"]
    signature: Signature
    task: Annotated[str, Field(min_length=80)]
    examples: Annotated[tuple[Example, ...], Field(min_length=2, max_length=4)]
    constraints: Annotated[tuple[str, ...], Field(min_length=1)]
    checker: Literal["exact", "unordered", "floats"]
    complexity: Complexity
    faq: Annotated[tuple[Faq, ...], Field(min_length=3)]
    follow_ups: tuple[str, ...]
    edge_cases: tuple[str, ...]
    rubric: Rubric
    hints: Ladder
    generator: str
    hidden_tests: tuple[str, ...]
    small_size: Annotated[int, Field(ge=1, le=1000)]
    reference: str
    brute_force: str
    wrong: tuple[Program, ...]
    too_slow: tuple[Program, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if re.search(r"^(#|```|~~~)", self.task, re.MULTILINE):
            raise ValueError("task: no headings and no code fences; examples and constraints have own fields")
        if (self.kind == "class") != bool(self.signature.methods):
            raise ValueError("signature: a class has methods and a function has none")
        count = len(self._names())
        if any(len(example.arguments) != count for example in self.examples):
            raise ValueError(f"examples: each gives {count} arguments, in the signature's order")
        try:
            wishes = self.wishes()
        except Refused as error:
            raise ValueError(f"hidden_tests: {error}") from None
        if not 5 <= len(wishes) <= _MOST_TESTS:
            raise ValueError(f"hidden_tests: asks for {len(wishes)} tests; ask for 5 to {_MOST_TESTS}")
        return self

    def wishes(self) -> tuple[Wish, ...]:
        """The hidden tests to be made."""
        return read_wishes(self.hidden_tests)

    def draft(self, difficulty: Difficulty, topic: str) -> Draft:
        """The package, with its visible tests alone. Raises ``ValueError`` where the parts don't fit."""
        topics = (topic, *(other for other in dict.fromkeys(self.other_topics) if other != topic))
        manifest = Manifest(
            title=self.title,
            difficulty=difficulty,
            topics=topics[:3],
            kind=self.kind,
            signature=self.signature,
            checker=Checker(name=self.checker),
            faq=self.faq,
            follow_ups=self.follow_ups,
            complexity=self.complexity,
            edge_cases=self.edge_cases,
            rubric=self.rubric,
            origin="generated",
        )
        rungs = (self.hints.nudge, self.hints.approach, self.hints.near_solution)
        return Draft(
            slug=self.slug,
            manifest=manifest,
            statement="\n".join(self._statement()),
            hints=tuple(
                Hint(level=level, text=rung.text, keys=rung.keys)
                for level, rung in zip((1, 2, 3), rungs, strict=True)
            ),
            generator=self.generator,
            tests=tuple(example.test(number) for number, example in enumerate(self.examples, start=1)),
            submissions=tuple(self._submissions()),
        )

    def _submissions(self) -> Iterator[Source]:
        yield Source("accepted", "reference.py", self.reference)
        yield Source("brute_force", "brute_force.py", self.brute_force)
        kinds: tuple[tuple[SubmissionKind, tuple[Program, ...]], ...] = (
            ("wrong_answer", self.wrong),
            ("time_limit_exceeded", self.too_slow),
        )
        for kind, programs in kinds:
            for program in programs:
                yield Source(kind, f"{program.name}.py", program.source)

    def _names(self) -> list[str]:
        """What the arguments of a test are called in the statement."""
        if self.kind == "class":
            return ["arguments", "calls"]
        return [param.name for param in self.signature.params]

    def _statement(self) -> Iterator[str]:
        yield f"# {' '.join(self.title.split())}\n\n{self.task.strip()}\n\n```python"
        yield from _outline(self.signature)
        yield "```\n\n## Examples\n"
        for number, example in enumerate(self.examples, start=1):
            test = example.test(number)
            given = [f"{name} = {_json(value)}" for name, value in zip(self._names(), test.args, strict=True)]
            outcome = f"Raises: {test.raises}" if test.raises else f"Output: {_json(test.expected)}"
            yield f"### Example {number}\n\n```text\nInput:  " + "\n        ".join(given)
            yield f"{outcome}\n```\n\n{test.explanation}\n"
        yield "## Constraints\n"
        yield from (f"- {' '.join(line.split())}" for line in self.constraints)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _outline(signature: Signature) -> Iterator[str]:
    """What is to be defined, as the statement shows it."""
    if not signature.methods:
        yield _head(signature.entry_point, signature.params, signature.returns)
        return
    yield f"class {signature.entry_point}:"
    yield "    " + _head("__init__", signature.params, "None", "self")
    for method in signature.methods:
        yield "    " + _head(method.name, method.params, method.returns, "self")


def _head(name: str, params: tuple[Parameter, ...], returns: str, *first: str) -> str:
    listed = ", ".join([*first, *(f"{param.name}: {param.type}" for param in params)])
    return f"def {name}({listed}) -> {returns}: ..."
