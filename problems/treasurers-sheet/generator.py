"""Sheets.

``generate(seed, 0)`` is the seed-th hand-picked sheet. Otherwise there are ``size`` cells and ``seed %
4`` says the shape: 0 formulas in six layers with a few malformed ones, 1 like 0 with references back to
a later layer, 2 a ladder, in which each cell refers to the two before it, 3 a single chain, told
backwards.
"""

from random import Random

CASES = [
    {},
    {"A1": "-5"},
    {"A1": "=A1"},
    {"A1": "=B1+", "B1": "=A1"},
    {"A1": "=Z999 - 3"},
    {"A1": "=10-4-3", "A2": "=2*(3+4)*5", "A3": "=((A1))-A2"},
    {"C1": "=C2*2", "C2": "=C3+C4", "C3": "=C1", "C4": "7", "C5": "=C4*C4-C6", "C6": "=C1"},
    {"A1": "=-5", "A2": "=3+-2", "A3": "=()", "A4": "=(1+2", "A5": "=1+2)", "A6": "=", "A7": "=4 4"},
    {"B1": "=b2", "B2": "=A01", "B3": "=AB1", "B4": "=A1000", "B5": "=2A1", "B6": "=A1A2", "B7": "=7/1"},
    {"A1": "=A2+A3", "A2": "=A2", "A3": "=1+", "A4": "=A3*0", "A5": "=A4+A6", "A6": "8"},
    {"D4": "= 12 *( D5 -D6 ) ", "D5": "7", "D6": "=0-D5", "D7": "=D4+D4*D4"},
    {"X1": "=Y1*2", "Y1": "=W1+W1+1", "W1": "20", "V1": "=X1-Y1-W1"},
]
MALFORMED = ["=", "=5+", "=*3", "=(4", "=A1 A2", "=3-)", "=-B1", "=x", "=1..2", "=A0"]


def name_of(index):
    return f"{chr(65 + index % 26)}{1 + index // 26}"


def term(random, names):
    roll = random.random()
    if roll < 0.3 or not names:
        return str(random.randint(0, 9))
    if roll < 0.7:
        return random.choice(names)
    if roll < 0.85:
        return f"{random.choice(names)}*{random.randint(0, 3)}"
    return f"({random.randint(1, 9)} - {random.choice(names)})"


def formula(random, names):
    text = "=" + term(random, names)
    for _ in range(random.randint(1, 2)):
        space = random.choice(["", " "])
        text += space + random.choice("+-") + space + term(random, names)
    return text


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [dict(CASES[seed])]
    random = Random(f"treasurers-sheet {seed} {size}")
    names = [name_of(index) for index in range(size)]
    shape = seed % 4
    if shape == 2:
        cells = {name: f"={names[i - 1]}-{names[i - 2]}" for i, name in enumerate(names) if i > 1}
        return [{names[0]: "7", **dict(list(cells.items())[::-1]), names[1]: "11"}]
    if shape == 3:
        cells = {name: f"={names[i - 1]}+{i % 10}" for i, name in enumerate(names) if i}
        return [{**dict(list(cells.items())[::-1]), names[0]: "1"}]
    random.shuffle(names)
    step = max(1, size // 6)
    cells = {}
    for i, name in enumerate(names):
        earlier = names[: i // step * step]
        if not earlier or random.random() < 0.1:
            cells[name] = str(random.randint(-20, 60))
        elif random.random() < (0.1 if size <= 20 else 0.01):
            cells[name] = random.choice(MALFORMED)
        else:
            cells[name] = formula(random, [*earlier, "Z998"] if size <= 20 else earlier)
    if shape == 1:
        for _ in range(1 + size // 500):
            first, second = sorted(random.sample(range(size), 2)) if size > 1 else (0, 0)
            cells[names[first]] = f"={names[second]}+1"
    random.shuffle(names)
    return [{name: cells[name] for name in names}]
