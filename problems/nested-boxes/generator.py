"""Packing logs.

``generate(seed, 0)`` is the seed-th hand-picked log. Otherwise ``size`` is the number of boxes: even seeds
nest at random, odd seeds put each box inside the one before, and a seed divisible by 3 spoils the log.
"""

from random import Random

CASES = [
    [],
    ["open a", "close a"],
    ["close a"],
    ["open a"],
    ["open a", "open a", "close a", "close a"],
    ["open a", "close a", "open a", "close a", "open b", "close b"],
    ["open a", "open b", "open c", "close c", "close a", "close b"],
    ["open a", "close a", "close a", "open a"],
    ["open tea", "open pot", "open lid", "close lid", "close tea"],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(CASES[seed])]
    random = Random(f"nested-boxes {seed} {size}")
    log, waiting, opened = [], [], 0
    while opened < size or waiting:
        if opened < size and (seed % 2 or not waiting or random.random() < 0.55):
            waiting.append(random.choice("abcdefgh") + random.choice("aeiou"))
            log.append(f"open {waiting[-1]}")
            opened += 1
        else:
            log.append(f"close {waiting.pop()}")
    if seed % 3 == 0:
        closings = [
            i for i in range(len(log) - 1) if log[i][0] == log[i + 1][0] == "c" and log[i] != log[i + 1]
        ]
        spoiled = random.choice(closings)
        log[spoiled], log[spoiled + 1] = log[spoiled + 1], log[spoiled]
    return [log]
