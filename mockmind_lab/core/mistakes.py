"""Which tests each of a problem's wrong answers fails: by that a misconception is known again."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["MISTAKES_VERSION", "Mistake", "Mistakes"]

MISTAKES_VERSION = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mistake(_Frozen):
    """One wrong answer. ``file`` is its name in ``submissions/wrong_answer``.

    ``belief`` is its misconception as a clause that can follow ``you take it that``; ``fails`` are the
    numbers of the small tests (edge and typical) that it does not pass.
    """

    file: Annotated[str, Field(min_length=1, max_length=100)]
    belief: Annotated[str, Field(min_length=1, max_length=300)]
    fails: Annotated[tuple[int, ...], Field(min_length=1)]


class Mistakes(_Frozen):
    """What ``mistakes.yaml`` of a package says; the host alone has it."""

    schema_version: int = MISTAKES_VERSION
    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({mistake.file for mistake in self.mistakes}) < len(self.mistakes):
            raise ValueError("mistakes names each file of submissions/wrong_answer once")
        return self

    def of(self, file: str) -> Mistake | None:
        """The entry of the wrong answer ``file``."""
        return next((mistake for mistake in self.mistakes if mistake.file == file), None)
