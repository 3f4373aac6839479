"""Comparing, decoding and showing values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockmind_lab.errors import Refused
from mockmind_lab.judge.checkers import CHECKERS, TEXT_CHECKERS, any_of, exact, floats, unordered
from mockmind_lab.judge.decode import Garbled, Returned, decode_record
from mockmind_lab.judge.values import clean_text, coerce, encode_arguments, show

LIMIT = 1 << 16


@pytest.mark.parametrize(
    ("expected", "got"), [(1, True), (0, False), (1, 1.0), ("1", 1), ([1], [True]), ({1: 2}, {True: 2})]
)
def test_exact_tells_equal_values_of_other_types_apart(expected: Any, got: Any):
    assert exact(expected, expected)
    assert not exact(expected, got)
    assert not exact(got, expected)


def test_unordered_counts_items_and_keeps_their_inner_order():
    assert unordered([[1, 2], [3], [3]], [[3], [1, 2], [3]])
    assert not unordered([[1, 2]], [[2, 1]])
    assert not unordered([1, 1, 2], [1, 2, 2])
    assert not unordered([1], [True])


def test_floats_are_close_absolutely_or_relatively():
    assert floats([1.0, {"a": 1e12}], [1.0000001, {"a": 1e12 + 1}], 1e-6)
    assert not floats(1.0, 1.1, 1e-6)
    assert not floats(1.0, True, 1e-6)
    assert not floats([1.0], [1.0, 2.0], 1e-6)
    assert not floats(1.0, 10**400, 1e-6)


def test_any_of_takes_one_of_the_answers():
    assert any_of([[1, 2], [2, 1]], [2, 1])
    assert not any_of([[1, 2], [2, 1]], [1])
    assert not any_of([1], True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"value": NaN}',
        b'{"value": -Infinity}',
        b'{"value": 1e999}',
        b'{"value": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"value": ' + b"9" * 5000 + b"}",
        b'{"value": "\\ud800"}',
        b'{"value": {"\\udfff": 1}}',
        b'{"value": {"a": 1, "a": 2}}',
        b'{"value": 1, "value": 1}',
        b'{"value": 1, "more": 1}',
        b'{"value": {"$pairs": [[1]]}}',
        b'{"value": {"$pairs": [[1, 2], [true, 3]]}}',
        b'{"value": {"$pairs": [[{}, 2]]}}',
        b'{"value": {"$pairs": 3}}',
        b'{"raised": 1, "bases": [], "message": "", "traceback": ""}',
        b'{"raised": "E"}',
        b'{"unserialisable": []}',
        b"x" * (1 << 18),
        b'{"value": "' + b"x" * (1 << 18) + b'"}',
    ],
)
def test_what_the_harness_does_not_write_is_garbled(data: bytes):
    assert isinstance(decode_record(data, LIMIT), Garbled)


@given(st.binary() | st.text().map(lambda text: json.dumps({"value": text}).encode()))
def test_decoding_never_raises(data: bytes):
    decode_record(data, LIMIT)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@given(_VALUES)
def test_a_value_comes_out_as_it_went_in(value: Any):
    record = decode_record(b'{"value":' + encode_arguments(value) + b"}", LIMIT)
    assert isinstance(record, Returned)
    assert exact(value, record.value)


@pytest.mark.parametrize("value", [{1}, object(), float("nan"), [float("inf")]])
def test_what_can_not_be_passed_in_is_refused(value: Any):
    with pytest.raises(Refused, match="can't be passed"):
        encode_arguments([value])


@pytest.mark.parametrize(
    ("value", "declared", "coerced"),
    [
        (1, "float", 1.0),
        (True, "float", True),
        (2**60, "float", 2**60),
        ([1, None], "list[float | None]", [1.0, None]),
        ({"3": [1]}, "dict[int, list[float]]", {3: [1.0]}),
        ({"a": 1}, "dict[str, int]", {"a": 1}),
        (1, "int", 1),
        ("x", "list[int]", "x"),
    ],
)
def test_a_declared_type_says_what_a_value_is(value: Any, declared: str, coerced: Any):
    assert exact(coerce(value, declared), coerced)


def test_long_values_and_control_characters_are_shown_tamely():
    assert len(show(list(range(10_000)))) < 400
    assert show("\x1b[2J") == r"'\x1b[2J'"
    assert clean_text(b"a\x1b]0;x\x07\tb\n\xff", 100) == "a\\x1b]0;x\\x07\tb\n\ufffd"
    assert clean_text("\u202eabc", 100) == "\\u202eabc"
    assert len(clean_text("x" * 10_000, 100)) == 100


def test_every_checker_a_problem_can_name_is_there():
    from typing import get_args

    from mockmind_lab.core.problem import Checker

    named = set(get_args(Checker.model_fields["name"].annotation)) - {"custom"}
    assert named - {"tokens"} == set(CHECKERS)
    assert named == set(TEXT_CHECKERS)


@pytest.mark.parametrize(
    ("name", "expected", "right", "wrong"),
    [
        ("exact", "1 2\n3\n", ["1 2\n3", "1 2  \n3\n\n"], ["1  2\n3", "1 2 3", "3\n1 2", ""]),
        ("tokens", "1 2\n3\n", ["1 2 3", "1\n2\n\n3"], ["1 2", "12 3", "1 3 2", "1.0 2 3"]),
        (
            "floats",
            "0.5 x\n",
            ["0.5000001\nx", ".5 x", "5e-1 x"],
            ["0.6 x", "0.5", "0_.5 x", "nan x", "0.5 y"],
        ),
        ("unordered", "a b\nc\n", ["c\na b", "a b \nc"], ["b a\nc", "a b\nc\nc", "a b"]),
        ("any_of", ["yes\n", "y\n"], ["yes", "y \n"], ["no", "yes\ny", ""]),
    ],
)
def test_text_is_compared_as_the_problem_wants_it(
    name: str, expected: Any, right: list[str], wrong: list[str]
):
    check = TEXT_CHECKERS[name]
    assert [text for text in right if not check(expected, text, 1e-6)] == []
    assert [text for text in wrong if check(expected, text, 1e-6)] == []
