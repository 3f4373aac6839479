"""How a submission's cost grows: runs on generated inputs of growing size, counted and timed, then fitted.

Everything runs in the sandbox, the generator too. The count comes from a process that hostile code shares,
and the inputs are of one family: so what is found is evidence and never a verdict.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from mockmind_lab.core.growth import fit
from mockmind_lab.core.measured import Curve
from mockmind_lab.core.problem import Limits
from mockmind_lab.core.types import describe, parse_type
from mockmind_lab.errors import Refused
from mockmind_lab.judge.counting import MANY, MEASURED, counted
from mockmind_lab.judge.decode import Returned, decode_record
from mockmind_lab.judge.values import encode_arguments, typed_arguments
from mockmind_lab.sandbox.base import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.judge.judge import Judge
    from mockmind_lab.sandbox.base import RunResult

__all__ = ["Inputs", "measure", "size_note", "sized_inputs"]

SEEDS = (0, 1, 2, 3)
"""The bank's generators choose the shape of an input by the seed; of each size the costliest one counts."""
_LARGEST = 2000  # size that is counted at most, whatever the problem allows
_SHORTEST = 0.001  # seconds
_ENOUGH_STEPS = 200_000  # in one run: a larger size would only cost more
_MAKING = Limits(cpu_seconds=2, wall_seconds=5, memory_bytes=2**29, output_bytes=8 * 2**20)
_MOST_STEPS = 2**53  # what a float holds exactly; more is a lie
_FEW = 14  # sizes up to which every one is tried
_LONG = 0.4  # CPU seconds of one run after which no larger one is begun
_RATIO = 1.5
_SQUARE = 1.75  # the power of its size that a square input's values grow with, at least
_MAKE_MANY = """

def mm_make_many(places):
    made = []
    for seed, size in places:
        try:
            made.append(generate(seed, size))
        except Exception:
            made.append(None)
    return made
"""


Place: TypeAlias = tuple[int, int]  # a seed and a size


@dataclass(frozen=True, slots=True)
class Inputs:
    """Encoded arguments by size, for each seed; ``calls`` divides what a problem of kind class costs.

    ``square`` inputs hold about as many values as the square of their size.
    """

    sizes: tuple[int, ...]
    encoded: dict[Place, bytes]  # by seed and size
    calls: dict[Place, int]
    square: bool = False


def sized_inputs(judge: Judge, problem: Problem, generator: str) -> Inputs:
    """Inputs of growing size from the package's own ``generate(seed, size)``; none where it gives none.

    Raises ``SandboxError`` for a fault of ours.
    """
    encoded, calls, values = dict[Place, bytes](), dict[Place, int](), dict[Place, int]()
    for place, args in _made(judge, problem, generator):
        if not isinstance(args, list):
            continue  # a shape may need more than so few
        try:
            encoded[place] = encode_arguments(typed_arguments(problem, args))
        except Refused:
            continue
        calls[place] = max(1, len(args[1])) if problem.kind == "class" and len(args) == 2 else 1
        values[place] = _values(args)
    whole = [size for size in _sizes(problem) if all((seed, size) in encoded for seed in SEEDS)]
    kept = _different(whole, values)
    return Inputs(tuple(kept), encoded, calls, _square(kept, values))


def _values(given: Any) -> int:
    """How many numbers, letters and the like ``given`` holds."""
    if isinstance(given, dict):
        given = list(cast("dict[Any, Any]", given).values())
    if isinstance(given, list):
        return sum(map(_values, cast("list[Any]", given)))
    return len(given) if isinstance(given, str) else 1


def _different(sizes: Sequence[int], values: Mapping[Place, int]) -> list[int]:
    """Small sizes that a generator rounds up to one are one size: else a step would look like growth.

    Where nothing grows from a size on, it may count something else than values, and all stand.
    """
    runs = [list(run) for _, run in groupby(sizes, key=lambda n: [values[seed, n] for seed in SEEDS])]
    return [n for run in runs for n in (run if run is runs[-1] or run[-1] > _FEW else run[-1:])]


