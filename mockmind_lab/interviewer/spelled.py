"""Code within a message as the words it is made of: what names and comments tell is told, too."""

from __future__ import annotations

import re

__all__ = ["FENCE", "code_in", "spelled"]

FENCE = re.compile(r"```[^\n]*\n?(.*?)(?:```|$)", re.DOTALL)
"""A block of code, closed or not; its code is the group."""
_SPAN = re.compile(r"`([^`\n]+)`")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST_LINES = 60  # of code in a message that are read; an interviewer's longest has a dozen


def code_in(text: str) -> list[str]:
    """The blocks of code and code spans of ``text``."""
    return [*FENCE.findall(text), *_SPAN.findall(FENCE.sub("\n", text))]


def spelled(text: str) -> tuple[str, tuple[str, ...]]:
    """The prose of ``text`` with its code spans as words, and the lines of its code blocks as words."""
    blocks = FENCE.findall(text)
    prose = _SPAN.sub(lambda span: f" {' '.join(_WORD.findall(span[1]))} ", FENCE.sub("\n", text))
    return prose, tuple(line for block in blocks for line in _lines(block))


def _lines(code: str) -> list[str]:
    found: list[str] = []
    for line in code.splitlines()[:_MOST_LINES]:
        body, _, comment = line.partition("#")
        names = [word.lower() for word in _WORD.findall(body) if len(word) > 1]
        if names:
            found.append(" ".join(names))
        if comment.strip():
            found.append(comment.strip())
    return found
