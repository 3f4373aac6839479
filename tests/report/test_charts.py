"""Each chart is the same bytes for the same data, says itself in words, and lets no text act in a table."""

from __future__ import annotations

from typing import Any

import pytest

from mockmind_lab.core.measured import (
    CodeChecked,
    ComplexityMeasured,
    Curve,
    Finding,
    OwnTest,
    TestsMeasured,
)
from mockmind_lab.core.process import Pace, Process, Span
from mockmind_lab.report.charts import complexity, owntests, process, quality

SIZES = (8, 16, 32, 64, 128, 256)
MINE = Curve(
    sizes=SIZES,
    cpu_seconds=tuple(n * 1e-6 for n in SIZES),
    operations=tuple(n * n for n in SIZES),
    growth="O(n^2)",
    confidence="confident",
)
NONE = Curve(sizes=(), cpu_seconds=())
HOSTILE = "assert f('|') == `x` <script>\n| a |"
GROWTH = ComplexityMeasured(submission=3, mine=MINE, reference=MINE, target="O(n × α)")
TESTS = TestsMeasured(
    tests=(
        OwnTest(cell=4, line=2, text=HOSTILE, caught=2, false_alarm=False),
        OwnTest(cell=4, line=3, text="assert 1", caught=0, false_alarm=True),
    ),
    mutants=3,
    caught=2,
)
FOUND = CodeChecked(submission=3, findings=(Finding(tool="ruff", rule="F841", line=2, text=HOSTILE),))
PROCESS = Process(
    seconds=100,
    spans=(Span("observing", 1, 0, 100),),
    rounds=(Pace(1, 100, None, 5, None, 90, 2, 0, 1, (), ()),),
    candidate_words=10,
    interviewer_words=30,
    candidate_messages=1,
    interviewer_messages=2,
)
CHARTS = [(complexity, GROWTH), (owntests, TESTS), (quality, FOUND), (process, PROCESS)]


@pytest.mark.parametrize(("chart", "data"), CHARTS)
def test_the_same_data_gives_the_same_picture(chart: Any, data: Any) -> None:
    first, second = chart.draw(data), chart.draw(data)
    assert first.png.startswith(b"\x89PNG")
    assert first == second


@pytest.mark.parametrize(("chart", "data"), CHARTS)
def test_a_table_keeps_its_rows_whatever_is_in_it(chart: Any, data: Any) -> None:
    rows = [line for line in chart.table(data).splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1, rows
    assert "script" not in chart.alternative_text(data)


@pytest.mark.parametrize(
    ("chart", "data", "words"),
    [
        (complexity, GROWTH, "the submission grows like O(n^2), confident"),
        (owntests, TESTS, "2 of 3 wrong submissions; 1 of them fail"),
        (quality, FOUND, "F841 in line 2"),
        (process, PROCESS, "observing 01:40. The candidate said 25%"),
    ],
)
def test_the_words_say_what_the_picture_shows(chart: Any, data: Any, words: str) -> None:
    assert words in chart.alternative_text(data)


def test_what_was_not_measured_has_no_picture_and_says_why() -> None:
    nothing = ComplexityMeasured(submission=3, mine=NONE, reference=None, target="", note="No generator.")
    assert complexity.draw(nothing) is None
    assert "can't tell" in complexity.table(nothing)
    assert "No generator." in complexity.table(nothing)
    assert owntests.draw(TestsMeasured(tests=(), mutants=4, caught=0)) is None
    assert quality.draw(CodeChecked(submission=3, findings=())) is None
