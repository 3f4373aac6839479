"""TeX in Markdown: what counts as a formula, and that it stays inert."""

from __future__ import annotations

import pytest

from mockmind_lab.core.markup import to_html


@pytest.mark.parametrize(
    ("markdown", "formulas"),
    [
        ("in $O(n \\log n)$ time", ["O(n \\log n)"]),
        ("$a_i*b*c_j$ and $$x$$.", ["a_i*b*c_j", "x"]),
        ("from $5 to $6 each, US$5$ or 7 $", []),
        ("$HOME/$USER, `$x$` and \\$x$", []),
    ],
)
def test_a_formula_is_told_from_a_price(markdown: str, formulas: list[str]) -> None:
    html = to_html(markdown, formulas=True)
    assert html.count("jp-mockmind-math") == len(formulas)
    for tex in formulas:
        assert f'<code class="jp-mockmind-math">${tex}$</code>' in html
    assert "jp-mockmind-math" not in to_html(markdown)


def test_a_formula_carries_no_html() -> None:
    html = to_html('$<img src=x onerror="alert(1)">$', formulas=True)
    assert "<img" not in html
    assert "&lt;img" in html
