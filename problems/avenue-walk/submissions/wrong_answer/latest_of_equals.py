"""Misconception: of equally long walks any will do, so the last one found is kept."""


def longest_walk(trees, kinds):
    counts = {}
    best = [0, 0]
    left = 0
    for right, tree in enumerate(trees):
        counts[tree] = counts.get(tree, 0) + 1
        while len(counts) > kinds:
            counts[trees[left]] -= 1
            if counts[trees[left]] == 0:
                del counts[trees[left]]
            left += 1
        if left <= right and right - left + 1 >= best[1]:
            best = [left, right - left + 1]
    return best
