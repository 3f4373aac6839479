"""Which class a series of costs grows like: least squares on relative errors, and an honest "can't tell"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["CLASSES", "FEWEST", "Confidence", "fit", "fitted"]

Confidence = Literal["confident", "likely", "none"]


def _log(n: float) -> float:
    return math.log2(n + 1)


CLASSES: dict[str, Callable[[float], float]] = {
    "O(1)": lambda n: 1.0 + 0.0 * n,
    "O(log n)": _log,
    "O(n)": lambda n: n,
    "O(n log n)": lambda n: n * _log(n),
    "O(n^2)": lambda n: n**2,
    "O(n^3)": lambda n: n**3,
    "O(2^n)": lambda n: 2.0 ** min(n, 900),
}
"""The classes that are told apart, from slow to fast growth."""

_BETWEEN: dict[str, Callable[[float], float]] = {
    "sqrt n": math.sqrt,
    "log^2 n": lambda n: _log(n) ** 2,
    "n sqrt n": lambda n: n**1.5,
    "n log^2 n": lambda n: n * _log(n) ** 2,
    "n^2 log n": lambda n: n**2 * _log(n),
    "n^2.5": lambda n: n**2.5,
    "n^3 log n": lambda n: n**3 * _log(n),
    "n^4": lambda n: n**4,
}
"""What lies between the classes or beyond: where one of these fits best, the answer is none of ours."""

FEWEST = 5
"""Of fewer sizes than these nothing is told."""
_TAIL = 40.0  # only sizes within this factor of the largest count: what is small is all overhead
_CLOSE, _LOOSE = 0.06, 0.20  # mean relative errors of a fit that is good, and of one that is none
_APART = 2.5  # how much worse the second best class has to fit for "confident"
_STEP, _SMALLEST = 1.3, 8.0
_LEAST_RATE, _MOST_RATE = 0.3, 2.4  # doublings for each n more: O(2^n) stands for bases from 1.2 to 5
_STEEP, _BENT = 3.2, 1.15  # as a power of n it would be this high at least, and ever higher
_STEADY = 1.2  # what a constant may rise while it settles; a logarithm rises by half in this range
_MUCH = 1.06  # a rise that is more than noise
_WEIGHTY = 0.4  # of the largest cost, what the class itself has to be
_SPAN = 7.0  # the range of sizes that "confident" takes


@dataclass(frozen=True, slots=True)
class _Fit:
    name: str
    offset: float
    factor: float
    error: float


def fit(
    sizes: Sequence[int], costs: Sequence[float], *, noisy: bool = False
) -> tuple[str | None, Confidence]:
    """The class that ``costs`` at ``sizes`` (rising) grow like, and how sure that is.

    None where nothing fits, where something between the classes fits better, or where there is too little
    to go by. What is ``noisy`` (times instead of counts) is ``likely`` at most.
    """
    exponential = _exponential([(float(n), cost) for n, cost in zip(sizes, costs, strict=True) if cost > 0])
    if exponential is not None:
        return ("O(2^n)", "likely") if exponential else (None, "none")
    points = _tail(sizes, costs)
    if len(points) < FEWEST:
        return None, "none"
    ours = sorted((_fitted(name, g, points) for name, g in _polynomial().items()), key=lambda f: f.error)
    if _rise(points) > _MUCH:
        # Work that is done once whatever n is (a minute of the day each, say) may outweigh all else.
        free = [_fitted(name, g, points, most=1.0) for name, g in _polynomial().items() if name != "O(log n)"]
        free.sort(key=lambda f: f.error)
        far = min(ours[0].error / 4, free[1].error / _APART)
        if free[0].error < min(_CLOSE / 4, far):
            return free[0].name, "likely"
    others = [_fitted(name, g, points) for name, g in _BETWEEN.items()]
    best, second = ours[0], ours[1]
    flat = next(one for one in ours if one.name == "O(1)")
    if flat.error <= _CLOSE and _rise(points) < _STEADY:
        best, second = flat, min((one for one in ours if one is not flat), key=lambda f: f.error)
        sure = points[-1][0] / points[0][0] >= _SPAN and _rise(points) < _MUCH
        return "O(1)", "confident" if sure and not noisy else "likely"
    between = min(others, key=lambda f: f.error)
    if best.error > _LOOSE or (between.error < 0.5 * best.error and best.error > 0.01):
        found = _with_lower_terms(points)
        return (found, "likely") if found else (None, "none")
    near = min(second.error, between.error)
    sure = (
        best.error <= _CLOSE
        and near >= _APART * max(best.error, 0.01)
        and points[-1][0] / points[0][0] >= _SPAN
        and len(points) > FEWEST
    )
    return best.name, "confident" if sure and not noisy else "likely"


def fitted(sizes: Sequence[int], costs: Sequence[float], growth: str) -> list[float]:
    """The costs that the class ``growth`` would have at ``sizes``, fitted to ``costs``: for a chart."""
    points = _tail(sizes, costs)
    if not points or growth not in CLASSES:
        return []
    found = _fitted(growth, CLASSES[growth], points)
    return [found.offset + found.factor * CLASSES[growth](size) for size in sizes]


def _polynomial() -> dict[str, Callable[[float], float]]:
    return {name: g for name, g in CLASSES.items() if name != "O(2^n)"}


def _tail(sizes: Sequence[int], costs: Sequence[float]) -> list[tuple[float, float]]:
    """The upper sizes, each some way from the next: small ones would outvote them, and are all overhead."""
    points = [(float(n), cost) for n, cost in zip(sizes, costs, strict=True) if n > 0 and cost > 0]
    kept: list[tuple[float, float]] = []
    for n, cost in reversed(points):
        if not kept or (n * _STEP <= kept[-1][0] and n * _TAIL >= points[-1][0] and n >= _SMALLEST):
            kept.append((n, cost))
    return kept[::-1]


def _rise(points: Sequence[tuple[float, float]]) -> float:
    """How much the upper half costs more than the lower one."""
    half = len(points) // 2
    lower = sorted(cost for _, cost in points[:half])[half // 2]
    upper = sorted(cost for _, cost in points[-half:])[half // 2]
    return upper / lower


def _fitted(
    name: str, g: Callable[[float], float], points: Sequence[tuple[float, float]], *, most: float = 0.35
) -> _Fit:
    """``offset + factor × g(n)`` with the least sum of squared relative errors.

    The offset is what a program does once: never negative, nor more than the part ``most`` of the smallest
    cost. Only a logarithm may begin below zero, for ``log(n / 8)`` is one too.
    """
    rows = [(1.0 / cost, g(n) / cost) for n, cost in points]
    least = points[0][1]
    low, high = (-2.0 * points[-1][1], least) if name == "O(log n)" else (0.0, most * least)
    if name == "O(1)":
        low = high = 0.0
    s11 = sum(one * one for one, _ in rows)
    s12 = sum(one * two for one, two in rows)
    s22 = sum(two * two for _, two in rows)
    t1, t2 = sum(one for one, _ in rows), sum(two for _, two in rows)
    det = s11 * s22 - s12 * s12
    offset = (t1 * s22 - t2 * s12) / det if det > 1e-12 * s11 * s22 else 0.0
    offset = min(max(offset, low), high)
    factor = max((t2 - offset * s12) / s22, 0.0)
    errors = [abs(offset * one + factor * two - 1.0) for one, two in rows]
    # The mean, not its square: one odd size must not decide.
    return _Fit(name, offset, factor, sum(errors) / len(errors))


def _with_lower_terms(points: Sequence[tuple[float, float]]) -> str | None:
    """``b × g(n) + c × h(n)`` on the upper sizes, with a slower ``h`` that still weighs there."""
    upper = points[-max(FEWEST, len(points) // 2 + 1) :]
    found: list[_Fit] = []
    for name, lower in (("O(n^2)", "O(n)"), ("O(n^3)", "O(n^2)")):
        g, h = CLASSES[name], CLASSES[lower]
        # Divided by h, it is a line in g / h, whose offset is c.
        ratio = [(n, cost / h(n)) for n, cost in upper]
        one = _fitted(name, lambda n, g=g, h=h: g(n) / h(n), ratio, most=1.0)
        share = 1.0 - one.offset / ratio[-1][1]
        if share >= _WEIGHTY and one.error < _CLOSE / 2:
            found.append(one)
    return min(found, key=lambda f: f.error).name if found else None


def _exponential(points: Sequence[tuple[float, float]]) -> bool | None:
    """Whether it grows like 2^n; None: it is no exponential at all, False: it is one, but of another base."""
    rates = [
        (math.log2(after[1] / before[1]) / (after[0] - before[0]), math.sqrt(before[0] * after[0]))
        for before, after in pairwise(points)
    ][-6:]
    if len(rates) < 4:
        return None
    mean = sum(rate for rate, _ in rates) / len(rates)
    half = len(rates) // 2
    powers = [rate * n for rate, n in rates]
    early, late = sum(powers[:half]) / half, sum(powers[-half:]) / half
    # A power of n keeps its exponent from size to size; an exponential keeps its rate.
    if mean < _LEAST_RATE or late < _STEEP or late < early * _BENT:
        return None
    return mean <= _MOST_RATE
