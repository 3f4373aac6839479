"""Small programs of textbook complexity that are not of the bank: the fit was never tuned on them.

Each says its class, or None where it is none of the seven ("can't tell" is then the right answer), and which
of the generators its input comes from.
"""

from __future__ import annotations

__all__ = ["GENERATORS", "PROGRAMS"]

GENERATORS = {
    "numbers": """
from random import Random

def generate(seed, size):
    random = Random(f"{seed} {size}")
    numbers = [random.randrange(10 * size) for _ in range(size)]
    return [[numbers, sorted(numbers), numbers[::-1], [7] * size][seed % 4]]
""",
    "sorted numbers": """
from random import Random

def generate(seed, size):
    random = Random(f"{seed} {size}")
    return [sorted(random.randrange(10 * size) for _ in range(size))]
""",
    "number": "def generate(seed, size):\n    return [size]",
    "few": "def generate(seed, size):\n    return [[(i * 7 + seed) % 11 + 1 for i in range(size)]]",
    "text": """
from random import Random

def generate(seed, size):
    random = Random(f"{seed} {size}")
    return ["".join(random.choice("ab" if seed % 2 else "abcdefgh") for _ in range(size))]
""",
}

PROGRAMS: dict[str, tuple[str | None, str, str]] = {
    "ends": ("O(1)", "numbers", "def f(v):\n    return max(v[0], v[-1], v[len(v) // 2])"),
    "ten_first": (
        "O(1)",
        "numbers",
        "def f(v):\n    total = 0\n    for x in v[:10]:\n        total += x\n    return total",
    ),
    "bisect_by_hand": (
        "O(log n)",
        "sorted numbers",
        """
def f(v):
    low, high = 0, len(v) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if v[middle] <= 10 * 10:
            low = middle
        else:
            high = middle - 1
    return low
""",
    ),
    "power_by_squares": (
        "O(log n)",
        "number",
        """
def f(n):
    base, found = 3, 1
    while n:
        if n & 1:
            found = found * base % 1000007
        base = base * base % 1000007
        n >>= 1
    return found
""",
    ),
    "kadane": (
        "O(n)",
        "numbers",
        """
def f(v):
    best = here = v[0]
    for x in v[1:]:
        here = max(x, here + x)
        best = max(best, here)
    return best
""",
    ),
    "two_sum_by_dict": (
        "O(n)",
        "numbers",
        """
def f(v):
    seen = {}
    for i, x in enumerate(v):
        if -1 - x in seen:
            return [seen[-1 - x], i]
        seen[x] = i
    return []
""",
    ),
    "climbing_stairs": (
        "O(n)",
        "number",
        """
def f(n):
    a = b = 1
    for _ in range(n):
        a, b = b, (a + b) % 1000007
    return a
""",
    ),
    "two_pointers": (
        "O(n)",
        "sorted numbers",
        """
def f(v):
    i, j, pairs = 0, len(v) - 1, 0
    while i < j:
        total = v[i] + v[j]
        if total == 5 * len(v):
            pairs += 1
        if total < 5 * len(v):
            i += 1
        else:
            j -= 1
    return pairs
""",
    ),
    "longest_without_repeats": (
        "O(n)",
        "text",
        """
def f(s):
    last, start, best = {}, 0, 0
    for i, c in enumerate(s):
        if last.get(c, -1) >= start:
            start = last[c] + 1
        last[c] = i
        best = max(best, i - start + 1)
    return best
""",
    ),
    "merge_sort": (
        "O(n log n)",
        "numbers",
        """
def f(v):
    if len(v) < 2:
        return v
    middle = len(v) // 2
    left, right = f(v[:middle]), f(v[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]
""",
    ),
    "heap_sort": (
        "O(n log n)",
        "numbers",
        """
import heapq

def f(v):
    heap = []
    for x in v:
        heapq.heappush(heap, x)
    return [heapq.heappop(heap) for _ in range(len(heap))]
""",
    ),
    "longest_rising_by_bisect": (
        "O(n log n)",
        "sorted numbers",
        """
from bisect import bisect_left

def f(v):
    tails = []
    for x in v:
        at = bisect_left(tails, x)
        if at == len(tails):
            tails.append(x)
        else:
            tails[at] = x
    return len(tails)
""",
    ),
    "sort_and_sweep": (
        "O(n log n)",
        "numbers",
        """
def f(v):
    v = sorted(v)
    best = v[-1]
    for a, b in zip(v, v[1:]):
        best = min(best, b - a)
    return best
""",
    ),
    "bubble_sort": (
        "O(n^2)",
        "numbers",
        """
def f(v):
    v = list(v)
    for i in range(len(v)):
        for j in range(len(v) - 1 - i):
            if v[j] > v[j + 1]:
                v[j], v[j + 1] = v[j + 1], v[j]
    return v
""",
    ),
    "insertion_sort": (
        "O(n^2)",
        "numbers",
        """
def f(v):
    v = list(v)
    for i in range(1, len(v)):
        x, j = v[i], i - 1
        while j >= 0 and v[j] > x:
            v[j + 1] = v[j]
            j -= 1
        v[j + 1] = x
    return v
""",
    ),
    "longest_rising_by_table": (
        "O(n^2)",
        "numbers",
        """
def f(v):
    best = [1] * len(v)
    for i in range(len(v)):
        for j in range(i):
            if v[j] < v[i]:
                best[i] = max(best[i], best[j] + 1)
    return max(best)
""",
    ),
    "three_sum_by_pointers": (
        "O(n^2)",
        "sorted numbers",
        """
def f(v):
    found = 0
    for i in range(len(v)):
        low, high = i + 1, len(v) - 1
        while low < high:
            total = v[i] + v[low] + v[high]
            found += total == 0
            if total < 15 * len(v):
                low += 1
            else:
                high -= 1
    return found
""",
    ),
    "longest_palindrome_subsequence": (
        "O(n^2)",
        "text",
        """
def f(s):
    n = len(s)
    row = [0] * (n + 1)
    for i in range(n - 1, -1, -1):
        new = [0] * (n + 1)
        new[i] = 1
        for j in range(i + 1, n):
            new[j] = row[j - 1] + 2 if s[i] == s[j] else max(row[j], new[j - 1])
        row = new
    return row[n - 1]
""",
    ),
    "remove_one_by_one": (
        "O(n^2)",
        "numbers",
        """
def f(v):
    v, out = list(v), []
    while v:
        low = min(v)
        v.remove(low)
        out.append(low)
    return out
""",
    ),
    "every_part_summed": (
        "O(n^3)",
        "numbers",
        """
def f(v):
    best = v[0]
    for i in range(len(v)):
        for j in range(i, len(v)):
            best = max(best, sum(v[i : j + 1]))
    return best
""",
    ),
    "all_ways_by_floyd": (
        "O(n^3)",
        "number",
        """
def f(n):
    far = [[(i * 7 + j * 3) % 11 + 1 for j in range(n)] for i in range(n)]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if far[i][k] + far[k][j] < far[i][j]:
                    far[i][j] = far[i][k] + far[k][j]
    return far[0][n - 1]
""",
    ),
    "matrix_chain": (
        "O(n^3)",
        "few",
        """
def f(v):
    n = len(v) - 1
    cost = [[0] * n for _ in range(n)]
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            cost[i][j] = min(
                cost[i][k] + cost[k + 1][j] + v[i] * v[k + 1] * v[j + 1] for k in range(i, j)
            )
    return cost[0][n - 1]
""",
    ),
    "subsets_by_bits": (
        "O(2^n)",
        "few",
        """
def f(v):
    best = 0
    for mask in range(1 << len(v)):
        total = 0
        for i in range(len(v)):
            if mask >> i & 1:
                total += v[i]
        best = max(best, total % 97)
    return best
""",
    ),
    "subsets_by_choice": (
        "O(2^n)",
        "few",
        """
def f(v):
    def best(i, left):
        if i == len(v):
            return 0
        skip = best(i + 1, left)
        return max(skip, v[i] + best(i + 1, left - v[i])) if v[i] <= left else skip
    return best(0, sum(v))
""",
    ),
    "fibonacci_without_memory": (
        "O(2^n)",
        "number",
        "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)",
    ),
    "steps_to_root": (
        None,
        "number",
        "def f(n):\n    i = 2\n    while i * i <= n * n * n:\n        i += 1\n    return i",
    ),
    "sorts_each_start": (
        None,
        "numbers",
        "def f(v):\n    best = 0\n    for i in range(len(v)):\n        best += sorted(v)[i]\n    return best",
    ),
    "every_four": (
        None,
        "few",
        """
def f(v):
    n, found = len(v), 0
    for a in range(n):
        for b in range(n):
            for c in range(n):
                for d in range(n):
                    found += v[a] + v[b] == v[c] + v[d]
    return found
""",
    ),
    "all_orders": (
        None,
        "few",
        """
def f(v):
    def orders(left):
        if not left:
            return 1
        return sum(orders(left[:i] + left[i + 1 :]) for i in range(len(left)))
    return orders(v)
""",
    ),
    "every_square_grid": (
        None,
        "number",
        """
def f(n):
    def fill(place):
        if place == n * n // 4:
            return 1
        return fill(place + 1) + fill(place + 1)
    return fill(0)
""",
    ),
}
