"""Rivers.

``generate(seed, 0)`` is the seed-th hand-picked river. Otherwise ``size`` is about the number of stones and
``seed % 3`` says the shape: 0 few letters at random and a song from a real walk, 1 a single letter all over,
2 a chequered pattern whose song ends on a letter that no stone bears.
"""

from random import Random

CASES = [
    [["q"], "q"],
    [["q"], "qq"],
    [["abcab"], "abc"],
    [["aaa"], "aa"],
    [["ab", "cd", "ef"], "ac"],
    [["ab", "ba"], "ababa"],
    [["aaa", "aaa", "aaa"], "aaa"],
    [["tra", "lal", "tra"], "tralal"],
    [["tim", "aam", "tee"], "time"],
    [["ab", "ba"], "aba"],
    [["bab", "aca", "bab"], "bacab"],
    [["axx", "bef", "cdg"], "abcdefg"],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        stones, song = CASES[seed]
        return [list(stones), song]
    random = Random(f"song-on-stones {seed} {size}")
    rows = max(1, min(10, round(size**0.5)))
    shape = seed % 3
    if shape == 0:
        rows = min(6, rows)
    columns = max(1, min(10, size // rows))
    longest = 5 if size <= 12 else 12
    if shape == 1:
        return [["o" * columns] * rows, "o" * min(longest, 10)]
    if shape == 2:
        stones = ["".join("lu"[(r + c) % 2] for c in range(columns)) for r in range(rows)]
        return [stones, ("lu" * 6)[: longest - 1] + "h"]
    stones = ["".join(random.choice("lao"[: 2 + seed // 3 % 2]) for _ in range(columns)) for _ in range(rows)]
    r, c = 0, random.randrange(columns)
    song = stones[r][c]
    while len(song) < longest and (r < rows - 1 or random.random() < 0.5):
        near = [(r + 1, c)] * 3 + [(r, c - 1), (r, c + 1), (r - 1, c)]
        near = [(row, column) for row, column in near if 0 <= row < rows and 0 <= column < columns]
        if not near:
            break
        r, c = random.choice(near)
        song += stones[r][c]
    return [stones, song]
