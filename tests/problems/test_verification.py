"""Verification finds what is wrong with a package; each check can fail."""

# ruff: noqa: E501  (a table of one-line cases)

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest

from mockmind_lab.errors import UnknownName
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library, Package
from mockmind_lab.verification import Progress, verify, verify_all
from mockmind_lab.verification.texts import TEXT_CHECKS, roster_fault

RIGHT = "submissions/accepted/stack.py"
WRONG = "submissions/wrong_answer/counts_only.py"


def test_each_submission_in_the_wrong_folder_is_found(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    kinds = package / "submissions"
    (kinds / "time_limit_exceeded").mkdir()
    shutil.copy(package / WRONG, kinds / "accepted" / "in_truth_wrong.py")
    shutil.copy(package / WRONG, kinds / "brute_force" / "in_truth_wrong.py")
    shutil.copy(package / RIGHT, kinds / "wrong_answer" / "in_truth_right.py")
    shutil.copy(package / RIGHT, kinds / "time_limit_exceeded" / "in_truth_fast.py")
    (kinds / "wrong_answer" / "always_wrong.py").write_text(
        '"""Never right."""\ndeepest_box = lambda log: -1\n'
    )
    (kinds / "accepted" / "no_function.py").write_text('"""Defines nothing."""\n')
    report = verify(package, judge)
    found = {check.name: check.detail for check in report.failures}
    assert set(found) == {
        "accepted/in_truth_wrong.py",
        "accepted/no_function.py",
        "brute_force/in_truth_wrong.py",
        "time_limit_exceeded/in_truth_fast.py",
        "wrong_answer/always_wrong.py",
        "wrong_answer/in_truth_right.py",
    }
    assert found["accepted/in_truth_wrong.py"].startswith("got WA where AC is claimed")
    assert found["time_limit_exceeded/in_truth_fast.py"].startswith("got AC where TLE is claimed")
    assert "no test at all" in found["wrong_answer/always_wrong.py"]
    assert not report.passed


def test_tests_that_the_generator_does_not_give_are_found(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    hidden = package / "tests" / "hidden.jsonl"
    tests = [json.loads(line) for line in hidden.read_text().splitlines()]
    tests[0]["args"] = [["open x", "close x"]]  # the right form, another log than seed and size give
    tests[0]["expected"] = 1
    hidden.write_text("\n".join(map(json.dumps, tests)))
    report = verify(package, judge)
    assert [check.name for check in report.failures] == ["generator"]
    assert report.failures[0].detail.startswith("test 4: generate(seed, size) gives other arguments")


def with_checker(package: Path, name: str, source: str = "") -> None:
    """The package with another checker, and its solutions in Python alone."""
    manifest = package / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("limits:\n", f"checker: {{name: {name}}}\nlimits:\n", 1))
    if source:
        (package / "checker.py").write_text(source)
    for file in package.glob("submissions/*/*"):
        if file.suffix != ".py":
            file.unlink()


def test_a_checker_of_the_packages_own_judges_its_submissions(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    before = Package(package).digest()
    with_checker(package, "custom", "def check(given, expected, got):\n    return got == expected\n")
    assert verify(package, judge).failures == ()
    digest = Package(package).digest()
    assert digest != before
    (package / "checker.py").write_text("def check(given, expected, got):\n    return got < 2\n")
    assert Package(package).digest() != digest
    found = {check.name: check.detail for check in verify(package, judge).failures}
    assert found["accepted/stack.py"].startswith("got WA where AC is claimed")


def test_a_broken_checker_is_found_with_its_line_and_the_next_package_holds(
    folder: Path, judge: Judge
) -> None:
    package = folder / "nested-boxes"
    with_checker(package, "custom", "def check(given, expected, got):\n    return got / 0\n")
    failures = verify(package, judge).failures
    assert "accepted/stack.py" in [check.name for check in failures]
    detail = next(check.detail for check in failures if check.name == "accepted/stack.py")
    assert "got IE where AC is claimed" in detail
    assert "nested-boxes/checker.py" in detail
    assert "ZeroDivisionError: division by zero (line 2)" in detail
    (package / "checker.py").write_text("def check(given, expected, got):\n    return got == expected\n")
    assert verify(package, judge).failures == ()


def test_a_problem_of_standard_input_is_verified(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    with_checker(package, "tokens")
    manifest = package / "problem.yaml"
    text = manifest.read_text().replace("kind: function\n", "kind: stdio\n", 1)
    start, end = text.index("signature:\n"), text.index("checker:")
    manifest.write_text(text[:start] + text[end:])
    for file in (package / "tests").iterdir():
        tests = [json.loads(line) for line in file.read_text().splitlines()]
        kept = [test for test in tests if "raises" not in test]
        for test in kept:
            test |= {"args": ["\n".join(test["args"][0])], "expected": f"{test['expected']}\n"}
            test.pop("generated", None)
        file.write_text("\n".join(map(json.dumps, kept)) + "\n")
    called = "import sys\nprint('', deepest_box(sys.stdin.read().splitlines()))\n"
    for file in package.glob("submissions/*/*.py"):
        file.write_text(f"{file.read_text()}\n{called}")
    (package / "submissions" / "wrong_answer" / "two.py").write_text('"""Always two."""\nprint(2)\n')
    (package / "submissions" / "accepted" / "two.py").write_text('"""Always two."""\nprint(2)\n')
    report = verify(package, judge)
    judged = {check.name: check.passed for check in report.checks if check.name.endswith(".py")}
    assert judged["accepted/stack.py"]
    assert judged["wrong_answer/two.py"]
    assert not judged["accepted/two.py"]


@pytest.mark.parametrize(
    "source",
    [
        "def generate(seed, size):\n    return [open('/etc/hostname').read()]\n",
        "import random\ndef generate(seed, size):\n    return [[f'open {random.random()}']]\n",
        "def generate(seed, size)\n",
        "raise SystemExit\n",
    ],
    ids=["reads files", "not reproducible", "does not parse", "exits"],
)
def test_a_bad_generator_is_found_and_runs_in_the_sandbox_only(
    source: str, folder: Path, judge: Judge
) -> None:
    package = folder / "nested-boxes"
    (package / "generator.py").write_text(source)
    for name in ("accepted", "brute_force", "wrong_answer"):
        for file in (package / "submissions" / name).iterdir():
            file.unlink()
    report = verify(package, judge)
    assert {check.name for check in report.failures} == {"submissions", "generator"}


def edit(name: str, old: str, new: str) -> tuple[str, str, str]:
    return name, old, new


@pytest.mark.parametrize(
    ("check", "change", "said"),
    [
        ("examples", edit("statement.md", "Output: 2", "Output: 3"), "example 1 has another outcome"),
        ("examples", edit("statement.md", '"open vase"', '"open vat"'), "example 1 has other arguments"),
        ("examples", edit("statement.md", "Raises: ValueError", "Raises: KeyError"), "example 2 has another outcome"),
        ("examples", edit("statement.md", "### Example 3", "### Sample 3"), "2 examples for 3 visible tests"),
        ("examples", edit("statement.md", "Box b is never closed.", "So it is."), "explanation of test 3"),
        ("examples", edit("statement.md", "Input:  log", "Input:  lag"), "the input is not log"),
        ("secrets", edit("statement.md", "Return the", "Use a stack. Return the"), "'stack', the idea of hint 2"),
        ("secrets", edit("problem.yaml", "answer: Zero.", "answer: Pop it."), "'pop', the idea of hint 3"),
        ("secrets", edit("statement.md", "## Constraints", '["open tea", "open pot", "open lid", "close lid", "close tea"]\n'), "hidden test 12"),
        ("hints", edit("hints.md", "Stop reading", "Use a stack. Stop reading"), "hint 1 says 'stack'"),
        ("hints", edit("hints.md", "<!-- keys: append, pop, after the loop -->\n", ""), "hint 3 names no keys"),
        ("hints", edit("hints.md", "Stop reading", "```python\nx\n```\nStop reading"), "hint 1 shows code"),
        ("hints", edit("hints.md", "Stop reading", "Keep the names of the open boxes. Stop reading"), "hints 1 and 2 share"),
        ("interview", edit("problem.yaml", "    keywords: [end, still, unclosed, never, closed, finish, remaining]\n", ""), "no keywords"),
        ("interview", edit("problem.yaml", "rubric:", "unused:"), None),
        ("tests", edit("tests/hidden.jsonl", ', "generated": {"seed": 0, "size": 0}', ""), "test 4 is hidden"),
        ("tests", edit("tests/hidden.jsonl", '[["open a"]]', '[["close a"]]'), "tests 6 and 7 have the same"),
    ],
)  # fmt: skip
def test_each_fault_of_the_texts_is_found(
    check: str, change: tuple[str, str, str], said: str | None, folder: Path
) -> None:
    package = Package(folder / "nested-boxes")
    assert not list(TEXT_CHECKS[check](package.load()))
    name, old, new = change
    text = (package.folder.path / name).read_text()
    assert old in text
    if said is None:
        text = text[: text.index(old)]  # drop the section, which ends the file
    (package.folder.path / name).write_text(text.replace(old, new))
    faults = list(TEXT_CHECKS[check](package.load()))
    assert any((said or "no rubric") in fault for fault in faults), faults


def test_a_wrong_answer_without_a_misconception_is_found(folder: Path) -> None:
    package = Package(folder / "nested-boxes")
    source = (folder / "nested-boxes" / WRONG).read_text()
    (folder / "nested-boxes" / WRONG).write_text(source.split('"""')[2])
    assert list(roster_fault(package.submissions())) == [
        "counts_only.py has no docstring; name the misconception it stands for"
    ]


def test_the_whole_bank_is_verified_side_by_side_with_what_is_broken(
    folder: Path, library: Library, judge: Judge
) -> None:
    (folder / "steady-oven" / "problem.yaml").write_text("title: ]\n")
    heard: list[Progress] = []
    inside = threading.Lock()

    def hear(progress: Progress) -> None:
        assert inside.acquire(blocking=False), "two threads report at once"
        heard.append(progress)
        inside.release()

    reports = verify_all(library, judge, on_progress=hear)
    assert [(report.slug, report.passed) for report in reports] == [
        ("nested-boxes", True),
        ("steady-oven", False),
    ]
    assert reports[1].failures[0].detail.startswith("steady-oven/problem.yaml:1: is no valid YAML")
    assert len(heard) == sum(len(report.checks) for report in reports)


def test_an_unknown_name_stops_before_anything_runs(library: Library, judge: Judge) -> None:
    heard: list[Progress] = []
    with pytest.raises(UnknownName, match="nested-boxes"):
        verify_all(library, judge, ["steady-oven", "nested-bokses"], heard.append)
    assert heard == []
