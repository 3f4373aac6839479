"""How often the measured complexity is the declared one: ``python tests/bench/bench_complexity.py [SLUG …]``.

Declared is the target of ``problem.yaml`` for accepted submissions, where it is of one variable, and what the
docstring of a too slow one says (quadratic, cubic, exponential). Where reading the code of an accepted
submission gives another class than the target, it stands in ``READ``.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from mockmind_lab.judge import Judge
from mockmind_lab.judge.complexity import measure, sized_inputs
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
    library, judge = Library(paths=[str(BANK)]), Judge()
    right = asked = confident = wrong = 0
    began = time.monotonic()
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
            asked, right = asked + 1, right + (curve.growth == said)
            confident += curve.confidence == "confident"
            false = curve.confidence == "confident" and curve.growth != said
            wrong += false
            mark = "ok " if curve.growth == said else "BAD" if false else "-- "
            last = f"n = {curve.sizes[-1]}" if curve.sizes else "no size"
            print(
                f"{mark} {slug:20} {one.name:28} {said:11} {curve.growth!s:11} {curve.confidence:10} {last}"
            )
    judge.close()
    share = right / max(asked, 1)
    print(f"{right} of {asked} declared classes found: {share:.0%} (bar {BAR:.0%})")
    print(f"{confident} with confidence, {wrong} of them wrong (bar 0); {time.monotonic() - began:.0f} s")
    return int(share < BAR or wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
