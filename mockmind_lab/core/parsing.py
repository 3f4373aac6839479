"""Python source to a syntax tree, one thread at a time.

CPython 3.11 counts the depth of a tree under way for all threads together: where two of them parse at once,
one may end in ``SystemError: AST constructor recursion depth mismatch`` (python/cpython#106905).
"""

from __future__ import annotations

import ast
from threading import RLock
from warnings import catch_warnings, simplefilter

__all__ = ["PARSING", "parse", "parse_expression"]

PARSING = RLock()
"""Held while somebody parses; for libraries that parse by themselves."""


def parse(source: str) -> ast.Module:
    """The tree of a module; raises what ``ast.parse`` raises, and warns of nothing in somebody's code."""
    with PARSING, catch_warnings():
        simplefilter("ignore")
        return ast.parse(source)


def parse_expression(source: str) -> ast.Expression:
    """The tree of one expression; raises what ``ast.parse`` raises."""
    with PARSING, catch_warnings():
        simplefilter("ignore")
        return ast.parse(source, mode="eval")
