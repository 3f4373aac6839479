"""What a call costs, by the prices that genai-prices brings along: nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core.payloads import ModelCalled

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.providers.base import Usage

__all__ = ["Price", "Purpose", "called", "price"]

Purpose = Literal["reply", "again", "ledger", "review", "feedback"]

_PROVIDERS = {"anthropic": "anthropic", "openai": "openai", "bedrock": "aws", "vertex": "google"}


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars, None where nobody knows the model's price; whose prices they are, and of which day."""

    dollars: float | None
    source: str


def price(usage: Usage, name: str, *, at: datetime | None = None) -> Price:
    """The price of ``usage`` of the model ``name`` (``provider:model``) on the day of ``at`` (None: today).

    Sellers change prices on a day that the list may know beforehand.
    """
    from genai_prices import Usage as Priced
    from genai_prices import calc_price

    at = (at or datetime.now(UTC)).astimezone(UTC)
    source = f"genai-prices {version('genai-prices')}, prices of {at:%Y-%m-%d}"
    provider, _, model = name.partition(":")
    counted = Priced(
        input_tokens=usage.all_input,
        output_tokens=usage.output,
        cache_read_tokens=usage.cache_read,
        cache_write_tokens=usage.cache_write_5m + usage.cache_write_1h,
        **({"cache_write_1h_tokens": usage.cache_write_1h} if usage.cache_write_1h else {}),
    )
    # A model that its seller does not list may still be listed by its maker, or elsewhere.
    for seller in (_PROVIDERS.get(provider), None):
        try:
            found = calc_price(counted, model, provider_id=seller, genai_request_timestamp=at)
        except (LookupError, ValueError):
            continue
        return Price(float(found.total_price), source)
    return Price(None, source)


def called(
    model: str,
    purpose: Purpose,
    usage: Usage,
    *,
    at: datetime,
    standing: Callable[[float], Literal["ok", "low", "spent"]],
) -> ModelCalled:
    """A call of ``model`` at the time ``at``, priced, as it is to be recorded.

    ``standing`` is told its US dollars (0 where nobody knows) and says where the spending stands then.
    """
    cost = price(usage, model, at=at)
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
