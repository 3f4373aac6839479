"""Code and pseudo-code near a reference solution, over the bank's own."""

from __future__ import annotations

import re

import pytest

from mockmind_lab.interviewer.codeguard import CodeGuard
from mockmind_lab.library import Library

BANK = {
    slug: [s.source for s in Library().submissions(slug) if s.kind == "accepted" and s.language == "python"]
    for slug in Library().slugs()
}
HARMLESS = (
    "What does `prices[0]` hold when the list is empty?",
    "Try it on `[3, 1, 2]`: what does your loop do in its second round?",
    "```python\nfor price in prices:\n    print(price)\n```\nWhat would this print?",
    "Your `total = 0` stands before the loop; is that where it should be?",
    "You return inside of the loop. Which case is lost by that?",
    "If I gave you a million rows, how long would it run, and what would you change?",
)


@pytest.mark.parametrize("slug", BANK)
def test_a_solution_is_known_again_whole_renamed_and_in_part(slug: str) -> None:
    assert BANK[slug]
    for source in BANK[slug]:
        guard = CodeGuard(BANK[slug])
        assert guard.leak(f"Here:\n```python\n{source}\n```")
        assert guard.leak(f"Like this:\n```\n{renamed(source)}\n```")
        half = source.splitlines()[len(source.splitlines()) // 3 :]
        assert guard.leak("```\n" + "\n".join(half) + "\n```"), source


@pytest.mark.parametrize("slug", BANK)
def test_what_an_interviewer_says_is_let_through(slug: str) -> None:
    guard = CodeGuard(BANK[slug])
    assert [text for text in HARMLESS if guard.leak(text)] == []


@pytest.mark.parametrize("slug", BANK)
def test_the_candidates_own_code_may_be_quoted_to_them(slug: str) -> None:
    source = BANK[slug][0]
    assert CodeGuard(BANK[slug], [source]).leak(f"You wrote:\n```python\n{source}\n```\nWhy?") is None


def test_a_solution_in_another_language_is_known_again() -> None:
    cpp = "int f(vector<int> a) { int s = 0; for (int x : a) { if (x > s) { s = x; } } "
    cpp += "return s * 2 + a.size(); }"
    other = cpp.replace("x", "value").replace(" s ", " best ")
    guard = CodeGuard([cpp])
    assert guard.leak(f"```cpp\n{other}\n```")
    assert guard.leak("```cpp\nfor (int i = 0; i < 3; i++) { cout << i; }\n```") is None


def test_a_solution_in_steps_is_known_again() -> None:
    source = (
        "def f(xs):\n    seen = {}\n    best = 0\n    for i, x in enumerate(xs):\n        if x in seen:\n"
        "            best = max(best, i - seen[x])\n        seen[x] = i\n    return best\n"
    )
    steps = (
        "1. Keep a map of where each was seen.\n2. Set the best to zero.\n3. For each item:\n"
        "4. If it was seen before,\n5. set the best to the larger.\n6. Store its place.\n7. Return the best."
    )
    assert CodeGuard([source]).leak(steps)


def renamed(source: str) -> str:
    """The same program with other local names."""
    keep = {"for", "in", "if", "else", "elif", "while", "return", "def", "not", "and", "or", "is", "import"}
    assigned = set(re.findall(r"\b([a-z_]\w*)\s*(?:,\s*\w+\s*)*=[^=]", source))
    assigned |= set(re.findall(r"\bfor (\w+)", source))
    for name in assigned - keep:
        source = re.sub(rf"(?<![.\w]){name}\b", f"{name}_other", source)
    return source
