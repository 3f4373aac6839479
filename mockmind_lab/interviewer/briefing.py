"""What a model is told before anything happens: its prompts, which are files, and the problem."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mockmind_lab.core.problem import Problem, Submission

__all__ = ["Briefing", "briefing", "sections", "system"]

_NAMES = ("interviewer", "phases", "notes")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The prompts. ``version`` names them with the start of the SHA-256 of their texts."""

    interviewer: str
    phases: Mapping[str, str]
    version: str


@cache
def briefing() -> Briefing:
    """The prompts that come with the package."""
    texts = [_read(name) for name in _NAMES]
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    versions = ".".join(re.findall(r"version: (\d+)", "".join(texts)))
    interviewer = _COMMENT.sub("", texts[0]).strip()
    return Briefing(interviewer, sections("phases"), f"{versions} ({digest[:12]})")


def system(problem: Problem | None, submissions: Sequence[Submission]) -> str:
    """The system prompt of one round: the same bytes from its first call to its last."""
    return "\n\n".join([briefing().interviewer, *(_problem(problem, submissions) if problem else ())])


def _problem(problem: Problem, submissions: Sequence[Submission]) -> Iterator[str]:
    yield f"# The problem, as the candidate sees it: {problem.title}\n\n{problem.statement.strip()}"
    asked = "\n".join(f"- {entry.question} {entry.answer}" for entry in problem.faq)
    yield f"# Questions and answers, to be given when asked\n\n{asked}"
    yield "# For you alone"
    yield f"Target: time {problem.complexity.time}, space {problem.complexity.space}."
    hints = "\n".join(f"{hint.level}. {' '.join(hint.text.split())}" for hint in problem.hints)
    yield f"Hints, which only `give_hint` gives:\n{hints}"
    yield _listed("Edge cases a good candidate thinks of", problem.edge_cases)
    yield _listed(
        "Misconceptions", [s.summary for s in submissions if s.kind == "wrong_answer" and s.summary]
    )
    yield _listed("Follow-ups, once it is decided", problem.follow_ups)
    if problem.rubric is not None:
        rubric = problem.rubric
        yield f"Strong: {rubric.strong}\nFair: {rubric.fair}\nWeak: {rubric.weak}"


def _listed(title: str, items: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"- {' '.join(item.split())}" for item in items)])


def _read(name: str) -> str:
    return (files("mockmind_lab.interviewer") / "prompts" / f"{name}.md").read_text("utf-8")


@cache
def sections(name: str) -> Mapping[str, str]:
    """``## section`` and the text below it, of the prompts ``name``."""
    text = _COMMENT.sub("", _read(name)).strip()
    parts = re.split(r"^## +(\w+)\n", text, flags=re.MULTILINE)
    return {name: " ".join(body.split()) for name, body in zip(parts[1::2], parts[2::2], strict=True)}
