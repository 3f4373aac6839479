"""Recursion that multiplies is told from other recursion, and no claim about it is agreed to unseen."""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.growth import estimate
from mockmind_lab.interviewer.observations import observe
from mockmind_lab.interviewer.phrases import phrases, said_in
from mockmind_lab.library import Library
from tests.interviewer.conftest import Talk, judged

TWO = "def f(a):\n    if not a:\n        return 0\n    return f(a[1:]) + f(a[1:])\n"
ONE_OF_TWO = "def f(n):\n    if n % 2:\n        return f(n - 1)\n    return f(n - 2)\n"


@pytest.mark.parametrize(
    ("source", "cost"),
    [
        (TWO, "2^n"),
        ("def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n", "2^n"),
        (
            "def f(i):\n    if i == 9:\n        return 0\n    x = f(i + 1)\n    return x + f(i + 1)\n",
            "2^n",
        ),
        ("def f(a, i):\n    if i:\n        return 1\n    return max(f(a, i + 1) for x in a)\n", "2^n"),
        ("def f(a):\n    if not a:\n        return 0\n    return a[0] + f(a[1:])\n", "n^2"),
        ("def f(a):\n    return 0 if len(a) < 2 else f(a[1:-1])\n", "n^2"),
        (ONE_OF_TWO, None),
        ("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\n", None),
        ("def f(t):\n    return 1 + f(t.left) + f(t.right) if t else 0\n", None),
        ("def f(a):\n    m = len(a) // 2\n    return f(a[:m]) + f(a[m:]) if m else a\n", None),
        (
            "@cache\ndef f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n",
            None,
        ),
        ("def f(n, k={}):\n    if n not in k:\n        k[n] = f(n - 1) + f(n - 2)\n    return k[n]\n", None),
        (
            "def f(g, r, c):\n    if g[r][c]:\n        return 0\n    g[r][c] = 1\n"
            "    return f(g, r + 1, c) + f(g, r - 1, c)\n",
            None,
        ),
    ],
)
def test_the_cost_of_recursion_is_told_only_where_it_is_certain(source, cost):
    assert estimate(observe(source, "f")) == cost


def review(source: str, claim: str) -> tuple[Talk, list[str]]:
    """The replies to ``claim`` about accepted code, and to standing by it."""
    problem = Library(index_file="").get("lonely-gloves")
    talk = Talk([problem]).begin()
    talk.write(source)
    talk.submit(judged(problem, passing=99))
    return talk, [said for text in (claim, f"{claim} I am sure.") for said in talk.say(text)]


def agrees(said: str) -> bool:
    families = ("review.complexity_right", "review.complexity_fits", "review.complexity_uncounted")
    return any(said_in(said.lower(), way) for family in families for way in phrases().families[family])


@pytest.mark.parametrize(
    "step", ["unpaired(gloves[1:]) + unpaired(gloves[1:])", "gloves[:1] + unpaired(gloves[1:])"]
)
def test_a_claim_too_small_for_what_the_recursion_does_is_doubted_and_never_agreed_to(step):
    source = f"def unpaired(gloves):\n    if not gloves:\n        return []\n    return {step}\n"
    talk, said = review(source, "It is O(n).")
    assert not any(map(agrees, said))
    assert "`unpaired` calling itself" in said[0]
    assert not any("that is the target." in note.note for note in talk.notes)


def test_of_recursion_that_nobody_counted_a_right_claim_is_not_said_to_be_what_the_code_takes():
    source = "def unpaired(gloves, at=0):\n    return unpaired(gloves, at + 1) if at < len(gloves) else []\n"
    talk, said = review(source, "It is O(n).")
    assert not any(said_in(said[0].lower(), way) for way in phrases().families["review.complexity_right"])
    assert any("that is the target." in note.note for note in talk.notes)


def test_the_claim_that_is_exponential_is_accepted_of_exponential_code():
    assert observe(TWO, "f").has(FactKind.BRANCHING)
    _, said = review(TWO.replace("f(", "unpaired("), "It is O(2^n).")
    assert agrees(said[0])
