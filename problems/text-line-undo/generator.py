"""Sessions at the editor.

``generate(seed, 0)`` is the seed-th hand-picked session. Otherwise ``size`` is the number of calls and
``seed % 3`` says the shape: 0 all calls mixed, 1 small changes, then undo and redo in turn, 2 a long text,
then changes in its middle.
"""

from random import Random

CASES = [
    [["undo", []], ["redo", []], ["erase", [5]], ["move", [-3]], ["move", [7]], ["show", [1]]],
    [["write", ["ab"]], ["erase", [9]], ["undo", []], ["show", [5]], ["redo", []], ["show", [5]]],
    [
        ["write", ["ab"]],
        ["move", [9]],
        ["write", ["cd"]],
        ["undo", []],
        ["show", [9]],
        ["undo", []],
        ["show", [9]],
    ],
    [
        ["write", ["a"]],
        ["show", [3]],
        ["write", ["b"]],
        ["undo", []],
        ["show", [3]],
        ["redo", []],
        ["show", [3]],
    ],
    [["write", ["abc"]], ["move", [-1]], ["erase", [1]], ["move", [1]], ["undo", []], ["show", [4]]],
    [["write", ["ab"]], ["undo", []], ["redo", []], ["write", ["cd"]], ["undo", []], ["show", [4]]],
    [["write", ["abc"]], ["move", [-3]], ["erase", [2]], ["write", ["de"]], ["undo", []], ["show", [9]]],
    [
        ["write", ["abcdef"]],
        ["erase", [1]],
        ["erase", [2]],
        ["undo", []],
        ["show", [9]],
        ["undo", []],
        ["show", [9]],
    ],
    [
        *[["write", ["one "]], ["move", [0]], ["write", ["two "]], ["move", [0]], ["write", ["three"]]],
        *[["undo", []], ["undo", []], ["write", ["four"]], ["redo", []], ["show", [20]], ["undo", []]],
        *[
            ["redo", []],
            ["show", [20]],
            ["redo", []],
            ["undo", []],
            ["undo", []],
            ["undo", []],
            ["show", [20]],
        ],
    ],
    [
        *[
            ["write", ["tea pot"]],
            ["move", [-4]],
            ["write", ["m"]],
            ["erase", [2]],
            ["move", [-9]],
            ["undo", []],
        ],
        *[
            ["show", [4]],
            ["move", [3]],
            ["undo", []],
            ["show", [4]],
            ["redo", []],
            ["redo", []],
            ["show", [4]],
        ],
    ],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[], [[method, list(args)] for method, args in CASES[seed]]]
    random = Random(f"text-line-undo {seed} {size}")
    longest = 4 if size < 100 else 8
    shape = seed % 3
    calls = []
    if shape == 2:
        calls = [["write", [_text(random, 200)]] for _ in range(size // 10)]
    if shape == 0:
        methods = ["write"] * 5 + ["erase"] * 2 + ["move"] * 3 + ["undo"] * 4 + ["redo"] * 2 + ["show"] * 3
        return [[], [_call(random, random.choice(methods), longest) for _ in range(size)]]
    while len(calls) < size // 2:
        calls += [_call(random, "move", longest), _call(random, random.choice(["write", "erase"]), longest)]
    while len(calls) < size:
        calls += [["undo", []]] * random.randint(1, 3) + [["redo", []], _call(random, "show", longest)]
    return [[], calls]


def _text(random: Random, length: int) -> str:
    return "".join(random.choice("aeinorst ") for _ in range(length))


def _call(random: Random, method: str, longest: int) -> list:
    if method == "write":
        return [method, [_text(random, random.randint(1, longest))]]
    if method == "move":
        return [method, [random.randint(-2 * longest, longest)]]
    if method in ("erase", "show"):
        return [method, [random.randint(1, longest)]]
    return [method, []]
