"""How a model's turn fails, beside what its provider raises."""

from __future__ import annotations

import logging

from mockmind_lab.errors import MockmindError, ModelError, ModelUnavailable

__all__ = ["Interrupted", "Leaking", "Silent", "Spent", "Unfit", "ours"]

log = logging.getLogger(__name__)


class Unfit(ModelError):
    """What the model said could not be let through on its second try either."""

    code = "unfit"


class Leaking(Unfit):
    """What the model said would have given something away, twice."""


class Silent(Unfit):
    """The model said nothing where a word is due, twice."""


class Spent(Unfit):
    """The budget does not reach for the next call."""


class Interrupted(ModelError):
    """The interview was paused: nothing may be said now."""


def ours(name: str, error: Exception) -> MockmindError:
    """What went wrong as the candidate is told it; with its traceback in the log where it is our fault."""
    if isinstance(error, MockmindError):
        return error
    log.error("%s failed", name, exc_info=error)
    return ModelUnavailable(f"{type(error).__name__} on our side")
