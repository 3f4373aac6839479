"""What a person sees of an answer: Markdown for a notebook, and the same as text for a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["bundle", "error_text", "inert", "plain"]

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: +#+)?$")
_RULE = re.compile(r"^\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
_LINK = re.compile(r"(?<!\\)\[([^\]\n]+)\]\(([^)\s]+)\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"([\\*_\[\]~|#])")


def bundle(markdown: str) -> dict[str, str]:
    """``markdown`` for display, as ``text/markdown`` and ``text/plain``."""
    return {"text/markdown": markdown, "text/plain": plain(markdown)}


def error_text(message: str) -> str:
    """One line of Markdown for what went wrong; code in backticks stays code, all else is inert."""
    return f"⚠ {inert(' '.join(message.split()))}"


def inert(text: str) -> str:
    """``text`` as Markdown that shows it as it is; spans in backticks stay code."""
    out: list[str] = []
    at = 0
    for span in _CODE.finditer(text):
        out += [_escaped(text[at : span.start()]), span[0]]
        at = span.end()
    return "".join([*out, _escaped(text[at:])])


def plain(markdown: str) -> str:
    """``markdown`` as it reads best in a terminal: no marks, aligned tables, indented code and quotes.

    It knows what hosts write (headings, emphasis, code, lists, quotes, tables, links), and leaves the rest.
    """
    out: list[str] = []
    lines = markdown.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line)
        if fence:
            end = _fence_end(lines, at, fence[2])
            out += [f"    {code}".rstrip() for code in lines[at + 1 : end]]
            at = end + 1
        elif line.lstrip().startswith("|") and at + 1 < len(lines) and _RULE.match(lines[at + 1].strip()):
            end = at
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            out += _table(lines[at:end])
            at = end
        elif line.startswith(">"):
            end = at
            while end < len(lines) and lines[end].startswith(">"):
                end += 1
            quoted = "\n".join(quote[1:].removeprefix(" ") for quote in lines[at:end])
            out += [f"  {quote}".rstrip() for quote in plain(quoted).split("\n")]
            at = end
        else:
            out += _text_line(line)
            at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n")


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", escaped).replace("`", "\\`")


def _fence_end(lines: Sequence[str], start: int, fence: str) -> int:
    """The index of the line that closes a fence, or one past the end."""
    for at in range(start + 1, len(lines)):
        closing = lines[at].strip()
        if len(closing) >= len(fence) and set(closing) == {fence[0]}:
            return at
    return len(lines)


def _text_line(line: str) -> list[str]:
    heading = _HEADING.match(line)
    if heading:
        text = _inline(heading[1])
        return [text, "─" * _width(text)]
    return [_inline(line)]


def _inline(text: str) -> str:
    """A line without its marks. Code is put out of their reach meanwhile, for emphasis may hold code."""
    text = text.replace("\0", "")
    codes = [span[2].strip() if len(span[1]) > 1 else span[2] for span in _CODE.finditer(text)]
    parts = _unmarked(_CODE.sub("\0", text)).split("\0")
    return "".join(part + code for part, code in zip(parts, [*codes, ""], strict=True))


def _unmarked(text: str) -> str:
    text = _LINK.sub(r"\1 (\2)", text)
    for _ in range(2):  # bold may hold italics
        text = _EMPHASIS.sub(r"\2", text)
    text = _ESCAPE.sub(r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _table(lines: Sequence[str]) -> list[str]:
    rows = [_cells(line) for line in (lines[0], *lines[2:])]
    marks = _cells(lines[1], inline=False)
    count = max(len(row) for row in rows)
    rows = [row + [""] * (count - len(row)) for row in rows]
    right = [mark.endswith(":") and not mark.startswith(":") for mark in marks] + [False] * count
    widths = [max(_width(row[column]) for row in rows) for column in range(count)]
    shown = [_row(row, widths, right) for row in rows]
    rule = "  ".join("─" * width for width in widths)
    if not any(rows[0]):
        return shown[1:]
    return [shown[0], rule, *shown[1:]]


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells: list[str] = []
    for text, width, to_right in zip(row, widths, right, strict=False):
        pad = " " * (width - _width(text))
        cells.append(pad + text if to_right else text + pad)
    return "  ".join(cells).rstrip()


def _cells(line: str, *, inline: bool = True) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    parts = [part.strip() for part in re.split(r"(?<!\\)\|", inner)]
    return [_inline(part.replace("\\|", "|")) for part in parts] if inline else parts


def _width(text: str) -> int:
    """Columns in a terminal: East Asian wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
