"""Two versions of a recipe.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are about ``size`` lines, and
``seed % 4`` says the shape: 0 and 1 a version and an edited copy, 2 two lists of few different lines, 3
two lists with nothing in common but some blank lines.
"""

from random import Random

CASES = [
    [[], []],
    [[], ["salt", ""]],
    [["salt", "salt"], []],
    [["a", "b"], ["a", "b"]],
    [["", "a", ""], ["", "", "a"]],
    [["a", "b", "c"], ["c", "b", "a"]],
    [["a", "b", "a"], ["b", "a", "b"]],
    [["x", "a", "b", "c", "d"], ["a", "b", "c", "d", "x"]],
    [["- salt", "= salt", "+ salt"], ["+ salt", "- salt"]],
    [["a", "b", "c", "a", "b", "b", "a"], ["c", "b", "a", "b", "a", "c"]],
    [["mix", "mix", "bake"], ["mix", "bake"]],
    [["mix", "rest ", "bake"], ["mix", "rest", "bake"]],
]
WORDS = ["flour", "milk", "salt", "yeast", "water", "", "knead", "bake", "let it rest", "stir"]


def generate(seed: int, size: int) -> list:
    if size == 0:
        old, current = CASES[seed]
        return [list(old), list(current)]
    random = Random(f"recipe-changes {seed} {size}")
    shape = seed % 4
    if shape == 2:
        few = WORDS[:3]
        return [[random.choice(few) for _ in range(size)] for _ in range(2)]
    if shape == 3:
        old = ["" if random.random() < 0.1 else f"old {i}" for i in range(size)]
        return [old, ["" if random.random() < 0.1 else f"new {i}" for i in range(size)]]
    words = WORDS if size < 20 else [f"step {i}" for i in range(size)]
    old = [random.choice(words) for _ in range(size)]
    current = list(old)
    for _ in range(max(1, size // 4)):
        place = random.randrange(len(current) + 1)
        if random.random() < 0.5 or len(current) >= 250:
            del current[place : place + random.randint(1, 2)]
        else:
            current.insert(place, random.choice(words))
    return [old, current]
