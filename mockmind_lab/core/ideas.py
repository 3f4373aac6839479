"""What would tell the ideas of a problem's hints in other words, and what only sounds as if it did."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["IDEAS_VERSION", "Ideas", "Tells"]

IDEAS_VERSION = 1
_Said = Annotated[str, Field(min_length=1, max_length=500)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tells(_Frozen):
    """What an interviewer could say that gives away the key idea of the hint of that ``level``."""

    level: Literal[1, 2, 3]
    texts: Annotated[tuple[_Said, ...], Field(min_length=1, max_length=40)]


class Ideas(_Frozen):
    """What the leak guard compares a message with; the host alone has it.

    ``harmless`` is what an interviewer may well say of this problem in words like those of its hints.
    """

    schema_version: int = IDEAS_VERSION
    tells: tuple[Tells, ...]
    harmless: Annotated[tuple[_Said, ...], Field(max_length=60)] = ()

    @model_validator(mode="after")
    def _each_level_once(self) -> Self:
        if [tells.level for tells in self.tells] != [1, 2, 3]:
            raise ValueError("tells has the levels 1, 2 and 3, each once and in this order")
        return self
