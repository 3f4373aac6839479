"""A corrupt or hostile package is refused with its file and line, and its neighbour loads as ever."""

# ruff: noqa: E501  (a table of one-line cases)

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.errors import ProblemError, UnknownName
from mockmind_lab.library import Library

Harm = Callable[[Path], object]
VISIBLE, HIDDEN = "tests/visible.jsonl", "tests/hidden.jsonl"


def append(name: str, text: str) -> Harm:
    def harm(package: Path) -> None:
        with open(package / name, "a", encoding="utf-8") as file:
            file.write(text)

    return harm


def replace(name: str, old: str, new: str) -> Harm:
    def harm(package: Path) -> None:
        text = (package / name).read_text()
        assert old in text
        (package / name).write_text(text.replace(old, new, 1))

    return harm


def write(name: str, data: bytes) -> Harm:
    return lambda package: (package / name).write_bytes(data)


def remove(name: str) -> Harm:
    return lambda package: (package / name).unlink()


def link(name: str, target: str) -> Harm:
    def harm(package: Path) -> None:
        (package / name).unlink()
        (package / name).symlink_to(target)

    return harm


def link_folder(package: Path) -> None:
    (package / "tests").rename(package.parent.parent / "elsewhere")
    (package / "tests").symlink_to(package.parent.parent / "elsewhere")


def fifo(package: Path) -> None:
    (package / "hints.md").unlink()
    os.mkfifo(package / "hints.md")


def huge(name: str) -> Harm:
    def harm(package: Path) -> None:
        with open(package / name, "wb") as file:
            file.truncate(100 * 2**20)

    return harm


def socket_file(name: str) -> Harm:
    def harm(package: Path) -> None:
        (package / name).unlink()
        os.mknod(package / name, stat.S_IFSOCK | 0o600)

    return harm


def folder_for(name: str) -> Harm:
    def harm(package: Path) -> None:
        (package / name).unlink()
        (package / name).mkdir()

    return harm


def file_for(name: str) -> Harm:
    def harm(package: Path) -> None:
        shutil.rmtree(package / name)
        (package / name).write_text("no folder")

    return harm


def many(name: str) -> Harm:
    def harm(package: Path) -> None:
        for number in range(250):
            (package / name / f"s{number}.py").touch()

    return harm


def first_test(**changes: object) -> Harm:
    def harm(package: Path) -> None:
        lines = (package / VISIBLE).read_text().splitlines()
        test = json.loads(lines[0]) | changes
        lines[0] = json.dumps({key: value for key, value in test.items() if value != "gone"})
        (package / VISIBLE).write_text("\n".join(lines))

    return harm


