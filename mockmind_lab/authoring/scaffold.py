"""A new package to fill in: it loads from the first moment, and its comments say what goes where."""

from __future__ import annotations

from pathlib import Path

from mockmind_lab.authoring.write import make_folder, write_files
from mockmind_lab.library import Package

__all__ = ["KINDS", "write_scaffold"]

KINDS = ("function", "class", "stdio")

_MANIFEST = """\
schema_version: 1
title: {title}
difficulty: medium # easy, medium or hard
topics: [arrays] # two or three, the main one first; `mockmind problems stats` shows the usual words
kind: {kind}
{signature}limits: # of a test; at least 3 times the slowest accepted one, at most half of what is too slow
  cpu_seconds: 1.0
  wall_seconds: 5.0
# checker: {{name: unordered}} # if not exact: unordered, floats (with tolerance: 1e-6) or any_of
complexity: # what a good solution reaches
  time: O(n)
  space: O(1)
faq: # what a good candidate asks; the keywords are words of the question
  - question: Can there be no numbers at all?
    answer: Yes, then the total is zero.
    keywords: [empty, none, zero, no numbers]
follow_ups: # at least two, for whoever is done early
  - What changes if the numbers arrive one by one and never end?
  - What changes if they do not fit into memory?
edge_cases: # what a candidate should think of
  - no numbers
rubric: # of this very problem
  strong: Says what a strong answer looks like here.
  fair: Says what a fair answer looks like here.
  weak: Says what a weak answer looks like here.
"""

_SIGNATURES = {
    "function": """\
signature: # types: int float bool str list[T] dict[str, T] dict[int, T] T | None ListNode[int] TreeNode[int]
  entry_point: total
  params:
    - {name: numbers, type: "list[int]"}
  returns: int
  summary: Return the sum of the numbers.
""",
    "class": """\
signature: # params are the constructor's; types: int float bool str list[T] dict[str, T] T | None ...
  entry_point: Total
  params:
    - {name: start, type: int}
  methods:
    - name: add
      params: [{name: number, type: int}]
      returns: int
      summary: Add a number and return the total.
  summary: A running total.
""",
    "stdio": "",
}

_STATEMENT = """\
# {title}

{task}

## Examples

### Example 1

```text
Input:  {first}
Output: {answer}
```

All of them, added up.

## Constraints

- There are 0 to 10,000 numbers, each from -1,000 to 1,000.
"""

_HINTS = """\
# Hints

Each level has a heading and, from the second on, its keys: words that give its idea away. Neither the
statement nor the FAQ nor a hint before may hold one of them.

## Level 1: nudge

A question that makes one look in the right direction.

## Level 2: approach
<!-- keys: words of the approach -->

The idea, without code.

## Level 3: near-solution
<!-- keys: words of the steps -->

The steps, nearly code.
"""

_IDEAS = """\
# For the leak guard alone: 8 to 12 things an interviewer could say that give each hint away in other words
# (a suggestion, a question, a remark, a name), and 6 to 10 that use the same words and tell nothing (about
# the task, its tests, edge cases, or what the candidate wrote). Without this file it goes by the hints.
schema_version: 1
tells:
  - level: 1
    texts:
      - Ask yourself what has to be known about the numbers that went by.
  - level: 2
    texts:
      - It would do to carry one value along.
  - level: 3
    texts:
      - Begin with zero, go over them all and add.
harmless:
  - Can there be a number that is below zero?
  - What does your code print for the first example?
"""

_GENERATOR = '''\
"""generate(seed, size) returns a test's args; size 0 asks for the seed-th hand-picked case.

The same seed and size must always give the same; standard library only, it runs in the sandbox.
"""

from random import Random

CASES = [[], [0], [-1, 1], [5, 5, 5]]


def generate(seed: int, size: int) -> list:
    random = Random(f"{slug} {{seed}} {{size}}")
    numbers = list(CASES[seed]) if size == 0 else [random.randint(-1000, 1000) for _ in range(size)]
    return {args}
'''

