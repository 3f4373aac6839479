"""Plans.

``generate(seed, 0)`` is the seed-th hand-picked plan. Otherwise ``seed % 4`` says the shape: 0 random pairs,
1 random pairs with a circle, 2 a ladder (two jobs a step, each waiting for both of the step before), 3 one
chain, told backwards.
"""

from random import Random

CASES = [
    [{}, []],
    [{"sweep": 4}, []],
    [{"a": 3, "b": 9, "c": 5}, []],
    [{"paint": 2, "dry": 1}, [["paint", "paint"]]],
    [{"a": 1, "b": 2}, [["b", "a"], ["b", "a"]]],
    [{"d": 4, "c": 3, "b": 2, "a": 1}, [["d", "c"], ["c", "b"], ["b", "a"]]],
    [{"a": 1, "b": 1, "c": 1, "d": 5}, [["b", "a"], ["c", "b"], ["b", "c"]]],
    [{"a": 2, "b": 9, "c": 1, "d": 1, "e": 3}, [["c", "a"], ["d", "c"], ["e", "d"], ["e", "b"]]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        hours, after = CASES[seed]
        return [dict(hours), [list(pair) for pair in after]]
    random = Random(f"stage-build {seed} {size}")
    names = [f"job{i}" for i in range(size)]
    shape = seed % 4
    if shape == 2:
        after = [[names[i], names[j]] for i in range(2, size) for j in (i - i % 2 - 2, i - i % 2 - 1)]
    elif shape == 3:
        after = [[names[i], names[i - 1]] for i in range(size - 1, 0, -1)]
    else:
        after = []
        for _ in range(size + size // 2):
            first, second = sorted(random.sample(range(size), 2))
            after.append([names[second], names[first]])
    if shape == 1:
        first, second = sorted(random.sample(range(size), 2))
        after += [[names[second], names[first]], [names[first], names[second]]]
    if shape != 3:
        random.shuffle(after)
    shuffled = list(names)
    random.shuffle(shuffled)
    return [{name: random.randint(1, 30) for name in shuffled}, after]
