"""A practice exercise: functions, a class and its calls, exceptions; what is no call is listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from mockmind_lab.core.problem import Checker
from mockmind_lab.importing import Item
from mockmind_lab.judge import Judge
from mockmind_lab.library import Package
from mockmind_lab.verification import verify
from tests.importing.conftest import write

Run = Callable[..., list[Item]]

SHELF = """\
class Full(Exception):
    pass


class Shelf:
    def __init__(self, places: int, name="top"):
        self.places, self.jars, self.name = places, [], name

    def put(self, jar):
        if len(self.jars) == self.places:
            raise Full("the shelf is full")
        self.jars.append(jar)

    def take(self):
        return self.jars.pop() if self.jars else None

    def weight(self):
        return len(self.listed()) * 0.1

    def listed(self):
        return list(self.jars)

    def __len__(self):
        return len(self.jars)
"""
SHELF_TEST = """\
import unittest

from shelf import Full, Shelf


class ShelfTest(unittest.TestCase):
    def test_takes_the_last(self):
        shelf = Shelf(2)
        shelf.put("plum")
        shelf.put("pear")
        self.assertEqual(shelf.take(), "pear")
        self.assertEqual(len(shelf), 1)
        self.assertEqual(shelf.listed(), ["plum"])

    def test_full(self):
        shelf = Shelf(1, name="low")
        shelf.put("fig")
        with self.assertRaises(Full) as caught:
            shelf.put("lime")
        self.assertEqual(caught.exception.args[0], "the shelf is full")

    def test_weight(self):
        shelf = Shelf(places=3)
        shelf.put("a")
        self.assertAlmostEqual(shelf.weight(), 0.1, places=3)

    def test_its_name(self):
        self.assertEqual(Shelf(1).name, "top")

    @unittest.skip("later")
    def test_later(self):
        Shelf(0)

    def test_is_wrong(self):
        self.assertEqual(Shelf(5).take(), "nothing")
"""
CODE = '''\
def shift(text, by=1):
    """Move each letter on."""
    return "".join(chr(ord(c) + by) for c in text)


def unshift(text, by=1):
    return shift(text, -by)


def shuffle(items):
    items.sort()
'''
CODE_TEST = """\
import unittest
from code_words import shift, shuffle, unshift


class CodeTest(unittest.TestCase):
    def test_shift(self):
        self.assertEqual(shift("abc"), "bcd")
        self.assertEqual(shift("", by=4), "")
        for text, by in (("x", 2), ("hal", 1)):
            with self.subTest(text=text):
                self.assertIsInstance(shift(text, by), str)

    def test_back(self):
        self.assertEqual(unshift("bcd"), "abc")
        self.assertEqual(unshift(shift("hello", 3), 3), "hello")
        self.assertTrue(unshift("b") in ("a", "A"))

    def test_in_place(self):
        items = [2, 1]
        shuffle(items)
        self.assertEqual(items, [1, 2])

    def test_not_text(self):
        with self.assertRaises(TypeError):
            shift(5)
"""


def exercise(folder: Path, module: str, example: str, test: str) -> Path:
    files = {"solution": [f"{module}.py"], "test": [f"{module}_test.py"], "example": [".meta/example.py"]}
    return write(
        folder,
        {
            ".meta/config.json": json.dumps({"files": files, "blurb": "Ours"}),
            ".meta/example.py": example,
            f"{module}.py": "",
            f"{module}_test.py": test,
            ".docs/instructions.md": "# Instructions\n\nWrite it. ![a jar](jar.png)\n",
            ".docs/instructions.append.md": "# More\n\nRaise what is asked for.\n",
        },
    )


def test_a_class_is_recorded_as_calls_of_its_instances(
    imported: Run, tmp_path: Path, bank: Path, judge: Judge
) -> None:
    (item,) = imported(exercise(tmp_path / "shelf", "shelf", SHELF, SHELF_TEST))
    assert (item.slug, item.reason) == ("shelf", "")
    problem = Package(bank / "shelf").load()
    assert problem.kind == "class"
    assert problem.checker == Checker(name="floats", tolerance=0.0005)
    signature = problem.signature
    assert signature is not None
    assert [(p.name, p.type) for p in signature.params] == [("places", "int"), ("name", "str")]
    methods = {m.name: ([p.type for p in m.params], m.returns) for m in signature.methods}
    assert methods == {
        "put": (["str"], "None"),
        "take": ([], "str"),
        "listed": ([], "list[str]"),
        "weight": ([], "float"),
    }
    tests = {json.dumps(test.args): test.raises or test.expected for test in problem.tests}
    assert tests == {
        '[[2, "top"], [["put", ["plum"]], ["put", ["pear"]], ["take", []], ["listed", []]]]': [
            None,
            None,
            "pear",
            ["plum"],
        ],
        '[[1, "low"], [["put", ["fig"]]]]': [None],
        '[[1, "low"], [["put", ["fig"]], ["put", ["lime"]]]]': "Full",
        '[[3, "top"], [["put", ["a"]], ["weight", []]]]': [None, 0.1],
    }
    said = "\n".join(item.notes)
    for words in (
        "__len__ is used",
        "attribute name",
        "test_later left out: skipped",
        "test_is_wrong left out",
    ):
        assert words in said
    assert "its class is compared, not its message" in said
    assert "jar.png" not in problem.statement
    assert "Raise what is asked for." in problem.statement
    assert not verify(bank / "shelf", judge).failures


def test_each_function_of_an_exercise_is_a_problem(imported: Run, tmp_path: Path, bank: Path) -> None:
    items = imported(exercise(tmp_path / "code-words", "code_words", CODE, CODE_TEST))
    assert [item.slug for item in items] == ["code-words-shift", "code-words-unshift", ""]
    assert "changes its argument in place" in items[2].reason
    shift = Package(bank / "code-words-shift").load()
    assert {json.dumps(test.args): test.expected for test in shift.tests} == {
        '["abc", 1]': "bcd",
        '["", 4]': "",
        '["hello", 3]': "khoor",
    }
    assert any(note.startswith("2 × call of shift left out: line ") for note in items[0].notes)
    assert any("holds values of several types" in note for note in items[0].notes), "shift(5)"
    assert any("asserts something of the result" in note for note in items[1].notes)


def test_a_hostile_exercise_is_refused_with_its_reason(imported: Run, tmp_path: Path, bank: Path) -> None:
    folder = exercise(tmp_path / "bad", "shelf", SHELF, SHELF_TEST)
    config = json.loads((folder / ".meta/config.json").read_text())
    said = []
    for files in (
        config["files"] | {"example": ["../../etc/passwd"]},
        config["files"] | {"example": ["/etc/passwd"]},
        config["files"] | {"test": ["shelf_test.py", "more.py"]},
        {"solution": 5},
        config["files"] | {"solution": ["../a b.py"]},
    ):
        (folder / ".meta/config.json").write_text(json.dumps({"files": files}))
        (item,) = imported(folder)
        said.append(item.reason)
    assert [reason.split(" ", 1)[-1][:18] for reason in said[:2]] == ["is missing or no p"] * 2
    assert "several files" in said[2]
    assert "names no solution" in said[3]
    assert "no name of a module" in said[4]
    assert not bank.exists()
