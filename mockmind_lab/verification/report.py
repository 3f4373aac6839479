"""What verification found, as data."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Check", "Progress", "Report"]


@dataclass(frozen=True, slots=True)
class Check:
    """One claim of a package. ``detail`` is one line that says what is wrong; empty where it holds.

    ``name`` is a short phrase, for a submission its path within the package. ``seconds`` is wall time.
    """

    name: str
    passed: bool
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one package, in the order in which they are described."""

    slug: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(check.passed for check in self.checks)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.passed)


@dataclass(frozen=True, slots=True)
class Progress:
    """One check is done: it was number ``done`` (from 1) of the ``total`` checks of the problem ``slug``."""

    slug: str
    done: int
    total: int
    check: Check
