"""The scripted interviewer over all ten simulated candidates and every problem of the bank.

Bars: leak rate 0 by a detector other than the interviewer's guard, no message out of phase, no sentence
repeated within an interview, and at least 80 % of the replies after the first refer to the candidate's own
code, words or results. Takes some ten minutes on two idle cores; `mockmind eval --problems all` is the same
beside a baseline. Give slugs with commas between them to look at a part: `python bench_eval.py ski-school`.
"""

from __future__ import annotations

import os
import sys

from mockmind_lab.evals.candidates import CANDIDATES
from mockmind_lab.evals.run import Matrix, chosen_problems, run
from mockmind_lab.evals.table import BARS, faults, table
from mockmind_lab.library import Library


def main() -> int:
    """Run the matrix, print each bar beside what was measured; 1 where one is missed."""
    library = Library()
    problems = chosen_problems(sys.argv[1] if len(sys.argv) > 1 else "all", library, seed=0)
    results = run(
        Matrix(problems, tuple(CANDIDATES)),
        library=library,
        jobs=os.cpu_count() or 1,
        on_done=lambda done: print(f"  {len(done)} more: {done[-1].problem}" if done else "", flush=True),
    )
    print(table(results, None))
    for line in faults(results, most=40):
        print(f"  {line}")
    missed = len(results.failures())
    for bar in BARS:
        print(
            f"{bar.measure}: {results.rate(bar.measure):.2%}, bar {bar.wanted}: {_word(bar.holds(results))}"
        )
        missed += not bar.holds(results)
    broken = len(results.failures())
    print(f"{len(results.interviews)} interviews, {broken} broken off, {results.seconds:,.0f} s")
    return 1 if missed else 0


def _word(holds: bool) -> str:
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
