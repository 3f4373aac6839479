"""Misconception: it does not matter from which end ties are decided, so the usual walk back will do."""


def changes(old, current):
    n, m = len(old), len(current)
    kept = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if old[i - 1] == current[j - 1]:
                kept[i][j] = 1 + kept[i - 1][j - 1]
            else:
                kept[i][j] = max(kept[i - 1][j], kept[i][j - 1])
    marked, i, j = [], n, m
    while i or j:
        if i and j and old[i - 1] == current[j - 1]:
            i, j = i - 1, j - 1
            marked.append("= " + old[i])
        elif j and (not i or kept[i][j - 1] >= kept[i - 1][j]):
            j -= 1
            marked.append("+ " + current[j])
        else:
            i -= 1
            marked.append("- " + old[i])
    return marked[::-1]
