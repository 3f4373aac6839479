"""Hidden tests are made from generator and solution, and only if the other solutions agree."""

# ruff: noqa: E501  (a table of one-line cases)

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockmind_lab.authoring import (
    KINDS,
    make_tests,
    read_wishes,
    wishes_of,
    write_hidden_tests,
    write_scaffold,
)
from mockmind_lab.authoring.mistakes import beliefs_fault
from mockmind_lab.authoring.write import write_mistakes
from mockmind_lab.core.problem import Generated
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.judge import Judge
from mockmind_lab.library import Package
from mockmind_lab.verification import recorded, verify

BANK = Path(__file__).parents[2] / "problems"
BELIEFS = {
    "a minus sign means nothing",
    "a number that comes again counts only once",
    "what came first does not count",
}


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@pytest.fixture
def package(tmp_path: Path) -> Package:
    shutil.copytree(BANK / "nested-boxes", tmp_path / "nested-boxes")
    return Package(tmp_path / "nested-boxes")


def test_the_tests_of_a_package_are_made_again_as_they_are(package: Package, judge: Judge) -> None:
    shutil.rmtree(package.folder.path / "submissions" / "accepted" / "nothing", ignore_errors=True)
    for file in (package.folder.path / "submissions" / "accepted").glob("stack.[gjc]*"):
        file.unlink()
    made = make_tests(package, judge, wishes_of(package))
    hidden = [test for test in package.load().tests if not test.visible]
    assert (list(made.tests), made.notes) == (hidden, ())
    write_hidden_tests(package, made.tests)
    assert [test for test in package.load().tests if not test.visible] == hidden


@pytest.mark.parametrize("kind", KINDS)
def test_a_scaffold_loads_has_its_tests_made_and_is_verified(kind: str, tmp_path: Path, judge: Judge) -> None:
    package = write_scaffold("my-first-one", tmp_path, kind=kind)
    assert package.load().kind == kind
    assert package.folder.text("problem.yaml", limit=9999).count("#") >= 8
    made = make_tests(package, judge, read_wishes(["edge:0-3@0", "typical:1,2@9", "large:5-7@500"]))
    assert [test.category for test in made.tests] == ["edge"] * 4 + ["typical"] * 2 + ["large"] * 3
    write_hidden_tests(package, made.tests)
    assert not verify(tmp_path / "my-first-one", judge).failures
    write_mistakes(package, recorded(package.load(), package.submissions(), judge))
    mistakes = package.load().mistakes
    assert mistakes is not None
    assert {entry.belief for entry in mistakes.mistakes} == BELIEFS
    assert list(beliefs_fault(package.load(), package.submissions())) == []


def test_a_mistakes_file_that_can_not_be_replaced_is_refused_in_a_line(package: Package) -> None:
    target, mistakes = package.folder.path / "mistakes.yaml", package.mistakes()
    target.unlink()
    target.mkdir()
    with pytest.raises(Refused, match="can't be written"):
        write_mistakes(package, mistakes)
    with pytest.raises(Refused, match="can't be removed"):
        write_mistakes(package, None)
    assert not list(package.folder.path.glob(".mistakes-*"))


def test_stale_tests_do_not_hinder_making_them_anew(package: Package, judge: Judge) -> None:
    hidden = package.folder.path / "tests" / "hidden.jsonl"
    rows = [json.loads(line) for line in hidden.read_text().splitlines()][:3]
    hidden.write_text("\n".join(json.dumps(row | {"args": ["of", "old"], "expected": "x"}) for row in rows))
    with pytest.raises(ProblemError):
        package.load()
    write_hidden_tests(package, make_tests(package, judge, wishes_of(package)).tests)
    assert len(package.load().tests) == 6


def test_arguments_that_are_there_already_are_left_out_and_said(package: Package, judge: Judge) -> None:
    made = make_tests(package, judge, read_wishes(["edge:0,1,0@0"]))
    assert [test.generated for test in made.tests] == [Generated(seed=0, size=0), Generated(seed=1, size=0)]
    assert made.notes == ("generate(0, 0) gives the arguments of generate(0, 0); left out",)


def plant(package: Package, name: str, text: str) -> None:
    (package.folder.path / name).write_text(text)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "submissions/brute_force/other.py",
            '"""Differs."""\ndef deepest_box(log): return len(log) // 2\n',
            r"brute_force/other\.py and accepted/stack\.py disagree at seed \d, size 0: \d+ against",
        ),
        ("submissions/accepted/stack.py", "def deepest_box(log):\n    while 1: pass\n", r"accepted/stack\.py on gen"),
        ("submissions/accepted/stack.py", "def deepest_box(log): return 'x'\n", "makes no test: expected: is no int"),
        ("generator.py", "def generate(seed, size): return 1 // 0\n", "raised ZeroDivisionError"),
        ("generator.py", "def generate(seed, size): return {'a': 1}\n", "should return the list"),
        ("generator.py", "def generate(seed, size): return [[seed]]\n", r"generate\(2, 0\) makes no test: args"),
        ("generator.py", "def generate(seed, size): return [open('/etc/passwd').read()]\n", "raised"),
        ("problem.yaml", None, "write the tests by hand"),
    ],
    ids=["differs", "hangs", "wrong type", "raises", "no list", "wrong arguments", "reads files", "any_of"],
)  # fmt: skip
def test_nothing_is_made_of_what_does_not_agree(
    file: str, text: str | None, said: str, package: Package, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mockmind_lab.authoring import tests
    from mockmind_lab.core.problem import Limits

    monkeypatch.setattr(tests, "LIMITS", Limits(cpu_seconds=0.5, wall_seconds=10))
    for other in (package.folder.path / "submissions" / "accepted").glob("stack.[gjc]*"):
        other.unlink()
    manifest = package.folder.text("problem.yaml", limit=99999)
    plant(package, file, text if text is not None else manifest + "checker: {name: any_of}\n")
    before = (package.folder.path / "tests" / "hidden.jsonl").read_bytes()
    with pytest.raises(Refused, match=said):
        make_tests(package, judge, read_wishes(["edge:2,5@0"]))
    assert (package.folder.path / "tests" / "hidden.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "text", ["edge", "evil:1@0", "edge:@0", "edge:1-@x", "edge:0-999@0", "edge:-3@0", "edge:1@9999999"]
)
def test_a_wish_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_wishes([text])
