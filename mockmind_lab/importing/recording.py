"""Runs a test program over a reference in the sandbox, and decodes strictly what the recorder says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mockmind_lab.core.problem import UNKNOWN, Complexity, Difficulty, Limits, Manifest, Parameter, Signature
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from mockmind_lab.judge import Judge

__all__ = ["Call", "Recording", "record"]

LIMITS = Limits(cpu_seconds=30, wall_seconds=60, memory_bytes=2**30, output_bytes=16 * 2**20)

_PARAMS = tuple(Parameter(name=name, type="str") for name in ("style", "name", "reference", "test"))
_CLAIM = Manifest(
    title="Recorder",
    difficulty=Difficulty.EASY,
    topics=("practical",),
    kind="function",
    signature=Signature(entry_point="record", params=_PARAMS),
    complexity=Complexity(time=UNKNOWN, space=UNKNOWN),
)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Call(_Strict):
    """One outermost call that the test program made.

    ``object`` numbers an instance (0: a function), whose constructor is ``__init__``. ``how`` says how its
    result was looked at: ``equal``, ``unordered``, ``almost``, ``truth``, ``called`` (not at all) or ``of``
    (something of it, so that other answers may be right). ``unplain`` is why it can't be carried over.
    """

    name: str = Field(max_length=200)
    object: int
    test: str
    line: int
    how: str = Field(max_length=20)
    args: list[Any] = []
    value: Any = None
    raised: str = ""
    unplain: str = ""
    mutated: bool = False
    tolerance: float = 0.0


class Recording(_Strict):
    """What a test program asked. ``tests`` are its test methods, each with why it failed (or nothing)."""

    calls: list[Call] = []
    tests: list[tuple[str, str]] = []
    faults: dict[str, str] = {}
    error: str = ""
    failed: bool = False
    missing: str = ""
    overflow: bool = False


def record(
    judge: Judge, style: Literal["check", "unittest"], name: str, reference: str, test: str
) -> Recording:
    """What ``test`` asks of ``reference``. Raises ``Refused`` where no record can be had."""
    (found,) = judge.outcomes(_CLAIM, _program(), [[style, name, reference, test]], limits=LIMITS)
    if not found.answered or found.raised:
        what = f"{found.raised}: {found.message}" if found.raised else found.message
        raise Refused(f"its test program can't be run: {' '.join(what.split())[:300]}")
    try:
        # Tuples are lists by now; JSON has no others.
        value = found.value
        value["tests"] = [tuple(test) for test in value.get("tests", ())]
        return Recording.model_validate(value)
    except (ValidationError, TypeError, AttributeError):
        raise Refused("its test program wrote a record of its own making") from None


@cache
def _program() -> str:
    """The program for the sandbox; a second ``__future__`` would be no Python."""
    first, second = (
        Path(__file__).with_name(f"{n}.py").read_text("utf-8") for n in ("assertions", "recorder")
    )
    return first + second.replace("from __future__ import annotations\n", "")
