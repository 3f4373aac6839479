"""Lists for the notice board.

``generate(seed, 0)`` is the seed-th hand-picked list. Otherwise ``seed % 4`` says the shape: 0 tidy
rows, 1 rows that are too short and empty cells, 2 like 1 with cells that only look like numbers, 3 like
1 with one row too long.
"""

from random import Random

CASES = [
    [],
    [["Name", "Voice"]],
    [["Week"], ["7"], ["12"], ["-3"]],
    [["A", "", "C"], ["", "", "x y"], [], ["1"]],
    [["Code", "Amount"], ["007", "3.5"], ["-0", "12"], ["4"]],
    [["N", "Sign"], ["-", "+3"], ["5", "4"]],
    [["Rehearsal", "Done"], [], [""]],
    [["Id", "Year"], ["1", "1999"], ["2", "2003", ""]],
    [["Dash", "Mixed"], ["--4", "5"], ["4-", "five"], ["-4", "-5"]],
    [["Tenor", "Bass"], ["Jo", "Al"], ["12", "7"]],
    [["", "Q"], ["first", ""], ["second", "10"], ["", "2"]],
]
WORDS = [
    "alto",
    "bass",
    "canon",
    "choir",
    "chorus",
    "descant",
    "encore",
    "hymn",
    "motet",
    "octave",
    "rest",
    "round",
    "score",
    "solo",
    "tenor",
    "verse",
]
ODD = ["3.5", "+3", "-", "1e3", "4-", "--4", "0x1", "1 2", "1_000", "?"]


def text(random):
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 3)))


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [[list(row) for row in CASES[seed]]]
    random = Random(f"notice-table {seed} {size}")
    shape = seed % 4
    count = random.randint(2, 4 + size // 20)
    numeric = [random.random() < 0.5 for _ in range(count)]
    rows = [[random.choice(WORDS).title() for _ in range(count)]]
    for _ in range(size):
        row = []
        for column in range(count):
            if shape and random.random() < 0.2:
                row.append("")
            elif numeric[column]:
                row.append(str(int(random.uniform(-99, 99) * 10 ** random.randint(0, 3))))
            else:
                row.append(text(random))
        if shape and random.random() < 0.3:
            del row[random.randint(0, count) :]
        rows.append(row)
    if shape == 2:
        row = random.choice(rows[1:])
        for column in range(len(row)):
            row[column] = random.choice(ODD)
    if shape == 3:
        rows[random.randint(1, size)] = [random.choice(WORDS) for _ in range(count + 1)]
    return [rows]
