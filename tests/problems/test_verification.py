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
from mockmind_lab.verification import Check, Kept, Progress, Report, verify, verify_all
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
    (package / "mistakes.yaml").unlink()  # of the tests as they were
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


def only(package: Path, *kept: str) -> None:
    """Leave of the submissions those whose path contains one of ``kept``."""
    for file in (package / "submissions").rglob("*.*"):
        if not any(part in str(file) for part in kept):
            file.unlink()


def fault(report: Report, name: str) -> str:
    return next(check.detail for check in report.checks if check.name == name)


BUSY = """\
import time
{right}
def deepest_box(log, right=deepest_box):
    if len(log) > 7:
        began = time.process_time()
        while time.process_time() - began < {seconds}:
            pass
    return right(log)
"""


@pytest.mark.parametrize(
    ("kind", "seconds", "said"),
    [
        ("accepted", 0.05, ""),
        ("accepted", 0.2, "over a third of the limit of 0.5 s"),
        ("accepted", 0.9, "got TLE where AC is claimed"),
        ("time_limit_exceeded", 0.1, "got AC where TLE is claimed"),
        ("time_limit_exceeded", 0.7, "under twice the limit of 0.5 s"),
        ("time_limit_exceeded", 1.5, ""),
    ],
)
def test_a_limit_leaves_room_on_both_sides(
    kind: str, seconds: float, said: str, folder: Path, judge: Judge
) -> None:
    package = folder / "nested-boxes"
    right = (package / RIGHT).read_text()
    only(package, "nothing")
    hidden = package / "tests" / "hidden.jsonl"
    lines = [json.loads(line) for line in hidden.read_text().splitlines()]
    # One test of more than seven lines, and it is a large one.
    large = [line | {"category": "large"} for line in lines if len(line["args"][0]) > 7][:1]
    hidden.write_text("\n".join(json.dumps(line) for line in [*lines[:6], *large]))
    manifest = package / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("cpu_seconds: 1.0", "cpu_seconds: 0.5"))
    (package / "submissions" / kind).mkdir(exist_ok=True)
    source = BUSY.format(right=right, seconds=seconds)
    (package / "submissions" / kind / "busy.py").write_text(source)
    detail = fault(verify(package, judge), f"{kind}/busy.py")
    assert (said in detail) if said else not detail, detail


def test_another_language_is_held_to_its_folder_though_small_tests_share_a_process(
    folder: Path, judge: Judge
) -> None:
    package = folder / "nested-boxes"
    only(package, ".js")
    # It is right once in each process; sharing one must not be held against it.
    once = package / "submissions" / "accepted" / "stack.js"
    once.write_text(
        once.read_text().replace("function deepestBox", "function right")
        .replace("function deepest_box", "function right")
        + "\nlet calls = 0;\nfunction deepest_box(log) { return calls++ ? -7 : right(log); }\n"
    )  # fmt: skip
    report = verify(package, judge)
    assert {check.name for check in report.failures} == {"submissions"}
    shutil.copy(once, package / "submissions" / "wrong_answer" / "in_truth_right.js")
    found = fault(verify(package, judge), "wrong_answer/in_truth_right.js")
    assert found.startswith("got AC where WA is claimed")


def test_a_mistake_that_only_a_large_test_finds_is_a_wrong_answer(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    right = (package / RIGHT).read_text()
    only(package, "nothing")
    hidden = package / "tests" / "hidden.jsonl"
    hidden.write_text(hidden.read_text().replace('"category": "typical"', '"category": "large"'))
    (package / "submissions" / "wrong_answer" / "late.py").write_text(
        right
        + "\n\ndef deepest_box(log, right=deepest_box):\n    return 99 if len(log) > 20 else right(log)\n"
    )
    assert fault(verify(package, judge), "wrong_answer/late.py") == ""


def test_starter_code_that_does_not_run_or_is_right_is_found(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    only(package, "nothing")
    for test, said in ((None, ""), ("expected", "gets AC")):
        if test:
            visible = package / "tests" / "visible.jsonl"
            lines = [json.loads(line) for line in visible.read_text().splitlines()]
            for line in lines:
                line.pop("raises", None)
                line["expected"] = None
            visible.write_text("\n".join(map(json.dumps, lines)))
            manifest = package / "problem.yaml"
            manifest.write_text(manifest.read_text().replace("returns: int", 'returns: "int | None"'))
        assert said in fault(verify(package, judge), "starter")


def known(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.kept}


def test_what_held_is_not_run_again_until_it_changes(folder: Path, judge: Judge, tmp_path: Path) -> None:
    package, kept = folder / "nested-boxes", Kept(tmp_path / "kept")
    only(package, "accepted/stack.py", "wrong_answer/any_open_box.py", "brute")
    bad = package / "submissions" / "accepted" / "bad.py"
    shutil.copy(package / "submissions" / "wrong_answer" / "any_open_box.py", bad)
    held = {
        "generator",
        "starter",
        "accepted/stack.py",
        "wrong_answer/any_open_box.py",
        "brute_force/cross_out.py",
    }
    assert known(verify(package, judge, kept=kept)) == set()
    again = verify(package, judge, kept=Kept(tmp_path / "kept"))
    assert known(again) == held
    assert "accepted/bad.py" in {check.name for check in again.failures}  # a failure is never remembered
    assert known(verify(package, judge)) == set()

    hints = package / "hints.md"
    hints.write_text(hints.read_text() + "More.\n")
    right = package / RIGHT
    right.write_text(right.read_text() + "\n")
    assert known(verify(package, judge, kept=kept)) == held - {"accepted/stack.py"}
    manifest = package / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("cpu_seconds: 1.0", "cpu_seconds: 0.9"))
    assert known(verify(package, judge, kept=kept)) == set()
    assert known(verify(package, Judge(stop_after_timeouts=2), kept=kept)) == set()


def test_a_cache_that_can_not_be_written_does_no_harm(folder: Path, judge: Judge) -> None:
    package = folder / "nested-boxes"
    only(package, "accepted/stack.py")
    for _ in range(2):
        checks = {check.name: check for check in verify(package, judge, kept=Kept(Path("/proc/x"))).checks}
        assert (checks["accepted/stack.py"].passed, checks["accepted/stack.py"].kept) == (True, False)


def test_progress_counts_each_problem_and_all_of_them(folder: Path, library: Library, judge: Judge) -> None:
    for slug in ("nested-boxes", "steady-oven"):
        only(folder / slug, "brute")
    heard: list[Progress] = []
    reports = verify_all(library, judge, on_progress=heard.append, workers=3)
    assert [progress.bank_done for progress in heard] == list(range(1, len(heard) + 1))
    assert {progress.bank_total for progress in heard} == {len(heard)}
    for report in reports:
        mine = [progress for progress in heard if progress.slug == report.slug]
        assert [(p.done, p.total) for p in mine] == [(n, len(mine)) for n in range(1, len(mine) + 1)]
        assert sorted(p.check.name for p in mine) == sorted(check.name for check in report.checks)
        described: list[Check] = list(report.checks)
        assert [check.name for check in described][:3] == ["tests", "examples", "secrets"]
