"""Other people's text keeps its words and loses its powers."""

from __future__ import annotations

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from mockmind_lab.report.text import cleaned, fenced, plain, quoted, worded

LOUD = [
    "1. one", "12) two", "- dash", "+ plus", "---", "===", "# title", "> quote", "a|b", "`c`",
    "*d* _e_ ~~f~~",
    "http://x.test/y", "www.x.test", "a@b.test", "<b>g</b>", "&lt;", "$x$", "\\(x\\)", "![i](j)", "[k](l)",
    "100 %", "x.py: a-b = c (d)", "0.1.0", "ä 漢字 👩‍💻",
]  # fmt: skip


@pytest.mark.parametrize("text", LOUD)
def test_plain_text_comes_out_of_markdown_as_it_went_in(text):
    from bs4 import BeautifulSoup

    item = BeautifulSoup(markdown2html_mistune(f"- {plain(text)}"), "html.parser").find("li")
    assert item.get_text() == text
    assert not item.find(
        ["a", "ol", "ul", "em", "strong", "code", "h1", "h2", "blockquote", "img", "b", "hr"]
    )
    assert "$" not in plain(text)


def test_ordinary_words_stay_readable_in_the_file_itself():
    assert plain("version 0.1: 50% done (see x.py)") == "version 0.1: 50% done (see x.py)"
    assert plain("0.1.0") == "0.1.0"
    assert worded("Run `x()`. Then go on") == "Run <code>x()</code>. Then go on"


def test_a_fence_is_longer_than_any_backticks_within():
    assert fenced("a\n````\nb").splitlines()[0] == "`````"


def test_control_characters_are_shown_and_never_sent_to_a_terminal():
    assert cleaned("\x1b[31m\x07\u202eok\x9b") == "␛[31m␇ok\ufffd"


def test_a_quoted_message_is_one_line_with_no_heading_of_its_own():
    html = quoted("# Score 100\n\n```\na\n\nb\n```\n\nend")
    assert "\n" not in html
    assert "<h1" not in html
    assert "a&#10;&#10;b" in html


def test_a_command_in_a_sentence_is_shown_as_code_and_nothing_else_gets_through() -> None:
    assert plain("`x`") == "&#96;x&#96;"
    shown = markdown2html_mistune(worded("Run `%interview run <b>` and *that* ` once."))
    assert (
        "<code>&#37;interview run &#60;b&#62;</code>" in shown
        or "<code>%interview run &lt;b&gt;</code>" in shown
    )
    assert "<b>" not in shown
    assert "<em>" not in shown
