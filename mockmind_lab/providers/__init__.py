"""Language models on the wire: one seam, the providers behind it, what they cost. Loads no SDK."""

from __future__ import annotations

from mockmind_lab.providers.asking import Answer, ask
from mockmind_lab.providers.base import Finished, Prompt, Provider, Text, Tool, Turn, Usage
from mockmind_lab.providers.prices import Price, price
from mockmind_lab.providers.registry import choose

__all__ = [
    "Answer",
    "Finished",
    "Price",
    "Prompt",
    "Provider",
    "Text",
    "Tool",
    "Turn",
    "Usage",
    "ask",
    "choose",
    "price",
]
