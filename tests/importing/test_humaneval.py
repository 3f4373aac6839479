"""Assertion programs become tests: what they ask of the reference is recorded, the rest is listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from mockmind_lab.core.problem import Checker
from mockmind_lab.importing import Item
from mockmind_lab.judge import Judge
from mockmind_lab.library import Package
from mockmind_lab.verification import verify

Run = Callable[..., list[Item]]


def row(entry: str, prompt: str, solution: str, test: str, name: str = "") -> dict[str, str]:
    return {
        "task_id": name or f"Ours/{entry}",
        "prompt": prompt,
        "entry_point": entry,
        "canonical_solution": solution,
        "test": test,
    }


AVERAGE = row(
    "average",
    'from typing import List\n\ndef average(levels: List[float]) -> float:\n    """ The mean water level.\n'
    '    >>> average([1.0, 2.0])\n    1.5\n    """\n',
    "    if not levels:\n        raise ValueError('no levels')\n    return sum(levels) / len(levels)\n",
    "METADATA = {}\n\ndef check(candidate):\n    assert abs(candidate([1.0, 2.0]) - 1.5) < 1e-4\n"
    "    assert abs(candidate([1, 2, 4]) - 7 / 3) < 1e-4\n    for n in range(3, 6):\n"
    "        assert candidate([float(n)] * n) == n\n    try:\n        candidate([])\n        assert False\n"
    "    except ValueError:\n        pass\n",
)
PAIRS = row(
    "pairs",
    'def pairs(words, limit=2):\n    """Words of at least limit letters with their lengths."""\n',
    "    return [(w, len(w)) for w in words if len(w) >= limit]\n",
    "def check(candidate):\n    assert candidate(['a', 'bc']) == [('bc', 2)]\n"
    "    assert candidate([]) == [], 'empty'\n",
)
LENGTHS = row(
    "lengths",
    'def lengths(words):\n    """The length of each word."""\n',
    "    return {w: len(w) for w in words}\n",
    "def check(candidate):\n    assert candidate(['a', 'bc']) == {'a': 1, 'bc': 2}\n"
    "    assert candidate([]) == {}\n    assert candidate(['x', None][:1]) == {'x': 1}\n"
    "    assert len(candidate(['q'])) == 1\n    assert 'z' in candidate(['z'])\n",
)
ORDER = row(
    "letters",
    'def letters(word: str):\n    """The different letters of word, in any order."""\n',
    "    return sorted(set(word), reverse=True)\n",
    "def check(candidate):\n    assert sorted(candidate('abca')) == ['a', 'b', 'c']\n"
    "    assert set(candidate('')) == set()\n    assert sorted(candidate('zz')) == ['z']\n",
)


def import_rows(imported: Run, tmp_path: Path, *rows: dict[str, str]) -> list[Item]:
    path = tmp_path / "ours.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows))
    return imported(path)


def test_an_assertion_program_becomes_tests_with_its_tolerance_and_its_exceptions(
    imported: Run, tmp_path: Path, bank: Path, judge: Judge
) -> None:
    (item,) = import_rows(imported, tmp_path, AVERAGE)
    assert (item.slug, item.reason) == ("ours-average", "")
    problem = Package(bank / item.slug).load()
    assert problem.origin == "imported"
    assert problem.checker == Checker(name="floats", tolerance=1e-4)
    assert problem.signature is not None
    assert [(p.name, p.type) for p in problem.signature.params] == [("levels", "list[float]")]
    assert problem.signature.returns == "float"
    found = {json.dumps(test.args): test.raises or test.expected for test in problem.tests}
    assert len(found) == 6
    assert found["[[]]"] == "ValueError"
    assert found["[[4.0, 4.0, 4.0, 4.0]]"] == 4.0
    assert [test.args for test in problem.visible_tests] == [[[1.0, 2.0]]], "what the docstring tells"
    assert ">>> average([1.0, 2.0])" in problem.statement
    assert not verify(bank / item.slug, judge).failures


def test_types_come_from_values_and_what_has_none_is_listed(
    imported: Run, tmp_path: Path, bank: Path
) -> None:
    pairs, lengths, letters = import_rows(imported, tmp_path, PAIRS, LENGTHS, ORDER)
    assert "several types" in pairs.reason
    assert lengths.slug
    assert sum("asserts something of the result" in note for note in lengths.notes) == 2
    signature = Package(bank / lengths.slug).load().signature
    assert signature is not None
    assert (signature.params[0].type, signature.returns) == ("list[str]", "dict[str, int]")
    problem = Package(bank / letters.slug).load()
    assert problem.checker.name == "unordered"
    assert len(problem.tests) == 3


def test_what_makes_no_problem_says_why_and_harms_no_other(imported: Run, tmp_path: Path, bank: Path) -> None:
    broken = [
        {"task_id": "x"},
        AVERAGE | {"canonical_solution": "    return 0.0\n", "task_id": "a/wrong"},
        AVERAGE | {"test": "import numpy\ndef check(candidate):\n    pass\n", "task_id": "a/numpy"},
        AVERAGE | {"test": "def check(candidate):\n    while True: pass\n", "task_id": "a/endless"},
        AVERAGE | {"test": "open('/etc/passwd').read()\n", "task_id": "a/reads"},
        AVERAGE | {"test": "import os\nos.fork()\n", "task_id": "a/forks"},
        AVERAGE | {"test": "record = 5\ndef check(candidate): raise SystemExit", "task_id": "a/exits"},
        AVERAGE | {"entry_point": "other", "task_id": "a/other"},
    ]
    path = tmp_path / "ours.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in [*broken, LENGTHS]) + "{]\n" + "[1]\n")
    items = imported(path)
    assert [item.slug for item in items] == [""] * 8 + ["ours-lengths"] + [""] * 2
    said = " | ".join(item.reason for item in items)
    for words in ("has no text", "refuses its solution", "numpy", "no answer within", "no valid JSON"):
        assert words in said
    assert "defines no function other" in said
    assert "root:" not in repr(items)
    assert [folder.name for folder in bank.iterdir()] == ["ours-lengths"]


def test_a_forged_record_is_decoded_strictly_and_tested_again(
    imported: Run, tmp_path: Path, bank: Path
) -> None:
    """The test program shares the recorder's process; the reference is asked again, alone."""
    forge = (
        "import sys\ndef check(candidate):\n    frame = sys._getframe(1)\n    log = frame.f_locals['log']\n"
        "    for n in range(4):\n        log.calls.append({'name': 'lengths', 'object': 0, 'test': '',"
        " 'line': 1, 'args': [['a' * n]], 'value': {'a' * n: EXPECTED}})\n"
    )
    lie = LENGTHS | {"test": forge.replace("EXPECTED", "99"), "task_id": "f/lie"}
    odd = LENGTHS | {"test": forge.replace("EXPECTED", "1, 'more': {1, 2}"), "task_id": "f/odd"}
    items = import_rows(imported, tmp_path, lie, odd)
    assert [item.slug for item in items] == ["", ""]
    assert "fails 4 of its 4 tests" in items[0].reason
    assert "can't be run" in items[1].reason
