"""Logs of a launderette.

``generate(seed, 0)`` is the seed-th hand-picked log. Otherwise ``seed % 3`` chooses the shape: 0 hardly any
damage, 1 much damage of all sorts, 2 many machines and irregular spaces.
"""

from random import Random

CASES = [
    [],
    ["", "   ", ""],
    ["w1 240 done", "w1 241 done", "w1 1 done", "w1 0 done", "w1 000 done", "w1 00240 done"],
    ["w1 1_0 done", "w1 -5 done", "w1 +5 done", "w1 4.5 done", "w1 5e1 done", "w1 5 done"],
    ["d2 5 done", "d10 5 done", "D 5", "d1 5 done", "a 5 done"],
    ["w1 30 done extra", "w1 done", "w1 30 DONE", "30 w1 done", "w1 30 done.", "w1", "w1 done 30"],
    ["w3 20 stopped", "w3 20 stopped", "w3 500 stopped"],
    ["    w1 10   done", "w1   20 done     ", " w1 30 stopped "],
    ["unreadable 5 done", "w1 99999999999999999999 done", "total 6 done"],
]
BAD_NUMBERS = ["0", "-7", "+7", "3.5", "241", "1_0", "x4", "12m", "_", "9999"]
BAD_ENDS = ["Done", "STOPPED", "stop", "don", "done!", "0"]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"laundry-log {seed} {size}")
    shape = seed % 3
    damage = (0.03, 0.5, 0.15)[shape]
    machines = 4 if shape < 2 else size // 4 + 1
    return [[_line(random, machines, damage, wide=shape == 2) for _ in range(size)]]


def _line(random, machines, damage, *, wide):
    name = f"{random.choice('wd')}{random.randint(1, machines)}"
    minutes = str(random.randint(1, 240))
    fields = [name, minutes, random.choice(["done", "done", "done", "stopped"])]
    if random.random() < damage:
        kind = random.randrange(5)
        if kind == 0:
            fields[1] = random.choice(BAD_NUMBERS)
        elif kind == 1:
            fields[2] = random.choice(BAD_ENDS)
        elif kind == 2:
            fields.pop(random.randrange(3))
        elif kind == 3:
            fields.append(random.choice(["done", "7", "?"]))
        else:
            fields = []
    gap = " " * (random.randint(1, 3) if wide else 1)
    ends = " " * random.randint(0, 2) if wide else ""
    return ends + gap.join(fields) + ends
