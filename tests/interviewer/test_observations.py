"""What is seen in code by its syntax tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.growth import estimate
from mockmind_lab.interviewer.observations import observe

CASES = {
    FactKind.NESTED_LOOP: ("def f(a: list[int]):\n for i in a:\n  for j in a:\n   pass\n return 1", "i", 2),
    FactKind.LOOP: ("def f(a):\n for x in a:\n  print(x)\n return a", "x", 2),
    FactKind.WHILE: ("def f(a):\n while a > 1:\n  a -= 1\n return a", "a > 1", 2),
    FactKind.RECURSION: ("def f(a):\n if not a:\n  return 0\n return f(a - 1)", "f", 1),
    FactKind.BRANCHING: ("def f(a):\n return f(a - 1) + f(a - 2) if a else 1", "f", 1),
    FactKind.PEELING: ("def f(a):\n return f(a[1:]) if a else 0", "f", 1),
    FactKind.NO_BASE_CASE: ("def f(a):\n return f(a - 1)", "f", 1),
    FactKind.MEMO: ("@lru_cache(None)\ndef f(a):\n return a", "f", 2),
    FactKind.SORT: ("def f(a):\n b = sorted(a)\n return b", "a", 2),
    FactKind.DICT: ("def f(a):\n seen = {}\n return seen, a", "seen", 2),
    FactKind.SET: ("def f(a):\n seen = set()\n return seen, a", "seen", 2),
    FactKind.DEQUE: ("def f(a):\n q = deque()\n return q, a", "q", 2),
    FactKind.HEAP: ("def f(a):\n heapq.heappush(h, a)\n return h", "h", 2),
    FactKind.BISECT: ("def f(a):\n return bisect_left(a, 3)", "a", 2),
    FactKind.LINEAR_SEARCH: ("def f(a: list[int]):\n for x in a:\n  if x + 1 in a:\n   return x", "a", 3),
    FactKind.POP_FRONT: ("def f(a):\n while a:\n  a.pop(0)\n return a", "a", 3),
    FactKind.SLICE_IN_LOOP: ("def f(a):\n for i in a:\n  print(a[1:])\n return a", "a", 3),
    FactKind.MUTATES_ARGUMENT: ("def f(a):\n a.sort()\n return a", "a", 1),
    FactKind.UNUSED_ARGUMENT: ("def f(a, b):\n return a", "b", 1),
    FactKind.EMPTY_CHECK: ("def f(a: list[int]):\n if not a:\n  return 0\n return a[0]", "a", 1),
    FactKind.NO_EMPTY_CHECK: ("def f(a: list[int]):\n return a[0]", "a", 1),
    FactKind.EARLY_RETURN: ("def f(a):\n for x in a:\n  return x\n return 0", "f", 3),
    FactKind.NO_RETURN: ("def f(a):\n b = a", "f", 1),
    FactKind.PRINTS: ("def f(a):\n print(a)\n return a", "f", 2),
    FactKind.STUB: ('def f(a):\n """Doc."""\n ...', "f", 1),
    FactKind.NO_ENTRY: ("def g(a):\n return a", "f", 1),
    FactKind.SYNTAX_ERROR: ("def f(a:\n", "'(' was never closed", 1),
}


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_of_fact_is_seen_with_its_name_and_line(kind):
    source, name, line = CASES[kind]
    fact = observe(source, "f").first(kind)
    assert fact is not None
    assert (fact.name, fact.line) == (name, line)


def test_every_kind_of_fact_has_a_case():
    assert set(CASES) == set(FactKind)


def test_plain_code_has_none_of_the_troubling_facts():
    source = "def f(a: list[int]) -> int:\n if not a:\n  return 0\n return a[0]"
    kinds = {fact.kind for fact in observe(source, "f").facts}
    assert kinds == {FactKind.EMPTY_CHECK}


def test_a_set_searched_in_a_loop_is_no_linear_search():
    source = "def f(a: list[int]):\n a = set(a)\n for x in a:\n  if x + 1 in a:\n   return x"
    assert not observe(source, "f").has(FactKind.LINEAR_SEARCH)


def test_a_while_within_a_loop_is_not_told_as_pairs():
    seen = observe("def f(a):\n for x in a:\n  while x > 1:\n   x //= 2\n return a", "f")
    assert not seen.has(FactKind.NESTED_LOOP)
    assert seen.has(FactKind.WHILE)
    assert seen.unsure


def test_a_piece_of_one_element_is_no_slow_step():
    assert not observe("def f(a):\n for x in a:\n  print(x[1:])\n return a", "f").has(FactKind.SLICE_IN_LOOP)


def test_a_loop_that_goes_round_as_often_for_any_input_does_not_count():
    assert observe('def f(a):\n for x in a:\n  for y in "LR":\n   pass\n return 1', "f").loop_depth == 1


def test_a_branch_makes_a_base_case():
    assert not observe("def f(n):\n return 1 if n < 2 else f(n - 1)", "f").has(FactKind.NO_BASE_CASE)


def test_methods_that_call_themselves_are_seen():
    source = "class F:\n def go(self, n):\n  if n:\n   return self.go(n - 1)\n  return 0"
    seen = observe(source, "F")
    assert seen.written
    assert seen.first(FactKind.RECURSION).name == "go"


def test_loops_of_comprehensions_count_for_depth():
    assert observe("def f(a):\n return [x for x in a for y in a]", "f").loop_depth == 2


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\0",
        "x" * 200_000,
        "(" * 500,
        "def f(:",
        "-" * 5000 + "1",
        "def f(a):\n return " + "a+" * 3000 + "a",
    ],
)
def test_no_source_makes_it_raise(source):
    observe(source, "f")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(alphabet="def f(a):\n [i]=,.rturn+'while", max_size=80))
def test_random_text_never_makes_it_raise(source):
    observe(source, "f")


def test_a_loop_over_what_an_outer_one_has_in_hand_tells_no_square():
    source = "def f(names):\n for name in names:\n  for letter in name:\n   print(letter)\n return names"
    assert observe(source, "f").unsure
    assert estimate(observe(source, "f")) is None
    pairs = source.replace("in name:", "in names:")
    assert estimate(observe(pairs, "f")) == "n^2"


@pytest.mark.parametrize("body", ["return None", "return", '"""Soon."""\n return None'])
def test_a_body_that_returns_nothing_is_a_stub_whose_arguments_are_not_asked_after(body: str):
    seen = observe(f"def f(a):\n {body}", "f")
    assert seen.has(FactKind.STUB)
    assert not seen.has(FactKind.UNUSED_ARGUMENT)
