"""The words that problems are sorted by, and how a person may write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["INTERVIEWED", "TOPICS", "on_topics", "topic_named"]

INTERVIEWED = (
    "arrays", "hashing", "two pointers", "sliding window", "stack", "binary search", "linked lists", "trees",
    "tries", "heap", "backtracking", "graphs", "dynamic programming", "greedy", "intervals",
    "bit manipulation", "design", "practical",
)  # fmt: skip
"""What interviews are about; a bank without one of them has a gap. ``practical``: not a puzzle."""

TOPICS = (
    *INTERVIEWED,
    "queue", "sorting", "strings", "counting", "prefix sums", "math", "error handling", "parsing",
    "simulation", "recursion", "union find", "topological order", "shortest paths", "monotonic stack",
    "monotonic queue",
)  # fmt: skip
"""The vocabulary of a package's ``topics``, of which the first is its main one."""

_SHORT = {
    "dp": "dynamic programming",
    "bits": "bit manipulation",
    "bfs": "graphs",
    "dfs": "graphs",
    "hash": "hashing",
    "priority queue": "heap",
    "dsu": "union find",
}


def topic_named(word: str, known: Iterable[str] = TOPICS) -> str:
    """The one of ``known`` topics that ``word`` means: ``graph``, ``Linked-List``, ``dp``.

    Raises ``UnknownName`` with the nearest.
    """
    topics = list(known)
    wanted = _plain(word)
    for topic in topics:
        if _plain(topic) == wanted or _plain(_SHORT.get(word.strip().lower(), word)) == _plain(topic):
            return topic
    listing = f"Known topics: {', '.join(topics)}."
    raise UnknownName.nearest("topic", word, topics, listing=listing)


def on_topics(topics: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of ``topics`` is one of ``wanted``; an empty ``wanted`` fits all."""
    wishes = {_plain(topic) for topic in wanted}
    return not wishes or any(_plain(topic) in wishes for topic in topics)


def _plain(word: str) -> str:
    """Without what people write differently: case, hyphens, a plural's s."""
    return word.strip().lower().replace("-", " ").replace("_", " ").removesuffix("s")
