"""Markdown of a host, for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockmind_lab.kernel.render import bundle, error_text, inert, plain


def test_a_table_is_aligned():
    table = "| test | kind | CPU |\n|---:|---|---:|\n| 1 | example | 3 ms |\n| 10 | a \\| b | 12 ms |"
    assert plain(table).splitlines() == [
        "test  kind       CPU",
        "────  ───────  ─────",
        "   1  example   3 ms",
        "  10  a | b    12 ms",
    ]


def test_marks_are_taken_off_and_code_is_left_alone():
    assert plain("## A *good* one ##") == "A good one\n──────────"
    assert plain("**Score: 3** of `a*b*c` and ``x`y``") == "Score: 3 of a*b*c and x`y"
    assert plain("2 * 3 * 4, a_b_c, \\*kept\\*") == "2 * 3 * 4, a_b_c, *kept*"
    assert plain("**`solve` is good**") == "solve is good"
    assert plain("[the docs](https://example.org/x)") == "the docs (https://example.org/x)"


def test_emphasis_within_emphasis_is_taken_off_and_what_nobody_closes_stays():
    assert plain("**bold *and* more**, ***both***, *a **b***") == "bold and more, both, a b"
    assert plain("f(*args, **kwargs)") == "f(*args, **kwargs)"
    assert plain("2*3*4, **** and * a *") == "2*3*4, **** and * a *"


HOSTILE = [
    "*a ",
    "**a *b ",
    "`a ",
    "[",
    "[a](",
    "\\",
    "# ",
    " #",
    "> ",
    "> \n",
    "| ",
    "|-",
    "|\n",
    "```\n",
    "\n> ```",
    "&lt;",
]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("before", ["", "|a|\n|-|\n|", "|a" * 5_000 + "\n|-|\n"])
def test_hostile_text_of_any_length_is_rendered_at_once(before, part):
    """Before this was linear, some of these took minutes, and one ended in RecursionError."""
    plain(before + part * 40_000)


def test_quotes_in_quotes_are_indented_down_to_a_depth():
    assert plain("> > a\n> b") == "    a\n  b"
    assert plain("> " * 9999).strip().startswith("> >")


def test_one_wide_cell_does_not_pad_every_row():
    table = "|a|b|\n|-|-|\n|" + "x" * 10_000 + "|1|\n" + "|y|2|\n" * 1000
    assert len(plain(table)) < 200_000


def test_code_blocks_are_indented_and_nothing_in_them_changes():
    assert plain("so:\n\n````python\nx = '**'\n```\n\n\n# y\n````\nthen") == (
        "so:\n\n    x = '**'\n    ```\n\n    # y\nthen"
    )


def test_what_the_interviewer_said_is_indented():
    assert plain("> **Interviewer:** Hello\n> `there`\n\nNow") == "  Interviewer: Hello\n  there\n\nNow"


def test_an_error_is_one_line_in_which_nothing_is_markup_but_code():
    told = error_text("Unknown <img src=x onerror=alert(1)>\n*a* [b](c) `%interview help`.")
    assert "\n" not in told
    assert "<img" not in told
    assert "`%interview help`" in told
    assert plain(told) == "⚠ Unknown <img src=x onerror=alert(1)> *a* [b](c) %interview help."


words = st.text(alphabet=st.characters(exclude_characters="`&>|", exclude_categories=["Cs", "Cc", "Z"]))


@given(words)
def test_inert_text_reads_the_same_in_a_terminal(text):
    assert plain(inert(text)) == text


@given(st.text(max_size=300))
def test_any_text_at_all_is_rendered(text):
    assert set(bundle(text)) == {"text/markdown", "text/plain"}
