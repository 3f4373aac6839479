"""Signals and code books.

``generate(seed, 0)`` is the seed-th hand-picked signal. Otherwise ``seed % 4`` says the shape: 0 a
message of random words, 1 short flashes only, with codes that are pieces of each other, 2 like 1 with a
long flash at the end that no code has, 3 random flashes with a few words of the same code.
"""

from random import Random

CASES = [
    ["", {"sun": "s"}],
    ["", {}],
    ["s", {}],
    ["l", {"moon": "l", "mist": "ll"}],
    ["sslls", {"a": "ss", "b": "ssl", "c": "l", "d": "ls", "e": "s"}],
    ["slslsl", {"wave": "slsl", "wind": "sl"}],
    ["ssssl", {"one": "s", "two": "ss", "three": "sss"}],
    ["lsls", {"rock": "ls", "reef": "ls", "rope": "lsls"}],
    ["lllll", {"net": "lll", "oar": "ll"}],
    ["slls", {"go": "sl", "come": "ls", "stay": "s", "turn": "lls"}],
]
WORDS = [first + second for first in "bdfgklmnprst" for second in ("ay", "oom", "ink", "erry")]


def flashes(random, count):
    return "".join(random.choice("sl") for _ in range(count))


def generate(seed: int, size: int) -> list:
    if size == 0:
        signal, codes = CASES[seed]
        return [signal, dict(codes)]
    random = Random(f"lamp-signals {seed} {size}")
    shape = seed % 4
    words = random.sample(WORDS, 5 if size <= 30 else 40)
    if shape == 0:
        codes = {word: flashes(random, random.randint(1, 3 if size <= 30 else 12)) for word in words}
        signal = ""
        while len(signal) < size:
            signal += codes[random.choice(words)]
        return [signal[:size], codes]
    if shape in (1, 2):
        longest = 3 if size <= 30 else 12
        codes = {word: "s" * (1 + i % longest) for i, word in enumerate(words)}
        return ["s" * (size - 1) + ("s" if shape == 1 else "l"), codes]
    codes = {word: flashes(random, 1 + i % 3) for i, word in enumerate(words)}
    codes[words[0]], codes[words[3]] = "s", "l"
    return [flashes(random, size), codes]
