"""Sheets of letters and word lists.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise ``size`` bounds rows and columns, and
``seed % 3`` chooses the shape: 0 mixed letters, 1 two letters only, 2 one letter and words with many ends.
"""

from random import Random

CASES = [
    [["a"], ["a", "b", "aa"]],
    [["abc"], ["ca", "ac", "cab", "bca", "acb", "cabc", "aba"]],
    [["ab", "cd"], ["abdc", "ba", "aba", "ad", "acdb", "dcabd"]],
    [["ab", "xy", "cd"], ["ac", "ca", "bydc", "axc", "bd"]],
    [["hexagon"], []],
    [["sun", "day"], ["sun", "sunday", "su", "sund", "dayn", "nus", "suny"]],
    [["tea", "ate", "eat"], ["teat", "tata", "aeae", "ttt", "eee", "aaa", "teaeta"]],
    [["aab", "aab"], ["aaaa", "aaaaa", "baab", "abab", "abba", "aabbaa", "bb", "bbb"]],
    [["xaa", "zzb"], ["xaab", "xab", "aab", "baax", "zaaz"]],
]


def generate(seed: int, size: int) -> list:
    if size == 0:
        return [list(part) for part in CASES[seed]]
    random = Random(f"column-words {seed} {size}")
    shape = seed % 3
    if size < 6:
        height, width = random.randint(1, size), random.randint(1, size)
    else:
        height = width = size
    if shape == 2:
        rows = ["a" * width for _ in range(height)]
        if size < 6:
            return [rows, ["a" * n for n in range(1, 8)]]
        ends = [one + other for one in "abcdefghijklm" for other in "bcdefghijklmnopqrstuvwxyz"]
        words = ["aaaaa" + end for end in ends] + ["a" * n for n in range(1, 7)]
        random.shuffle(words)
        return [rows, words]
    letters = "aeinrst" if shape == 0 else "ab"
    rows = ["".join(random.choice(letters) for _ in range(width)) for _ in range(height)]
    words = {_read(random, rows, random.randint(1, 3 + size // 2)) for _ in range(6 * size)}
    for word in sorted(words):
        at = random.randrange(len(word))
        words.add(word[:at] + random.choice(letters) + word[at + 1 :])
        words.add((word + random.choice(letters))[:10])
    words = sorted(words)
    random.shuffle(words)
    return [rows, words[:400]]


def _read(random, rows, length):
    """The letters along a random path, which may now and then use a tile twice or go around."""
    row, column = random.randrange(len(rows)), random.randrange(len(rows[0]))
    word = rows[row][column]
    while len(word) < min(length, 10):
        down, right = random.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
        row, column = min(max(row + down, 0), len(rows) - 1), (column + right) % len(rows[0])
        word += rows[row][column]
    return word