YAML_BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
IDEAS = b"""schema_version: 1
tells:
  - {level: 1, texts: [a]}
  - {level: 2, texts: [b]}
  - {level: 3, texts: [c]}
harmless: [d]
"""
MISTAKES = b"""schema_version: 1
mistakes:
  - {file: a.py, belief: b, fails: [1]}
"""
CASES: dict[str, tuple[Harm, str]] = {
    "no manifest": (remove("problem.yaml"), r"problem\.yaml: is missing"),
    "no statement": (remove("statement.md"), r"statement\.md: is missing"),
    "no hidden tests": (remove(HIDDEN), r"tests/hidden\.jsonl: is missing"),
    "empty statement": (write("statement.md", b" \n"), r"statement\.md:1: is empty"),
    "not UTF-8": (write("statement.md", b"one\ntwo \xff\n"), r"statement\.md:2: is not UTF-8"),
    "broken YAML": (replace("problem.yaml", "title: Boxes", "title: [Boxes"), r"problem\.yaml:3: is no valid YAML"),
    "control bytes": (write("problem.yaml", b"title: \x00\x01"), r"problem\.yaml: is no valid YAML"),
    "YAML list": (write("problem.yaml", b"- 1\n"), r"problem\.yaml:1: must be a mapping"),
    "empty YAML": (write("problem.yaml", b""), r"problem\.yaml:1: must be a mapping"),
    "YAML bomb": (write("problem.yaml", YAML_BOMB.encode()), r"problem\.yaml:1: anchors and aliases"),
    "YAML tag": (write("problem.yaml", b"title: !!python/object/apply:os.system [id]\n"), r"problem\.yaml:1: tags"),
    "deep YAML": (write("problem.yaml", b"a: " + b"[" * 30000), r"problem\.yaml:1: is nested over"),
    "wide YAML": (write("problem.yaml", b"a: [" + b"1," * 20000 + b"]"), r"problem\.yaml:1: holds over 5000"),
    "giant number": (write("problem.yaml", b"title: " + b"9" * 20000), r"problem\.yaml: is no valid YAML"),
    "name twice": (append("problem.yaml", "title: Again\n"), r"problem\.yaml:\d+: 'title' is given twice"),
    "unhashable name": (append("problem.yaml", "? [a]\n: b\n"), r"problem\.yaml:\d+: a name must be plain"),
    "no version": (replace("problem.yaml", "schema_version: 1\n", ""), r"problem\.yaml:1: schema_version"),
    "newer version": (replace("problem.yaml", "version: 1", "version: 9"), r"problem\.yaml:1: .* newer"),
    "unknown field": (append("problem.yaml", "reward: 5\n"), r"problem\.yaml:\d+: reward: "),
    "wrong difficulty": (replace("problem.yaml", "y: easy", "y: trivial"), r"problem\.yaml:3: difficulty"),
    "no such type": (replace("problem.yaml", '"list[str]"', '"set[str]"'), r"problem\.yaml:9: signature\.params\.0\.type"),
    "code for a name": (replace("problem.yaml", "name: log", 'name: "x=1):#"'), r"problem\.yaml:9: .* no identifier"),
    "no checker.py": (replace("problem.yaml", "limits:", "checker: {name: custom}\nlimits:"), r"checker\.py"),
    "tokens of values": (replace("problem.yaml", "limits:", "checker: {name: tokens}\nlimits:"), r"problem\.yaml:1: : .*kind is stdio"),
    "no signature": (replace("problem.yaml", "kind: function", "kind: stdio"), r"problem\.yaml:5: signature"),
    "two hints": (replace("hints.md", "## Level 3", "## Note"), r"hints\.md:1: needs the headings"),
    "ideas with a level twice": (write("ideas.yaml", IDEAS.replace(b"level: 3", b"level: 2")), r"ideas\.yaml:1: : .*levels 1, 2 and 3"),
    "ideas with a fourth level": (write("ideas.yaml", IDEAS.replace(b"level: 3", b"level: 4")), r"ideas\.yaml:5: tells\.2\.level: "),
    "ideas that say nothing": (write("ideas.yaml", IDEAS.replace(b"texts: [c]", b"texts: []")), r"ideas\.yaml:5: tells\.2\.texts: "),
    "ideas with an empty text": (write("ideas.yaml", IDEAS.replace(b"[c]", b"['']")), r"ideas\.yaml:5: tells\.2\.texts\.0: "),
    "ideas with another field": (write("ideas.yaml", IDEAS + b"notes: [e]\n"), r"ideas\.yaml:7: notes: "),
    "ideas without a version": (write("ideas.yaml", IDEAS[IDEAS.index(b"tells") :]), r"ideas\.yaml:1: schema_version"),
    "ideas of a newer version": (write("ideas.yaml", IDEAS.replace(b": 1\n", b": 7\n", 1)), r"ideas\.yaml:1: .* newer"),
    "ideas too large": (huge("ideas.yaml"), r"ideas\.yaml: is over 64 KiB"),
    "mistakes with a file twice": (write("mistakes.yaml", MISTAKES + MISTAKES.splitlines(keepends=True)[2]), r"mistakes\.yaml:1: : .*once"),
    "mistakes that fail nothing": (write("mistakes.yaml", MISTAKES.replace(b"[1]", b"[]")), r"mistakes\.yaml:3: mistakes\.0\.fails: "),
    "mistakes of a newer version": (write("mistakes.yaml", MISTAKES.replace(b": 1\n", b": 7\n", 1)), r"mistakes\.yaml:1: .* newer"),
    "silent hint": (write("hints.md", b"## Level 1: a\n## Level 2: b\nx\n## Level 3: c\ny"), r"hints\.md:1: level 1"),
    "broken JSON": (append(VISIBLE, '{"number": 99,\n'), r"visible\.jsonl:4: is no valid JSON"),
    "deep JSON": (append(HIDDEN, "[" * 100000 + "\n"), r"hidden\.jsonl:\d+: is no valid JSON"),
    "NaN": (append(HIDDEN, '{"number": 99, "expected": NaN}\n'), r"hidden\.jsonl:\d+: is no valid JSON"),
    "giant int": (append(HIDDEN, "9" * 5000 + "\n"), r"hidden\.jsonl:\d+: is no valid JSON"),
    "test is a list": (append(VISIBLE, "[1]\n"), r"visible\.jsonl:4: a test is an object"),
    "no tests": (write(VISIBLE, b"\n"), r"visible\.jsonl:1: holds no test"),
    "number twice": (first_test(number=2), r"visible\.jsonl:2: test number 2 is given twice"),
    "number nought": (first_test(number=0), r"visible\.jsonl:1: number"),
    "no such category": (first_test(category="evil"), r"visible\.jsonl:1: category"),
    "stray field": (first_test(visible=True), r"visible\.jsonl:1: 'visible' is no field"),
    "no outcome": (first_test(expected="gone"), r"visible\.jsonl:1: .* either 'expected' or 'raises'"),
    "two outcomes": (first_test(raises="ValueError"), r"visible\.jsonl:1: .* either 'expected' or 'raises'"),
    "argument of another type": (first_test(args=[["open a", 5]]), r"visible\.jsonl:1: args: log is no list\[str\]"),
    "too many arguments": (first_test(args=[[], 1]), r"visible\.jsonl:1: args: the signature has 1 parameters"),
    "answer of another type": (first_test(expected="2"), r"visible\.jsonl:1: expected: is no int"),
    "bool for an int": (first_test(expected=True), r"visible\.jsonl:1: expected: is no int"),
    "exception with spaces": (first_test(expected="gone", raises="a b"), r"visible\.jsonl:1: raises"),
    "seed that is text": (first_test(generated={"seed": "x", "size": 1}), r"visible\.jsonl:1: generated\.seed"),
    "link out of the folder": (link("statement.md", "/etc/passwd"), r"statement\.md: is reached by a symbolic link"),
    "folder that is a link": (link_folder, r"tests/visible\.jsonl: is reached by a symbolic link"),
    "fifo": (fifo, r"hints\.md: is no regular file"),
    "100 MB of YAML": (huge("problem.yaml"), r"problem\.yaml: is over 64 KiB"),
    "100 MB of tests": (huge(HIDDEN), r"hidden\.jsonl: is over 4096 KiB"),
    "100 MB of solution": (huge("submissions/accepted/stack.py"), r"stack\.py: is over 64 KiB"),
    "UTF-16": (write("problem.yaml", "title: x".encode("utf-16")), r"problem\.yaml:1: is not UTF-8"),
    "nested name twice": (replace("problem.yaml", "  returns: int", "  returns: int\n  returns: str"), r"problem\.yaml:\d+: 'returns' is given twice"),
    "answer twice": (append(VISIBLE, '{"number": 9, "expected": 1, "expected": 2}\n'), r"visible\.jsonl:4: is no valid JSON: a name is given twice"),
    "device": (link("generator.py", "/dev/zero"), r"generator\.py: is reached by a symbolic link"),
    "socket": (socket_file("generator.py"), r"generator\.py: can't be read"),
    "100 MB of generator": (huge("generator.py"), r"generator\.py: is over 64 KiB"),
    "solution that is a link": (link("submissions/accepted/stack.py", "/etc/passwd"), r"accepted/stack\.py: is reached by a symbolic link"),
    "folder for a file": (folder_for("statement.md"), r"statement\.md: is no regular file"),
    "file for a folder": (file_for("submissions/accepted"), r"submissions/accepted: can't be read"),
    "too many files": (many("submissions/accepted"), r"submissions/accepted: holds over 200 files"),
    "too many tests": (append(HIDDEN, "".join(json.dumps({"number": n, "category": "edge", "args": [["open a"]], "raises": "ValueError"}) + "\n" for n in range(100, 400))), r"tests: holds over 200 tests"),
    "deep argument": (append(HIDDEN, '{"number": 99, "category": "edge", "expected": 1, "args": [' + "[" * 900 + "]" * 900 + "]}\n"), r"hidden\.jsonl:\d+: "),
    "no such verdict": (lambda p: (p / "submissions/perfect").mkdir(), r"submissions/perfect: is no verdict"),
    "no such language": (write("submissions/accepted/a.cob", b"x"), r"accepted/a\.cob: is in no language"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_corrupt_package_is_named_with_file_and_line(case: str, folder: Path, library: Library) -> None:
    harm, message = CASES[case]
    library.get("nested-boxes")
    harm(folder / "nested-boxes")
    with pytest.raises(ProblemError) as caught:
        library.get("nested-boxes")
    assert re.match(rf"nested-boxes/(\S*/)?{message}", str(caught.value)), str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(folder) not in str(caught.value)
    assert [(broken.slug, broken.message) for broken in library.broken()] == [
        ("nested-boxes", str(caught.value))
    ]
    assert library.get("steady-oven").title == "A steady oven"
    assert library.choose(difficulty=None, count=1, seed=1) == ["steady-oven"]


def test_a_submission_that_does_not_parse_is_named_with_its_line(folder: Path, library: Library) -> None:
    (folder / "nested-boxes/submissions/accepted/stack.py").write_text("x = 1\ndef (:\n")
    with pytest.raises(ProblemError, match=r"^nested-boxes/submissions/accepted/stack\.py:2: does not parse"):
        library.submissions("nested-boxes")
    assert [broken.slug for broken in library.broken()] == ["nested-boxes"]


@pytest.mark.parametrize("name", ["Bad Name", "UPPER", "a--b", "x" * 61, "ü", "-a"])
def test_a_folder_with_a_name_of_its_own_making_is_refused(name: str, folder: Path, library: Library) -> None:
    (folder / "nested-boxes").rename(folder / name)
    with pytest.raises(ProblemError, match="is no name for a problem"):
        library.get(name)
    assert library.slugs() == ["steady-oven"]


def test_a_package_that_is_a_link_is_refused(folder: Path, library: Library, tmp_path: Path) -> None:
    (folder / "nested-boxes").rename(tmp_path / "nested-boxes")
    (folder / "nested-boxes").symlink_to(tmp_path / "nested-boxes")
    with pytest.raises(ProblemError, match="symbolic link"):
        library.get("nested-boxes")


@pytest.mark.parametrize(
    "name", ["../bank/nested-boxes", "/etc", "..", ".", "", "nested-boxes/tests", "a\0b"]
)
def test_no_name_leads_out_of_the_bank(name: str, library: Library) -> None:
    with pytest.raises(UnknownName):
        library.get(name)


def test_an_unknown_name_is_answered_with_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownName, match=r"^Unknown problem 'nested-box'\. Did you mean 'nested-boxes'\?$"):
        library.get("nested-box")
    with pytest.raises(UnknownName, match="mockmind problems list"):
        library.get("zzzzzz")


def test_a_bank_that_is_not_there_is_empty(tmp_path: Path) -> None:
    library = Library(paths=[str(tmp_path / "nowhere")], index_file="")
    assert (library.slugs(), library.broken()) == ([], ())
