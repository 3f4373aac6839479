"""What verification found, as data."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Check", "Progress", "Report"]


@dataclass(frozen=True, slots=True)
class Check:
    """One claim of a package. ``detail`` is one line that says what is wrong; empty where it holds.

    ``name`` is a short phrase, for a submission its path within the package. ``seconds`` is wall time.
    ``kept`` says that it was known to hold and not run.
    """

    name: str
    passed: bool
    detail: str = ""
    seconds: float = 0.0
    kept: bool = False


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
    """One check is done: it was number ``done`` (from 1) of the ``total`` checks of the problem ``slug``.

    ``bank_done`` and ``bank_total`` count the checks of all problems that are verified together.
    """

    slug: str
    done: int
    total: int
    check: Check
    bank_done: int = 0
    bank_total: int = 0
