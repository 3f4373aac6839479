"""Keys.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``seed % 4`` says the shape: 0 and 1 random
keys, 2 first letters, then as many take-offs with a put-back now and then, 3 bursts of letters, take-offs and
put-backs.
"""

from random import Random

CASES = [
    "",
    "<<>>",
    "a>>",
    "<>a",
    "abc<<<>>>",
    "ab<<c>",
    "ab<<<<>>cd",
    "abc<<x<>>y",
    "no<<<<<<yes>>",
    "drama<>><<l>",
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [CASES[seed]]
    random = Random(f"cinema-sign {seed} {size}")

    def letter() -> str:
        return random.choice("abcdefghijklmnopqrstuvwxyz")

    shape = seed % 4
    if shape == 2:
        half = size // 2
        keys = [letter() for _ in range(half)]
        keys += [">" if random.random() < 0.02 else "<" for _ in range(size - half)]
    elif shape == 3:
        keys = []
        while len(keys) < size:
            keys += [letter() for _ in range(random.randint(1, 6))]
            keys += "<" * random.randint(0, 5) + ">" * random.randint(0, 4)
        keys = keys[:size]
    else:
        keys = [
            random.choice([letter(), "<", ">"] if shape else [letter(), letter(), "<", ">"])
            for _ in range(size)
        ]
    return ["".join(keys)]
