"""Facts about a candidate's code, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Fact", "FactKind", "Observations"]


class FactKind(StrEnum):
    """What a fact is about. ``name`` and ``other`` of the fact are given in brackets."""

    SYNTAX_ERROR = "syntax_error"  # the code does not parse (message)
    STUB = "stub"  # the entry point has no body yet (function)
    NO_ENTRY = "no_entry"  # nothing of the entry point's name is defined (entry point, what is defined)
    NESTED_LOOP = "nested_loop"  # a loop within a loop (outer variable, inner variable)
    LOOP = "loop"  # a loop that holds no other (variable, what it goes over)
    WHILE = "while"  # a while loop (its condition)
    RECURSION = "recursion"  # a function that calls itself (function)
    BRANCHING = "branching"  # two calls of itself on one way, each with a little less (function)
    PEELING = "peeling"  # one call of itself with a copy of all but a few (function)
    NO_BASE_CASE = "no_base_case"  # recursion with no branch before it (function)
    MEMO = "memo"  # a cached function (function)
    SORT = "sort"  # a sort (what is sorted)
    DICT = "dict"  # (variable)
    SET = "set"  # (variable)
    DEQUE = "deque"  # (variable)
    HEAP = "heap"  # heapq is used (variable)
    BISECT = "bisect"  # binary search by the standard library (what is searched)
    LINEAR_SEARCH = "linear_search"  # `in`, index(), count() of a list within a loop (what is searched)
    POP_FRONT = "pop_front"  # list.pop(0) within a loop (list)
    SLICE_IN_LOOP = "slice_in_loop"  # a slice is copied within a loop or recursion (what is sliced)
    MUTATES_ARGUMENT = "mutates_argument"  # an argument is changed in place (parameter)
    UNUSED_ARGUMENT = "unused_argument"  # (parameter)
    EMPTY_CHECK = "empty_check"  # an empty or missing input is handled at its own place (parameter)
    NO_EMPTY_CHECK = "no_empty_check"  # it is not (parameter)
    EARLY_RETURN = "early_return"  # a return from within a loop (function)
    NO_RETURN = "no_return"  # the entry point never returns a value (function)
    PRINTS = "prints"  # print is called in the entry point (function)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing seen. ``line`` counts from 1 in the source; Names are the candidate's own."""

    kind: FactKind
    line: int
    name: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Observations:
    """All that was seen in one version of the code. ``loop_depth``: loops within loops, helpers included.

    ``unsure`` is set where code alone does not tell how often a loop goes round: ``while``, or a loop over
    what belongs to one element (``for other in neighbours[node]``). All such rounds together may be few.
    """

    facts: tuple[Fact, ...] = ()
    functions: tuple[str, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset[str])
    entry: str | None = None
    loop_depth: int = 0
    unsure: bool = False

    def first(self, *kinds: FactKind) -> Fact | None:
        """The first fact of the first of ``kinds`` that there is."""
        return next((fact for kind in kinds for fact in self.facts if fact.kind is kind), None)

    def has(self, kind: FactKind) -> bool:
        """Whether there is a fact of ``kind``."""
        return self.first(kind) is not None

    @property
    def written(self) -> bool:
        """Whether the entry point is there with a body."""
        unwritten = (FactKind.STUB, FactKind.NO_ENTRY, FactKind.SYNTAX_ERROR)
        return self.entry is not None and self.first(*unwritten) is None
