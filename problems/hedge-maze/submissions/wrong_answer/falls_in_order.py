"""Misconception: the lost benches are those where the numbers from left to right do not rise."""


def lost_benches(entrance):
    numbers = []

    def walk(bench):
        if bench is not None:
            walk(bench.left)
            numbers.append(bench.val)
            walk(bench.right)

    walk(entrance)
    return sum(numbers[i] <= numbers[i - 1] for i in range(1, len(numbers)))
