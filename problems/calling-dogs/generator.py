"""Names.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are at most ``size`` names, and
``seed % 4`` says the shape: 0 short names of few letters, 1 names of a few families, 2 long names that
differ near their end, 3 names each of which begins others.
"""

from random import Random

CASES = [
    [],
    ["a"],
    ["a", "aa", "aaa"],
    ["aaa", "aa", "a", "b"],
    ["rex", "bob", "tom"],
    ["daisy", "daisa", "dais", "daisyb"],
    ["bob", "ob", "b", "boa"],
    ["lunar", "luna", "lunatic", "tuna", "lung"],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"calling-dogs {seed} {size}")

    def word(least: int, most: int, letters: str) -> str:
        return "".join(random.choice(letters) for _ in range(random.randint(least, most)))

    shape = seed % 4
    if shape == 0:
        names = [word(1, 3 if size < 100 else 8, "abc") for _ in range(size)]
    elif shape == 1:
        families = [word(2, 6, "abcdefghijklmnopqrstuvwxyz") for _ in range(max(1, size // 8))]
        names = [random.choice(families) + word(0, 5, "aeiou") for _ in range(size)]
    elif shape == 2:
        stem = word(40, 40, "abcdefghijklmnopqrstuvwxyz")
        names = [stem + word(3, 12, "abcd") for _ in range(size)]
    else:
        names = [word(1, 2, "ab")]
        while len(names) < size:
            stem = random.choice(names[-3:])
            names.append((stem if len(stem) < 95 else "") + word(1, 2, "ab"))
    names = list(dict.fromkeys(names))
    random.shuffle(names)
    return [names]
