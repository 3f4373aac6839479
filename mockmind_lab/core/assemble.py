"""A submission from a notebook: the cell that defines the entry point, and what it needs of other cells.

Static analysis only: nothing runs. The result behaves as the notebook does where the candidate ran it. A
function finds the newest value of a name it uses; a statement finds the value the name had when it ran.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mockmind_lab.core import cellsource
from mockmind_lab.core.languages import LANGUAGES, listing
from mockmind_lab.core.payloads import Artefact
from mockmind_lab.core.statements import definers, statements
from mockmind_lab.errors import NothingToSubmit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mockmind_lab.core.cellsource import CellSource
    from mockmind_lab.core.statements import Statement

__all__ = ["Cell", "assemble"]

_MAX_HISTORY = 1_000_000
"""Characters of cells that are looked at, newest first: a bound on the work one submission can ask for."""

_IMPORTS = frozenset({"Import", "ImportFrom"})
_RECURSION_LIMIT = re.compile(r"(?:sys\s*\.\s*)?setrecursionlimit\s*\(")


@dataclass(frozen=True, slots=True)
class Cell:
    """A version of a cell that was executed. ``count`` is its execution count, ``seq`` orders executions.

    What stands in a cell and was not run has the count 0.

    ``blob`` names the source by digest where an event was too small for it; ``source`` is what is read.
    """

    cell: str
    count: int
    source: str
    seq: int
    blob: str | None = None


_Place: TypeAlias = tuple[int, int, int]
_Moment: TypeAlias = _Place | None  # None: after everything


@dataclass(frozen=True, slots=True)
class _Placed:
    """A statement, and where it stands: (index of its cell as executed, line, number in the cell)."""

    statement: Statement
    place: _Place


def assemble(cells: Sequence[Cell], entry_point: str, *, max_characters: int = 65536) -> Artefact:
    """The newest solution in ``cells`` (executed cells, in any order) that defines ``entry_point``.

    Returns source that ends with a newline, its language, and the execution counts it came from, in order of
    execution. Raises ``NothingToSubmit`` with one line that says what to do.
    """
    history = _newest(cells)
    at = _entry_cell(history, entry_point)
    entry = cellsource.read(history[at].source)
    language = entry.solution or "python"
    if entry.tree is None and language == "python":
        raise NothingToSubmit(
            f"{_name(history[at])} defines {entry_point} but does not parse: {entry.problem}. "
            "Mend it, run it again, and submit."
        )
    if entry.solution is not None:
        used = [at]
        source = entry.text.strip("\n") + "\n"
    else:
        chosen = _Closure(history, at, entry_point).chosen()
        used = sorted({placed.place[0] for placed in chosen} | {at})
        source = _emitted(history, chosen, at)
    counts = tuple(dict.fromkeys(history[index].count for index in used if history[index].count))
    if len(source) > max_characters:
        named = ", ".join(f"[{count}]" for count in counts)
        raise NothingToSubmit(
            f"Your solution{f' (cells {named})' if named else ''} has {len(source):,} characters; at most "
            f"{max_characters:,} are taken. Shorten it, run it again, and submit."
        )
    return Artefact(language=language, source=source, cells=counts)


def _name(cell: Cell) -> str:
    return f"Cell [{cell.count}]" if cell.count else "The cell that you have not run"


def _newest(cells: Iterable[Cell]) -> list[Cell]:
    """Cells in order of execution, as far back as the bound allows."""
    kept: list[Cell] = []
    budget = _MAX_HISTORY
    for cell in sorted(cells, key=lambda cell: cell.seq, reverse=True):
        budget -= len(cell.source)
        if budget < 0:
            break
        kept.append(cell)
    return kept[::-1]


def _entry_cell(history: Sequence[Cell], entry_point: str) -> int:
    """The index of the newest cell that defines the entry point, by its tree or (unparsed) by its text."""
    stray: str | None = None
    for index in reversed(range(len(history))):
        cell = history[index]
        read = cellsource.read(cell.source)
        if read.solution is not None and read.solution not in LANGUAGES:
            raise NothingToSubmit(
                f"{_name(cell)} is marked %%solution {read.solution[:20]}, which is no language that "
                f"is judged: write %%solution with one of {listing()}, run the cell again, and submit."
            )
        if read.solution not in (None, "python"):
            # A program that reads standard input need not have a main.
            found = re.search(rf"\b{re.escape(entry_point)}\b", read.text) or entry_point == "main"
        elif read.tree is not None:
            found = definers(read.tree, entry_point)
        else:
            found = _mentions(read.text, entry_point)
        if found:
            return index
        if read.solution is not None and stray is None:
            stray = f"{_name(cell)} is marked %%solution but does not define {entry_point}"
    raise NothingToSubmit(
        f"{stray or f'No cell that you have run defines {entry_point}'}: "
        f"write it in a cell, run that cell, and submit again."
    )


def _mentions(text: str, name: str) -> bool:
    """Whether text that does not parse looks as if it defined ``name``."""
    quoted = re.escape(name)
    pattern = rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{quoted}\b|^{quoted}[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.search(pattern, text, re.MULTILINE) is not None


class _Closure:
    """The statements that an entry cell needs, found from demand to demand."""

    def __init__(self, history: Sequence[Cell], at: int, entry_point: str) -> None:
        self._all = list(_placed(history))
        self._entry = [placed for placed in self._all if placed.place[0] == at]
        self._entry_point = entry_point
        self._chosen: set[_Placed] = set()
        self._asked: set[tuple[str, _Moment]] = set()
        self._binders: dict[str, list[_Placed]] = {}
        self._changers: dict[str, list[_Placed]] = {}
        for placed in self._all:
            for name in placed.statement.binds:
                self._binders.setdefault(name, []).append(placed)
            for name in placed.statement.changes:
                self._changers.setdefault(name, []).append(placed)

    def chosen(self) -> list[_Placed]:
        """What to submit, in order of execution."""
        stars: set[str] = set()
        waiting: list[tuple[_Placed, _Moment]] = [(placed, None) for placed in self._kept()]
        for placed in self._all:
            statement = placed.statement
            limit = statement.kind == "Expr" and _RECURSION_LIMIT.match(statement.text)
            if (statement.star and statement.text not in stars) or statement.future or limit:
                stars.add(statement.text)
                waiting.append((placed, None))
        while waiting:
            placed, moment = waiting.pop()
            waiting += self._take(placed, moment)
        return sorted(self._chosen, key=lambda placed: placed.place)

    def _kept(self) -> Iterator[_Placed]:
        """The entry cell without its experiments: statements that use the entry point, or what such a
        statement gave. They come back if the solution needs what they bind."""
        tainted = {self._entry_point}
        for placed in self._entry:
            statement = placed.statement
            if statement.kind == "Pass":
                continue
            if self._entry_point not in statement.binds and statement.now & tainted:
                tainted |= statement.binds
                continue
            yield placed

    def _take(self, placed: _Placed, moment: _Moment) -> Iterator[tuple[_Placed, _Moment]]:
        """Choose a statement; yield what it needs, each with the moment it may be called.

        What a statement needs now, it needs from before its own place. What its functions need later, they
        need from before the moment they are called.
        """
        self._chosen.add(placed)
        for name in placed.statement.now:
            yield from self._found(name, placed.place)
        for name in placed.statement.later:
            yield from self._found(name, moment)

    def _found(self, name: str, before: _Moment) -> Iterator[tuple[_Placed, _Moment]]:
        if (name, before) in self._asked:
            return
        self._asked.add((name, before))
        binders = self._binders.get(name, [])
        earlier = [b for b in binders if before is None or b.place < before]
        binding = (earlier or binders or [None])[-1]
        if binding is None:
            return
        yield binding, before
        for changer in self._changers.get(name, []):
            if changer.place <= binding.place or (before is not None and changer.place >= before):
                continue
            # A call that uses the solution is an experiment; one on a module (time.sleep) changes nothing.
            call = changer.statement.kind == "Expr"
            if call and (self._entry_point in changer.statement.now or binding.statement.kind in _IMPORTS):
                continue
            yield changer, before


def _placed(history: Sequence[Cell]) -> Iterator[_Placed]:
    for index, cell in enumerate(history):
        read: CellSource = cellsource.read(cell.source)
        if read.tree is not None:
            for number, statement in enumerate(statements(read.text)):
                yield _Placed(statement, (index, statement.first, number))


def _emitted(history: Sequence[Cell], chosen: Sequence[_Placed], at: int) -> str:
    """Source of what was chosen: a paragraph for each cell, ``from __future__`` imports before all."""
    future = dict.fromkeys(placed.statement.text for placed in chosen if placed.statement.future)
    paragraphs = ["\n".join(future)] if future else []
    for index in sorted({placed.place[0] for placed in chosen} | {at}):
        mine = [p.statement for p in chosen if p.place[0] == index and not p.statement.future]
        text = cellsource.read(history[index].source).text
        paragraphs.append(_paragraph(text, mine, comments=index == at))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()) + "\n"


def _paragraph(text: str, kept: Sequence[Statement], *, comments: bool) -> str:
    """The lines of one cell that hold ``kept``, with the comment above each (``comments``: with them all)."""
    lines = text.split("\n")
    out: list[str] = []
    shown = 0
    wanted = set(kept)
    dropped = {
        number
        for statement in statements(text)
        if statement not in wanted
        for number in range(statement.first, statement.last + 1)
    }
    for statement in kept:
        gap = [(n, lines[n - 1]) for n in range(shown + 1, statement.first) if n not in dropped]
        above = [line for _, line in gap] if comments else _block_above(gap, statement.first)
        # What shares a line with another statement stands alone now, as Python itself writes it.
        out += [*above, statement.text]
        shown = max(shown, statement.last)
    return "\n".join(out).strip("\n")


def _block_above(gap: Sequence[tuple[int, str]], first: int) -> list[str]:
    """The comment lines that stand directly above line ``first``."""
    block: list[str] = []
    for number, line in reversed(gap):
        if number != first - len(block) - 1 or not line.lstrip().startswith("#"):
            break
        block.insert(0, line)
    return block
