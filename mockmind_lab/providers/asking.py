"""Asks a model for an answer of a certain form: for evaluators, and for writing problems."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from mockmind_lab.errors import BadAnswer, StreamCut
from mockmind_lab.providers.base import Counted, Finished, Prompt, Provider, Text, Turn, Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Answer", "ask", "faults", "whole"]

M = TypeVar("M", bound=BaseModel)
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Answer(Generic[M]):
    """What was answered, typed and checked, and the tokens that all tries took."""

    value: M
    usage: Usage
    model: str


async def whole(
    provider: Provider, prompt: Prompt, *, counted: Callable[[Usage], None] | None = None
) -> Finished:
    """The whole answer to ``prompt``, without its pieces. Raises a ``ModelError``.

    ``counted`` is told once what it took, whole or broken off.
    """
    usage: Usage | None = None
    try:
        async with aclosing(provider.stream(prompt)) as stream:
            async for piece in stream:
                if isinstance(piece, Finished):
                    usage = piece.usage
                    return piece
                if isinstance(piece, Counted):
                    usage = piece.usage
    finally:
        if counted is not None and usage is not None:
            counted(usage)
    raise StreamCut(f"{provider.name} ended its answer before its end; try again.")


async def ask(
    provider: Provider,
    prompt: Prompt | str,
    *,
    schema: type[M],
    tries: int = _TRIES,
    context: object = None,
    counted: Callable[[Usage], None] | None = None,
) -> Answer[M]:
    """An answer that is a ``schema``, whose own validators hold. ``prompt`` may be just the question.

    An answer that does not fit is shown to the model with what is wrong, until it was asked ``tries`` times.
    Raises ``BadAnswer`` where the last does not fit either, and any other ``ModelError`` at once. Validators
    find ``context`` in their ``ValidationInfo``. ``counted`` is told what each try took, one that failed
    included.
    """
    given = Prompt((Turn("user", (Text(prompt),)),), max_tokens=8192) if isinstance(prompt, str) else prompt
    given = replace(given, schema=schema.model_json_schema())
    usage, fault = Usage(), ""
    for _ in range(tries):
        finished = await whole(provider, given, counted=counted)
        usage = usage + finished.usage
        try:
            value = schema.model_validate_json(finished.text, context=context)
            return Answer(value, usage, finished.model or provider.name)
        except ValidationError as error:
            fault = faults(error)
        if finished.stop == "max_tokens":
            fault = f"the answer is longer than {given.max_tokens} tokens"
            break
        again = f"That is no valid {schema.__name__}: {fault}. Answer once more, with JSON alone."
        # An empty turn is not taken by any provider.
        said = Turn("assistant", (Text(finished.text or "(nothing)"),))
        given = replace(given, turns=(*given.turns, said, Turn("user", (Text(again),))))
    raise BadAnswer(f"{provider.name} gave no valid {schema.__name__}: {fault}. Try again, or another model.")


def faults(error: ValidationError) -> str:
    """What does not fit, in one line: the first five places and what is wrong there."""
    found: list[str] = []
    for item in error.errors(include_url=False, include_input=False)[:5]:
        detail: Mapping[str, Any] = {**item}
        where = ".".join(str(part) for part in detail["loc"]) or "the whole"
        found.append(f"{where}: {detail['msg']}")
    return "; ".join(found)
