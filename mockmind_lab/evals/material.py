"""What a simulated candidate draws on: a problem's own solutions, wrong answers, questions and wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.problem import Faq, Problem, Submission

__all__ = ["Material", "material"]


@dataclass(frozen=True, slots=True)
class Material:
    """A problem and its submissions in Python by kind, each with its docstring as ``summary``."""

    problem: Problem
    submissions: tuple[Submission, ...]

    def of(self, *kinds: str) -> tuple[Submission, ...]:
        """The submissions in Python of the first of ``kinds`` that has any."""
        for kind in kinds:
            found = tuple(s for s in self.submissions if s.kind == kind and s.language == "python")
            if found:
                return found
        return ()

    @property
    def slug(self) -> str:
        """The problem's name."""
        return self.problem.slug

    @property
    def entry(self) -> str:
        """What the candidate has to define."""
        return self.problem.signature.entry_point if self.problem.signature else "main"

    def cell(self, source: str) -> str:
        """A submission as a candidate's cell: a program that reads its input gets a ``main`` around it."""
        if self.problem.kind != "stdio":
            return source
        return f"%%solution\ndef main():\n{indent(source, '    ')}\n\nmain()\n"

    @property
    def good(self) -> str:
        """An accepted solution."""
        return self.cell(self.of("accepted")[0].source)

    @property
    def slow(self) -> str:
        """A right idea that is too slow; an accepted solution where the package has no such thing."""
        return self.cell(self.of("brute_force", "time_limit_exceeded", "accepted")[0].source)

    @property
    def wrong(self) -> tuple[str, ...]:
        """Wrong answers, at least one: a stub that answers nothing where the package has none."""
        found = self.of("wrong_answer", "run_time_error")
        return tuple(self.cell(s.source) for s in found) or (self.stub,)

    @property
    def stub(self) -> str:
        """The entry point with nothing in it, so every program of it fails."""
        if self.problem.kind == "class":
            return f"class {self.entry}:\n    pass\n"
        names = [p.name for p in self.problem.signature.params] if self.problem.signature else []
        return f"def {self.entry}({', '.join(names)}):\n    return None\n"

    @property
    def idea(self) -> str:
        """The idea of the accepted solution in a sentence, as its author wrote it down."""
        return _first_sentence(self.of("accepted")[0].summary) or "I go through the input once."

    @property
    def slow_idea(self) -> str:
        """The idea of the brute force in a sentence."""
        found = self.of("brute_force", "time_limit_exceeded")
        told = _first_sentence(found[0].summary) if found else ""
        return told or "I try every possibility."

    @property
    def questions(self) -> tuple[Faq, ...]:
        """The clarifying questions that the problem answers."""
        return self.problem.faq

    @property
    def sentences(self) -> list[str]:
        """The statement's sentences, without headings, examples and code."""
        lines = [line for line in self.problem.statement.splitlines() if line and line[0].isalnum()]
        return [s for line in lines for s in re.split(r"(?<=[.?!])\s+", line) if len(s) > 20]


def material(problem: Problem, submissions: Iterable[Submission]) -> Material:
    """The material of ``problem``. Raises ``ValueError`` where no accepted solution in Python is there."""
    found = Material(problem, tuple(submissions))
    if not found.of("accepted"):
        raise ValueError(f"{problem.slug} has no accepted solution in Python")
    return found


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.?!])\s+", " ".join(text.split()))[0]
