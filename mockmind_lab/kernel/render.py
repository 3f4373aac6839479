"""What a person sees of an answer: Markdown for a notebook, and the same as text for a terminal."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from shutil import get_terminal_size
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["bundle", "error_text", "hanging", "inert", "plain"]

# Candidates choose much of what is rendered, so each step takes time in proportion to the text: no pattern
# here looks for its end from every place where it could begin.
_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"#{1,6} +")
_RULE = re.compile(r"^\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
_BACKTICKS = re.compile(r"`+")
_ASTERISKS = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"([\\*_\[\]~|#])")

_DEEPEST_QUOTE = 8
_WIDEST_COLUMN = 120
"""A wider cell stands out of its column, rather than every other row being padded to it."""
_NARROWEST_COLUMN = 24
"""A column is not wrapped to less than this, even where the table is wider than the terminal."""
_NOTEBOOK = (100, 24)
"""The size that text is set for where there is no terminal, as in papermill's notebooks."""


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
    for start, end, _ in _code_spans(text):
        out += [_escaped(text[at:start]), text[start:end]]
        at = end
    return "".join([*out, _escaped(text[at:])])


def plain(markdown: str, *, width: int | None = None) -> str:
    """``markdown`` as it reads best in a terminal: few marks, aligned tables, indented code and quotes.

    It knows what hosts write (headings, emphasis, code, lists, quotes, tables, links), and leaves the rest.
    Code keeps its backticks and an emphasised title gets quotation marks, or they would read as words of
    the sentence. Tables are wrapped to ``width`` columns: the terminal's, or 100 where there is none.
    """
    width = width or get_terminal_size(_NOTEBOOK).columns
    return _plain(markdown.split("\n"), depth=0, width=width)


def hanging(lead: str, text: str, width: int) -> str:
    """``lead`` and ``text`` in ``width`` columns; further lines of ``text`` stand below its beginning."""
    lines = _wrapped(text, max(width - _width(lead), _NARROWEST_COLUMN))
    return ("\n" + " " * _width(lead)).join([lead + lines[0], *lines[1:]]).rstrip()


def _plain(lines: Sequence[str], *, depth: int, width: int) -> str:
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line)
        if fence:
            end = _fence_end(lines, at, fence[2])
            out += [f"    {code}".rstrip() for code in lines[at + 1 : end]]
            at = end + 1
        elif line.lstrip().startswith("|") and at + 1 < len(lines) and _RULE.match(lines[at + 1].strip()):
            end = _run_end(lines, at, "|")
            out += _table(lines[at:end], width - 2 * depth)
            at = end
        elif line.startswith(">") and depth < _DEEPEST_QUOTE:
            end = _run_end(lines, at, ">")
            quoted = [quote.lstrip()[1:].removeprefix(" ") for quote in lines[at:end]]
            inner = _plain(quoted, depth=depth + 1, width=width)
            out += [f"  {quote}".rstrip() for quote in inner.split("\n")]
            at = end
        else:
            out += _text_line(line)
            at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n")


def _run_end(lines: Sequence[str], start: int, mark: str) -> int:
    """One past the last of the lines from ``start`` on that begin with ``mark``."""
    end = start
    while end < len(lines) and lines[end].lstrip().startswith(mark):
        end += 1
    return end


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
        text = line[heading.end() :].rstrip()
        bare = text.rstrip("#")  # a heading may be closed by marks as well
        text = _inline(bare.rstrip() if not bare or bare.endswith(" ") else text)
        return [text, "─" * _width(text)]
    return [_inline(line).rstrip(" ")]  # two spaces at the end only break the line


def _inline(text: str) -> str:
    """A line with no marks but code's. Code is put out of the way meanwhile: emphasis may hold code."""
    text = text.replace("\0", "")
    codes: list[str] = []
    masked: list[str] = []
    at = 0
    for start, end, _ in _code_spans(text):
        codes.append(text[start:end])
        masked.append(text[at:start])
        at = end
    parts = _unmarked("\0".join([*masked, text[at:]])).split("\0")
    return "".join(part + code for part, code in zip(parts, [*codes, ""], strict=True))