def _square(sizes: Sequence[int], values: Mapping[Place, int]) -> bool:
    half, last = sizes[len(sizes) // 2 :][:1], sizes[-1:]
    if half == last or not sizes:
        return False
    few, many = (max(1, *(values[seed, one[0]] for seed in SEEDS)) for one in (half, last))
    return math.log(many / few) > _SQUARE * math.log(last[0] / half[0])


def _made(judge: Judge, problem: Problem, generator: str) -> Iterator[tuple[Place, Any]]:
    """What the generator gives for each place, as far as its limits let it."""
    program = Program(generator + _MAKE_MANY, "function", "mm_make_many")
    groups = _groups(_sizes(problem))
    while groups:
        asked = [encode_arguments([group]) for group in groups]
        results = judge.trials(program, asked, limits=_MAKING, until=_failed)
        for group, result in zip(groups, results, strict=False):
            record = decode_record(result.result, _MAKING.output_bytes)
            if isinstance(record, Returned) and isinstance(record.value, list):
                values: list[Any] = record.value
                yield from zip(group, values, strict=False)
        last = groups[len(results) - 1] if results and _failed(results[-1]) else []
        # Of several sizes that were too much at once, the first ones may be well.
        groups = _by_size(last) + groups[len(results) :] if len(last) > len(SEEDS) else []


def _failed(result: RunResult) -> bool:
    return result.end != "finished"


def _groups(sizes: Sequence[int]) -> list[list[Place]]:
    """What goes into the sandbox at once, for each way there takes longer than a small input.

    All small sizes together, and of the others all seeds of one size.
    """
    small = [(seed, size) for size in sizes if size <= _FEW for seed in SEEDS]
    return [small] * bool(small) + _by_size([(seed, size) for size in sizes if size > _FEW for seed in SEEDS])


def _by_size(places: Sequence[Place]) -> list[list[Place]]:
    return [list(group) for _, group in groupby(places, key=lambda place: place[1])]


def _sizes(problem: Problem) -> list[int]:
    """From small to the largest that the problem's own tests have."""
    largest = max((test.generated.size for test in problem.tests if test.generated), default=0)
    # What grows exponentially has no large sizes: of the small ones each is tried.
    sizes = {float(size) for size in range(3, min(largest, _FEW) + 1)}
    size = float(min(largest, _LARGEST))
    while size > _FEW:
        sizes.add(size)
        size /= _RATIO
    return sorted({round(size) for size in sizes})


def measure(
    judge: Judge,
    problem: Problem,
    inputs: Inputs,
    source: str,
    *,
    language: str = "python",
    cpu_seconds: float,
    enough: Callable[[], bool] = lambda: False,
) -> Curve:
    """The cost of ``source`` over ``inputs`` and the class it grows like.

    ``cpu_seconds`` bounds what all runs take together; ``enough`` is asked between runs and ends it early.
    Raises ``SandboxError`` for a fault of ours.
    """
    sitting = _Sitting(judge, problem, inputs, cpu_seconds, enough)
    steps = sitting.counted(source) if language == "python" else {}
    worst = _worst(steps, inputs.sizes)
    if not worst:
        return sitting.timed_only(source, language)
    costs = [steps[place] / inputs.calls[place] for place in worst]
    times = sitting.timed(source, language, worst)
    sizes = [size for _, size in worst]
    growth, confidence = fit(sizes, costs)
    return Curve(
        sizes=tuple(sizes),
        cpu_seconds=tuple(round(times[place], 6) for place in worst) if len(times) == len(worst) else (),
        operations=tuple(max(1, round(cost)) for cost in costs),
        growth=growth,
        confidence=confidence,
    )


def _worst(costs: Mapping[Place, float], sizes: Sequence[int]) -> list[Place]:
    """For each size that all seeds got to, the input that cost most."""
    whole = [size for size in sizes if all((seed, size) in costs for seed in SEEDS)]
    return [max(((seed, size) for seed in SEEDS), key=lambda place: costs[place]) for size in whole]


def size_note(target: str, inputs: Inputs) -> str:
    """What is to be said of n: that the ``target`` counts in several variables, or the inputs are square."""
    bare = re.sub(
        r"per call|amorti[sz]ed|total|number of|length of|letters|the|\bO\b|\blog\b|\bof\b", " ", target
    )
    names = {name for name in re.findall(r"[^\W\d_]+", bare) if name != "α"}
    if len(names) > 1:
        return (
            "n is the size of the generated inputs: "
            "the target counts in several variables, which grow with it."
        )
    return "n is the side of the generated inputs, which hold about n^2 values." if inputs.square else ""


class _Sitting:
    """One program's runs on a common budget of CPU seconds."""

    def __init__(
        self, judge: Judge, problem: Problem, inputs: Inputs, budget: float, enough: Callable[[], bool]
    ) -> None:
        self._judge, self._problem, self._inputs = judge, problem, inputs
        self._left, self._enough = budget, enough
        self._limits = problem.limits.model_copy(update={"cpu_seconds": max(0.5, budget)})

    def counted(self, source: str) -> dict[Place, float]:
        """Steps by seed and size, as far as the budget goes; nothing where they can't be counted."""
        problem = self._problem
        if problem.signature is None:
            return {}
        of_class = problem.kind == "class"
        if of_class and problem.signature.nodes:
            return {}
        program = counted(source, problem.signature.entry_point, of_class=of_class, enough=_ENOUGH_STEPS)
        if program is None:
            return {}
        if problem.signature.nodes:  # which the harness makes of the arguments of one call
            types = json.loads(problem.signature.described()) | {"returns": describe(parse_type("int"))}
            made = Program(program, "function", MEASURED, "python", json.dumps(types))
            return self._steps(made, [[(seed, size)] for size in self._inputs.sizes for seed in SEEDS])
        return self._steps(Program(program, "function", MANY), _groups(self._inputs.sizes))

    def _steps(self, program: Program, groups: list[list[Place]]) -> dict[Place, float]:
        """Steps by place, up to the first size that is enough. Small sizes left over go one by one."""
        found = dict[Place, float]()
        while groups:
            waiting, short = iter(groups), list[Place]()

            def last(
                result: RunResult, waiting: Iterator[list[Place]] = waiting, short: list[Place] = short
            ) -> bool:
                group = next(waiting)
                steps = _steps(result)
                known = [step for step in steps if step is not None]
                found.update(zip(group, known, strict=False))
                # A size is whole with its last seed; the next one would only cost more.
                if len(known) < len(steps) or (
                    group[-1][0] == SEEDS[-1] and max(known, default=0) >= _ENOUGH_STEPS
                ):
                    return True
                if len(known) < len(group) > len(SEEDS):
                    short += group[len(known) :]
                return len(known) < len(group)

            self._run(program, [self._packed(group) for group in groups], last=last)
            groups = [*_by_size(short), *waiting] if short else []
        return found

    def _packed(self, group: Sequence[Place]) -> bytes:
        """The arguments of a call for the whole group; for one place alone, its own."""
        encoded = [self._inputs.encoded[place] for place in group]
        return encoded[0] if len(encoded) == 1 else b"[[" + b",".join(encoded) + b"]]"

    def timed(self, source: str, language: str, places: Sequence[Place]) -> dict[Place, float]:
        """CPU seconds of the program as it is."""
        problem = self._problem
        signature = problem.signature
        entry, types = (signature.entry_point, signature.described()) if signature else ("", "")
        program = Program(source, problem.kind, entry, language, types)
        results = self._run(program, [self._inputs.encoded[place] for place in places])
        return {place: one.cpu_seconds for place, one in zip(places, results, strict=False)}

    def timed_only(self, source: str, language: str) -> Curve:
        """What can be said by CPU time alone: noisy, and never said with confidence."""
        places = [(seed, size) for size in self._inputs.sizes for seed in SEEDS]
        times = self.timed(source, language, places)
        worst = _worst(times, self._inputs.sizes)
        kept = [times[place] for place in worst]
        sizes = [size for _, size in worst]
        # Below a millisecond the clock and the start of the program are most of what is measured.
        clear = [(size, time) for size, time in zip(sizes, kept, strict=True) if time >= _SHORTEST]
        growth, confidence = fit([size for size, _ in clear], [time for _, time in clear], noisy=True)
        if language == "python":  # whose steps could not be counted because it came to no end of its own
            growth, confidence = None, "none"
        return Curve(
            sizes=tuple(sizes),
            cpu_seconds=tuple(round(time, 6) for time in kept),
            growth=growth,
            confidence=confidence,
        )

    def _run(
        self,
        program: Program,
        inputs: Sequence[bytes],
        *,
        last: Callable[[RunResult], bool] = lambda _: False,
    ) -> list[RunResult]:
        """Results as far as they go: up to a failure, the end of the budget, a word to stop, or ``last``.

        Where somebody waits for the judge, the rest comes later.
        """
        results: list[RunResult] = []
        ended = False

        def over(result: RunResult) -> bool:
            nonlocal ended
            self._left -= result.cpu_seconds
            long = self._left <= 0 or result.cpu_seconds > _LONG
            ended = last(result) or _failed(result) or long or self._enough()
            return ended or self._judge.pool.busy

        while len(results) < len(inputs) and not ended and self._left > 0 and not self._enough():
            results += self._judge.trials(program, inputs[len(results) :], limits=self._limits, until=over)
        return [result for result in results if not _failed(result)]


def _steps(result: RunResult) -> list[int | None]:
    """The counts that a program tells, and at the end None for an input that it came to no end with.

    Nothing where it was stopped, or stopped itself.
    """
    if _failed(result):
        return []
    record = decode_record(result.result, 65536)
    value: Any = record.value if isinstance(record, Returned) else None
    told: list[Any] = value if isinstance(value, list) else [value]
    counts = list(takewhile(lambda count: type(count) is int and 0 <= count < _MOST_STEPS, told))
    return counts if len(counts) == len(told) else [*counts, None]
