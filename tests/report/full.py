"""A made-up interview of forty-five minutes and four hundred events, with everything that can be measured."""

from __future__ import annotations

from mockmind_lab.core import measured as m
from mockmind_lab.core import payloads as p
from mockmind_lab.core.interview import fold
from mockmind_lab.core.phases import Outcome, Phase, Status
from mockmind_lab.feedback.evaluator import RuleEvaluator
from tests.report.made import RIGHT, SLOW, WRONG, Made

__all__ = ["before_the_end", "finished", "measurements"]

SIZES = (100, 200, 400, 800, 1600, 3200)


def measurements(submission: int, cell: int) -> list:
    """One payload of each kind that is measured."""
    mine = m.Curve(
        sizes=SIZES,
        cpu_seconds=tuple(n * 1e-6 for n in SIZES),
        operations=tuple(3 * n for n in SIZES),
        growth="O(n)",
        confidence="confident",
    )
    tests = tuple(
        m.OwnTest(
            cell=cell,
            line=n,
            text=f"assert fill_van([1, {n}], {n + 1}) == [0, 1]",
            caught=n,
            false_alarm=n == 3,
        )
        for n in (1, 2, 3)
    )
    found = (
        m.Finding(tool="ruff", rule="F841", line=2, text="Local variable `x` is assigned but never used"),
    )
    return [
        m.ComplexityMeasured(submission=submission, mine=mine, reference=mine, target="O(n)"),
        m.TestsMeasured(tests=tests, mutants=5, caught=3),
        m.CodeChecked(submission=submission, findings=found),
    ]


def before_the_end(count: int = 400) -> Made:
    """An interview under way, two events short of ``count``."""
    made = Made().begin(minutes=50).problem()
    made.hears("Hello! What would you like to know before you begin?", occasion="stage")
    made.phase(Phase.CLARIFYING).says("May the same parcel be used twice? And are weights whole numbers?")
    made.hears("No parcel twice. Weights are whole.").phase(Phase.OBSERVING)
    step = 0
    while len(made.events) < count - 20:
        step += 1
        made.cell(
            f"{SLOW}\n# attempt {step}\nprint(fill_van([{step}, 2], {step + 2}))\n" + "x = 1\n" * 20, after=12
        )
        made.says(
            f"Now I try the pair {step} and {step + 1}, because the sum has to be the capacity.", after=6
        )
        made.hears(f"What does example {step % 2 + 1} give you then?", after=3)
        if step % 5 == 0:
            made.run(f"{WRONG}\n# {step}", "aw", after=4)
    made.submit(SLOW, "aaaaaatt").hint(1, "Which *one* weight would fill the van?")
    made.cell(RIGHT).run(RIGHT, "aa").submit(RIGHT, "aaaaaaaa").end_round(Outcome.SOLVED)
    made.phase(Phase.REVIEWING).says("It is O(n) time and O(n) memory.")
    submission = max(e.seq for e in made.events if e.kind == "submission_made")
    cell = max(e.seq for e in made.events if e.kind == "cell_executed")
    for payload in measurements(submission, cell):
        made.add(payload)
    while len(made.events) < count - 2:
        made.hears("Thank you.")
    return made


def finished(made: Made) -> Made:
    """With its end and the rules' score."""
    made.wait(5).add(p.StatusChanged(status=Status.COMPLETED, reason="finish"), round=0)
    made.add(RuleEvaluator().assess(fold(made.events), made.events), round=0)
    return made
