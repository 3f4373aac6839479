"""Turns the SDKs' errors into ours, and tries again what may help to try again.

Both SDKs raise errors of the same make (``status_code``, ``response``), so neither needs to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from mockmind_lab.errors import ModelError, ModelUnavailable, PromptTooLong, StreamCut, WrongKey

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["retrying", "translated"]

_TOO_LONG = ("prompt is too long", "context window", "context_length_exceeded", "maximum context length")
_MOST_WAIT = 20.0
"""Seconds. One who is asked to wait longer is told so instead."""
_FIRST_WAIT = 0.5


def translated(error: BaseException, name: str) -> ModelError | None:
    """Our error for one of an SDK's or of the HTTP client's under it; None for what is neither."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _by_status(error, status, name)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    modules = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    if kinds & {"APITimeoutError", "TimeoutException"}:
        return ModelUnavailable(f"{name} did not answer in time; try again.")
    if kinds & {"APIConnectionError", "ConnectError"}:
        return ModelUnavailable(f"{name} can't be reached; look at the network, or at its base_url.")
    if "httpx2" in modules or "httpx" in modules:
        return StreamCut(f"{name} ended its answer before its end; try again.")
    if modules & {"anthropic", "openai"}:
        return _without_status(error, name)
    if modules & {"botocore", "google"}:
        return WrongKey(f"{name} has no credentials: {_line(error)}")
    return None


def _by_status(error: Any, status: int, name: str) -> ModelError:
    # An error that comes within a stream carries the status of the stream, which had begun well.
    kind = getattr(error, "type", None)
    text = _line(error)
    if status in (401, 403) or kind in ("authentication_error", "permission_error"):
        return WrongKey(f"{name} does not let this key in; set the right one ({_variable(name)}).")
    if status == 413 or any(phrase in text.lower() for phrase in _TOO_LONG):
        return PromptTooLong(f"{name} takes no prompt of this length: {text}")
    if status == 404:
        return ModelError(f"{name} is not known there; see the names of its models: {text}")
    if status in (408, 409, 429) or status >= 500 or kind in ("overloaded_error", "rate_limit_error"):
        return ModelUnavailable(
            f"{name} is overloaded or failing ({status}): {text}", retry_after=_wait(error)
        )
    if status < 300:
        return ModelUnavailable(f"{name} failed while answering: {text}")
    return ModelError(f"{name} refuses the request ({status}): {text}")


def _without_status(error: BaseException, name: str) -> ModelError:
    if "redential" in type(error).__name__ or "authentication" in str(error):
        return WrongKey(f"{name} has no key; set {_variable(name)}.")
    return ModelUnavailable(f"{name} failed: {_line(error)}")


def _variable(name: str) -> str:
    variables = {
        "anthropic": "ANTHROPIC_API_KEY",
        "openai": "OPENAI_API_KEY",
        "bedrock": "AWS_BEARER_TOKEN_BEDROCK or AWS credentials",
        "vertex": "Google credentials",
    }
    return variables.get(name.partition(":")[0], "its key")


def _line(error: BaseException) -> str:
    text = getattr(error, "api_message", None) or getattr(error, "message", None) or str(error)
    return " ".join(str(text).split())[:300]


def _wait(error: Any) -> float | None:
    """What ``retry-after`` says, in seconds."""
    given = error.response.headers.get("retry-after")
    try:
        return float(given) if given is not None else None
    except ValueError:
        return None  # a date: no model's server is known to send one


def retrying(
    tries: int, sleep: Callable[[float], Awaitable[None]], *, patience: float | None = None
) -> AsyncRetrying:
    """Up to ``tries`` tries of what may help to try again, as far apart as was asked for, else doubling.

    One that would have to wait for ``patience`` seconds or longer is given up at once.
    """
    most = _MOST_WAIT if patience is None else min(_MOST_WAIT, patience)
    return AsyncRetrying(
        stop=stop_after_attempt(tries),
        retry=retry_if_exception(lambda error: _worth_it(error, most)),
        wait=_seconds,
        sleep=sleep,
        reraise=True,
    )


def _worth_it(error: BaseException, most: float) -> bool:
    return isinstance(error, ModelUnavailable) and (error.retry_after or 0) <= most


def _seconds(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, ModelUnavailable) and error.retry_after is not None:
        return error.retry_after
    return _FIRST_WAIT * 2 ** (state.attempt_number - 1)
