"""Calls to a desk.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``size`` is the number of calls and ``seed
% 4`` says the shape: 0 a mixture of few names and short times, 1 many jobs first, then steps of the clock
and takes, 2 few names that are cancelled and added again all the time, 3 a mixture with times of up to
10^9.
"""

from random import Random

CASES = [
    "take; cancel a; pass_time 5; take",
    "add a 1 0; take; take; cancel a",
    "add a 1 3; pass_time 2; take; pass_time 1; take",
    "add b 4 10; add a 4 10; add c 4 9; pass_time 0; pass_time 10; take; take; take",
    "add a 9 0; cancel a; add a 1 0; add b 5 0; take; take; take",
    "add a 3 5; cancel a; add a 3 8; pass_time 6; take; pass_time 2; take",
    "add x -5 0; add y -7 0; add z 0 1; take; pass_time 1; take; take",
    "add a 2 0; add b 2 0; take; add a 2 0; take; take",
    "add a 5 4; add b 5 2; pass_time 4; cancel b; pass_time 0; add b 5 0; take; take",
    "add late 2 7; pass_time 5; add soon 2 2; pass_time 2; add now 2 0; take; take; take",
    "add a 1 5; add b 1 5; cancel a; add a 1 5; pass_time 5; take; take",
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[], [_call(*text.split()) for text in CASES[seed].split("; ")]]
    random = Random(f"night-shift-robot {seed} {size}")
    shape = seed % 4
    names = [f"job{i}" for i in range(5 if shape in (0, 2) else size)]
    longest = 10**9 if shape == 3 else 20
    calls = []
    for number in range(size):
        dice = random.random()
        if shape == 1:
            dice = dice / 2 if number < size // 2 else 0.7 + dice * 0.3
        elif shape == 2:
            dice *= 1.05 if dice > 0.8 else 0.85
        if dice < 0.5:
            step = random.choice((0, random.randint(0, longest)))
            if shape == 1:
                step = random.randint(0, longest * 10)
            calls.append(["add", [random.choice(names), random.randint(-3, 3), step]])
        elif dice < 0.7:
            calls.append(["cancel", [random.choice(names)]])
        elif dice < 0.8:
            calls.append(["pass_time", [random.randint(0, longest)]])
        else:
            calls.append(["take", []])
    return [[], calls]


def _call(name: str, *given: str) -> list:
    """A call from its words: what looks like a number is one."""
    return [name, [int(word) if word.lstrip("-").isdigit() else word for word in given]]
