"""How many of something there are, in words that agree with the number."""

from __future__ import annotations

__all__ = ["count"]


def count(number: int, one: str, many: str = "") -> str:
    """``1 test``, ``2 tests``, ``1,000 tests``; ``many`` where the plural is not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
