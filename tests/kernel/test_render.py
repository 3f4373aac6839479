"""Markdown of a host, for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockmind_lab.kernel.render import bundle, error_text, hanging, inert, plain


def test_a_table_is_aligned():
    table = "| test | kind | CPU |\n|---:|---|---:|\n| 1 | example | 3 ms |\n| 10 | a \\| b | 12 ms |"
    assert plain(table).splitlines() == [
        "test  kind       CPU",
        "────  ───────  ─────",
        "   1  example   3 ms",
        "  10  a | b    12 ms",
    ]


def test_marks_are_taken_off_but_code_keeps_its_own():
    assert plain("## A *good* one ##") == "A good one\n──────────"
    assert plain("**Score: 3** of `a*b*c` and ``x`y``") == "Score: 3 of `a*b*c` and ``x`y``"
    assert plain("2 * 3 * 4, a_b_c, \\*kept\\*") == "2 * 3 * 4, a_b_c, *kept*"
    assert plain("**`solve` is good**") == "`solve` is good"
    assert plain("[the docs](https://example.org/x)") == "the docs (https://example.org/x)"


def test_code_is_told_from_the_words_around_it():
    assert plain("`values` says which value, in cents") == "`values` says which value, in cents"
    told = "⚠ Unknown problem 'nosuch'. `mockmind problems list` shows them all."
    assert plain(error_text(told.removeprefix("⚠ "))) == told
    assert plain("| x |\n|---|\n| `all of it` |\n| takes `n` |").splitlines()[2:] == [
        "all of it",
        "takes `n`",
    ]


def test_a_title_within_a_sentence_is_quoted_and_stress_and_asides_are_not():
    assert plain("With one hint on *The round garden*, *that* is behind us.") == (
        "With one hint on “The round garden”, that is behind us."
    )
    assert plain("The edges were *an empty list* and *Zero*") == "The edges were “an empty list” and “Zero”"
    assert plain("*Taken from cell [1].*") == "Taken from cell [1]."
    assert plain("*12 ms, 3 MiB*") == "12 ms, 3 MiB"
    assert plain('Called "*The garden*" here') == 'Called "The garden" here'


def test_emphasis_within_emphasis_is_taken_off_and_what_nobody_closes_stays():
    assert plain("**bold *and* more**, ***both***, *a **b***") == "bold and more, both, “a b”"
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


@pytest.mark.parametrize("columns", ["80", "100"])
def test_a_table_is_wrapped_to_the_terminal_in_its_last_column(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    why = "It passed all the tests that there are, and needed one hint for that. " * 3
    lines = plain(
        f"| | points | why |\n|---|---:|---|\n| Correct | 40 | {why}|\n| Clear | 9 | – |"
    ).splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert lines[2].startswith("Correct      40  It passed")
    assert len(lines[3]) - len(lines[3].lstrip()) == 17
    assert " ".join(" ".join(lines[2:-1]).split()) == f"Correct 40 {why.strip()}"


def test_where_the_last_column_is_narrow_the_widest_other_gives_way(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    told = plain("| a | b | c |\n|---|---|---|\n| " + "so " * 60 + "| x | y |")
    assert max(map(len, told.splitlines())) <= 80


def test_text_hangs_below_its_beginning():
    assert hanging("lonely-gloves  ", "arrays, hash maps, greedy", 35) == (
        "lonely-gloves  arrays, hash maps,\n               greedy"
    )


def test_code_blocks_are_indented_and_nothing_in_them_changes():
    assert plain("so:\n\n````python\nx = '**'\n```\n\n\n# y\n````\nthen") == (
        "so:\n\n    x = '**'\n    ```\n\n    # y\nthen"
    )


def test_what_the_interviewer_said_is_indented():
    assert plain("> **Interviewer:** Hello\n> `there`\n\nNow") == "  Interviewer: Hello\n  `there`\n\nNow"


def test_an_error_is_one_line_in_which_nothing_is_markup_but_code():
    told = error_text("Unknown <img src=x onerror=alert(1)>\n*a* [b](c) `%interview help`.")
    assert "\n" not in told
    assert "<img" not in told
    assert "`%interview help`" in told
    assert plain(told) == "⚠ Unknown <img src=x onerror=alert(1)> *a* [b](c) `%interview help`."


words = st.text(alphabet=st.characters(exclude_characters="`&>|", exclude_categories=["Cs", "Cc", "Z"]))


@given(words)
def test_inert_text_reads_the_same_in_a_terminal(text):
    assert plain(inert(text)) == text


@given(st.text(max_size=300))
def test_any_text_at_all_is_rendered(text):
    assert set(bundle(text)) == {"text/markdown", "text/plain"}
