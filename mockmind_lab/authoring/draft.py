"""A problem package as data, before it is files and after it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mockmind_lab.core.problem import Manifest

if TYPE_CHECKING:
    from mockmind_lab.core.ideas import Ideas
    from mockmind_lab.core.problem import Hint, ProblemTest, SubmissionKind
    from mockmind_lab.library import Package

__all__ = ["Draft", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A submission's file: ``kind`` is its folder, the suffix of ``name`` (``stack.py``) its language."""

    kind: SubmissionKind
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a package holds. Each part is held to the package's rules when it is written.

    ``slug`` is lower-case words joined by hyphens. ``hints`` are the levels 1, 2 and 3, ``ideas`` tell them
    in other words. ``generator`` is the source of ``generate(seed, size)``, which returns a test's ``args``.
    An imported one may have none of these.
    """

    slug: str
    manifest: Manifest
    statement: str
    hints: tuple[Hint, ...]
    generator: str
    tests: tuple[ProblemTest, ...]
    submissions: tuple[Source, ...]
    ideas: Ideas | None = None

    @classmethod
    def of(cls, package: Package) -> Self:
        """What ``package`` holds; comments in its ``problem.yaml`` are lost. Raises ``ProblemError``."""
        problem = package.load()
        return cls(
            slug=package.slug,
            manifest=Manifest(**{name: getattr(problem, name) for name in Manifest.model_fields}),
            statement=problem.statement,
            hints=problem.hints,
            generator=package.generator() if package.folder.exists("generator.py") else "",
            tests=problem.tests,
            submissions=tuple(Source(s.kind, s.name, s.source) for s in package.submissions()),
            ideas=problem.ideas,
        )
