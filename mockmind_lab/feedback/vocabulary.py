"""Words by which a sentence is told to be about code, and words that any sentence may have."""

from __future__ import annotations

__all__ = ["COMMON", "TERMS"]

TERMS = frozenset((
    "algorithm", "array", "average", "binary", "brute", "cache", "case", "cases", "character", "class",
    "compare", "complexity", "constant", "count", "counter", "deque", "dict", "dictionary", "duplicate",
    "duplicates", "dynamic", "edge", "empty", "force", "function", "graph", "greedy", "hash", "heap",
    "index", "input", "iterate", "key", "keys", "largest", "leaf", "letter", "linear", "list",
    "logarithmic", "loop", "map", "maximum", "memo", "memory", "merge", "method", "minimum", "negative",
    "neighbor", "neighbour", "node", "number", "order", "output", "pair", "pairs", "pass", "pointer",
    "prefix", "quadratic", "queue", "recurse", "recursion", "recursive", "return", "root", "search",
    "set", "smallest", "sort", "sorted", "space", "split", "stack", "string", "suffix", "sum", "swap",
    "time", "tree", "trie", "tuple", "value", "values", "visited", "window", "worst", "zero",
))  # fmt: skip
"""Beside the words of the problem's own statement."""

COMMON = frozenset((
    "all", "and", "answer", "are", "but", "can", "code", "each", "for", "from", "give", "given",
    "gives", "had", "has", "have", "here", "how", "hundred", "ignore", "into", "its", "just", "may",
    "more", "most", "must", "not", "one", "only", "other", "our", "out", "please", "point", "points",
    "problem", "right", "rules", "same", "score", "some", "such", "test", "tests", "than", "that",
    "the", "their", "them", "then", "there", "they", "this", "two", "very", "was", "were", "what",
    "when", "which", "who", "will", "with", "wrong", "you", "your",
))  # fmt: skip
