"""What a call costs, by the prices that genai-prices brings along: nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mockmind_lab.core.payloads import ModelCalled

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.providers.base import Usage

__all__ = ["Price", "Purpose", "called", "price"]

Purpose = Literal["reply", "again", "ledger", "review", "feedback", "reading"]

_DATED = {"0.2.3": "2026-11-10"}
"""When versions of the price list were published; the list itself does not say."""
_PROVIDERS = {"anthropic": "anthropic", "openai": "openai", "bedrock": "aws", "vertex": "google"}


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars, None where nobody knows the model's price; whose price list it is, and of which day."""

    dollars: float | None
    source: str


def price(usage: Usage, name: str, *, at: datetime | None = None, seller: str = "") -> Price:
    """The price of ``usage`` of the model ``name`` (``provider:model``) on the day of ``at`` (None: today).

    Sellers change prices on a day that the list may know beforehand. ``seller`` is the address that the model
    is asked at, where that decides: at one of nobody's in the list there is no price.
    """
    from genai_prices import Usage as Priced
    from genai_prices import calc_price

    at = (at or datetime.now(UTC)).astimezone(UTC)
    source = _source()
    provider, _, model = name.partition(":")
    counted = Priced(
        input_tokens=usage.all_input,
        output_tokens=usage.output,
        cache_read_tokens=usage.cache_read,
        cache_write_tokens=usage.cache_write_5m + usage.cache_write_1h,
        **({"cache_write_1h_tokens": usage.cache_write_1h} if usage.cache_write_1h else {}),
    )
    # A model that its seller does not list may still be listed by its maker, or elsewhere.
    ways: list[dict[str, Any]] = [{"provider_id": _PROVIDERS.get(provider)}, {}]
    if seller:
        ways = [{"provider_api_url": seller}]
    for given in ways:
        try:
            found = calc_price(counted, model, **given, genai_request_timestamp=at)
        except (LookupError, ValueError):
            continue
        return Price(float(found.total_price), source)
    return Price(None, source)


@cache
def _source() -> str:
    """The price list by version, with its own date where that is known."""
    found = distribution("genai-prices")
    if found.version in _DATED:
        return f"genai-prices {found.version} of {_DATED[found.version]}"
    # One that is newer than this release of ours: it is no younger than its file here.
    installed = datetime.fromtimestamp(
        Path(str(found.locate_file("genai_prices/__init__.py"))).stat().st_mtime, UTC
    )
    return f"genai-prices {found.version}, not after {installed:%Y-%m-%d}"


def called(
    model: str,
    purpose: Purpose,
    usage: Usage,
    *,
    at: datetime,
    standing: Callable[[float], Literal["ok", "low", "spent"]],
    seller: str = "",
) -> ModelCalled:
    """A call of ``model`` at the time ``at``, priced (``seller`` as in ``price``), as it is to be recorded.

    ``standing`` is told its US dollars (0 where nobody knows) and says where the spending stands then.
    """
    cost = price(usage, model, at=at, seller=seller)
    return ModelCalled(
        model=model,
        purpose=purpose,
        input_tokens=usage.input,
        cache_read_tokens=usage.cache_read,
        cache_write_tokens=usage.cache_write_5m + usage.cache_write_1h,
        output_tokens=usage.output,
        dollars=cost.dollars,
        prices=cost.source,
        budget=standing(cost.dollars or 0.0),
    )
