"""Markdown of a host, for a terminal."""

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
