"""What of a notebook cell is Python: cell magics, line magics, shell lines and help lines set aside."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache

from mockmind_lab.core.parsing import parse
from mockmind_lab.protocol import LANGUAGES

__all__ = ["MAX_CELL_CHARACTERS", "CellSource", "read"]

MAX_CELL_CHARACTERS = 262_144
"""A longer cell is not parsed; the parser takes about 3 seconds for a million characters."""

# Cell magics whose body runs as Python in the notebook's own namespace.
_TRANSPARENT = frozenset({"capture", "prun", "solution", "time", "timeit"})
_CELL_MAGIC = re.compile(r"%%(\w+)[ \t]*(.*)")

# No Python statement begins with one of these, and IPython gives each a meaning of its own.
_ESCAPED = re.compile(r"[ \t]*[%!?,;/]")
_HELP = re.compile(r"[ \t]*[\w.%*\[\]'\"]+\?{1,2}[ \t]*$")
_CAPTURED = re.compile(r"([ \t]*)([\w.,*\[\]() \t]+)=[ \t]*[!%]")
_STRING = re.compile(r"[rRbBuUfFtT]{0,3}('''|\"\"\"|'|\")")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell as read. ``tree`` is ``None`` where its Python does not parse; then ``problem`` is one line.

    ``text`` is the Python, with as many lines as the cell (so that line numbers are the cell's).
    ``solution`` is the language after ``%%solution`` (``python`` where none is named; as it was typed where
    nobody knows it), else ``None``. What is in another language is ``text`` and has no tree.
    """

    text: str
    tree: ast.Module | None
    problem: str = ""
    solution: str | None = None


@lru_cache(maxsize=512)
def read(source: str) -> CellSource:
    """Read a cell. Never raises, whatever the cell holds."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    text, solution = _body(source)
    if solution not in (None, "python"):
        return CellSource(text, None, "", solution)
    if len(text) > MAX_CELL_CHARACTERS:
        return CellSource(text, None, f"it has {len(text):,} characters, too many to read", solution)
    text, tree, problem = _parsed(text)
    return CellSource(text, tree, problem, solution)


def _body(source: str) -> tuple[str, str | None]:
    """The lines that Python sees, magics' own lines blanked, and the language of a ``%%solution``."""
    lines = source.split("\n")
    solution = None
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        magic = _CELL_MAGIC.match(line)
        if magic is None:
            break
        name, rest = magic.groups()
        if name not in _TRANSPARENT:
            return "", None
        if name == "solution":
            word = rest.strip().lower() or "python"
            solution = LANGUAGES.get(word, word)
        lines[index] = ""
    return "\n".join(lines), solution


def _parsed(text: str) -> tuple[str, ast.Module | None, str]:
    # As it stands first: what is valid Python is never rewritten.
    tree, problem = _tree(text)
    if tree is not None:
        return text, tree, ""
    for attempt in (_neutralised(text), _neutralised(_dedented(text))):
        tree, other = _tree(attempt)
        if tree is not None:
            return attempt, tree, ""
        problem = other if attempt != text else problem
    return text, None, problem


def _tree(text: str) -> tuple[ast.Module | None, str]:
    try:
        return parse(text), ""
    except SyntaxError as error:
        place = f"line {error.lineno}: " if error.lineno else ""
        return None, f"{place}{' '.join(str(error.msg).split())}"
    except (RecursionError, MemoryError):
        return None, "it is nested too deeply to read"
    except ValueError:  # null bytes on some versions, lone surrogates
        return None, "it holds characters that are no text"


def _dedented(text: str) -> str:
    """Without the indentation of its first line, as IPython runs it."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return "\n".join(line.removeprefix(indent) for line in text.split("\n")) if indent else text


def _neutralised(text: str) -> str:
    """``text`` with every logical line of IPython's own syntax replaced; strings are left alone."""
    out: list[str] = []
    lines = text.split("\n")
    state = _Scanner()
    continued = False
    for line in lines:
        if continued:  # a magic's line may go on after a backslash
            out.append("")
            continued = line.endswith("\\")
            continue
        replacement = _replacement(line) if state.at_start else None
        if replacement is None:
            state.feed(line)
            out.append(line)
        else:
            out.append(replacement)
            continued = line.endswith("\\")
    return "\n".join(out)


def _replacement(line: str) -> str | None:
    """Python that stands for a line of IPython syntax; ``None`` for a line of anything else."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if _ESCAPED.match(line) or _HELP.match(line):
        return f"{indent}pass"
    captured = _CAPTURED.match(line)
    if captured:
        return f"{captured[1]}{captured[2].rstrip()} = []"
    return None


class _Scanner:
    """Follows strings, brackets and continuations from line to line, as far as Python's tokenizer would."""

    def __init__(self) -> None:
        self._quote = ""  # the triple quote we are inside of
        self._depth = 0
        self._continued = False

    @property
    def at_start(self) -> bool:
        """Whether the next line begins a logical line."""
        return not (self._quote or self._depth or self._continued)

    def feed(self, line: str) -> None:
        """Take one line, without its newline."""
        at = 0
        self._continued = False
        while at < len(line):
            if self._quote:
                at = self._close(line, at)
                continue
            char = line[at]
            string = _STRING.match(line, at)
            if string:
                at = self._open(line, string)
            elif char.isalnum() or char == "_":
                word = _WORD.match(line, at)
                at = word.end() if word else at + 1
            elif char == "#":
                return
            else:
                self._depth = max(0, self._depth + (char in "([{") - (char in ")]}"))
                at += 1
        self._continued = line.endswith("\\") and not self._quote

    def _open(self, line: str, string: re.Match[str]) -> int:
        quote, at = string[1], string.end()
        if len(quote) == 3:
            self._quote = quote
            return at
        while at < len(line) and line[at] != quote:
            at += 2 if line[at] == "\\" else 1
        return at + 1

    def _close(self, line: str, at: int) -> int:
        while at < len(line):
            if line.startswith(self._quote, at):
                at += len(self._quote)
                self._quote = ""
                return at
            at += 2 if line[at] == "\\" else 1
        return at