_TASK = {
    "function": (
        "Write `total`, which returns the sum of the numbers.",
        "numbers = [1, 2, 3]",
        "6",
        "[numbers]",
        [("[[1, 2, 3]]", "6"), ("[[]]", "0")],
        "def total(numbers):\n    return {body}\n",
        ("sum(numbers)", "sum(abs(n) for n in numbers)", "sum(set(numbers))", "sum(numbers[1:])"),
    ),
    "class": (
        "Write the class `Total`, whose method `add` returns the sum so far.",
        'arguments = [0]\n        calls = [["add", [1]], ["add", [2]]]',
        "[1, 3]",
        '[[0], [["add", [n]] for n in numbers]]',
        [('[[0], [["add", [1]], ["add", [2]]]]', "[1, 3]"), ("[[0], []]", "[]")],
        "class Total:\n    def __init__(self, start):\n        self.seen = [start]\n\n"
        "    def add(self, number):\n        self.seen.append(number)\n        return {body}\n",
        ("sum(self.seen)", "sum(map(abs, self.seen))", "sum(set(self.seen))", "number"),
    ),
    "stdio": (
        "Read numbers from standard input, one a line, and print their sum.",
        'text = "1\\n2\\n3\\n"',
        '"6\\n"',
        '["".join(f"{n}\\n" for n in numbers)]',
        [('["1\\n2\\n3\\n"]', '"6\\n"'), ('[""]', '"0\\n"')],
        "import sys\n\nnumbers = [int(line) for line in sys.stdin]\nprint({body})\n",
        ("sum(numbers)", "sum(abs(n) for n in numbers)", "sum(set(numbers))", "sum(numbers[1:])"),
    ),
}
_WRONG = {
    "ignores_signs": "a minus sign means nothing",
    "drops_repeats": "a number that comes again counts only once",
    "forgets_the_first": "what came first does not count",
}
"""Each wrong answer with its belief, a clause that can follow ``you take it that``."""


def write_scaffold(slug: str, bank: str | Path, *, kind: str = "function") -> Package:
    """Write the package ``bank/<slug>`` of ``kind`` and return it; raises as ``write_package`` does."""
    title = slug.replace("-", " ").capitalize()
    task, first, answer, args, tests, solution, bodies = _TASK[kind]
    texts = {
        "problem.yaml": _MANIFEST.format(title=title, kind=kind, signature=_SIGNATURES[kind]),
        "statement.md": _STATEMENT.format(title=title, task=task, first=first, answer=answer),
        "hints.md": _HINTS,
        "ideas.yaml": _IDEAS,
        "generator.py": _GENERATOR.format(slug=slug, args=args),
        "tests/visible.jsonl": _line(1, "typical", *tests[0], ', "explanation": "All of them, added up."'),
        "tests/hidden.jsonl": _line(2, "edge", *tests[1], ', "generated": {"seed": 0, "size": 0}'),
        "submissions/accepted/solution.py": _source("The clear one.", solution, bodies[0]),
        "submissions/brute_force/one_by_one.py": _source(
            "Another idea, right on small tests; what it is checked by.", solution, bodies[0]
        ),
    }
    for (name, belief), body in zip(_WRONG.items(), bodies[1:], strict=True):
        texts[f"submissions/wrong_answer/{name}.py"] = _source(f"Misconception: {belief}.", solution, body)
    with make_folder(slug, bank) as folder:
        write_files(folder, texts)
        Package(folder).load()
    return Package(Path(bank) / slug)


def _line(number: int, category: str, args: str, expected: str, more: str) -> str:
    return f'{{"number": {number}, "category": "{category}", "args": {args}, "expected": {expected}{more}}}\n'


def _source(about: str, solution: str, body: str) -> str:
    return f'"""{about}"""\n\n{solution.format(body=body)}'
