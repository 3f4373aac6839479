"""How often the measured complexity is the declared one: ``python tests/bench/bench_complexity.py [SLUG …]``.

``--others`` measures the textbook programs of ``known_growth`` instead, which the fit was not tuned on.

Declared is the target of ``problem.yaml`` for accepted submissions, where it is of one variable, and what the
docstring of a too slow one says (quadratic, cubic, exponential). Where reading the code of an accepted
submission gives another class than the target, it stands in ``READ``.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from known_growth import GENERATORS, PROGRAMS

from mockmind_lab.core.measured import Curve
from mockmind_lab.core.problem import (
    Complexity,
    Generated,
    Limits,
    Parameter,
    Problem,
    ProblemTest,
    Signature,
)
from mockmind_lab.judge import Judge
from mockmind_lab.judge.complexity import Inputs, measure, sized_inputs
from mockmind_lab.library import Library

BANK = Path(__file__).parents[2] / "problems"
BAR = 0.9
WORDS = {"quadratic": "O(n^2)", "cubic": "O(n^3)", "exponential": "O(2^n)"}
READ = {
    ("harbour-noise", "sorted_run.py"): "O(n^2)",  # insort moves the run for each level
    ("hedge-maze", "all_visitors_at_once.py"): "O(n log n)",  # it sorts
    ("finish-line", "sorted_list.py"): "O(n)",  # insort moves the ranking at each call
    ("night-shift-robot", "sorted_lists.py"): "O(n)",  # insort again
    ("steady-oven", "sorted_window.py"): "O(n^2)",  # insort moves the window at each reading
    ("pool-lockers", "minutes.py"): "O(n)",  # a day has 1,440 minutes
    ("street-banner", "highest_first.py"): "O(n log n)",  # it sorts
    ("free-pianos", "every_minute_once.py"): "",  # minutes of the term count, not lessons
}
SIDES = ("toad-crossing", "tulip-bed")
"""Problems whose generator's size is the side of a square; the classes count its places."""


def declared(target: str) -> str:
    """The class that a target in one variable names; empty for others."""
    bare = re.sub(r" per call|, amorti[sz]ed", "", target)
    names = {name for name in re.findall(r"[^\W\d_]+", bare) if name not in ("O", "log")}
    if len(names) > 1 or "total" in names or "count" in names:
        return ""
    in_n = bare.replace(names.pop(), "n") if names else bare
    return in_n if in_n in {"O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)"} else ""


def main() -> int:
    """Print a line for each submission and the two figures; 1 if a bar is missed."""
    judge = Judge()
    right = asked = confident = wrong = 0
    began = time.monotonic()
    for slug, name, said, curve in _others(judge) if "--others" in sys.argv else _bank(judge):
        asked, right = asked + 1, right + (curve.growth == said)
        confident += curve.confidence == "confident"
        false = curve.confidence == "confident" and curve.growth != said
        wrong += false
        mark = "ok " if curve.growth == said else "BAD" if false else "-- "
        last = f"n = {curve.sizes[-1]}" if curve.sizes else "no size"
        print(f"{mark} {slug:20} {name:28} {said!s:11} {curve.growth!s:11} {curve.confidence:10} {last}")
    judge.close()
    share = right / max(asked, 1)
    print(f"{right} of {asked} declared classes found: {share:.0%} (bar {BAR:.0%})")
    print(f"{confident} with confidence, {wrong} of them wrong (bar 0); {time.monotonic() - began:.0f} s")
    return int(share < BAR or wrong > 0)


def _others(judge: Judge) -> Iterator[tuple[str, str, str | None, Curve]]:
    """Each program of ``known_growth``, with its class and what was measured."""
    made = dict[str, tuple[Problem, Inputs]]()
    for name, (said, which, source) in PROGRAMS.items():
        if which not in made:
            problem = _made_up(which)
            made[which] = problem, sized_inputs(judge, problem, GENERATORS[which])
        problem, inputs = made[which]
        yield which, name, said, measure(judge, problem, inputs, source, cpu_seconds=judge.measuring_seconds)


def _made_up(which: str) -> Problem:
    kinds = {"number": ("n", "int"), "text": ("s", "str")}
    name, kind = kinds.get(which, ("v", "list[int]"))
    signature = Signature(entry_point="f", params=(Parameter(name=name, type=kind),), returns="int")
    test = ProblemTest(
        number=1, visible=False, category="large", args=[[1]], generated=Generated(seed=1, size=1000)
    )
    return Problem(
        slug=which, title=which, difficulty="easy", topics=("arrays",), kind="function", signature=signature,
        limits=Limits(), complexity=Complexity(time="O(n)", space="O(1)"), statement="",
        hints=(), tests=(test,),
    )  # fmt: skip


def _bank(judge: Judge) -> Iterator[tuple[str, str, str | None, Curve]]:
    """Each submission of the bank that declares its class, with what was measured."""
    library = Library(paths=[str(BANK)])
    for slug in sys.argv[1:] or library.slugs():
        problem, inputs = library.get(slug), None
        for one in library.submissions(slug):
            if one.language != "python" or one.kind not in ("accepted", "time_limit_exceeded"):
                continue
            said = next((growth for word, growth in WORDS.items() if word in one.summary), "")
            if one.kind == "accepted":
                said = READ.get((slug, one.name), declared(problem.complexity.time))
            if not said or slug in SIDES:
                continue
            inputs = inputs or sized_inputs(judge, problem, library.package(slug).generator())
            curve = measure(judge, problem, inputs, one.source, cpu_seconds=judge.measuring_seconds)
            yield slug, one.name, said, curve


if __name__ == "__main__":
    raise SystemExit(main())