def _code_spans(text: str) -> list[tuple[int, int, int]]:
    """Start, end and number of backticks of each span of code: a run of them up to the next as long."""
    runs = [(run.start(), run.end()) for run in _BACKTICKS.finditer(text)]
    closing: dict[int, int] = {}
    latest: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        ticks = runs[index][1] - runs[index][0]
        if ticks in latest:
            closing[index] = latest[ticks]
        latest[ticks] = index
    spans: list[tuple[int, int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        if index in closing:
            index = closing[index]
            spans.append((start, runs[index][1], end - start))
        index += 1
    return spans


def _unmarked(text: str) -> str:
    text = _ESCAPE.sub(r"\1", _without_emphasis(_LINK.sub(r"\1 (\2)", text)))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _without_emphasis(text: str) -> str:
    """``text`` without the asterisks that open and close emphasis; what stands alone stays.

    A run closes what the runs before it opened, the newest first, each with as many marks as both have.
    """
    opened: list[list[int]] = []  # where the marks end that are still to be closed, and how many
    marks: dict[int, str] = {}  # what stands there instead
    for run in _ASTERISKS.finditer(text):
        at, left = run.start(), len(run[0])
        before, after = text[max(at - 1, 0) : at], text[run.end() : run.end() + 1]
        if before and not before.isspace() and before != "\\" and not _is_word(after):
            while left and opened:
                count = min(left, opened[-1][1])
                begin = opened[-1][0]
                marks.update(dict.fromkeys((*range(begin - count, begin), *range(at, at + count)), ""))
                if count == 1 and _is_named(text, begin, at):
                    marks[begin - 1], marks[at] = "“", "”"
                at, left = at + count, left - count
                opened[-1][0] -= count
                opened[-1][1] -= count
                if not opened[-1][1]:
                    opened.pop()
        if left and after and not after.isspace() and before != "\\" and not _is_word(before):
            opened.append([at + left, left])
    return "".join(marks.get(at, mark) for at, mark in enumerate(text)) if marks else text


def _is_named(text: str, begin: int, end: int) -> bool:
    """Whether what is emphasised between two asterisks is named within a sentence, as a title is.

    A single word in small letters is stressed; a sentence or a whole line is an aside.
    """
    if text[max(begin - 2, 0) : begin - 1] in ("“", '"', "'") or text[end - 1] == ".":
        return False
    aside = not text[end + 1 :].strip(" *") and not text[: begin - 1].lstrip(" -+*>#").strip()
    return not aside and (text[begin].isupper() or text.find(" ", begin, end) >= 0)


def _is_word(mark: str) -> bool:
    return mark.isalnum() or mark == "_"


def _table(lines: Sequence[str], room: int) -> list[str]:
    rows = [_cells(line) for line in (lines[0], *lines[2:])]
    marks = _cells(lines[1], inline=False)
    widths = [0] * max(len(row) for row in rows)
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = min(max(widths[column], _width(cell)), _WIDEST_COLUMN)
    _narrow(widths, room)
    right = [mark.endswith(":") and not mark.startswith(":") for mark in marks] + [False] * len(widths)
    shown = [_row(row, widths, right) for row in rows]
    rule = "  ".join("─" * width for width in widths)
    below = [line for row in shown[1:] for line in row]
    return [*shown[0], rule, *below] if any(rows[0]) else below


def _narrow(widths: list[int], room: int) -> None:
    """Take from the last column, then from the widest others, what the table is too wide for ``room``."""
    others = sorted(range(len(widths) - 1), key=lambda column: widths[column], reverse=True)
    over = sum(widths) + 2 * (len(widths) - 1) - room
    for column in (len(widths) - 1, *others):
        narrower = min(widths[column], max(widths[column] - max(over, 0), _NARROWEST_COLUMN))
        over -= widths[column] - narrower
        widths[column] = narrower


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """The lines of a row: as many as its longest cell has in its column."""
    cells = [_wrapped(text, width) for text, width in zip(row, widths, strict=False)]
    return [_line(texts, widths, right) for texts in zip_longest(*cells, fillvalue="")]


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells: list[str] = []
    for text, width, to_right in zip(texts, widths, right, strict=False):
        pad = " " * (width - _width(text))
        cells.append(pad + text if to_right else text + pad)
    return "  ".join(cells).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` broken between words into lines of ``width`` columns; a longer word stands out."""
    if _width(text) <= width:
        return [text]
    lines: list[str] = []
    words: list[str] = []
    used = 0
    for word in text.split():
        wide = _width(word)
        if words and used + 1 + wide > width:
            lines.append(" ".join(words))
            words, used = [], 0
        used += wide + (1 if words else 0)
        words.append(word)
    return [*lines, " ".join(words)]


def _cells(line: str, *, inline: bool = True) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    parts = [part.strip() for part in re.split(r"(?<!\\)\|", inner)]
    return [_in_cell(part.replace("\\|", "|")) for part in parts] if inline else parts


def _in_cell(text: str) -> str:
    """A cell that is nothing but code needs no backticks: its column tells it apart."""
    spans = _code_spans(text)
    if len(spans) == 1 and spans[0][:2] == (0, len(text)):
        ticks = spans[0][2]
        return text[ticks:-ticks].strip() if ticks > 1 else text[ticks:-ticks]
    return _inline(text)


def _width(text: str) -> int:
    """Columns in a terminal: East Asian wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
