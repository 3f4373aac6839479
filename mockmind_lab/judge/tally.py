"""What a counted program calls: each function does what its namesake does and adds what that costs.

Standard library only: the source of this module runs inside the sandbox, in the namespace of the program
that is counted, which may tamper with it. So a count is evidence and never a verdict. A step is one turn of
a loop, one call of a function of the program's own, or one element that a built-in goes through.
"""

from __future__ import annotations

import builtins
import operator
import sys
from time import process_time as mm_clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

__all__ = [
    "MM_LOG",
    "MM_SELF",
    "MM_WHOLE",
    "mm_begin",
    "mm_binary",
    "mm_call",
    "mm_class",
    "mm_each",
    "mm_equal",
    "mm_function",
    "mm_in",
    "mm_many",
    "mm_size",
    "mm_sorted",
    "mm_tick",
]

mm_n = [0]
MM_SEEDS, MM_SECONDS = 4, 0.01
MM_SIZED = (list, tuple, str, bytes, bytearray, set, frozenset, dict)
MM_SETS = (set, frozenset, dict)
MM_ROWS = (list, tuple, str, bytes, bytearray)
MM_LAZY = (map, filter, zip, enumerate, reversed)
MM_BINARY = {
    "+": operator.add, "*": operator.mul, "&": operator.and_, "|": operator.or_, "-": operator.sub,
    "^": operator.xor,
}  # fmt: skip
MM_WHOLE = {
    "list", "tuple", "set", "frozenset", "dict", "sum", "min", "max", "any", "all", "Counter", "deque",
    "OrderedDict", "bytes", "bytearray", "reduce", "str", "repr", "int", "join", "fsum", "prod", "heapify",
    "deepcopy", "copy", "extend", "update", "union", "intersection", "difference", "issubset", "issuperset",
    "symmetric_difference", "intersection_update", "difference_update", "isdisjoint", "extendleft",
    "fromkeys", "accumulate",
}  # fmt: skip
MM_SELF = {
    "index", "count", "remove", "copy", "split", "rsplit", "find", "rfind", "replace", "reverse", "strip",
    "lstrip", "rstrip", "lower", "upper", "translate", "splitlines", "rotate", "clear", "union",
    "symmetric_difference", "difference", "isalnum", "isalpha", "isdigit", "swapcase", "title", "casefold",
    "partition", "rpartition", "most_common",
}  # fmt: skip
MM_LOG = {"heappush", "heappop", "heapreplace", "heappushpop", "bisect", "bisect_left", "bisect_right"}
sys.setrecursionlimit(sys.getrecursionlimit() + 200)


def mm_tick(value: Any = None) -> Any:
    """One step; ``value`` as it is."""
    mm_n[0] += 1
    return value


def mm_size(value: Any) -> Any:
    """As many steps as ``value`` has elements; ``value`` as it is."""
    if isinstance(value, MM_SIZED):
        mm_n[0] += len(value)
    return value


def mm_each(values: Iterable[Any]) -> Iterator[Any]:
    """The values, a step each."""
    for value in values:
        mm_n[0] += 1
        yield value


def mm_binary(sign: str, left: Any, right: Any) -> Any:
    result = MM_BINARY[sign](left, right)
    if isinstance(result, MM_ROWS):
        mm_n[0] += len(result)
    elif isinstance(left, MM_SETS) and isinstance(right, MM_SETS):
        mm_n[0] += min(len(left), len(right)) if sign == "&" else len(left) + len(right) * (sign != "-")
    return result


def mm_in(value: Any, values: Any) -> bool:
    found = value in values
    if isinstance(values, (list, tuple, str)):
        try:
            mm_n[0] += values.index(value) + 1 if found else len(values)
        except (ValueError, TypeError):
            mm_n[0] += len(values)
    elif isinstance(values, (set, frozenset, dict, range)):
        pass
    elif hasattr(values, "__len__"):
        mm_n[0] += len(values)
    return found


