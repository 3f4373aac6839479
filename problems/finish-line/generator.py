"""Days at the finish line.

``generate(seed, 0)`` is the seed-th hand-picked day. Otherwise ``size`` is the number of calls and
``seed % 4`` says the shape: 0 all calls mixed, 1 all finish, then the best are disqualified one by one,
2 few different times, 3 each runner is faster than all before, and those near the cutoff are disqualified.
"""

from random import Random

CASES = [
    [[1], [["cutoff", []]]],
    [[1], [["finish", [1, 50]], ["finish", [2, 40]], ["cutoff", []], ["disqualify", [1]], ["cutoff", []]]],
    [[100], [["finish", [5, 9]], ["finish", [6, 8]], ["finish", [7, 7]], ["cutoff", []]]],
    [
        [2],
        [["finish", [1, 30]], ["disqualify", [2]], ["disqualify", [1]], ["disqualify", [1]], ["cutoff", []]],
    ],
    [[2], [*[["finish", [n, 77]] for n in range(1, 6)], ["cutoff", []], ["disqualify", [3]], ["cutoff", []]]],
    [
        [2],
        [["finish", [n, 10 * n]] for n in range(1, 7)]
        + [["disqualify", [1]], ["disqualify", [2]], ["disqualify", [3]], ["cutoff", []]]
        + [["finish", [8, 5]], ["cutoff", []], ["finish", [9, 99]], ["cutoff", []]],
    ],
    [
        [3],
        [["finish", [n, 10 * n]] for n in range(1, 10)]
        + [["disqualify", [9]], ["disqualify", [8]], ["disqualify", [7]], ["cutoff", []]]
        + [["disqualify", [2]], ["cutoff", []], ["finish", [20, 45]], ["finish", [21, 44]], ["cutoff", []]],
    ],
    [
        [2],
        [
            *[["finish", [1, 10]], ["finish", [2, 20]], ["finish", [3, 20]], ["finish", [4, 30]]],
            *[["cutoff", []], ["disqualify", [2]], ["cutoff", []]],
            *[["finish", [5, 20]], ["finish", [6, 15]], ["cutoff", []]],
        ],
    ],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        arguments, calls = CASES[seed]
        return [list(arguments), [[method, list(args)] for method, args in calls]]
    random = Random(f"finish-line {seed} {size}")
    shape = seed % 4
    share = 2 if shape == 1 or size > 1000 else random.randint(1, 4)
    calls = []
    bibs = random.sample(range(1, max(20, 2 * size)), size)
    if shape == 1:
        runners = [[bib, random.randint(100, 100 + 5 * size)] for bib in bibs[: size // 3]]
        calls = [["finish", runner] for runner in runners]
        for bib, _ in sorted(runners, key=lambda runner: runner[1]):
            calls += [["disqualify", [bib]], ["cutoff", []]]
        return [[share], calls]
    ranking = []
    top = 5 if shape == 2 else 5 * size
    while len(calls) < size:
        choice = random.random()
        if choice < 0.45:
            bib = bibs.pop()
            tenths = 10 * size - len(calls) if shape == 3 else 100 + random.randint(0, top)
            ranking.append((tenths, bib))
            calls.append(["finish", [bib, tenths]])
        elif choice < 0.85:
            calls.append(["cutoff", []])
        else:
            bib = random.choice(bibs)
            if ranking and random.random() < 0.8:
                ranking.sort()
                place = len(ranking) // share if shape == 3 else random.randrange(len(ranking))
                _, bib = ranking.pop(min(place, len(ranking) - 1))
            calls.append(["disqualify", [bib]])
    return [[share], calls]
