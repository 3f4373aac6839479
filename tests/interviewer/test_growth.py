"""Claims of complexity, found in words and compared as growth rates."""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.growth import alike, claims, compare, estimate, same, slower
from mockmind_lab.interviewer.observations import observe


@pytest.mark.parametrize(
    ("text", "time", "space"),
    [
        ("O(n) time and O(1) space", "n", "1"),
        ("linear in time and constant space", "n", "1"),
        ("time is O(n log n), space O(n)", "n log n", "n"),
        ("I use O(k) extra memory and the time is O(n + k)", "n + k", "k"),
        ("It runs in n log n.", "n log n", None),
        ("quadratic, as there are two loops", "n^2", None),
        ("it is O(n^2)", "n^2", None),
        ("logarithmic time", "log n", None),
        ("O(len(nums) * k)", "n * k", None),
        ("constant memory", None, "1"),
        ("O(n log n) as each push is log n", "n log n", None),
        ("O(n), O(1)", "n", "1"),
        ("O(n). Wait, no, O(n^2)", "n^2", None),
        ("I have no idea", None, None),
    ],
)
def test_claims_are_found_with_what_they_are_of(text, time, space):
    found = {claim.of: claim.growth for claim in claims(text)}
    assert set(found) == {of for of, growth in (("time", time), ("space", space)) if growth}
    for of, growth in (("time", time), ("space", space)):
        assert growth is None or same(found[of], growth)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n*log(n)", "O(m log m)"),
        ("O(2n)", "n"),
        ("n^2", "n*n"),
        ("V + E", "e + v"),
        ("O(n²)", "n**2"),
        ("O(1)", "7"),
    ],
)
def test_the_same_rate_is_known_however_it_is_written(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("n", "n^2"), ("n", "n log n"), ("n*k", "n"), ("n + m", "n*m"), ("1", "n")]
)
def test_different_rates_are_not_the_same(one, other):
    assert not same(one, other)


def test_a_sum_is_known_in_other_letters_and_as_linear():
    assert alike("O(V + E)", "O(jobs + pairs)")
    assert alike("n", "O(jobs + pairs)")
    assert not alike("V * E", "O(jobs + pairs)")
    assert not alike("n log n", "O(jobs + pairs)")
    assert not alike("n + m", "O(n)")


@pytest.mark.parametrize(
    ("claimed", "target"),
    [
        ("O(m*n)", "O(rows × columns)"),
        ("O(n log s)", "O(floats × log streets)"),
        ("O(n²·2ⁿ)", "O(2^n × n^2)"),
        ("log n", "O(log n) per call, amortised"),
        ("O(r * b * (log p + log b))", "O(roads × battery × log(places × battery))"),
        ("O(n)", "O(total letters)"),
        ("O(n + m)", "O(campers + wishes × α)"),
        ("O(q + c*q)", "O(query × cards)"),
        ("O(k^p)", "O(values^places)"),
        ("O(nlogn)", "O(n log n)"),
        ("O(n(n+1)/2)", "O(n^2)"),
    ],
)
def test_a_target_is_known_in_other_letters_and_notations(claimed, target):
    assert alike(claimed, target)


@pytest.mark.parametrize(
    ("claimed", "target"),
    [
        ("O(s log n)", "O(floats × log streets)"),
        ("O(n log n)", "O(floats × log streets)"),
        ("O(n + m)", "O(rows × columns)"),
        ("O(n log n)", "O(log n) per call, amortised"),
        ("O(2^n)", "O(2^n × n^2)"),
        ("O(3^n)", "O(2^places)"),
        ("O(p^v)", "O(values^places)"),
        ("O(n / k)", "O(n * k)"),
        ("O(min(n, m))", "O(n * m)"),
        ("O((((", "O(n)"),
    ],
)
def test_a_claim_that_is_not_the_target_is_not_agreed_to(claimed, target):
    assert not alike(claimed, target)


def test_loops_within_a_total_and_next_to_one_place_are_not_counted_twice():
    assert not slower("n^2", "O(total letters)")
    assert slower("n^3", "O(total letters)")
    around = "range(max(0, i - 1), min(len(a), i + 2))"
    source = f"def f(a):\n for i in range(len(a)):\n  for j in {around}:\n   pass\n return 1"
    assert estimate(observe(source, "f")) == "n"


def test_code_is_slower_than_a_claim_whatever_its_letters():
    assert slower("n^2", "O(jobs + pairs)")
    assert slower("n log n", "m")
    assert not slower("n^2", "O(n * k)")
    assert not slower("n", "2^n")


def test_rates_are_ordered_where_they_can_be():
    assert compare("log n", "n") == -1
    assert compare("n^3", "n log n") == 1
    assert compare("2^n", "n!") == -1
    assert compare("n*k", "n") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(a):\n for x in a:\n  for y in a:\n   pass\n return 1", "n^2"),
        ("def f(a):\n return sorted(a)[0]", "n log n"),
        ("def f(a):\n for x in a:\n  pass\n return 1", "n"),
        ("def f(a):\n while a:\n  a //= 2\n return 1", None),
        ("def f(a):\n ...", None),
    ],
)
def test_the_cost_of_plain_loops_and_sorts_is_estimated(source, expected):
    assert estimate(observe(source, "f")) == expected