def mm_equal(left: Any, right: Any) -> Any:
    if isinstance(left, MM_SIZED) and isinstance(right, MM_SIZED) and len(left) == len(right):
        if isinstance(left, MM_ROWS) and left and isinstance(right, MM_ROWS) and left[0] != right[0]:
            mm_n[0] += 1
        else:
            mm_n[0] += len(left)
    return left == right


def mm_call(called: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Call something built in, by its name at the cost that it is known for."""
    name = getattr(called, "__name__", "")
    holder = getattr(called, "__self__", None)
    if holder is builtins or isinstance(holder, type(builtins)):
        holder = None
    if name in ("pop", "insert") and isinstance(holder, (list, bytearray)):
        length = len(holder)
        at = given[0] if given and isinstance(given[0], int) else -1
        if name == "insert" or given:
            mm_n[0] += max(0, min(length, length - at if at >= 0 else -at))
        return called(*given, **named)
    if name in ("sorted", "sort"):
        return mm_sorted(called, holder, given, named)
    if name in MM_LOG and given and hasattr(given[0], "__len__"):
        mm_n[0] += len(given[0]).bit_length()
    elif name in ("insort", "insort_left", "insort_right") and given:
        mm_n[0] += len(given[0])
    elif name in ("nlargest", "nsmallest") and len(given) > 1 and hasattr(given[1], "__len__"):
        mm_n[0] += len(given[1]) * max(1, min(given[0], len(given[1])).bit_length())
    elif name in MM_WHOLE:
        given = tuple(mm_each(one) if isinstance(one, MM_LAZY) else one for one in given)
        for one in given if name in ("deque", "reduce", "union", "intersection", "update") else given[:1]:
            if isinstance(one, (*MM_SIZED, range)) or type(one).__name__ == "deque":
                mm_n[0] += len(one)
    if name in MM_SELF and holder is not None and hasattr(holder, "__len__"):
        mm_n[0] += len(holder)
    return called(*given, **named)


def mm_sorted(called: Callable[..., Any], holder: Any, given: tuple[Any, ...], named: Any) -> Any:
    result = called(*given, **named)
    length = len(result) if isinstance(result, list) else len(holder) if isinstance(holder, list) else 0
    mm_n[0] += length * max(1, length.bit_length())
    return result


def mm_begin() -> None:
    """Nothing counted, and nothing remembered of the inputs before."""
    for value in list(globals().values()):
        forget = getattr(value, "cache_clear", None)
        if forget is not None:
            forget()
    mm_n[0] = 0


def mm_function(entry: Callable[..., Any]) -> Callable[..., int]:
    """The number of steps of ``entry`` on its arguments."""

    def measured(*given: Any) -> int:
        mm_begin()
        try:
            entry(*given)
        except (RecursionError, MemoryError):
            raise  # it did not get to its end, so what was counted is no cost
        except Exception:
            pass
        return mm_n[0]

    return measured


def mm_class(entry: Callable[..., Any]) -> Callable[..., int]:
    """The number of steps of an instance of ``entry`` over all calls."""

    def measured(constructor: list[Any], calls: list[tuple[str, list[Any]]]) -> int:
        mm_begin()
        instance = entry(*constructor)
        for name, given in calls:
            try:
                getattr(instance, name)(*given)
            except (RecursionError, MemoryError):
                raise
            except Exception:
                pass
        return mm_n[0]

    return measured


def mm_many(measured: Callable[..., int], enough: int) -> Callable[..., list[int | None]]:
    """``measured`` of one input after the other, which costs less than a call of this program for each.

    It ends early after all seeds of a size: where one took ``enough`` steps, and where the time is up, so
    that an input of no end takes no others with it. None is for one that failed, the last that is tried.
    """

    def of_all(inputs: list[list[Any]]) -> list[int | None]:
        found: list[int] = []
        began = mm_clock()
        for given in inputs:
            try:
                found.append(measured(*given))
            except Exception:
                return [*found, None]
            if len(found) % MM_SEEDS == 0 and (max(found) >= enough or mm_clock() - began > MM_SECONDS):
                break
        return [*found]

    return of_all
