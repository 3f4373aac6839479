"""Measurements of the scripted candidates' code, made once and kept in ``golden/measured.json``.

Steps that the sandbox counts are the same on every machine, but fifty interviews would measure for minutes.
What is kept is found by the package, the code and the tests: what of these changes has to be measured anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.service import measuring
from mockmind_lab.service.measuring import Measuring

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Problem

__all__ = ["WRITE", "Recorded"]

WRITE = os.environ.get("MOCKMIND_GOLDEN") == "write"
_FILE = Path(__file__).parent / "golden" / "measured.json"


class Recorded(Measuring):
    """Measures at the end of an interview, and takes what is kept; ``write`` measures and keeps."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._kept: dict[str, Any] = {} if WRITE else json.loads(_FILE.read_text("utf-8"))
        self._checked = measuring._checked

    def begin(self, live: object) -> None:
        """At the end only: else the machine decides what comes before what."""

    async def finish(self, live: Any) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(measuring, "_checked", self._quality)
            if WRITE:
                patched.setattr(measuring, "FINISH_SECONDS", 300.0)
            await super().finish(live)

    def _growth(self, problem: Problem, attempt: Any, enough: Any) -> ComplexityMeasured:
        key = f"{problem.slug} growth {_digest(problem.digest, attempt.artefact.source)}"
        kept = self._found(key, lambda: super(Recorded, self)._growth(problem, attempt, enough))
        return ComplexityMeasured.model_validate({**kept, "submission": attempt.seq})

    def _tests(self, problem: Problem, wanted: Any, enough: Any) -> TestsMeasured:
        key = f"{problem.slug} tests {_digest(problem.digest, wanted.suite.source)}"
        kept = self._found(key, lambda: super(Recorded, self)._tests(problem, wanted, enough))
        places = [(test.cell, test.line) for test in wanted.suite.tests]
        tests = [
            {**test, "cell": cell, "line": line}
            for test, (cell, line) in zip(kept["tests"], places, strict=bool(kept["tests"]))
        ]
        return TestsMeasured.model_validate({**kept, "tests": tests})

    def _quality(self, attempt: Any) -> CodeChecked:
        key = f"quality {_digest(attempt.artefact.source)}"
        kept = self._found(key, lambda: self._checked(attempt))
        return CodeChecked.model_validate({**kept, "submission": attempt.seq})

    def _found(self, key: str, measure: Any) -> dict[str, Any]:
        if key not in self._kept:
            if not WRITE:
                raise AssertionError(f"{key} is not in {_FILE.name}: run with MOCKMIND_GOLDEN=write")
            self._kept[key] = measure().model_dump(mode="json")
        return self._kept[key]

    def write(self) -> None:
        """Keep what was measured."""
        if WRITE:
            _FILE.write_text(json.dumps(self._kept, indent=1, sort_keys=True) + "\n", "utf-8")


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
